using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Saccade.Host.Editor.Dialogs;
using Saccade.Host.Editor.Elements;
using Saccade.Host.Editor.Inspecting;
using Saccade.Host.Editor.Menu;
using Saccade.Host.Editor.Session;
using UnityEditor;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Host.Editor.Windows
{
    /// <summary>
    /// What all pages share: the newest <see cref="EditorState"/>, and what they ask of the engine, in the order in which they asked.
    /// Safe to use from any thread.
    /// </summary>
    public sealed class EditorModel : IDisposable
    {
        private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1 / 15.0);

        private readonly EditorSession _session;
        private readonly EditorMenu _menu;
        private readonly BrowserDialogs _dialogs;
        private readonly Dictionary<int, ElementReader> _windowReaders = [];
        private readonly InspectorReader _inspector = new();
        private readonly ConsoleReader _console;
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private TimeSpan _due;
        private EditorState _state = EditorState.Empty;
        private int _pages;

        internal EditorModel(EditorSession session, EditorMenu menu, FileRoots roots, TimeProvider time)
        {
            _session = session;
            _menu = menu;
            Roots = roots;
            _console = new ConsoleReader(session.Console);
            _dialogs = new BrowserDialogs(session.RunUntil, roots, time);
            EditorUtility.Dialogs = _dialogs;
            session.Ticked += RefreshWhenDue;
        }

        /// <summary>Raised when there is a newer state, on the engine's thread.</summary>
        public event Action? Changed;

        /// <summary>The newest state.</summary>
        public EditorState State => Volatile.Read(ref _state);

        /// <summary>The folders that file dialogs show.</summary>
        public FileRoots Roots { get; }

        /// <summary>Says that a page is open: states are made from now on.</summary>
        public Task EnterAsync()
        {
            Interlocked.Increment(ref _pages);
            _dialogs.EnterPage();
            return DoAsync(() => { });
        }

        /// <summary>Says that a page was closed.</summary>
        public void Leave()
        {
            Interlocked.Decrement(ref _pages);
            _dialogs.LeavePage();
        }

        /// <summary>Selects an object; one that is gone selects none.</summary>
        /// <param name="id">The object, or 0 for none.</param>
        public Task SelectAsync(int id) => DoAsync(() => Selection.activeGameObject = SceneReader.Find(id));

        /// <summary>Selects an object beside those that are selected, or takes it out of them.</summary>
        /// <param name="id">The object; one that is gone changes nothing.</param>
        public Task ToggleSelectionAsync(int id) => DoAsync(() =>
        {
            if (SceneReader.Find(id) is { } found)
            {
                var selected = Selection.objects;
                Selection.objects = selected.Contains(found) ? [.. selected.Where(other => other != found)] : [.. selected, found];
            }
        });

        /// <summary>Chooses a menu entry.</summary>
        /// <param name="path">Its whole path.</param>
        public Task ChooseAsync(string path) => DoAsync(() => _menu.Execute(path));

        /// <summary>Starts or stops the game.</summary>
        public Task TogglePlayAsync() => DoAsync(() => EditorApplication.isPlaying = !EditorApplication.isPlaying);

        /// <summary>Pauses the game or lets it go on.</summary>
        public Task TogglePauseAsync() => DoAsync(() => EditorApplication.isPaused = !EditorApplication.isPaused);

        /// <summary>Lets one frame pass.</summary>
        public Task StepAsync() => DoAsync(EditorApplication.Step);

        /// <summary>Empties the console.</summary>
        public Task ClearConsoleAsync() => DoAsync(_session.Console.Clear);

        /// <summary>Closes a window.</summary>
        /// <param name="id">The window.</param>
        public Task CloseWindowAsync(int id) =>
            DoAsync(() => EditorWindows.Open.FirstOrDefault(window => window.GetInstanceID() == id)?.Close());

        /// <summary>Gives a field the keyboard.</summary>
        /// <param name="element">The field.</param>
        public Task FocusAsync(int element) => DoAsync(() => FindInput(element)?.Focus());

        /// <summary>Types into a field.</summary>
        /// <param name="element">The field.</param>
        /// <param name="text">All that stands in it after the key.</param>
        public Task TypeAsync(int element, string text) => DoAsync(() => FindInput(element)?.Type(text));

        /// <summary>Presses Return in a field.</summary>
        /// <param name="element">The field.</param>
        public Task SubmitAsync(int element) => DoAsync(() => FindInput(element)?.Submit());

        /// <summary>Presses Escape in a field.</summary>
        /// <param name="element">The field.</param>
        public Task CancelAsync(int element) => DoAsync(() => FindInput(element)?.Cancel());

        /// <summary>Takes the keyboard from a field.</summary>
        /// <param name="element">The field.</param>
        public Task BlurAsync(int element) => DoAsync(() => FindInput(element)?.Blur());

        /// <summary>Chooses a value of an element. One that is gone or disabled takes nothing.</summary>
        /// <param name="element">The element.</param>
        /// <param name="value">The value as text in the invariant culture.</param>
        public Task ChangeAsync(int element, string value) => DoAsync(() => FindLive(element)?.TryChange(value));

        /// <summary>Presses an element. One that is gone or disabled isn't pressed.</summary>
        /// <param name="element">The element.</param>
        public Task PressAsync(int element) => DoAsync(() => FindLive(element)?.Press());

        /// <summary>Renames the selected objects.</summary>
        /// <param name="name">Their new name; an empty one changes nothing.</param>
        public Task RenameAsync(string name) => DoAsync(() =>
        {
            foreach (var selected in string.IsNullOrWhiteSpace(name) ? [] : Selection.gameObjects)
            {
                Undo.RecordObject(selected, "Rename");
                selected.name = name;
            }
        });

        /// <summary>Makes the selected objects active or inactive.</summary>
        /// <param name="isActive">Which.</param>
        public Task SetActiveAsync(bool isActive) => DoAsync(() =>
        {
            foreach (var selected in Selection.gameObjects)
            {
                Undo.RecordObject(selected, "Set Active");
                selected.SetActive(isActive);
            }
        });

        /// <summary>Enables or disables a component of the selected objects.</summary>
        /// <param name="id">The first object's.</param>
        /// <param name="isEnabled">Which.</param>
        public Task SetEnabledAsync(int id, bool isEnabled) => DoAsync(() =>
        {
            foreach (var component in InspectorReader.FindComponents(id))
            {
                Undo.RecordObject(component, "Set Enabled");
                switch (component)
                {
                    case Behaviour behaviour:
                        behaviour.enabled = isEnabled;
                        break;
                    case Renderer renderer:
                        renderer.enabled = isEnabled;
                        break;
                }
            }
        });

        /// <summary>Removes a component of the selected objects.</summary>
        /// <param name="id">The first object's.</param>
        public Task RemoveAsync(int id) => DoAsync(() =>
        {
            foreach (var component in InspectorReader.FindComponents(id).Where(component => component is not Transform))
            {
                Undo.DestroyObjectImmediate(component);
            }
        });

        /// <summary>Adds a component to the selected objects.</summary>
        /// <param name="choice">Which.</param>
        public Task AddAsync(ComponentChoice choice)
        {
            ArgumentNullException.ThrowIfNull(choice);
            return DoAsync(() =>
            {
                foreach (var selected in Selection.gameObjects)
                {
                    Undo.AddComponent(selected, choice.Type);
                }
            });
        }

        /// <summary>Answers a dialog. The first answer counts.</summary>
        /// <param name="id">The question.</param>
        /// <param name="answer">The button's number, or the chosen path, or empty for none.</param>
        public bool Answer(int id, string answer) => _dialogs.Answer(id, answer);

        /// <summary>Stops following the session.</summary>
        public void Dispose() => _session.Ticked -= RefreshWhenDue;

        private ITextInput? FindInput(int id) => FindLive(id) as ITextInput;

        private VisualElement? FindLive(int id)
        {
            var found = EditorWindows.Open.Select(window => window.Panel?.Find(id)).FirstOrDefault(element => element != null)
                ?? _inspector.FindPanel(id)?.Find(id);
            return found is { enabledInHierarchy: true } ? found : null;
        }

        // What a user's click throws is the window's failure: it stands in the console, and the editor goes on.
        private Task DoAsync(Action action) => _session.InvokeAsync(() =>
        {
            try
            {
                action();
            }
#pragma warning disable CA1031 // See above.
            catch (Exception e)
#pragma warning restore CA1031
            {
                UnityEngine.Debug.LogException(e);
            }

            Refresh();
        });

        private void RefreshWhenDue()
        {
            if (Volatile.Read(ref _pages) > 0 && _clock.Elapsed >= _due)
            {
                Refresh();
            }
        }

        private void Refresh()
        {
            var before = State;
            var now = before with
            {
                Menu = Keep(before.Menu, [.. _menu.List().Select(entry => new MenuEntry(entry.Path, entry.Enabled))]),
                Objects = Keep(before.Objects, SceneReader.Read()),
                SelectedIds = Keep(before.SelectedIds, [.. Selection.gameObjects.Select(selected => selected.GetInstanceID())]),
                Inspected = _inspector.Read(before.Inspected),
                Windows = Keep(before.Windows, ReadWindows()),
                FrontWindow = EditorWindows.Front != null ? EditorWindows.Front.GetInstanceID() : 0,
                FrontCount = EditorWindows.FrontCount,
                Console = _console.Read(),
                IsPlaying = EditorApplication.isPlaying,
                IsPaused = EditorApplication.isPaused,
                FocusRequest = EditorWindows.Front?.Panel?.FocusRequest ?? 0,
                Dialog = _dialogs.Question,
            };
            _due = _clock.Elapsed + Interval;
            if (now == before)
            {
                return;
            }

            Volatile.Write(ref _state, now);
            Changed?.Invoke();
        }

        private List<DockedWindow> ReadWindows()
        {
            List<DockedWindow> windows = [];
            foreach (var window in EditorWindows.Open.Where(window => window.Panel != null))
            {
                var id = window.GetInstanceID();
                if (!_windowReaders.TryGetValue(id, out var reader))
                {
                    _windowReaders[id] = reader = new ElementReader();
                }

                windows.Add(new DockedWindow(id, window.titleContent.text ?? "", reader.Read(window.Panel)));
            }

            foreach (var gone in _windowReaders.Keys.Where(id => windows.TrueForAll(window => window.Id != id)).ToList())
            {
                _windowReaders.Remove(gone);
            }

            return windows;
        }

        // The same list as before says: nothing to draw.
        private static IReadOnlyList<T> Keep<T>(IReadOnlyList<T> before, IReadOnlyList<T> now) => before.SequenceEqual(now) ? before : now;
    }
}
