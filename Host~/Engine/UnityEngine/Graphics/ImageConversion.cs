#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace UnityEngine
{
    public static class ImageConversion
    {
        public static byte[] EncodeToPNG(this Texture2D tex) => Encode(tex, SKEncodedImageFormat.Png, SKAlphaType.Unpremul, 100);

        public static byte[] EncodeToJPG(this Texture2D tex) => EncodeToJPG(tex, 75);

        public static byte[] EncodeToJPG(this Texture2D tex, int quality) =>
            Encode(tex, SKEncodedImageFormat.Jpeg, SKAlphaType.Opaque, quality);

        public static bool LoadImage(this Texture2D tex, byte[] data) => LoadImage(tex, data, false);

        public static bool LoadImage(this Texture2D tex, byte[] data, bool markNonReadable)
        {
            using SKData encoded = SKData.CreateCopy(data);
            using SKCodec codec = SKCodec.Create(encoded);
            if (codec is null)
            {
                return false;
            }

            SKImageInfo info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            byte[] topDown = new byte[info.BytesSize];
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
            SKImageInfo info = new SKImageInfo(tex.width, tex.height, SKColorType.Rgba8888, alpha);
            using SKImage image = SKImage.FromPixelCopy(info, FlipRows(bottomUp, info.RowBytes));
            using SKData encoded = image.Encode(format, quality);
            return encoded.ToArray();
        }

        private static byte[] FlipRows(ReadOnlySpan<byte> pixels, int rowBytes)
        {
            byte[] flipped = new byte[pixels.Length];
            for (int start = 0; start < pixels.Length; start += rowBytes)
            {
                pixels.Slice(start, rowBytes).CopyTo(flipped.AsSpan(pixels.Length - start - rowBytes));
            }

            return flipped;
        }
    }
}
