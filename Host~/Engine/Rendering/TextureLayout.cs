using System;
using System.Runtime.InteropServices;
using Silk.NET.OpenGL;
using UnityEngine;
using PixelFormat = Silk.NET.OpenGL.PixelFormat;

namespace Saccade.Host.Rendering
{
    /// <summary>How a <see cref="TextureFormat"/> lies in memory and on the graphics device.</summary>
    internal sealed record TextureLayout(
        TextureFormat Format,
        int BytesPerPixel,
        PixelFormat PixelFormat,
        PixelType PixelType,
        SizedInternalFormat Linear,
        SizedInternalFormat? Srgb = null)
    {
        private static readonly TextureLayout[] All =
        [
            new(
                TextureFormat.RGBA32,
                4,
                PixelFormat.Rgba,
                PixelType.UnsignedByte,
                SizedInternalFormat.Rgba8,
                SizedInternalFormat.Srgb8Alpha8),
            new(TextureFormat.RGB24, 3, PixelFormat.Rgb, PixelType.UnsignedByte, SizedInternalFormat.Rgb8, SizedInternalFormat.Srgb8),
            new(TextureFormat.R8, 1, PixelFormat.Red, PixelType.UnsignedByte, SizedInternalFormat.R8),
            new(TextureFormat.Alpha8, 1, PixelFormat.Red, PixelType.UnsignedByte, SizedInternalFormat.R8),
            new(TextureFormat.RHalf, 2, PixelFormat.Red, PixelType.HalfFloat, SizedInternalFormat.R16f),
            new(TextureFormat.RGBAHalf, 8, PixelFormat.Rgba, PixelType.HalfFloat, SizedInternalFormat.Rgba16f),
            new(TextureFormat.RFloat, 4, PixelFormat.Red, PixelType.Float, SizedInternalFormat.R32f),
            new(TextureFormat.RGFloat, 8, PixelFormat.RG, PixelType.Float, SizedInternalFormat.RG32f),
            new(TextureFormat.RGBAFloat, 16, PixelFormat.Rgba, PixelType.Float, SizedInternalFormat.Rgba32f),
        ];

        internal static TextureLayout Rgba32 => All[0];

        internal bool IsSrgbCapable => Srgb is not null;

        internal static TextureLayout Of(TextureFormat format)
        {
            // Asked for with every readback: a predicate that knows the format would be garbage each time.
            foreach (var layout in All)
            {
                if (layout.Format == format)
                {
                    return layout;
                }
            }

            throw new UnityException(
                $"Texture format {format}: this engine holds {string.Join(", ", Array.ConvertAll(All, layout => layout.Format))}.");
        }

        internal SizedInternalFormat Sized(bool srgb) => srgb && Srgb is SizedInternalFormat encoded ? encoded : Linear;

        internal void Encode(Color color, Span<byte> pixel)
        {
            Color32 rounded = color;
            switch (Format)
            {
                case TextureFormat.RGBA32:
                    MemoryMarshal.Write(pixel, rounded);
                    break;
                case TextureFormat.RGB24:
                    (pixel[0], pixel[1], pixel[2]) = (rounded.r, rounded.g, rounded.b);
                    break;
                case TextureFormat.R8:
                    pixel[0] = rounded.r;
                    break;
                case TextureFormat.Alpha8:
                    pixel[0] = rounded.a;
                    break;
                case TextureFormat.RFloat:
                    MemoryMarshal.Write(pixel, color.r);
                    break;
                case TextureFormat.RGBAFloat:
                    MemoryMarshal.Write(pixel, color);
                    break;
                default:
                    throw NotByColor();
            }
        }

        internal Color Decode(ReadOnlySpan<byte> pixel) => Format switch
        {
            TextureFormat.RGBA32 => MemoryMarshal.Read<Color32>(pixel),
            TextureFormat.RGB24 => new Color32(pixel[0], pixel[1], pixel[2], byte.MaxValue),
            TextureFormat.R8 => new Color(pixel[0] / 255f, 0, 0),
            TextureFormat.Alpha8 => new Color(1, 1, 1, pixel[0] / 255f),
            TextureFormat.RFloat => new Color(MemoryMarshal.Read<float>(pixel), 0, 0),
            TextureFormat.RGBAFloat => MemoryMarshal.Read<Color>(pixel),
            _ => throw NotByColor(),
        };

        private UnityException NotByColor() =>
            new UnityException($"Texture format {Format} is not read or written colour by colour; use SetPixelData or LoadRawTextureData.");
    }
}
