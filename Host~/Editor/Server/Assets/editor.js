'use strict';

// The token is in a cookie now, and needs to stand in no address bar.
if (location.search) history.replaceState(null, '', '/');

// The game view: frames arrive over a socket of their own, and so does what the user does over it leave.
class GameView extends HTMLElement {
  connectedCallback() {
    this.canvas = document.createElement('canvas');
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('role', 'application');
    this.canvas.setAttribute('aria-label', 'Game view. Keys reach the scene while it has the focus; Escape or Tab leaves it.');
    this.canvas.dataset.testid = 'game-canvas';
    this.hint = document.createElement('div');
    this.hint.className = 'hint';
    this.hint.dataset.testid = 'game-hint';
    this.rate = document.createElement('div');
    this.rate.className = 'fps';
    this.rate.dataset.testid = 'game-fps';
    this.replaceChildren(this.canvas, this.hint, this.rate);
    this.times = [];
    this.frames = 0;
    this.setHint(false);
    this.listen();
    this.connect();
    this.clock = setInterval(() => this.showRate(), 500);
  }

  disconnectedCallback() {
    clearInterval(this.clock);
    this.isGone = true;
    this.socket?.close();
  }

  connect() {
    if (this.isGone) return;
    const socket = new WebSocket(`ws://${location.host}/view`);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = async event => {
      try {
        const picture = await createImageBitmap(new Blob([event.data], { type: 'image/jpeg' }));
        if (this.canvas.width !== picture.width || this.canvas.height !== picture.height) {
          this.canvas.width = picture.width;
          this.canvas.height = picture.height;
        }
        this.canvas.getContext('2d').drawImage(picture, 0, 0);
        picture.close();
        this.times.push(performance.now());
        this.canvas.dataset.frames = ++this.frames;
      } finally {
        this.send({ type: 'ack' });
      }
    };
    socket.onclose = () => setTimeout(() => this.connect(), 1000);
    this.socket = socket;
  }

  send(message) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  // The canvas is drawn as large as fits, with bars beside it.
  toGame(event) {
    const area = this.canvas.getBoundingClientRect();
    const scale = Math.min(area.width / this.canvas.width, area.height / this.canvas.height);
    const left = area.left + (area.width - this.canvas.width * scale) / 2;
    const top = area.top + (area.height - this.canvas.height * scale) / 2;
    return { x: (event.clientX - left) / scale, y: this.canvas.height - (event.clientY - top) / scale };
  }

  listen() {
    const canvas = this.canvas;
    const pointer = event => this.send({ type: 'pointer', ...this.toGame(event), buttons: event.buttons & 31 });
    canvas.addEventListener('pointerdown', event => {
      canvas.focus();
      canvas.setPointerCapture(event.pointerId);
      pointer(event);
    });
    canvas.addEventListener('pointermove', event => {
      // One message a frame is enough for a game.
      this.lastMove = event;
      this.moving ??= requestAnimationFrame(() => {
        this.moving = null;
        pointer(this.lastMove);
      });
    });
    canvas.addEventListener('pointerup', pointer);
    canvas.addEventListener('contextmenu', event => event.preventDefault());
    canvas.addEventListener('wheel', event => {
      event.preventDefault();
      const clamp = value => Math.max(-10, Math.min(10, -value / 120));
      this.send({ type: 'wheel', x: clamp(event.deltaX), y: clamp(event.deltaY) });
    }, { passive: false });
    const key = (event, down) => {
      if (event.key === 'Escape' && down) canvas.blur();
      if (event.key === 'Escape' || event.key === 'Tab' || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat && event.code.length <= 32) this.send({ type: 'key', key: event.code, text: event.key.length === 1 ? event.key : '', down });
    };
    canvas.addEventListener('keydown', event => key(event, true));
    canvas.addEventListener('keyup', event => key(event, false));
    canvas.addEventListener('focus', () => this.setHint(true));
    canvas.addEventListener('blur', () => {
      this.setHint(false);
      this.send({ type: 'blur' });
    });
  }

  setHint(hasFocus) {
    this.hint.textContent = hasFocus ? 'Keys go to the game. Escape leaves it.' : 'Click to send keys to the game';
    this.classList.toggle('focused', hasFocus);
  }

  showRate() {
    const begin = performance.now() - 2000;
    this.times = this.times.filter(time => time >= begin);
    this.rate.textContent = `${Math.round(this.times.length / 2)} fps`;
  }
}

customElements.define('game-view', GameView);

// Menus, trees and lists by keyboard: the browser moves the focus, the server does the rest.
function step(list, from, by) {
  const items = [...list].filter(item => !item.disabled);
  if (items.length) items[(items.indexOf(from) + by + items.length) % items.length].focus();
}

document.addEventListener('keydown', event => {
  const target = event.target;
  const isTyping = target.matches('input:not([type=checkbox]):not([type=range]), textarea');
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !isTyping) {
    const letter = event.key.toLowerCase();
    const button = document.querySelector(`[data-shortcut="${letter === 'z' && event.shiftKey ? 'y' : letter}"]`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  }
  if (target.closest('[data-keys=arrows]') && ['ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key) && !(isTyping && event.key.length < 5)) event.preventDefault();
  if (target.dataset.press && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    target.click();
  }

  const bar = target.closest('[role=menubar]');
  if (bar) menuKey(event, bar, target);
  const tabs = target.closest('[role=tablist]');
  if (tabs && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) step(tabs.querySelectorAll('[role=tab]'), target, event.key === 'ArrowLeft' ? -1 : 1);
});

function menuKey(event, bar, target) {
  const menu = target.closest('[role=menu]');
  const tops = bar.querySelectorAll('.menu-top > [role=menuitem]');
  const top = target.closest('.menu-top')?.querySelector('[role=menuitem]');
  const isOpen = target.getAttribute('aria-expanded') === 'true';
  const opens = target.getAttribute('aria-haspopup') === 'true';
  switch (event.key) {
    case 'ArrowDown':
      if (menu) step(menu.querySelectorAll(':scope > li > [role=menuitem]'), target, 1);
      else openMenu(target, isOpen);
      break;
    case 'ArrowUp':
      if (menu) step(menu.querySelectorAll(':scope > li > [role=menuitem]'), target, -1);
      break;
    case 'ArrowRight':
      if (menu && opens) openMenu(target, isOpen);
      else step(tops, top, 1);
      break;
    case 'ArrowLeft': {
      const above = menu?.parentElement.closest('li')?.querySelector('[role=menuitem]');
      if (above) above.focus();
      else step(tops, top, -1);
      break;
    }
    case 'Escape':
      bar.querySelector('.menu-veil')?.click();
      top?.focus();
      break;
    default:
      return;
  }
  event.preventDefault();
}

function openMenu(item, isOpen) {
  if (!isOpen) item.click();
  whenThere(() => item.parentElement.querySelector(':scope > [role=menu] > li > [role=menuitem]:not(:disabled)'), first => first.focus());
}

function whenThere(find, use, tries = 40) {
  const found = find();
  if (found) use(found);
  else if (tries > 0) requestAnimationFrame(() => whenThere(find, use, tries - 1));
}

// What the server asks of elements by attributes: to be scrolled, to have the keyboard, to stay at their end.
const seen = new WeakMap();
let opener = null;

function attend(element) {
  const scroll = element.dataset.scroll;
  if (scroll !== undefined && seen.get(element) !== scroll) {
    seen.set(element, scroll);
    const [count, top] = scroll.split(':').map(Number);
    if (count > 0) requestAnimationFrame(() => { element.scrollTop = top; });
  }
  const stick = element.dataset.stick;
  if (stick !== undefined && seen.get(element) !== stick) {
    const wasAtEnd = !seen.has(element) || element.scrollHeight - element.scrollTop - element.clientHeight < 120;
    seen.set(element, stick);
    if (wasAtEnd) element.scrollTop = element.scrollHeight;
  }
  const focus = element.dataset.focus;
  if (focus > 0 && seen.get(element) !== focus) {
    seen.set(element, focus);
    whenThere(() => document.getElementById('i' + focus) ?? document.getElementById('e' + focus), wanted => wanted.focus());
  }
  if (element.dataset.at) element.scrollIntoView({ block: 'nearest' });
  if (element.dataset.autofocus !== undefined && !seen.has(element)) {
    seen.set(element, '');
    opener = document.activeElement;
    element.focus();
    element.closest('.add')?.scrollIntoView({ block: 'nearest' });
  }
}

const watched = '[data-scroll], [data-stick], [data-focus], [data-at], [data-autofocus]';
new MutationObserver(changes => {
  for (const change of changes) {
    if (change.type === 'attributes') attend(change.target);
    for (const added of change.addedNodes) {
      if (added.nodeType !== Node.ELEMENT_NODE) continue;
      if (added.matches(watched)) attend(added);
      added.querySelectorAll(watched).forEach(attend);
    }
    // What took the keyboard by itself gives it back when it goes.
    for (const removed of change.removedNodes) {
      if (opener && removed.querySelector?.('[data-autofocus]')) {
        opener.focus();
        opener = null;
      }
    }
  }
}).observe(document.documentElement, {
  subtree: true, childList: true, attributes: true, attributeFilter: ['data-scroll', 'data-stick', 'data-focus', 'data-at', 'data-autofocus'],
});

// A connection that the server has forgotten comes back with the page; a server that is away is asked until it answers.
const lost = document.getElementById('components-reconnect-modal');
let isAsking = false;
new MutationObserver(async () => {
  const isOver = lost.classList.contains('components-reconnect-failed') || lost.classList.contains('components-reconnect-rejected');
  if (!isOver || isAsking) return;
  isAsking = true;
  while (true) {
    try {
      if ((await fetch('/', { cache: 'no-store' })).ok) {
        location.reload();
        return;
      }
    } catch {
      // It is still away.
    }
    await new Promise(resolve => setTimeout(resolve, 2000));
  }
}).observe(lost, { attributes: true, attributeFilter: ['class'] });
