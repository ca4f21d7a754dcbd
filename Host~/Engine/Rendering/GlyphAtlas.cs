using System;
using System.Collections.Generic;
using Saccade.Host.Text;
using SkiaSharp;
using UnityEngine;

namespace Saccade.Host.Rendering
{
    /// <summary>
    /// The glyphs drawn so far, in one texture packed shelf by shelf. When it is full it starts over: labels of a frame never need
    /// more than a part of it.
    /// </summary>
    internal sealed class GlyphAtlas
    {
        private const int Side = 1024;
        private const int Gap = 1;

        private readonly GpuTexture _texture;
        private readonly Canvas _canvas;
        private readonly Dictionary<GlyphKey, Glyph> _glyphs = [];
        private int _shelfX;
        private int _shelfY;
        private int _shelfHeight;

        internal GlyphAtlas(GraphicsDevice device, Canvas canvas)
        {
            _canvas = canvas;
            _texture = new GpuTexture(device, Side, Side, Silk.NET.OpenGL.SizedInternalFormat.R8, hasMips: false, isAlphaOnly: true);
            _texture.SetSampling(FilterMode.Bilinear, TextureWrapMode.Clamp);
        }

        /// <summary>Draws a glyph whose pen stands at <paramref name="x"/> on the whole-pixel baseline.</summary>
        internal void Draw(GlyphKey key, float x, float baseline, Color tint)
        {
            var quarters = MathF.Floor(x * Typography.SubpixelSteps);
            var whole = MathF.Floor(quarters / Typography.SubpixelSteps);
            var glyph = Find(key with { Subpixel = (byte)(quarters - whole * Typography.SubpixelSteps) });
            if (glyph.Width > 0)
            {
                var area = new Rect(whole + glyph.Left, baseline + glyph.Top, glyph.Width, glyph.Height);
                // Rows are uploaded top first, so the glyph's top is at the lower texture coordinate.
                var part = Rect.MinMaxRect(
                    (float)glyph.X / Side,
                    (float)(glyph.Y + glyph.Height) / Side,
                    (float)(glyph.X + glyph.Width) / Side,
                    (float)glyph.Y / Side);
                _canvas.Add(_texture, area, part, tint, blends: true);
            }
        }

        private Glyph Find(GlyphKey key)
        {
            if (!_glyphs.TryGetValue(key, out var glyph))
            {
                glyph = Rasterise(key);
                _glyphs[key] = glyph;
            }

            return glyph;
        }

        private Glyph Rasterise(GlyphKey key)
        {
            using var font = Typography.CreateFont(key);
            var text = key.Rune.ToString();
            font.MeasureText(text, out var bounds);
            var left = (int)MathF.Floor(bounds.Left) - 1;
            var top = (int)MathF.Floor(bounds.Top) - 1;
            var width = (int)MathF.Ceiling(bounds.Right) + 2 - left;
            var height = (int)MathF.Ceiling(bounds.Bottom) + 1 - top;
            if (bounds.IsEmpty)
            {
                return default;
            }

            width = Math.Min(width, Side);
            height = Math.Min(height, Side);
            var (x, y) = Place(width, height);
            var info = new SKImageInfo(width, height, SKColorType.Alpha8, SKAlphaType.Premul);
            using var bitmap = new SKBitmap(info, width);
            using (var canvas = new SKCanvas(bitmap))
            using (var paint = new SKPaint { Color = SKColors.White, IsAntialias = true })
            {
                canvas.Clear(SKColors.Transparent);
                canvas.DrawText(text, (float)key.Subpixel / Typography.SubpixelSteps - left, -top, SKTextAlign.Left, font, paint);
            }

            _texture.Upload(TextureLayout.Of(TextureFormat.R8), bitmap.GetPixelSpan(), x, y, width, height);
            return new Glyph(x, y, width, height, left, top);
        }

        private (int X, int Y) Place(int width, int height)
        {
            if (_shelfX + width > Side)
            {
                _shelfY += _shelfHeight + Gap;
                _shelfX = 0;
                _shelfHeight = 0;
            }

            if (_shelfY + height > Side)
            {
                // What was gathered still shows the old contents.
                _canvas.Flush();
                _glyphs.Clear();
                _shelfX = 0;
                _shelfY = 0;
                _shelfHeight = 0;
            }

            (int X, int Y) place = (_shelfX, _shelfY);
            _shelfX += width + Gap;
            _shelfHeight = Math.Max(_shelfHeight, height);
            return place;
        }

        private readonly record struct Glyph(int X, int Y, int Width, int Height, int Left, int Top);
    }
}
