using System;
using System.Linq;

namespace Saccade.Training.Evaluation
{
    /// <summary>Counts of how often each true class (rows) was taken for each class (columns), and the accuracies that follow.</summary>
    public sealed class ConfusionMatrix
    {
        private readonly int[,] _counts;

        /// <summary>Creates an empty matrix.</summary>
        /// <param name="classes">Number of classes, at least 1.</param>
        public ConfusionMatrix(int classes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
            _counts = new int[classes, classes];
        }

        /// <summary>Number of classes.</summary>
        public int Classes => _counts.GetLength(0);

        /// <summary>Number of samples counted.</summary>
        public int Total => _counts.Cast<int>().Sum();

        /// <summary>Share of the samples that were taken for what they are; 0 without samples.</summary>
        public double Accuracy => Total == 0 ? 0 : (double)Enumerable.Range(0, Classes).Sum(label => _counts[label, label]) / Total;

        /// <summary>
        /// Mean over the classes of the share of its samples that were recognised, so that rare classes count as much as
        /// frequent ones. As in torchmetrics, a class that is neither in the truth nor in the predictions is left out, and one
        /// that is only predicted counts as 0.
        /// </summary>
        public double MacroAccuracy
        {
            get
            {
                var seen = Enumerable.Range(0, Classes).Where(label => GetTruths(label) + GetPredictions(label) > 0).ToArray();
                return seen.Length == 0 ? 0 : seen.Average(label => (double)_counts[label, label] / Math.Max(1, GetTruths(label)));
            }
        }

        /// <summary>How often a true class was taken for a class.</summary>
        /// <param name="truth">The row.</param>
        /// <param name="predicted">The column.</param>
        public int this[int truth, int predicted] => _counts[truth, predicted];

        /// <summary>Counts one sample.</summary>
        /// <param name="truth">Its true class.</param>
        /// <param name="predicted">The class it was taken for.</param>
        public void Add(int truth, int predicted) => _counts[truth, predicted]++;

        /// <summary>Samples that truly are of a class.</summary>
        /// <param name="truth">The class.</param>
        public int GetTruths(int truth) => Enumerable.Range(0, Classes).Sum(predicted => _counts[truth, predicted]);

        private int GetPredictions(int predicted) => Enumerable.Range(0, Classes).Sum(truth => _counts[truth, predicted]);
    }
}
