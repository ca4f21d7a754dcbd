using System;
using System.IO;
using System.Linq;
using Saccade.Training.Drawing;
using Saccade.Training.Files;
using Saccade.Training.Pictures;
using SkiaSharp;

namespace Saccade.Training.Reports.Charts
{
    /// <summary>Draws what a model looked at over the picture that it was shown.</summary>
    public static class OverlayPicture
    {
        private const float SmallestSide = 256;
        private const float LargestSide = 1600;

        private static readonly SKColor Ink = new(0x1f, 0x29, 0x37);
        private static readonly SKColor Dimmed = SKColors.Black.WithAlpha(140);

        /// <summary>
        /// Writes the picture with a heat map over the region that the model saw, the rest dimmed, and the caption in a strip below. A
        /// shorter side below 256 pixels is enlarged to that, unless the longer one, which is shrunk to 1600 pixels, leaves less. The
        /// file is either complete or not there: it grows under another name and is renamed at the end.
        /// </summary>
        /// <param name="path">The PNG file; an existing one is replaced.</param>
        /// <param name="picture">The whole picture, before any resizing and cropping.</param>
        /// <param name="seenRegion">
        /// What the model saw, as fractions of the picture, from <c>PreprocessingRule.GetSeenRegion</c>; it may reach outside 0..1.
        /// </param>
        /// <param name="weights">
        /// [gridHeight, gridWidth], top row first, in any unit: the smallest becomes transparent, the largest hot. A flat map draws
        /// nothing.
        /// </param>
        /// <param name="gridHeight">Patches from top to bottom.</param>
        /// <param name="gridWidth">Patches from left to right.</param>
        /// <param name="caption">One line, shortened in its middle where it is too wide; empty for no strip.</param>
        /// <exception cref="ArgumentException">
        /// The weights don't fill the grid or aren't finite, or the region has no area.
        /// </exception>
        /// <exception cref="IOException">The file can't be written, for example because the disk is full.</exception>
        /// <exception cref="UnauthorizedAccessException">The file may not be written, or is a folder.</exception>
        public static void Write(
            string path,
            Picture picture,
            (float Left, float Top, float Width, float Height) seenRegion,
            ReadOnlySpan<float> weights,
            int gridHeight,
            int gridWidth,
            string caption)
        {
            using var drawn = Draw(picture, seenRegion, weights, gridHeight, gridWidth, caption);
            using var data = drawn.Encode(SKEncodedImageFormat.Png, 100);
            WholeFile.Write(path, data.SaveTo);
        }

        /// <summary>Draws what <see cref="Write"/> writes.</summary>
        internal static SKBitmap Draw(
            Picture picture,
            (float Left, float Top, float Width, float Height) seenRegion,
            ReadOnlySpan<float> weights,
            int gridHeight,
            int gridWidth,
            string caption)
        {
            RequireGrid(weights, gridHeight, gridWidth);
            RequireArea(seenRegion);
            using var map = HeatPicture.Draw(weights, gridHeight, gridWidth);
            return Draw(picture, seenRegion, map, caption);
        }

        private static void RequireGrid(ReadOnlySpan<float> weights, int gridHeight, int gridWidth)
        {
            if (gridHeight < 1 || gridWidth < 1 || weights.Length != (long)gridHeight * gridWidth)
            {
                throw new ArgumentException(
                    $"There are {weights.Length} weights for a grid of {gridHeight} x {gridWidth} patches; pass one weight for each "
                    + "patch.",
                    nameof(weights));
            }

            for (var i = 0; i < weights.Length; i++)
            {
                if (!float.IsFinite(weights[i]))
                {
                    throw new ArgumentException(
                        $"The weight of the patch in row {i / gridWidth}, column {i % gridWidth} is {weights[i]}; weights must be finite. "
                        + "Check the model's attention output.",
                        nameof(weights));
                }
            }
        }

        private static void RequireArea((float Left, float Top, float Width, float Height) region)
        {
            var finite = float.IsFinite(region.Left) && float.IsFinite(region.Top)
                && float.IsFinite(region.Width) && float.IsFinite(region.Height);
            if (!finite || region.Width <= 0 || region.Height <= 0)
            {
                throw new ArgumentException(
                    $"The seen region {region} must be finite, with a width and a height above 0; take it from the preprocessing rule.",
                    nameof(region));
            }
        }

        private static SKBitmap Draw(
            Picture picture, (float Left, float Top, float Width, float Height) seenRegion, SKImage map, string caption)
        {
            var (width, height) = FindSize(picture);
            var hasCaption = !string.IsNullOrWhiteSpace(caption);

            // A caption needs room even where the picture is a narrow column.
            var wholeWidth = hasCaption ? Math.Max(width, (int)SmallestSide) : width;
            using var font = new SKFont(Typefaces.SemiBold, Math.Clamp(wholeWidth / 28f, 15, 36));
            var strip = hasCaption ? (int)(2.4f * font.Size) : 0;

            var bitmap = new SKBitmap(wholeWidth, height + strip);
            using var canvas = new SKCanvas(bitmap);
            canvas.Clear(SKColors.White);
            canvas.Save();
            canvas.ClipRect(SKRect.Create(width, height));
            DrawPicture(canvas, picture, width, height);
            DrawMap(canvas, map, SKRect.Create(
                seenRegion.Left * width, seenRegion.Top * height, seenRegion.Width * width, seenRegion.Height * height));
            canvas.Restore();
            if (hasCaption)
            {
                DrawCaption(canvas, caption, font, SKRect.Create(0, height, wholeWidth, strip));
            }

            return bitmap;
        }

        private static (int Width, int Height) FindSize(Picture picture)
        {
            var enlarged = Math.Max(1, SmallestSide / Math.Min(picture.Width, picture.Height));
            var scale = Math.Min(enlarged, LargestSide / Math.Max(picture.Width, picture.Height));
            return (Math.Max(1, (int)MathF.Round(picture.Width * scale)), Math.Max(1, (int)MathF.Round(picture.Height * scale)));
        }

        private static void DrawPicture(SKCanvas canvas, Picture picture, int width, int height)
        {
            using var image = Thumbnail.ToImage(picture);
            Thumbnail.Draw(canvas, image, SKRect.Create(width, height));
        }

        private static void DrawMap(SKCanvas canvas, SKImage map, SKRect seen)
        {
            canvas.Save();
            canvas.ClipRect(seen, SKClipOperation.Difference);
            canvas.DrawColor(Dimmed, SKBlendMode.SrcOver);
            canvas.Restore();

            canvas.Save();
            canvas.ClipRect(seen);
            canvas.DrawImage(map, seen, new SKSamplingOptions(SKFilterMode.Linear));
            canvas.Restore();
        }

        private static void DrawCaption(SKCanvas canvas, string caption, SKFont font, SKRect strip)
        {
            using var ink = new SKPaint { Color = Ink, IsAntialias = true };
            var margin = 0.8f * font.Size;
            var line = string.Concat(caption.Select(character => char.IsControl(character) ? ' ' : character)).Trim();
            line = Ellipsis.Shorten(line, text => font.MeasureText(text) <= strip.Width - 2 * margin);
            canvas.DrawText(line, margin, strip.MidY + 0.36f * font.Size, font, ink);
        }
    }
}
