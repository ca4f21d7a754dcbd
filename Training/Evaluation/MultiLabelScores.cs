using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Training.Evaluation
{
    /// <summary>
    /// How good a model is that says for each class by itself whether a picture shows it, by the rules of scikit-learn with
    /// <c>zero_division=0</c>.
    /// </summary>
    public sealed class MultiLabelScores
    {
        /// <summary>The threshold of a class that nothing speaks for another of.</summary>
        public const double DefaultThreshold = 0.5;

        private readonly bool[] _truths;
        private readonly float[] _scores;
        private double? _meanAveragePrecision;

        /// <summary>Takes what is true and what the model says.</summary>
        /// <param name="classes">Number of classes, C, at least 1.</param>
        /// <param name="truths">Whether each picture shows each class, [N, C].</param>
        /// <param name="scores">The probability that it does by the model, [N, C]; finite.</param>
        /// <exception cref="ArgumentException">The sizes don't fit together, or a score is not a number.</exception>
        public MultiLabelScores(int classes, bool[] truths, float[] scores)
        {
            ArgumentNullException.ThrowIfNull(truths);
            ArgumentNullException.ThrowIfNull(scores);
            ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
            if (truths.Length == 0 || truths.Length != scores.Length || truths.Length % classes != 0)
            {
                throw new ArgumentException(
                    $"There are {truths.Length} truths and {scores.Length} scores for {classes} classes; pass one a picture and class.",
                    nameof(scores));
            }

            if (scores.Any(score => !float.IsFinite(score)))
            {
                throw new ArgumentException("A score is not a finite number; pass probabilities, 0 to 1.", nameof(scores));
            }

            (Classes, _truths, _scores) = (classes, truths, scores);
        }

        /// <summary>Number of classes, C.</summary>
        public int Classes { get; }

        /// <summary>Number of pictures, N.</summary>
        public int Count => _truths.Length / Classes;

        /// <summary>Mean of the average precision over the classes that a picture shows; 0 where none does.</summary>
        public double MeanAveragePrecision => _meanAveragePrecision ??= Average(GetAveragePrecision);

        /// <summary>Mean area under the ROC curve over the classes that some pictures show and some don't; 0 without any.</summary>
        public double MacroRocAuc => Average(GetRocAuc);

        /// <summary>Whether a picture shows a class.</summary>
        /// <param name="picture">0 up to <see cref="Count"/>.</param>
        /// <param name="label">The class.</param>
        public bool GetTruth(int picture, int label) => _truths[picture * Classes + label];

        /// <summary>The probability that a picture shows a class by the model.</summary>
        /// <param name="picture">0 up to <see cref="Count"/>.</param>
        /// <param name="label">The class.</param>
        public float GetScore(int picture, int label) => _scores[picture * Classes + label];

        /// <summary>The area under the steps of precision over recall of a class; null where no picture shows it.</summary>
        /// <param name="label">The class.</param>
        public double? GetAveragePrecision(int label)
        {
            var support = CountTruths(label);
            if (support == 0)
            {
                return null;
            }

            var (sum, found, taken) = (0.0, 0, 0);
            foreach (var (shown, pictures) in GroupByScore(label))
            {
                (found, taken) = (found + shown, taken + pictures);
                sum += (double)shown / support * found / taken;
            }

            return sum;
        }

        /// <summary>
        /// How often a picture that shows a class has a higher score for it than one that doesn't, equal scores half; null where all or
        /// none show it.
        /// </summary>
        /// <param name="label">The class.</param>
        public double? GetRocAuc(int label)
        {
            double support = CountTruths(label);
            if (support == 0 || support == Count)
            {
                return null;
            }

            var (above, sum) = (0, 0.0);
            foreach (var (shown, pictures) in GroupByScore(label))
            {
                sum += (pictures - shown) * (above + 0.5 * shown);
                above += shown;
            }

            return sum / (support * (Count - support));
        }

        /// <summary>Precision, recall and F1 of a class.</summary>
        /// <param name="label">The class.</param>
        /// <param name="threshold">The lowest score that counts as shown.</param>
        public ClassMetrics GetMetrics(int label, double threshold)
        {
            var (predicted, correct) = (0, 0);
            for (var picture = 0; picture < Count; picture++)
            {
                var isPredicted = GetScore(picture, label) >= threshold;
                predicted += isPredicted ? 1 : 0;
                correct += isPredicted && GetTruth(picture, label) ? 1 : 0;
            }

            return new ClassMetrics(label, CountTruths(label), predicted, correct);
        }

        /// <summary>Precision, recall and F1 of every class.</summary>
        /// <param name="thresholds">[C].</param>
        public IReadOnlyList<ClassMetrics> ListMetrics(IReadOnlyList<double> thresholds) =>
            Enumerable.Range(0, Classes).Select(label => GetMetrics(label, thresholds[label])).ToArray();

        /// <summary>The score that gives a class the best F1 as its threshold; of equals the lowest.</summary>
        /// <param name="label">The class.</param>
        public double FindBestThreshold(int label)
        {
            var support = CountTruths(label);
            var (best, bestF1, found, taken) = (0.0, -1.0, 0, 0);
            foreach (var (score, (shown, pictures)) in OrderScores(label).Zip(GroupByScore(label)))
            {
                (found, taken) = (found + shown, taken + pictures);
                var f1 = 2.0 * found / (support + taken);
                (best, bestF1) = f1 >= bestF1 ? (score, f1) : (best, bestF1);
            }

            return best;
        }

        /// <summary>
        /// A threshold for each class: half way between the score that gives the best F1 and the next lower one, so that the last bits
        /// of another library don't decide; <see cref="DefaultThreshold"/> for a class that no picture shows.
        /// </summary>
        public IReadOnlyList<double> ChooseThresholds() => Enumerable.Range(0, Classes).Select(label =>
        {
            if (CountTruths(label) == 0)
            {
                return DefaultThreshold;
            }

            var best = FindBestThreshold(label);
            return (best + OrderScores(label).Where(score => score < best).DefaultIfEmpty().First()) / 2;
        }).ToArray();

        /// <summary>Mean F1 over all classes.</summary>
        /// <param name="thresholds">[C].</param>
        public double GetMacroF1(IReadOnlyList<double> thresholds) => ListMetrics(thresholds).Average(metrics => metrics.F1);

        /// <summary>Mean over all classes of the share of the pictures showing it that were recognised.</summary>
        /// <param name="thresholds">[C].</param>
        public double GetMacroRecall(IReadOnlyList<double> thresholds) =>
            ListMetrics(thresholds).Where(metrics => metrics.Support > 0).Select(metrics => metrics.Recall).DefaultIfEmpty().Average();

        /// <summary>F1 over all classes of all pictures together.</summary>
        /// <param name="thresholds">[C].</param>
        public double GetMicroF1(IReadOnlyList<double> thresholds)
        {
            var classes = ListMetrics(thresholds);
            return new ClassMetrics(
                -1,
                classes.Sum(metrics => metrics.Support),
                classes.Sum(metrics => metrics.Predicted),
                classes.Sum(metrics => metrics.Correct)).F1;
        }

        /// <summary>Mean over the pictures of the F1 of what is said of each.</summary>
        /// <param name="thresholds">[C].</param>
        public double GetSamplesF1(IReadOnlyList<double> thresholds) => Enumerable.Range(0, Count).Average(picture =>
        {
            var (shown, guessed) = (ListTruths(picture), ListGuesses(picture, thresholds));
            return new ClassMetrics(-1, shown.Count, guessed.Count, shown.Intersect(guessed).Count()).F1;
        });

        /// <summary>Share of the pictures whose classes were all found, and no other.</summary>
        /// <param name="thresholds">[C].</param>
        public double GetExactShare(IReadOnlyList<double> thresholds) =>
            Enumerable.Range(0, Count).Average(picture => IsExact(picture, thresholds) ? 1.0 : 0.0);

        /// <summary>Whether a picture's classes were all found, and no other.</summary>
        /// <param name="picture">0 up to <see cref="Count"/>.</param>
        /// <param name="thresholds">[C].</param>
        public bool IsExact(int picture, IReadOnlyList<double> thresholds) =>
            ListTruths(picture).SequenceEqual(ListGuesses(picture, thresholds));

        /// <summary>Of the classes that a picture isn't told right of: how far from the truth the surest score is, 0..1.</summary>
        /// <param name="picture">0 up to <see cref="Count"/>; one that isn't exact.</param>
        /// <param name="thresholds">[C].</param>
        internal float FindSurestError(int picture, IReadOnlyList<double> thresholds) => Enumerable.Range(0, Classes)
                .Where(label => GetTruth(picture, label) != (GetScore(picture, label) >= thresholds[label]))
                .Max(label => GetTruth(picture, label) ? 1 - GetScore(picture, label) : GetScore(picture, label));

        /// <summary>The classes that a picture shows, ascending.</summary>
        /// <param name="picture">0 up to <see cref="Count"/>.</param>
        public IReadOnlyList<int> ListTruths(int picture) =>
            Enumerable.Range(0, Classes).Where(label => GetTruth(picture, label)).ToArray();

        /// <summary>The classes that a picture shows by the model, ascending.</summary>
        /// <param name="picture">0 up to <see cref="Count"/>.</param>
        /// <param name="thresholds">[C].</param>
        public IReadOnlyList<int> ListGuesses(int picture, IReadOnlyList<double> thresholds) =>
            Enumerable.Range(0, Classes).Where(label => GetScore(picture, label) >= thresholds[label]).ToArray();

        private int CountTruths(int label) => Enumerable.Range(0, Count).Count(picture => GetTruth(picture, label));

        private double Average(Func<int, double?> value) =>
            Enumerable.Range(0, Classes).Select(value).OfType<double>().DefaultIfEmpty().Average();

        private IEnumerable<float> OrderScores(int label) =>
            Enumerable.Range(0, Count).Select(picture => GetScore(picture, label)).Distinct().OrderDescending();

        /// <summary>Of each score from the highest: how many pictures that show the class have it, and how many in all.</summary>
        private IEnumerable<(int Shown, int Pictures)> GroupByScore(int label) => Enumerable.Range(0, Count)
                .GroupBy(picture => GetScore(picture, label))
                .OrderByDescending(group => group.Key)
                .Select(group => (group.Count(picture => GetTruth(picture, label)), group.Count()));
    }
}
