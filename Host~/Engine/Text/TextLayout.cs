using System;
using System.Collections.Generic;
using System.Text;
using UnityEngine;
using Canvas = Saccade.Host.Rendering.Canvas;

namespace Saccade.Host.Text
{
    /// <summary>
    /// Sets text in lines, by a style and its rich-text tags. The glyphs of the last text stay in lists that the next one reuses, so
    /// that setting text allocates nothing once the lists have grown.
    /// </summary>
    internal static class TextLayout
    {
        private static readonly List<PlacedGlyph> Glyphs = [];
        private static readonly List<Line> Lines = [];

        internal static Vector2 Align(TextAnchor anchor) => new Vector2((int)anchor % 3 / 2f, (int)anchor / 3 / 2f);

        internal static Vector2 Measure(string? text, GUIStyle style, float wrapWidth)
        {
            Set(text ?? "", style, wrapWidth);
            float width = 0;
            foreach (var line in Lines)
            {
                width = Mathf.Max(width, line.Width);
            }

            return new Vector2(MathF.Ceiling(width), Height());
        }

        internal static void Draw(Canvas canvas, Rect area, string text, GUIStyle style, Color color)
        {
            Set(text, style, style.wordWrap ? area.width : float.PositiveInfinity);
            var share = Align(style.alignment);
            var y = area.y + (area.height - Height()) * share.y;
            for (var i = 0; i < Lines.Count; i++)
            {
                var line = Lines[i];
                var x = area.x + (area.width - line.Width) * share.x;
                var baseline = MathF.Round(y + Typography.Ascent(line.Size));
                var end = i + 1 < Lines.Count ? Lines[i + 1].FirstGlyph : Glyphs.Count;
                for (var j = line.FirstGlyph; j < end; j++)
                {
                    var glyph = Glyphs[j];
                    var tint = color;
                    if (glyph.Tint is Color own)
                    {
                        own.a *= color.a;
                        tint = own;
                    }

                    canvas.Glyphs.Draw(glyph.Key, x + glyph.X, baseline, tint);
                }

                y += Typography.LineHeight(line.Size);
            }
        }

        private static float Height()
        {
            float height = 0;
            foreach (var line in Lines)
            {
                height += Typography.LineHeight(line.Size);
            }

            return height;
        }

        private static void Set(string text, GUIStyle style, float wrapWidth)
        {
            var size = Math.Min(style.TextSize, Typography.LargestSize);
            var state = new RichTextState(size, style.fontStyle);
            Glyphs.Clear();
            Lines.Clear();
            Lines.Add(new Line(0, size, 0));
            var lastSpace = -1;
            float x = 0;
            ReadOnlySpan<char> rest = text;
            while (!rest.IsEmpty)
            {
                if (style.richText && rest[0] == '<' && state.TryRead(rest, out var tagLength))
                {
                    rest = rest[tagLength..];
                    continue;
                }

                Rune.DecodeFromUtf16(rest, out var rune, out var length);
                rest = rest[length..];
                if (rune.Value == '\n')
                {
                    CloseLine(x, size);
                    x = 0;
                    lastSpace = -1;
                    continue;
                }

                if (rune.Value == '\r')
                {
                    continue;
                }

                var key = new GlyphKey(rune, state.Size, state.Style, 0);
                var advance = Typography.Advance(key);
                if (x + advance > wrapWidth && rune.Value != ' ' && Glyphs.Count > Lines[^1].FirstGlyph)
                {
                    x = Wrap(lastSpace, x, size);
                    lastSpace = -1;
                }

                if (rune.Value == ' ')
                {
                    lastSpace = Glyphs.Count;
                }

                Glyphs.Add(new PlacedGlyph(key, x, state.Tint));
                x += advance;
                var line = Lines[^1];
                Lines[^1] = line with { Width = x, Size = Math.Max(line.Size, state.Size) };
            }
        }

        private static void CloseLine(float width, int size)
        {
            Lines[^1] = Lines[^1] with { Width = width };
            Lines.Add(new Line(Glyphs.Count, size, 0));
        }

        // Breaks after the last space of the line, or before the next glyph where there is none; returns where the pen goes on.
        private static float Wrap(int lastSpace, float x, int size)
        {
            if (lastSpace < 0)
            {
                CloseLine(x, size);
                return 0;
            }

            var spaceX = Glyphs[lastSpace].X;
            var first = lastSpace + 1;
            var shift = first < Glyphs.Count ? Glyphs[first].X : x;
            Lines[^1] = Lines[^1] with { Width = spaceX };
            Lines.Add(new Line(first, size, x - shift));
            for (var i = first; i < Glyphs.Count; i++)
            {
                Glyphs[i] = Glyphs[i] with { X = Glyphs[i].X - shift };
            }

            return x - shift;
        }

        private readonly record struct PlacedGlyph(GlyphKey Key, float X, Color? Tint);

        private readonly record struct Line(int FirstGlyph, int Size, float Width);
    }
}
