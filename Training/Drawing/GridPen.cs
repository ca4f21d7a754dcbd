using System;
using System.Linq;
using Saccade.Training.Pictures;
using SkiaSharp;

namespace Saccade.Training.Drawing
{
    /// <summary>Puts pictures and lines of text where a grid wants them.</summary>
    internal sealed class GridPen(SKCanvas canvas) : IDisposable
    {
        private static readonly SKColor Ground = new(0xf3, 0xf4, 0xf6);

        private readonly SKPaint _paint = new() { IsAntialias = true };

        public void Dispose() => _paint.Dispose();

        internal void Write(string text, float left, float baseline, float width, SKTypeface typeface, float size, SKColor color)
        {
            using var font = new SKFont(typeface, size);
            _paint.Color = color;
            var line = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
            canvas.DrawText(Ellipsis.Shorten(line, shorter => font.MeasureText(shorter) <= width), left, baseline, font, _paint);
        }

        /// <summary>Draws the whole picture in the middle of a cell.</summary>
        internal void Draw(Picture picture, SKRect cell, SKSamplingOptions sampling)
        {
            _paint.Color = Ground;
            canvas.DrawRect(cell, _paint);
            using var image = Thumbnail.ToImage(picture);
            canvas.DrawImage(image, cell.AspectFit(new SKSize(picture.Width, picture.Height)), sampling);
        }
    }
}
