using System;
using Saccade.Training.Randomness;

namespace Saccade.Training.Data.Augmenting
{
    /// <summary>
    /// RandAugment (Cubuk et al., "RandAugment: Practical automated data augmentation with a reduced search space", 2020) with
    /// torchvision's operations and magnitudes: two of them, one after the other, each as strong as the rest.
    /// </summary>
    internal static class RandAugment
    {
        /// <summary>The largest magnitude: there are 31, from 0.</summary>
        internal const int LargestMagnitude = 30;

        private const int Operations = 2;
        private const double LargestShear = 0.3;
        private const double LargestTranslation = 150.0 / 331.0;
        private const double LargestAngle = 30;
        private const double LargestChange = 0.9;

        /// <param name="levels">[height, width, 3]; replaced.</param>
        /// <param name="width">Pixels.</param>
        /// <param name="magnitude">0 to <see cref="LargestMagnitude"/>.</param>
        /// <param name="random">The sample's random numbers.</param>
        internal static void Apply(Span<byte> levels, int width, int magnitude, ref SampleRandom random)
        {
            for (var i = 0; i < Operations; i++)
            {
                var operation = (RandAugmentOperation)random.NextInt((int)RandAugmentOperation.Equalize + 1);
                var negative = IsSigned(operation) && random.NextInt(2) == 1;
                Apply(operation, levels, width, magnitude, negative);
            }
        }

        /// <param name="operation">What to do.</param>
        /// <param name="levels">[height, width, 3]; replaced.</param>
        /// <param name="width">Pixels.</param>
        /// <param name="magnitude">0 to <see cref="LargestMagnitude"/>.</param>
        /// <param name="negative">Whether in the other direction, where there is one.</param>
        internal static void Apply(RandAugmentOperation operation, Span<byte> levels, int width, int magnitude, bool negative)
        {
            var height = levels.Length / (3 * width);
            var share = (negative ? -1 : 1) * magnitude / (double)LargestMagnitude;
            switch (operation)
            {
                case RandAugmentOperation.ShearX:
                    Warp.Apply(levels, width, 1, share * LargestShear, 0, 0, 1, 0);
                    break;
                case RandAugmentOperation.ShearY:
                    Warp.Apply(levels, width, 1, 0, 0, share * LargestShear, 1, 0);
                    break;
                case RandAugmentOperation.TranslateX:
                    Warp.Apply(levels, width, 1, 0, -(int)(share * LargestTranslation * width), 0, 1, 0);
                    break;
                case RandAugmentOperation.TranslateY:
                    Warp.Apply(levels, width, 1, 0, 0, 0, 1, -(int)(share * LargestTranslation * height));
                    break;
                case RandAugmentOperation.Rotate:
                    Warp.Rotate(levels, width, share * LargestAngle);
                    break;
                case RandAugmentOperation.Brightness:
                    Enhancement.ChangeBrightness(levels, (float)(1 + share * LargestChange));
                    break;
                case RandAugmentOperation.Color:
                    Enhancement.ChangeColor(levels, (float)(1 + share * LargestChange));
                    break;
                case RandAugmentOperation.Contrast:
                    Enhancement.ChangeContrast(levels, (float)(1 + share * LargestChange));
                    break;
                case RandAugmentOperation.Sharpness:
                    Enhancement.ChangeSharpness(levels, width, (float)(1 + share * LargestChange));
                    break;
                case RandAugmentOperation.Posterize:
                    LevelCurve.Posterize(levels, 8 - (int)Math.Round(4.0 * magnitude / LargestMagnitude));
                    break;
                case RandAugmentOperation.Solarize:
                    LevelCurve.Solarize(levels, 255 * (1 - magnitude / (double)LargestMagnitude));
                    break;
                case RandAugmentOperation.AutoContrast:
                    LevelCurve.StretchContrast(levels);
                    break;
                case RandAugmentOperation.Equalize:
                    LevelCurve.Equalize(levels);
                    break;
            }
        }

        private static bool IsSigned(RandAugmentOperation operation) =>
            operation is >= RandAugmentOperation.ShearX and <= RandAugmentOperation.Sharpness;
    }
}
