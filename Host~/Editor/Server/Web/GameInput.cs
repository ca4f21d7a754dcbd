using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Host.Editor.Web
{
    /// <summary>Hands what the user does over the game view on to the game. Engine thread only.</summary>
    public sealed class GameInput : IGameInput
    {
        // Browsers order their buttons left, right, middle, back, forward in the mask; Unity counts them in that order.
        private const int Buttons = 5;

        private static readonly Dictionary<string, KeyCode> Keys = NamedKeys();

        private int _buttons;

        /// <inheritdoc/>
        public void Apply(GameMessage message)
        {
            switch (message.Kind)
            {
                case GameMessageKind.Mouse:
                    HostInput.MoveMouse(new Vector2(message.X, message.Y));
                    Press(message.Buttons);
                    break;
                case GameMessageKind.Wheel:
                    HostInput.Scroll(new Vector2(message.X, message.Y));
                    break;
                case GameMessageKind.Key when Keys.TryGetValue(message.Key, out var key):
                    if (message.IsDown)
                    {
                        HostInput.PressKey(key);
                    }
                    else
                    {
                        HostInput.ReleaseKey(key);
                    }

                    break;
                case GameMessageKind.Blur:
                    _buttons = 0;
                    HostInput.LoseFocus();
                    break;
            }
        }

        private void Press(int buttons)
        {
            for (var i = 0; i < Buttons; i++)
            {
                var isDown = (buttons >> i & 1) != 0;
                if (isDown == ((_buttons >> i & 1) != 0))
                {
                    continue;
                }

                if (isDown)
                {
                    HostInput.PressMouse(i);
                }
                else
                {
                    HostInput.ReleaseMouse(i);
                }
            }

            _buttons = buttons;
        }

        // The names are those of the W3C's "UI Events KeyboardEvent code Values": places on the keyboard, whatever is printed on them.
        private static Dictionary<string, KeyCode> NamedKeys()
        {
            Dictionary<string, KeyCode> keys = new()
            {
                ["ArrowUp"] = KeyCode.UpArrow,
                ["ArrowDown"] = KeyCode.DownArrow,
                ["ArrowLeft"] = KeyCode.LeftArrow,
                ["ArrowRight"] = KeyCode.RightArrow,
                ["Space"] = KeyCode.Space,
                ["Enter"] = KeyCode.Return,
                ["NumpadEnter"] = KeyCode.KeypadEnter,
                ["Escape"] = KeyCode.Escape,
                ["Tab"] = KeyCode.Tab,
                ["Backspace"] = KeyCode.Backspace,
                ["Delete"] = KeyCode.Delete,
                ["Insert"] = KeyCode.Insert,
                ["Home"] = KeyCode.Home,
                ["End"] = KeyCode.End,
                ["PageUp"] = KeyCode.PageUp,
                ["PageDown"] = KeyCode.PageDown,
                ["ShiftLeft"] = KeyCode.LeftShift,
                ["ShiftRight"] = KeyCode.RightShift,
                ["ControlLeft"] = KeyCode.LeftControl,
                ["ControlRight"] = KeyCode.RightControl,
                ["AltLeft"] = KeyCode.LeftAlt,
                ["AltRight"] = KeyCode.RightAlt,
                ["Minus"] = KeyCode.Minus,
                ["Equal"] = KeyCode.Equals,
                ["Comma"] = KeyCode.Comma,
                ["Period"] = KeyCode.Period,
                ["Slash"] = KeyCode.Slash,
                ["Backslash"] = KeyCode.Backslash,
                ["Semicolon"] = KeyCode.Semicolon,
                ["Quote"] = KeyCode.Quote,
                ["Backquote"] = KeyCode.BackQuote,
                ["BracketLeft"] = KeyCode.LeftBracket,
                ["BracketRight"] = KeyCode.RightBracket,
            };
            for (var i = 0; i < 26; i++)
            {
                keys[$"Key{(char)('A' + i)}"] = KeyCode.A + i;
            }

            for (var i = 0; i < 10; i++)
            {
                keys[$"Digit{i}"] = KeyCode.Alpha0 + i;
                keys[$"Numpad{i}"] = KeyCode.Keypad0 + i;
            }

            for (var i = 0; i < 15; i++)
            {
                keys[$"F{i + 1}"] = KeyCode.F1 + i;
            }

            return keys;
        }
    }
}
