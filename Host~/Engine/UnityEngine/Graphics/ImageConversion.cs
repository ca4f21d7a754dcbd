#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using SkiaSharp;

namespace UnityEngine
{
    public static class ImageConversion
    {
        public static byte[] EncodeToPNG(this Texture2D tex) => Encode(tex, SKEncodedImageFormat.Png, 100);

        public static byte[] EncodeToJPG(this Texture2D tex) => EncodeToJPG(tex, 75);

        public static byte[] EncodeToJPG(this Texture2D tex, int quality) => Encode(tex, SKEncodedImageFormat.Jpeg, quality);

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

        private static byte[] Encode(Texture2D tex, SKEncodedImageFormat format, int quality)
        {
            Color32[] colors = tex.GetPixels32();
            byte[] bottomUp = new byte[colors.Length * 4];
            System.Runtime.InteropServices.MemoryMarshal.AsBytes<Color32>(colors).CopyTo(bottomUp);
            SKImageInfo info = new SKImageInfo(tex.width, tex.height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            using SKImage image = SKImage.FromPixelCopy(info, FlipRows(bottomUp, info.RowBytes));
            using SKData encoded = image.Encode(format, quality);
            return encoded.ToArray();
        }

        private static byte[] FlipRows(byte[] pixels, int rowBytes)
        {
            byte[] flipped = new byte[pixels.Length];
            for (int start = 0; start < pixels.Length; start += rowBytes)
            {
                pixels.AsSpan(start, rowBytes).CopyTo(flipped.AsSpan(pixels.Length - start - rowBytes));
            }

            return flipped;
        }
    }
}
