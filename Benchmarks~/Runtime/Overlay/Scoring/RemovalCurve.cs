using System;

namespace Saccade.Benchmarks.Runtime.Overlay.Scoring
{
    /// <summary>
    /// Deletion and insertion curves (Petsiuk et al., 2018) in steps of whole patches: what becomes of a class's probability while
    /// patches are taken out of the picture, or put into an empty one, in the order of a map.
    /// </summary>
    internal static class RemovalCurve
    {
        /// <summary>How many patches are gone, or there, at one point of a curve.</summary>
        /// <param name="point">The point, 0 to <paramref name="steps"/>.</param>
        /// <param name="steps">Steps of the curve, at least 1.</param>
        /// <param name="patches">Patches of a picture.</param>
        public static int CountAt(int point, int steps, int patches) =>
            (int)Math.Round((double)point * patches / steps, MidpointRounding.AwayFromZero);

        /// <summary>The area under a curve over 0..1, by trapezoids.</summary>
        /// <param name="values">Values at evenly spaced points, at least two, the first at 0 and the last at 1.</param>
        public static double Area(ReadOnlySpan<double> values)
        {
            if (values.Length < 2)
            {
                throw new ArgumentException($"A curve has at least two points, this one {values.Length}.", nameof(values));
            }

            var sum = (values[0] + values[^1]) / 2;
            foreach (var value in values[1..^1])
            {
                sum += value;
            }

            return sum / (values.Length - 1);
        }

        /// <summary>
        /// Writes a picture in which some patches have been replaced by the picture's mean colour: of all constants the one that tells
        /// least. A blurred picture would still show a solid's outline, which is its class.
        /// </summary>
        /// <param name="pixels">[3, H, W].</param>
        /// <param name="width">W in pixels.</param>
        /// <param name="patchWidth">Width of a patch in pixels; whole patches fill the picture.</param>
        /// <param name="patchHeight">Height of a patch in pixels.</param>
        /// <param name="isGone">For each patch, row by row, whether it is replaced.</param>
        /// <param name="target">Receives [3, H, W].</param>
        public static void Replace(
            ReadOnlySpan<float> pixels, int width, int patchWidth, int patchHeight, ReadOnlySpan<bool> isGone, Span<float> target)
        {
            var plane = pixels.Length / 3;
            var columns = width / patchWidth;
            for (var channel = 0; channel < 3; channel++)
            {
                var source = pixels.Slice(channel * plane, plane);
                var mean = Mean(source);
                for (var patch = 0; patch < isGone.Length; patch++)
                {
                    var corner = patch / columns * patchHeight * width + patch % columns * patchWidth;
                    for (var y = 0; y < patchHeight; y++)
                    {
                        var row = corner + y * width;
                        var into = target.Slice(channel * plane + row, patchWidth);
                        if (isGone[patch])
                        {
                            into.Fill(mean);
                        }
                        else
                        {
                            source.Slice(row, patchWidth).CopyTo(into);
                        }
                    }
                }
            }
        }

        private static float Mean(ReadOnlySpan<float> values)
        {
            double sum = 0;
            foreach (var value in values)
            {
                sum += value;
            }

            return (float)(sum / values.Length);
        }
    }
}
