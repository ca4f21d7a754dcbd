using System;
using Saccade.Preprocessing;

namespace Saccade.Training.Data
{
    /// <summary>Varies pictures that have the model's size already. Working on levels, it leaves normalisation to one look-up.</summary>
    internal static class Augmenter
    {
        private const int Channels = PreprocessingRule.Channels;
        private const double SmallestArea = 0.5;
        private const double WidestAspect = 4.0 / 3.0;
        private const int Attempts = 10;

        internal static bool IsMirrored(Augmentation augmentation, SampleRandom random)
        {
            return augmentation != Augmentation.None && random.NextInt(2) == 1;
        }

        /// <param name="augmentation">What to do.</param>
        /// <param name="random">The sample's random numbers.</param>
        /// <param name="source">[height, width, 3] levels.</param>
        /// <param name="width">Pixels.</param>
        /// <param name="height">Pixels.</param>
        /// <param name="target">Receives as many levels.</param>
        internal static void Apply(
            Augmentation augmentation, SampleRandom random, ReadOnlySpan<byte> source, int width, int height, Span<byte> target)
        {
            // Whoever keeps both faces of a picture asks for the mirror alone, so it is the sample's first random number.
            var mirrored = IsMirrored(augmentation, random);
            random.NextInt(2);
            if (augmentation == Augmentation.Tutorial)
            {
                var (left, top, cropWidth, cropHeight) = ChooseCrop(ref random, width, height);
                Magnify(source, width, height, left, top, cropWidth, cropHeight, target);
            }
            else
            {
                source.CopyTo(target);
            }

            if (mirrored)
            {
                Mirror(target, width);
            }
        }

        internal static (int Left, int Top, int Width, int Height) ChooseCrop(ref SampleRandom random, int width, int height)
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var area = width * height * (SmallestArea + (1 - SmallestArea) * random.NextDouble());
                var aspect = Math.Pow(WidestAspect, 2 * random.NextDouble() - 1);
                var cropWidth = (int)Math.Round(Math.Sqrt(area * aspect));
                var cropHeight = (int)Math.Round(Math.Sqrt(area / aspect));
                if (cropWidth >= 1 && cropHeight >= 1 && cropWidth <= width && cropHeight <= height)
                {
                    return (random.NextInt(width - cropWidth + 1), random.NextInt(height - cropHeight + 1), cropWidth, cropHeight);
                }
            }

            return (0, 0, width, height);
        }

        private static void Magnify(
            ReadOnlySpan<byte> source, int width, int height, int left, int top, int cropWidth, int cropHeight, Span<byte> target)
        {
            var written = 0;
            for (var y = 0; y < height; y++)
            {
                var (above, below, down) = Neighbours(y, height, top, cropHeight);
                for (var x = 0; x < width; x++)
                {
                    var (before, after, right) = Neighbours(x, width, left, cropWidth);
                    var (upperLeft, upperRight) = ((above * width + before) * Channels, (above * width + after) * Channels);
                    var (lowerLeft, lowerRight) = ((below * width + before) * Channels, (below * width + after) * Channels);
                    for (var channel = 0; channel < Channels; channel++)
                    {
                        var upper = Between(source[upperLeft + channel], source[upperRight + channel], right);
                        var lower = Between(source[lowerLeft + channel], source[lowerRight + channel], right);
                        target[written++] = (byte)(Between(upper, lower, down) + 0.5f);
                    }
                }
            }
        }

        private static (int Before, int After, float Weight) Neighbours(int position, int size, int start, int length)
        {
            var exact = (position + 0.5f) * length / size - 0.5f;
            var before = (int)MathF.Floor(exact);
            var last = length - 1;
            return (start + Math.Clamp(before, 0, last), start + Math.Clamp(before + 1, 0, last), exact - before);
        }

        private static float Between(float a, float b, float weight)
        {
            return a + (b - a) * weight;
        }

        private static void Mirror(Span<byte> levels, int width)
        {
            for (var row = levels; row.Length > 0; row = row[(width * Channels)..])
            {
                for (int left = 0, right = (width - 1) * Channels; left < right; left += Channels, right -= Channels)
                {
                    for (var channel = 0; channel < Channels; channel++)
                    {
                        (row[left + channel], row[right + channel]) = (row[right + channel], row[left + channel]);
                    }
                }
            }
        }
    }
}
