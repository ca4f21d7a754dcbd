using System;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace Saccade.Training.Data
{
    /// <summary>A decoded picture.</summary>
    /// <param name="Width">Pixels.</param>
    /// <param name="Height">Pixels.</param>
    /// <param name="Rgb">
    /// [Height, Width, 3] levels, top row first; an alpha channel is dropped, as Pillow's conversion to RGB drops it.
    /// </param>
    public sealed record Picture(int Width, int Height, byte[] Rgb)
    {
        /// <summary>Decodes a file.</summary>
        /// <param name="path">A JPEG, PNG, WebP, BMP or GIF file.</param>
        /// <exception cref="TrainingException">The file is missing, cut short or no picture.</exception>
        public static Picture Decode(string path)
        {
            using var codec = SKCodec.Create(path, out var opened);
            if (codec is null)
            {
                throw new TrainingException($"{path}: can't be read as a picture ({opened}). Replace or remove it.");
            }

            // No colour space: levels stay as the file has them, without conversion between profiles.
            var (width, height) = (codec.Info.Width, codec.Info.Height);
            var rgba = new byte[4 * width * height];
            var pin = GCHandle.Alloc(rgba, GCHandleType.Pinned);
            try
            {
                var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
                var result = codec.GetPixels(info, pin.AddrOfPinnedObject());
                if (result != SKCodecResult.Success)
                {
                    throw new TrainingException($"{path}: {width} x {height} pixels can't be decoded ({result}). Replace or remove it.");
                }
            }
            finally
            {
                pin.Free();
            }

            return new Picture(width, height, DropAlpha(rgba));
        }

        private static byte[] DropAlpha(ReadOnlySpan<byte> rgba)
        {
            var rgb = new byte[rgba.Length / 4 * 3];
            for (int from = 0, to = 0; from < rgba.Length; from += 4, to += 3)
            {
                rgb[to] = rgba[from];
                rgb[to + 1] = rgba[from + 1];
                rgb[to + 2] = rgba[from + 2];
            }

            return rgb;
        }
    }
}
