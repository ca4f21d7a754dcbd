using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Training.Evaluation
{
    /// <summary>
    /// Whether a model is right as often as it says it is (Guo et al., On Calibration of Modern Neural Networks, 2017), counted as
    /// torchmetrics' <c>MulticlassCalibrationError</c> does: in single precision, a bin holds its lower bound, and a confidence of
    /// exactly 1 has a bin of its own behind the others.
    /// </summary>
    public sealed class Calibration
    {
        /// <summary>Bins of equal width that torchmetrics uses where nothing else is asked for.</summary>
        public const int DefaultBins = 15;

        /// <summary>Sorts predictions into bins.</summary>
        /// <param name="predictions">The probability of each predicted class, 0..1, and whether the prediction is right.</param>
        /// <param name="bins">Bins of equal width, at least 1.</param>
        /// <exception cref="ArgumentException">A confidence is not in 0..1.</exception>
        public Calibration(IEnumerable<(float Confidence, bool IsRight)> predictions, int bins = DefaultBins)
        {
            ArgumentNullException.ThrowIfNull(predictions);
            ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
            var counts = new int[bins + 1];
            var right = new int[bins + 1];
            var confidences = new double[bins + 1];
            foreach (var (confidence, isRight) in predictions)
            {
                var bin = FindBin(confidence, bins);
                counts[bin]++;
                right[bin] += isRight ? 1 : 0;
                confidences[bin] += confidence;
            }

            Bins = counts
                .Select((count, bin) => new CalibrationBin(
                    GetBound(bin, bins),
                    GetBound(Math.Min(bin + 1, bins), bins),
                    count,
                    count == 0 ? 0 : confidences[bin] / count,
                    count == 0 ? 0 : (double)right[bin] / count))
                .ToArray();
        }

        /// <summary>The bins from the lowest confidence to the highest; the last holds the predictions of probability 1.</summary>
        public IReadOnlyList<CalibrationBin> Bins { get; }

        /// <summary>
        /// The expected calibration error (norm l1), 0..1: the distance between confidence and accuracy, averaged over the
        /// predictions; 0 without any.
        /// </summary>
        public double ExpectedError =>
            Bins.Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / Math.Max(1, Bins.Sum(bin => bin.Count));

        private static int FindBin(float confidence, int bins)
        {
            if (!(confidence is >= 0 and <= 1))
            {
                throw new ArgumentException($"A confidence is {confidence}; expected a probability, 0 to 1.", nameof(confidence));
            }

            // Near the bound, what single precision makes of the bound decides.
            var bin = Math.Min((int)(confidence * bins) + 1, bins);
            while (confidence < GetBound(bin, bins))
            {
                bin--;
            }

            return bin;
        }

        // As torch.linspace(0, 1, bins + 1) computes it, from both ends to the middle.
        private static float GetBound(int bin, int bins)
        {
            var step = 1f / bins;
            return bin < (bins + 1) / 2 ? step * bin : 1 - step * (bins - bin);
        }
    }
}
