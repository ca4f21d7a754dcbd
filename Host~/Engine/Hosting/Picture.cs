using System;
using System.Runtime.InteropServices;
using Saccade.Host.Rendering;
using SkiaSharp;
using UnityEngine;

namespace Saccade.Host
{
    /// <summary>An 8-bit sRGB picture in memory, as a screenshot saves it.</summary>
    public sealed class Picture
    {
        /// <summary>Wraps pixels.</summary>
        /// <param name="width">Pixels a row, 1 or more.</param>
        /// <param name="height">Rows, 1 or more.</param>
        /// <param name="rgba">Width x height x 4 bytes: red, green, blue, straight alpha; top row first. Kept, not copied.</param>
        /// <exception cref="ArgumentException">The array's length doesn't match the size.</exception>
        public Picture(int width, int height, byte[] rgba)
        {
            ArgumentNullException.ThrowIfNull(rgba);
            if (width < 1 || height < 1 || rgba.Length != width * height * 4)
            {
                throw new ArgumentException(
                    $"Picture: {rgba.Length} bytes given for {width}x{height} pixels of 4 bytes each.", nameof(rgba));
            }

            Width = width;
            Height = height;
            Rgba = rgba;
        }

        /// <summary>Pixels a row.</summary>
        public int Width { get; }

        /// <summary>Rows.</summary>
        public int Height { get; }

        /// <summary>Red, green, blue, alpha of every pixel, top row first.</summary>
        public byte[] Rgba { get; }

        /// <summary>The pixel at a column from the left and a row from the top.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The picture has no such pixel.</exception>
        public Color32 this[int x, int y]
        {
            get
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)x, (uint)Width, nameof(x));
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
                return MemoryMarshal.Cast<byte, Color32>(Rgba)[y * Width + x];
            }
        }

        /// <summary>Reads a render texture back, waiting until it is drawn.</summary>
        /// <param name="source">The texture, of 8 bits a channel or convertible to it.</param>
        /// <param name="opaque">Sets alpha to 255: what a camera leaves in the alpha channel is rarely meant to be seen.</param>
        public static Picture Read(RenderTexture source, bool opaque = true)
        {
            ArgumentNullException.ThrowIfNull(source);
            return Read(source.RequireTarget(), opaque);
        }

        /// <summary>Encodes the picture as PNG, without an alpha channel where every pixel is opaque.</summary>
        public byte[] EncodePng()
        {
            using var data = Encode(IsOpaque());
            return data.ToArray();
        }

        /// <summary>Writes the picture as PNG, beside the place first and then moved there, so that no half file is ever seen.</summary>
        /// <param name="path">The file; its folder is made if missing, an existing file is replaced.</param>
        /// <exception cref="HostException">The file can't be written; the message names it and says why.</exception>
        public void SavePng(string path)
        {
            using var data = Encode(IsOpaque());
            using var file = AtomicFile.Create(path);
            file.Write(data.AsSpan());
            file.Commit();
        }

        internal static Picture Read(RenderTarget source, bool opaque)
        {
            var bottomUp = new byte[source.Width * source.Height * 4];
            source.Read(new RectInt(0, 0, source.Width, source.Height), TextureLayout.Rgba32, bottomUp, source.Width);
            var topDown = new byte[bottomUp.Length];
            var rowBytes = source.Width * 4;
            for (var start = 0; start < bottomUp.Length; start += rowBytes)
            {
                bottomUp.AsSpan(start, rowBytes).CopyTo(topDown.AsSpan(bottomUp.Length - start - rowBytes));
            }

            if (opaque)
            {
                for (var i = 3; i < topDown.Length; i += 4)
                {
                    topDown[i] = byte.MaxValue;
                }
            }

            return new Picture(source.Width, source.Height, topDown);
        }

        private SKData Encode(bool opaque)
        {
            var alpha = opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul;
            var info = new SKImageInfo(Width, Height, SKColorType.Rgba8888, alpha);
            using var image = SKImage.FromPixelCopy(info, Rgba);
            return image.Encode(SKEncodedImageFormat.Png, 100);
        }

        private bool IsOpaque()
        {
            for (var i = 3; i < Rgba.Length; i += 4)
            {
                if (Rgba[i] != byte.MaxValue)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
