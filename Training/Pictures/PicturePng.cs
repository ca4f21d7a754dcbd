using System;
using System.IO;
using Saccade.Training.Files;
using SkiaSharp;

namespace Saccade.Training.Pictures
{
    /// <summary>Writes levels as a PNG.</summary>
    public static class PicturePng
    {
        /// <summary>Writes a file that is either complete or not there: it grows under another name and is renamed at the end.</summary>
        /// <param name="path">The file; an existing one is replaced.</param>
        /// <param name="rgb">[height, width, 3] levels, top row first.</param>
        /// <param name="width">Pixels.</param>
        /// <param name="height">Pixels.</param>
        /// <exception cref="IOException">The file can't be written, for example because the disk is full.</exception>
        public static void Write(string path, ReadOnlySpan<byte> rgb, int width, int height)
        {
            using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgb888x, SKAlphaType.Opaque));
            var rgbx = bitmap.GetPixelSpan();
            for (int from = 0, to = 0; from < rgb.Length; from += 3, to += 4)
            {
                rgb.Slice(from, 3).CopyTo(rgbx[to..]);
            }

            using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            WholeFile.Write(path, data.SaveTo);
        }
    }
}
