using System;
using System.Buffers;

namespace Saccade.Training.Data.Augmenting
{
    /// <summary>
    /// Pillow's <c>ImageEnhance</c>: what lies between a picture and a poorer one, or beyond the picture. A factor of 0 gives the
    /// poorer one, 1 the picture.
    /// </summary>
    internal static class Enhancement
    {
        // Of the 3 x 3 pixels of Pillow's SMOOTH the middle one counts five times.
        private const float SmoothEdge = 1f / 13;
        private const float SmoothCentre = 5f / 13;

        /// <summary>The poorer picture is black.</summary>
        internal static void ChangeBrightness(Span<byte> levels, float factor)
        {
            foreach (ref var level in levels)
            {
                level = Blend(0, level, factor);
            }
        }

        /// <summary>The poorer picture is grey.</summary>
        internal static void ChangeColor(Span<byte> levels, float factor)
        {
            for (var pixels = levels; pixels.Length > 0; pixels = pixels[3..])
            {
                var grey = ToGrey(pixels);
                foreach (ref var level in pixels[..3])
                {
                    level = Blend(grey, level, factor);
                }
            }
        }

        /// <summary>The poorer picture has the mean grey everywhere.</summary>
        internal static void ChangeContrast(Span<byte> levels, float factor)
        {
            var sum = 0L;
            for (ReadOnlySpan<byte> pixels = levels; pixels.Length > 0; pixels = pixels[3..])
            {
                sum += ToGrey(pixels);
            }

            var mean = (byte)((double)sum / (levels.Length / 3) + 0.5);
            foreach (ref var level in levels)
            {
                level = Blend(mean, level, factor);
            }
        }

        /// <summary>The poorer picture is smoothed; its outermost pixels are not.</summary>
        internal static void ChangeSharpness(Span<byte> levels, int width, float factor)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(levels.Length);
            var source = buffer.AsSpan(0, levels.Length);
            levels.CopyTo(source);
            var rowLength = 3 * width;
            for (var row = rowLength; row < levels.Length - rowLength; row += rowLength)
            {
                for (var i = row + 3; i < row + rowLength - 3; i++)
                {
                    var smooth = 0.5f;
                    smooth += SmoothRow(source, i + rowLength, SmoothEdge);
                    smooth += SmoothRow(source, i, SmoothCentre);
                    smooth += SmoothRow(source, i - rowLength, SmoothEdge);
                    levels[i] = Blend((byte)Math.Clamp(smooth, 0, 255), source[i], factor);
                }
            }

            ArrayPool<byte>.Shared.Return(buffer);
        }

        private static float SmoothRow(ReadOnlySpan<byte> levels, int i, float weight) =>
            levels[i - 3] * SmoothEdge + levels[i] * weight + levels[i + 3] * SmoothEdge;

        private static byte ToGrey(ReadOnlySpan<byte> rgb) => (byte)((rgb[0] * 19595 + rgb[1] * 38470 + rgb[2] * 7471 + 0x8000) >> 16);

        private static byte Blend(byte poor, byte level, float factor) => (byte)Math.Clamp(poor + factor * (level - poor), 0, 255);
    }
}
