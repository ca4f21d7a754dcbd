using System;
using System.Linq;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace Saccade.Training.Drawing
{
    /// <summary>
    /// Draws a grid of weights as the runtime's overlay does: smoothed between patch centres by a cubic B-spline, in the colours of
    /// matplotlib's inferno, and the more opaque the larger the weight.
    /// </summary>
    internal static class HeatMap
    {
        // Per side: enough that bilinear enlargement shows no facets.
        private const int PixelsPerPatch = 8;

        private const double FlatRange = 1e-4;
        private const double LargestOpacity = 0.7;

        // Where the colours end: what is hotter looks the same.
        private const double HotShare = 0.98;

        private static readonly SKColor[] Inferno =
        [
            0xFF000004, 0xFF1B0C41, 0xFF4A0C6B, 0xFF781C6D, 0xFFA52C60, 0xFFCF4446, 0xFFED6925, 0xFFFB9B06, 0xFFF7D13D, 0xFFFCFFA4,
        ];

        /// <summary>Draws the map; its smallest weight is transparent, and so is all of a flat map.</summary>
        /// <param name="weights">[gridHeight, gridWidth], finite, top row first.</param>
        /// <param name="gridHeight">Patches, at least 1.</param>
        /// <param name="gridWidth">Patches, at least 1.</param>
        internal static SKImage Draw(ReadOnlySpan<float> weights, int gridHeight, int gridWidth)
        {
            var levels = Smooth(weights, gridHeight, gridWidth);
            Normalize(levels);
            var (height, width) = (levels.GetLength(0), levels.GetLength(1));
            var pixels = new SKPMColor[height * width];
            for (var i = 0; i < pixels.Length; i++)
            {
                pixels[i] = SKPMColor.PreMultiply(FindColor(levels[i / width, i % width]));
            }

            var info = new SKImageInfo(width, height, SKImageInfo.PlatformColorType, SKAlphaType.Premul);
            return SKImage.FromPixelCopy(info, MemoryMarshal.AsBytes(pixels.AsSpan()));
        }

        private static double[,] Smooth(ReadOnlySpan<float> weights, int gridHeight, int gridWidth)
        {
            var columns = new double[gridHeight * PixelsPerPatch, gridWidth];
            for (var y = 0; y < columns.GetLength(0); y++)
            {
                var (first, spline) = FindSpline(y);
                for (var x = 0; x < gridWidth; x++)
                {
                    for (var i = 0; i < spline.Length; i++)
                    {
                        columns[y, x] += spline[i] * weights[Math.Clamp(first + i, 0, gridHeight - 1) * gridWidth + x];
                    }
                }
            }

            var smooth = new double[columns.GetLength(0), gridWidth * PixelsPerPatch];
            for (var x = 0; x < smooth.GetLength(1); x++)
            {
                var (first, spline) = FindSpline(x);
                for (var y = 0; y < smooth.GetLength(0); y++)
                {
                    for (var i = 0; i < spline.Length; i++)
                    {
                        smooth[y, x] += spline[i] * columns[y, Math.Clamp(first + i, 0, gridWidth - 1)];
                    }
                }
            }

            return smooth;
        }

        // The first of the four patches around a pixel's centre, and the share of each.
        private static (int First, double[] Shares) FindSpline(int pixel)
        {
            var place = (pixel + 0.5) / PixelsPerPatch - 0.5;
            var below = (int)Math.Floor(place);
            var t = place - below;
            return (below - 1,
            [
                (1 - t) * (1 - t) * (1 - t) / 6,
                (3 * t * t * t - 6 * t * t + 4) / 6,
                (-3 * t * t * t + 3 * t * t + 3 * t + 1) / 6,
                t * t * t / 6,
            ]);
        }

        private static void Normalize(double[,] levels)
        {
            var sorted = levels.Cast<double>().Order().ToArray();
            var (smallest, largest) = (sorted[0], sorted[^1]);

            // A flat map has no hottest place: nothing is drawn rather than its rounding errors.
            var flat = FlatRange * Math.Max(Math.Abs(smallest), Math.Abs(largest));

            // Large models keep notes in a few patches of no interest, whose attention would outshine all that matters.
            var hot = sorted[(int)((sorted.Length - 1) * HotShare)];
            largest = hot - smallest > flat ? hot : largest;
            var scale = largest - smallest <= flat ? 0 : 1 / (largest - smallest);
            for (var y = 0; y < levels.GetLength(0); y++)
            {
                for (var x = 0; x < levels.GetLength(1); x++)
                {
                    levels[y, x] = Math.Min((levels[y, x] - smallest) * scale, 1);
                }
            }
        }

        private static SKColor FindColor(double level)
        {
            var place = level * (Inferno.Length - 1);
            var below = Math.Min((int)place, Inferno.Length - 2);
            var (from, to, between) = (Inferno[below], Inferno[below + 1], place - below);
            return new SKColor(
                Mix(from.Red, to.Red, between),
                Mix(from.Green, to.Green, between),
                Mix(from.Blue, to.Blue, between),
                Mix(0, 255, level * LargestOpacity));
        }

        private static byte Mix(byte from, byte to, double between)
        {
            return (byte)Math.Round(from + (to - from) * between);
        }
    }
}
