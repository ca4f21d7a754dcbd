using System;
using System.Buffers;

namespace Saccade.Training.Data.Augmenting
{
    /// <summary>Affine transforms that take the nearest pixel, and black outside, as Pillow's <c>Image.transform</c> does.</summary>
    internal static class Warp
    {
        private const int FractionBits = 16;

        /// <summary>
        /// Fills each pixel (x, y) from (a·x + b·y + c, d·x + e·y + f) of the picture, both counted from its top left corner.
        /// </summary>
        internal static void Apply(Span<byte> levels, int width, double a, double b, double c, double d, double e, double f)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(levels.Length);
            var source = buffer.AsSpan(0, levels.Length);
            levels.CopyTo(source);
            levels.Clear();

            // Pillow's fixed point, so that its pixels come out: what lies on an edge between two is decided by the rounding.
            var (stepX, stepY) = (ToFixed(a), ToFixed(d));
            var height = levels.Length / (3 * width);
            for (var y = 0; y < height; y++)
            {
                var sourceX = ToFixed(c + a * 0.5 + b * 0.5) + y * ToFixed(b);
                var sourceY = ToFixed(f + d * 0.5 + e * 0.5) + y * ToFixed(e);
                for (var x = 0; x < width; x++, sourceX += stepX, sourceY += stepY)
                {
                    var (column, row) = (sourceX >> FractionBits, sourceY >> FractionBits);
                    if ((uint)column < (uint)width && (uint)row < (uint)height)
                    {
                        source.Slice(3 * (row * width + column), 3).CopyTo(levels[(3 * (y * width + x))..]);
                    }
                }
            }

            ArrayPool<byte>.Shared.Return(buffer);
        }

        /// <summary>Rotates about the middle, as Pillow's <c>Image.rotate</c> does.</summary>
        /// <param name="levels">[height, width, 3]; replaced.</param>
        /// <param name="width">Pixels.</param>
        /// <param name="degrees">Counterclockwise.</param>
        internal static void Rotate(Span<byte> levels, int width, double degrees)
        {
            var (sin, cos) = Math.SinCos(-degrees * Math.PI / 180);
            (sin, cos) = (Math.Round(sin, 15), Math.Round(cos, 15));
            var (centreX, centreY) = (width / 2.0, levels.Length / (3 * width) / 2.0);
            Apply(
                levels,
                width,
                cos,
                sin,
                centreX - cos * centreX - sin * centreY,
                -sin,
                cos,
                centreY + sin * centreX - cos * centreY);
        }

        /// <summary>Turns a picture upside down without turning it round: its last row comes first.</summary>
        /// <param name="levels">[height, width, 3]; replaced.</param>
        /// <param name="width">Pixels.</param>
        internal static void TurnOver(Span<byte> levels, int width)
        {
            var rowLength = 3 * width;
            for (int top = 0, bottom = levels.Length - rowLength; top < bottom; top += rowLength, bottom -= rowLength)
            {
                for (var i = 0; i < rowLength; i++)
                {
                    (levels[top + i], levels[bottom + i]) = (levels[bottom + i], levels[top + i]);
                }
            }
        }

        private static int ToFixed(double value) => (int)Math.Floor(value * (1 << FractionBits) + 0.5);
    }
}
