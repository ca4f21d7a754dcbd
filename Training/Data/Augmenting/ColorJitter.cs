using System;
using Saccade.Training.Randomness;

namespace Saccade.Training.Data.Augmenting
{
    /// <summary>A change of a picture's colours, as torchvision's <c>ColorJitter</c> chooses it.</summary>
    /// <param name="Order">The steps, 0 for brightness, 1 contrast, 2 saturation and 3 hue; empty to change nothing.</param>
    /// <param name="Brightness">The factor; null to leave it.</param>
    /// <param name="Contrast">The factor; null to leave it.</param>
    /// <param name="Saturation">The factor; null to leave it.</param>
    /// <param name="Hue">Share of the circle; null to leave it.</param>
    internal readonly record struct ColorJitter(int[] Order, double? Brightness, double? Contrast, double? Saturation, double? Hue)
    {
        /// <summary>Chooses the factors, and the order of the steps.</summary>
        internal static ColorJitter Choose(PictureVariation variation, ref SampleRandom random)
        {
            if (variation is { Brightness: 0, Contrast: 0, Saturation: 0, Hue: 0 })
            {
                return new ColorJitter([], null, null, null, null);
            }

            int[] order = [0, 1, 2, 3];
            for (var last = order.Length - 1; last > 0; last--)
            {
                var other = random.NextInt(last + 1);
                (order[last], order[other]) = (order[other], order[last]);
            }

            return new ColorJitter(
                order,
                ChooseFactor(variation.Brightness, ref random),
                ChooseFactor(variation.Contrast, ref random),
                ChooseFactor(variation.Saturation, ref random),
                variation.Hue > 0 ? random.NextDouble(-variation.Hue, variation.Hue) : null);
        }

        /// <param name="levels">[height, width, 3]; replaced.</param>
        internal void Apply(Span<byte> levels)
        {
            foreach (var step in Order)
            {
                switch (step)
                {
                    case 0 when Brightness is { } factor:
                        Enhancement.ChangeBrightness(levels, (float)factor);
                        break;
                    case 1 when Contrast is { } factor:
                        Enhancement.ChangeContrast(levels, (float)factor);
                        break;
                    case 2 when Saturation is { } factor:
                        Enhancement.ChangeColor(levels, (float)factor);
                        break;
                    case 3 when Hue is { } share:
                        HueShift.Apply(levels, share);
                        break;
                }
            }
        }

        private static double? ChooseFactor(double change, ref SampleRandom random) =>
            change > 0 ? random.NextDouble(Math.Max(0, 1 - change), 1 + change) : null;
    }
}
