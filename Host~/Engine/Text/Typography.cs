using System;
using System.Collections.Generic;
using SkiaSharp;
using UnityEngine;

namespace Saccade.Host.Text
{
    /// <summary>The typeface that the host draws all text with, carried as a file: a bare machine has no fonts.</summary>
    internal static class Typography
    {
        internal const int DefaultSize = 13;
        internal const int LargestSize = 400;
        internal const int SubpixelSteps = 4;

        private const float Slant = -0.2f;

        private static readonly SKTypeface Regular = Load("Inter-Regular.ttf");
        private static readonly SKTypeface SemiBold = Load("Inter-SemiBold.ttf");
        private static readonly SKFontMetrics UnitMetrics = MeasureUnit();
        private static readonly Dictionary<GlyphKey, float> Advances = [];

        internal static float LineHeight(int size) => MathF.Ceiling((UnitMetrics.Descent - UnitMetrics.Ascent) * size);

        internal static float Ascent(int size) => MathF.Round(-UnitMetrics.Ascent * size);

        internal static float Advance(GlyphKey key)
        {
            if (!Advances.TryGetValue(key, out var advance))
            {
                using var font = CreateFont(key);
                advance = font.MeasureText(key.Rune.ToString());
                Advances[key] = advance;
            }

            return advance;
        }

        internal static SKFont CreateFont(GlyphKey key) => new SKFont(IsBold(key.Style) ? SemiBold : Regular, key.Size)
        {
            Subpixel = true,
            Edging = SKFontEdging.Antialias,
            Hinting = SKFontHinting.None,
            SkewX = IsItalic(key.Style) ? Slant : 0,
        };

        private static bool IsBold(FontStyle style) => style is FontStyle.Bold or FontStyle.BoldAndItalic;

        private static bool IsItalic(FontStyle style) => style is FontStyle.Italic or FontStyle.BoldAndItalic;

        private static SKTypeface Load(string file)
        {
            using var stream = typeof(Typography).Assembly.GetManifestResourceStream("Fonts/" + file)
                ?? throw new HostException($"Font {file} is not in the engine's assembly.");
            using var data = SKData.Create(stream);
            return SKTypeface.FromData(data) ?? throw new HostException($"Font {file} can't be read.");
        }

        private static SKFontMetrics MeasureUnit()
        {
            using var font = new SKFont(Regular, 1) { LinearMetrics = true };
            return font.Metrics;
        }
    }
}
