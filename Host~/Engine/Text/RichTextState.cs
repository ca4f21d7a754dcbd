using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using UnityEngine;

namespace Saccade.Host.Text
{
    /// <summary>What the open tags (b, i, size, color) make of the text that follows them.</summary>
    internal ref struct RichTextState
    {
        private readonly int _baseSize;
        private readonly FontStyle _baseStyle;
        private Sizes _sizes;
        private Tints _tints;
        private int _sizeDepth;
        private int _tintDepth;
        private int _boldDepth;
        private int _italicDepth;

        internal RichTextState(int size, FontStyle style)
        {
            _baseSize = size;
            _baseStyle = style;
        }

        internal readonly int Size => _sizeDepth == 0 ? _baseSize : _sizes[Math.Min(_sizeDepth, Deepest) - 1];

        internal readonly Color? Tint => _tintDepth == 0 ? null : _tints[Math.Min(_tintDepth, Deepest) - 1];

        internal readonly FontStyle Style =>
            _baseStyle | (_boldDepth > 0 ? FontStyle.Bold : 0) | (_italicDepth > 0 ? FontStyle.Italic : 0);

        private const int Deepest = 8;

        /// <summary>Takes the tag that <paramref name="text"/> begins with; false, when it is none, and then it is text.</summary>
        internal bool TryRead(ReadOnlySpan<char> text, out int length)
        {
            length = text.IndexOf('>') + 1;
            if (length == 0)
            {
                return false;
            }

            var tag = text[1..(length - 1)];
            return tag switch
            {
                "b" => Step(ref _boldDepth, 1),
                "/b" => Step(ref _boldDepth, -1),
                "i" => Step(ref _italicDepth, 1),
                "/i" => Step(ref _italicDepth, -1),
                "/size" => Step(ref _sizeDepth, -1),
                "/color" => Step(ref _tintDepth, -1),
                _ when tag.StartsWith("size=") => OpenSize(tag[5..]),
                _ when tag.StartsWith("color=") => OpenTint(tag[6..].Trim('"')),
                _ => false,
            };
        }

        private static bool Step(ref int depth, int by)
        {
            depth = Math.Max(depth + by, 0);
            return true;
        }

        private static bool TryParseColor(ReadOnlySpan<char> text, out Color color)
        {
            if (text.StartsWith("#"))
            {
                return TryParseHex(text[1..], out color);
            }

            (var isKnown, color) = text switch
            {
                "white" => (true, Color.white),
                "black" => (true, Color.black),
                "red" => (true, Color.red),
                "green" => (true, new Color(0, 0.5f, 0)),
                "lime" => (true, Color.green),
                "blue" => (true, Color.blue),
                "yellow" => (true, new Color(1, 1, 0)),
                "orange" => (true, new Color(1, 0.65f, 0)),
                "cyan" or "aqua" => (true, Color.cyan),
                "magenta" or "fuchsia" => (true, Color.magenta),
                "grey" => (true, Color.grey),
                "silver" => (true, new Color(0.75f, 0.75f, 0.75f)),
                _ => (false, default),
            };
            return isKnown;
        }

        private static bool TryParseHex(ReadOnlySpan<char> digits, out Color color)
        {
            color = default;
            if (!uint.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
            {
                return false;
            }

            switch (digits.Length)
            {
                case 3:
                    color = new Color32((byte)((value >> 8) * 17), (byte)((value >> 4 & 15) * 17), (byte)((value & 15) * 17), 255);
                    return true;
                case 6:
                    color = new Color32((byte)(value >> 16), (byte)(value >> 8), (byte)value, 255);
                    return true;
                case 8:
                    color = new Color32((byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value);
                    return true;
                default:
                    return false;
            }
        }

        private bool OpenSize(ReadOnlySpan<char> text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size < 1)
            {
                return false;
            }

            _sizes[Math.Min(_sizeDepth, Deepest - 1)] = Math.Min(size, Typography.LargestSize);
            return Step(ref _sizeDepth, 1);
        }

        private bool OpenTint(ReadOnlySpan<char> text)
        {
            if (!TryParseColor(text, out var tint))
            {
                return false;
            }

            _tints[Math.Min(_tintDepth, Deepest - 1)] = tint;
            return Step(ref _tintDepth, 1);
        }

        [InlineArray(Deepest)]
        private struct Sizes
        {
            private int _first;
        }

        [InlineArray(Deepest)]
        private struct Tints
        {
            private Color _first;
        }
    }
}
