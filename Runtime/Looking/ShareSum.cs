using System;
using Saccade.Capture;

namespace Saccade.Looking
{
    /// <summary>
    /// Divides a map of weights among the objects of an id picture: each patch's weight by the samples that lie in it.
    /// </summary>
    internal static class ShareSum
    {
        /// <summary>Bytes of a sample: the object's number, lowest first, and one that isn't read.</summary>
        public const int SampleBytes = 4;

        /// <summary>The largest number that a sample can hold.</summary>
        public const int LargestId = 0xFFFFFF;

        /// <summary>Reads a sample.</summary>
        /// <param name="samples">[height, width, 4] bytes.</param>
        /// <param name="index">Which sample.</param>
        /// <returns>0 for the background, else the object's number.</returns>
        public static int IdAt(ReadOnlySpan<byte> samples, int index)
        {
            var first = index * SampleBytes;
            return samples[first] | samples[first + 1] << 8 | samples[first + 2] << 16;
        }

        /// <summary>Computes the shares.</summary>
        /// <param name="samples">[height, width, 4] bytes of what the model saw, lowest row first.</param>
        /// <param name="height">Rows of samples.</param>
        /// <param name="width">Columns of samples.</param>
        /// <param name="seen">The part of the camera's picture that the model saw; what lies outside the picture is background.</param>
        /// <param name="weights">[gridHeight, gridWidth], top row first; what is below 0 counts as 0.</param>
        /// <param name="gridHeight">Rows of patches.</param>
        /// <param name="gridWidth">Columns of patches.</param>
        /// <param name="shares">Receives the share of each number, 0 for the background; they add up to one.</param>
        /// <returns>
        /// False where the weights don't add up to a finite number above 0, or a sample holds a number beyond the shares.
        /// </returns>
        public static bool TryDivide(
            ReadOnlySpan<byte> samples,
            int height,
            int width,
            Region seen,
            ReadOnlySpan<float> weights,
            int gridHeight,
            int gridWidth,
            Span<double> shares)
        {
            shares.Clear();
            double total = 0;
            for (var row = 0; row < gridHeight; row++)
            {
                var (top, bottom) = Cut(row, gridHeight, height);
                for (var column = 0; column < gridWidth; column++)
                {
                    // Written so that a weight that is no number makes the total none.
                    double weight = weights[row * gridWidth + column];
                    weight = weight <= 0 ? 0 : weight;
                    total += weight;
                    var (left, right) = Cut(column, gridWidth, width);
                    var share = weight / ((bottom - top) * (right - left));
                    for (var y = top; y < bottom; y++)
                    {
                        var isInside = IsInside(seen.y + (y + 0.5) / height * seen.height);
                        var first = (height - 1 - y) * width;
                        for (var x = left; x < right; x++)
                        {
                            var id = isInside && IsInside(seen.x + (x + 0.5) / width * seen.width) ? IdAt(samples, first + x) : 0;
                            if (id >= shares.Length)
                            {
                                return false;
                            }

                            shares[id] += share;
                        }
                    }
                }
            }

            if (!(total > 0) || double.IsInfinity(total))
            {
                return false;
            }

            foreach (ref var share in shares)
            {
                share /= total;
            }

            return true;
        }

        private static bool IsInside(double place) => place >= 0 && place <= 1;

        // The samples of one patch; at least one, also where there are fewer samples than patches.
        private static (int First, int End) Cut(int patch, int patches, int samples)
        {
            var first = Math.Min(patch * samples / patches, samples - 1);
            return (first, Math.Max((patch + 1) * samples / patches, first + 1));
        }
    }
}
