#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Runtime.InteropServices;
using SkiaSharp;
using UnityEngine.Experimental.Rendering;

namespace UnityEngine
{
    public static class ImageConversion
    {
        public static byte[] EncodeToPNG(this Texture2D tex) => Encode(tex, SKEncodedImageFormat.Png, SKAlphaType.Unpremul, 100);

        public static byte[] EncodeToJPG(this Texture2D tex, int quality) =>
            Encode(tex, SKEncodedImageFormat.Jpeg, SKAlphaType.Opaque, quality);

        // Touches no object of the scene, so any thread may encode.
        public static byte[] EncodeArrayToPNG(Array array, GraphicsFormat format, uint width, uint height, uint rowBytes = 0) =>
            Encode(array, format, (int)width, (int)height, (int)rowBytes, SKEncodedImageFormat.Png, 100);

        public static bool LoadImage(this Texture2D tex, byte[] data) => LoadImage(tex, data, false);

        public static bool LoadImage(this Texture2D tex, byte[] data, bool markNonReadable)
        {
            using var encoded = SKData.CreateCopy(data);
            using var codec = SKCodec.Create(encoded);
            if (codec is null)
            {
                return false;
            }

            var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            var topDown = new byte[info.BytesSize];
            unsafe
            {
                fixed (byte* pixels = topDown)
                {
                    if (codec.GetPixels(info, (IntPtr)pixels) != SKCodecResult.Success)
                    {
                        return false;
                    }
                }
            }

            tex.Replace(info.Width, info.Height, FlipRows(topDown, info.RowBytes));
            if (markNonReadable)
            {
                tex.Apply(true, true);
            }

            return true;
        }

        private static byte[] Encode(Texture2D tex, SKEncodedImageFormat format, SKAlphaType alpha, int quality)
        {
            ReadOnlySpan<byte> bottomUp = MemoryMarshal.AsBytes(tex.GetPixels32().AsSpan());
            var info = new SKImageInfo(tex.width, tex.height, SKColorType.Rgba8888, alpha);
            using var image = SKImage.FromPixelCopy(info, FlipRows(bottomUp, info.RowBytes));
            using var encoded = image.Encode(format, quality);
            return encoded.ToArray();
        }

        private static byte[] Encode(
            Array array, GraphicsFormat format, int width, int height, int rowBytes, SKEncodedImageFormat encoding, int quality)
        {
            ArgumentNullException.ThrowIfNull(array);
            var channels = ChannelsOf(format);
            var tightRow = width * channels;
            var row = rowBytes == 0 ? tightRow : rowBytes;
            var bytes = Buffer.ByteLength(array);
            if (width < 1 || height < 1 || row < tightRow || bytes < (row * (height - 1)) + tightRow)
            {
                throw new ArgumentException(
                    $"Encoding {width}x{height} pixels of {format}: {bytes} bytes given in rows of {row}; expected at least "
                    + $"{tightRow * height} bytes in rows of {tightRow} or more (0 for no gaps).",
                    nameof(array));
            }

            var opaque = channels < 4 || encoding == SKEncodedImageFormat.Jpeg;
            var color = channels == 1 ? SKColorType.Gray8 : SKColorType.Rgba8888;
            var info = new SKImageInfo(width, height, color, opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
            var topDown = new byte[info.BytesSize];
            var source = MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array), bytes);
            for (var y = 0; y < height; y++)
            {
                var from = source.Slice(row * y, tightRow);
                var to = topDown.AsSpan(info.RowBytes * (height - 1 - y), info.RowBytes);
                if (channels != 3)
                {
                    from.CopyTo(to);
                    continue;
                }

                // Skia has no packed RGB.
                for (var x = 0; x < width; x++)
                {
                    from.Slice(3 * x, 3).CopyTo(to[(4 * x)..]);
                    to[(4 * x) + 3] = byte.MaxValue;
                }
            }

            using var image = SKImage.FromPixelCopy(info, topDown);
            using var encoded = image.Encode(encoding, quality);
            return encoded.ToArray();
        }

        private static int ChannelsOf(GraphicsFormat format) => format switch
        {
            GraphicsFormat.R8_SRGB or GraphicsFormat.R8_UNorm => 1,
            GraphicsFormat.R8G8B8_SRGB or GraphicsFormat.R8G8B8_UNorm => 3,
            GraphicsFormat.R8G8B8A8_SRGB or GraphicsFormat.R8G8B8A8_UNorm => 4,
            _ => throw new ArgumentException(
                $"Encoding pixels of format {format}: this engine encodes R8, R8G8B8 and R8G8B8A8.", nameof(format)),
        };

        private static byte[] FlipRows(ReadOnlySpan<byte> pixels, int rowBytes)
        {
            var flipped = new byte[pixels.Length];
            for (var start = 0; start < pixels.Length; start += rowBytes)
            {
                pixels.Slice(start, rowBytes).CopyTo(flipped.AsSpan(pixels.Length - start - rowBytes));
            }

            return flipped;
        }
    }
}
