using System;
using System.Collections.Generic;
using System.Globalization;
using UnityEngine;

namespace Saccade.Host.Editor
{
    /// <summary>Which key of the game a key of the browser is, by its place on the keyboard: KeyboardEvent.code.</summary>
    public static class KeyNames
    {
        private static readonly Dictionary<string, KeyCode> Keys = Build();

        /// <summary>The key of that name; <see cref="KeyCode.None"/> for one that the game doesn't know.</summary>
        /// <param name="code">The name, such as KeyA or ArrowUp.</param>
        public static KeyCode Find(string code) => Keys.GetValueOrDefault(code);

        private static Dictionary<string, KeyCode> Build()
        {
            Dictionary<string, KeyCode> keys = new(StringComparer.Ordinal)
            {
                ["ArrowUp"] = KeyCode.UpArrow,
                ["ArrowDown"] = KeyCode.DownArrow,
                ["ArrowLeft"] = KeyCode.LeftArrow,
                ["ArrowRight"] = KeyCode.RightArrow,
                ["Enter"] = KeyCode.Return,
                ["ShiftLeft"] = KeyCode.LeftShift,
                ["ShiftRight"] = KeyCode.RightShift,
                ["ControlLeft"] = KeyCode.LeftControl,
                ["ControlRight"] = KeyCode.RightControl,
                ["AltLeft"] = KeyCode.LeftAlt,
                ["AltRight"] = KeyCode.RightAlt,
                ["Equal"] = KeyCode.Equals,
                ["BracketLeft"] = KeyCode.LeftBracket,
                ["BracketRight"] = KeyCode.RightBracket,
                ["Backquote"] = KeyCode.BackQuote,
                ["NumpadEnter"] = KeyCode.KeypadEnter,
            };
            foreach (KeyCode key in new[]
            {
                KeyCode.Backspace, KeyCode.Tab, KeyCode.Pause, KeyCode.Escape, KeyCode.Space, KeyCode.Quote, KeyCode.Comma, KeyCode.Minus, KeyCode.Period,
                KeyCode.Slash, KeyCode.Semicolon, KeyCode.Backslash, KeyCode.Delete, KeyCode.Insert, KeyCode.Home, KeyCode.End, KeyCode.PageUp,
                KeyCode.PageDown,
            })
            {
                keys[key.ToString()] = key;
            }

            for (int i = 0; i < 26; i++)
                keys["Key" + (char)('A' + i)] = KeyCode.A + i;
            for (int i = 0; i < 10; i++)
            {
                string digit = i.ToString(CultureInfo.InvariantCulture);
                keys["Digit" + digit] = KeyCode.Alpha0 + i;
                keys["Numpad" + digit] = KeyCode.Keypad0 + i;
            }

            for (int i = 1; i <= 15; i++)
                keys["F" + i.ToString(CultureInfo.InvariantCulture)] = KeyCode.F1 + (i - 1);
            return keys;
        }
    }
}
