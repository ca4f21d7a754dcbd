using System;
using Saccade.Training.Pictures;
using SkiaSharp;

namespace Saccade.Training.Drawing
{
    /// <summary>Puts pictures of any size into the rooms of a drawing.</summary>
    internal static class Thumbnail
    {
        internal static SKImage ToImage(Picture picture)
        {
            var rgbx = new byte[4 * picture.Width * picture.Height];
            for (int from = 0, to = 0; to < rgbx.Length; from += 3, to += 4)
            {
                picture.Rgb.AsSpan(from, 3).CopyTo(rgbx.AsSpan(to));
            }

            var info = new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgb888x, SKAlphaType.Opaque);
            return SKImage.FromPixelCopy(info, rgbx);
        }

        /// <summary>Fills a room, whatever its proportions.</summary>
        internal static void Draw(SKCanvas canvas, SKImage image, SKRect room)
        {
            var sampling = room.Width < image.Width
                ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)
                : new SKSamplingOptions(SKFilterMode.Linear);
            canvas.DrawImage(image, room, sampling);
        }

        /// <summary>Draws the whole image as large as it fits, at the bottom of a room: captions stand below.</summary>
        internal static void Fit(SKCanvas canvas, SKImage image, SKRect room)
        {
            var scale = Math.Min(room.Width / image.Width, room.Height / image.Height);
            var (width, height) = (scale * image.Width, scale * image.Height);
            Draw(canvas, image, SKRect.Create(room.MidX - width / 2, room.Bottom - height, width, height));
        }
    }
}
