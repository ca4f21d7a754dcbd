using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Training.Evaluation
{
    /// <summary>
    /// How well one class is recognised, by the rules of scikit-learn (<c>zero_division=0</c>) and torchmetrics: a ratio without
    /// anything to count is 0.
    /// </summary>
    /// <param name="Label">The class.</param>
    /// <param name="Support">Samples that truly are of the class.</param>
    /// <param name="Predicted">Samples taken for the class.</param>
    /// <param name="Correct">Samples of the class that were taken for it.</param>
    public readonly record struct ClassMetrics(int Label, int Support, int Predicted, int Correct)
    {
        /// <summary>Share of the samples taken for the class that are of it, 0..1.</summary>
        public double Precision => Divide(Correct, Predicted);

        /// <summary>Share of the class's samples that were taken for it, 0..1.</summary>
        public double Recall => Divide(Correct, Support);

        /// <summary>Harmonic mean of precision and recall, 0..1.</summary>
        public double F1 => Divide(2.0 * Correct, Support + Predicted);

        /// <summary>Whether the class is in the truth or the predictions; means leave out those that are in neither.</summary>
        public bool IsSeen => Support + Predicted > 0;

        /// <summary>The metrics of every class.</summary>
        /// <param name="confusion">The counts.</param>
        public static IReadOnlyList<ClassMetrics> List(ConfusionMatrix confusion)
        {
            ArgumentNullException.ThrowIfNull(confusion);
            var classes = Enumerable.Range(0, confusion.Classes).ToArray();
            return classes
                .Select(label => new ClassMetrics(
                    label, confusion.GetTruths(label), classes.Sum(truth => confusion[truth, label]), confusion[label, label]))
                .ToArray();
        }

        /// <summary>Mean over the classes that are in the truth or the predictions ("macro"); 0 where there are none.</summary>
        /// <param name="classes">All classes.</param>
        /// <param name="value">What to take the mean of.</param>
        public static double Average(IEnumerable<ClassMetrics> classes, Func<ClassMetrics, double> value) =>
            classes.Where(metrics => metrics.IsSeen).Select(value).DefaultIfEmpty().Average();

        private static double Divide(double part, int whole) => whole == 0 ? 0 : part / whole;
    }
}
