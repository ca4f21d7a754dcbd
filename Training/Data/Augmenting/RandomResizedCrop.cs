using System;
using Saccade.Training.Pictures;
using Saccade.Training.Randomness;

namespace Saccade.Training.Data.Augmenting
{
    /// <summary>A piece of a picture, in pixels of the original.</summary>
    /// <param name="Left">The first column.</param>
    /// <param name="Top">The first row.</param>
    /// <param name="Width">At least 1.</param>
    /// <param name="Height">At least 1.</param>
    internal readonly record struct RandomResizedCrop(int Left, int Top, int Width, int Height)
    {
        private const double SmallestArea = 0.08;
        private const double WidestAspect = 4.0 / 3.0;
        private const int Attempts = 10;

        /// <summary>
        /// Chooses as torchvision's <c>RandomResizedCrop</c> does with its defaults: an even share of the area, an aspect even in its
        /// logarithm, and what doesn't fit is tried again, in the end replaced by the largest piece in the middle with an aspect that
        /// is allowed.
        /// </summary>
        internal static RandomResizedCrop Choose(ref SampleRandom random, int width, int height)
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var area = (double)width * height * (SmallestArea + (1 - SmallestArea) * random.NextDouble());
                var aspect = Math.Pow(WidestAspect, 2 * random.NextDouble() - 1);
                var cropWidth = (int)Math.Round(Math.Sqrt(area * aspect));
                var cropHeight = (int)Math.Round(Math.Sqrt(area / aspect));
                if (cropWidth >= 1 && cropHeight >= 1 && cropWidth <= width && cropHeight <= height)
                {
                    var top = random.NextInt(height - cropHeight + 1);
                    return new RandomResizedCrop(random.NextInt(width - cropWidth + 1), top, cropWidth, cropHeight);
                }
            }

            return ChooseCentre(width, height);
        }

        /// <summary>Cuts the piece out.</summary>
        /// <param name="picture">Where it lies.</param>
        /// <param name="target">Receives [Height, Width, 3] levels.</param>
        internal void Cut(Picture picture, Span<byte> target)
        {
            var rowLength = 3 * Width;
            for (var y = 0; y < Height; y++)
            {
                picture.Rgb.AsSpan(3 * ((Top + y) * picture.Width + Left), rowLength).CopyTo(target[(y * rowLength)..]);
            }
        }

        private static RandomResizedCrop ChooseCentre(int width, int height)
        {
            var aspect = (double)width / height;
            var cropWidth = aspect > WidestAspect ? (int)Math.Round(height * WidestAspect) : width;
            var cropHeight = aspect < 1 / WidestAspect ? (int)Math.Round(width * WidestAspect) : height;
            return new RandomResizedCrop((width - cropWidth) / 2, (height - cropHeight) / 2, cropWidth, cropHeight);
        }
    }
}
