using System;
using Saccade.Training.Randomness;

namespace Saccade.Training.Data.Augmenting
{
    /// <summary>A rectangle of a picture that is erased (Zhong et al., "Random Erasing Data Augmentation", 2020).</summary>
    /// <param name="Left">The first column.</param>
    /// <param name="Top">The first row.</param>
    /// <param name="Width">Pixels, less than the picture's.</param>
    /// <param name="Height">Pixels, less than the picture's.</param>
    internal readonly record struct ErasedBox(int Left, int Top, int Width, int Height)
    {
        private const double SmallestArea = 0.02;
        private const double LargestArea = 0.33;
        private const double FlattestAspect = 0.3;
        private const double SteepestAspect = 3.3;
        private const int Attempts = 10;

        /// <summary>
        /// Chooses as torchvision's <c>RandomErasing</c> does with its defaults: an even share of the area, height over width even in its
        /// logarithm; what doesn't fit is tried again.
        /// </summary>
        /// <param name="probability">How often there is a box.</param>
        /// <param name="width">The picture's.</param>
        /// <param name="height">The picture's.</param>
        /// <param name="random">The sample's random numbers.</param>
        /// <returns>Null for none.</returns>
        internal static ErasedBox? Choose(double probability, int width, int height, ref SampleRandom random)
        {
            if (probability == 0 || random.NextDouble() >= probability)
            {
                return null;
            }

            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var area = width * height * random.NextDouble(SmallestArea, LargestArea);
                var aspect = Math.Exp(random.NextDouble(Math.Log(FlattestAspect), Math.Log(SteepestAspect)));
                var (boxHeight, boxWidth) = ((int)Math.Round(Math.Sqrt(area * aspect)), (int)Math.Round(Math.Sqrt(area / aspect)));
                if (boxHeight < height && boxWidth < width)
                {
                    var top = random.NextInt(height - boxHeight + 1);
                    return new ErasedBox(random.NextInt(width - boxWidth + 1), top, boxWidth, boxHeight);
                }
            }

            return null;
        }

        /// <summary>Erases: to 0 after normalisation, as torchvision does, which is about the mean of all pictures.</summary>
        /// <param name="pixels">[3, height, width]; replaced.</param>
        /// <param name="width">The picture's.</param>
        internal void Erase(Span<float> pixels, int width)
        {
            var plane = pixels.Length / 3;
            for (var start = 0; start < pixels.Length; start += plane)
            {
                for (var y = Top; y < Top + Height; y++)
                {
                    pixels.Slice(start + y * width + Left, Width).Clear();
                }
            }
        }
    }
}
