using System;
using System.Collections.Generic;
using System.IO;
using Saccade.Preprocessing;
using Saccade.Training.Drawing;
using Saccade.Training.Pictures;
using SkiaSharp;

namespace Saccade.Training.Reports.Charts
{
    internal static partial class SampleGrid
    {
        private const int MaxTiles = 64;
        private const int BatchColumns = 8;
        private const int SmallestTile = 112;
        private const int LargestTile = 256;
        private const int CaptionHeight = 26;

        /// <summary>
        /// Writes a PNG of what a model is shown: each picture of a batch, or the first 64, as its levels were before rescaling and
        /// normalisation, enlarged by a whole factor where it is small, with its caption below.
        /// </summary>
        /// <param name="path">The PNG file; an existing one is replaced.</param>
        /// <param name="pixels">[B, 3, height, width], normalised.</param>
        /// <param name="height">Pixels.</param>
        /// <param name="width">Pixels.</param>
        /// <param name="captions">[B], one line each; shortened where it is too wide.</param>
        /// <param name="rule">What normalised the pixels.</param>
        /// <exception cref="ArgumentException">There isn't a caption for each picture.</exception>
        /// <exception cref="IOException">The file can't be written.</exception>
        internal static void WriteBatch(
            string path, float[] pixels, int height, int width, IReadOnlyList<string> captions, PreprocessingRule rule)
        {
            var length = (long)PreprocessingRule.Channels * height * width;
            if (captions.Count == 0 || pixels.Length != captions.Count * length)
            {
                throw new ArgumentException(
                    $"There are {pixels.Length} values and {captions.Count} captions; pass a caption for each 3 x {height} x {width} "
                    + "values.",
                    nameof(captions));
            }

            var count = Math.Min(MaxTiles, captions.Count);
            var columns = Math.Min(BatchColumns, count);
            var (tileWidth, tileHeight) = FindTileSize(width, height);
            var cellWidth = Math.Max(tileWidth, SmallestTile);
            using var bitmap = new SKBitmap(
                2 * Margin - Gap + columns * (cellWidth + Gap),
                2 * Margin + (count + columns - 1) / columns * (tileHeight + CaptionHeight));
            using var canvas = new SKCanvas(bitmap);
            using var pen = new GridPen(canvas);
            canvas.Clear(SKColors.White);
            var sampling = tileWidth < width
                ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)
                : new SKSamplingOptions(SKFilterMode.Nearest);
            for (var i = 0; i < count; i++)
            {
                var left = Margin + i % columns * (cellWidth + Gap);
                var top = Margin + i / columns * (tileHeight + CaptionHeight);
                var picture = Denormalize(pixels.AsSpan((int)(i * length), (int)length), width, height, rule);
                pen.Draw(picture, SKRect.Create(left, top, tileWidth, tileHeight), sampling);
                pen.Write(captions[i], left, top + tileHeight + 17, cellWidth, Typefaces.Regular, 13, Ink);
            }

            Save(bitmap, path);
        }

        private static (int Width, int Height) FindTileSize(int width, int height)
        {
            var longest = Math.Max(width, height);
            var scale = longest > LargestTile ? (float)LargestTile / longest : (SmallestTile + longest - 1) / longest;
            return (Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)));
        }

        private static Picture Denormalize(ReadOnlySpan<float> pixels, int width, int height, PreprocessingRule rule)
        {
            var rgb = new byte[pixels.Length];
            var plane = width * height;
            for (var i = 0; i < pixels.Length; i++)
            {
                var (channel, position) = Math.DivRem(i, plane);
                var value = rule.Normalize ? pixels[i] * rule.Deviation[channel] + rule.Mean[channel] : pixels[i];
                var level = Math.Round(rule.Rescale ? value / rule.RescaleFactor : value);
                rgb[position * PreprocessingRule.Channels + channel] = (byte)Math.Clamp(level, 0, 255);
            }

            return new Picture(width, height, rgb);
        }
    }
}
