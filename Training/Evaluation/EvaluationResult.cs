using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Results;
using Saccade.Training.Data;
using Saccade.Training.Inference;

namespace Saccade.Training.Evaluation
{
    /// <summary>What a model makes of every picture of a split, and how good that is.</summary>
    public sealed class EvaluationResult
    {
        private readonly float[] _logits;
        private readonly double[] _normalizers;
        private readonly int[] _predictions;

        /// <summary>Judges logits.</summary>
        /// <param name="labels">The class names in the order of the logits, at least 1.</param>
        /// <param name="files">The pictures, at least 1, with their true classes as indices into the labels.</param>
        /// <param name="logits">[N, C].</param>
        /// <param name="independent">Whether each class has a probability of its own, the sigmoid of its logit.</param>
        /// <exception cref="ArgumentException">The sizes don't fit together, or a true class is no index into the labels.</exception>
        /// <exception cref="TrainingException">A logit is not a finite number.</exception>
        public EvaluationResult(
            IReadOnlyList<string> labels, IReadOnlyList<LabelledFile> files, float[] logits, bool independent = false)
        {
            ArgumentNullException.ThrowIfNull(labels);
            ArgumentNullException.ThrowIfNull(files);
            ArgumentNullException.ThrowIfNull(logits);
            if (labels.Count == 0 || files.Count == 0 || logits.Length != (long)files.Count * labels.Count)
            {
                throw new ArgumentException(
                    $"There are {logits.Length} logits for {files.Count} pictures of {labels.Count} classes; pass one a picture and class.",
                    nameof(logits));
            }

            Labels = labels;
            Files = files;
            HasIndependentClasses = independent;
            _logits = logits;
            Confusion = new ConfusionMatrix(labels.Count);
            _normalizers = new double[files.Count];
            _predictions = new int[files.Count];
            for (var picture = 0; picture < files.Count; picture++)
            {
                _predictions[picture] = FindBest(picture);
                _normalizers[picture] = FindNormalizer(picture);
                Confusion.Add(files[picture].Label, _predictions[picture]);
            }

            Classes = ClassMetrics.List(Confusion);
            Calibration = new Calibration(Enumerable.Range(0, files.Count).Select(picture =>
                ((float)GetProbability(picture, _predictions[picture]), IsRight(picture))));
        }

        /// <summary>The class names in the order of the logits.</summary>
        public IReadOnlyList<string> Labels { get; }

        /// <summary>The pictures with their true classes.</summary>
        public IReadOnlyList<LabelledFile> Files { get; }

        /// <summary>Whether each class has a probability of its own, the sigmoid of its logit; else they share one, by softmax.</summary>
        public bool HasIndependentClasses { get; }

        /// <summary>[N, C].</summary>
        public ReadOnlyMemory<float> Logits => _logits;

        /// <summary>What was taken for what, with plain and macro accuracy.</summary>
        public ConfusionMatrix Confusion { get; }

        /// <summary>Precision, recall and F1 of every class.</summary>
        public IReadOnlyList<ClassMetrics> Classes { get; }

        /// <summary>How far the probabilities can be believed.</summary>
        public Calibration Calibration { get; }

        /// <summary>Mean loss of the pictures, see <see cref="GetLoss"/>.</summary>
        public double Loss => Enumerable.Range(0, Files.Count).Average(GetLoss);

        /// <summary>Mean F1 over the classes that are in the truth or the predictions, as scikit-learn's "macro".</summary>
        public double MacroF1 => ClassMetrics.Average(Classes, metrics => metrics.F1);

        /// <summary>Mean precision over the classes that are in the truth or the predictions.</summary>
        public double MacroPrecision => ClassMetrics.Average(Classes, metrics => metrics.Precision);

        /// <summary>The most likely class of a picture; of equals the first.</summary>
        /// <param name="picture">Index into <see cref="Files"/>.</param>
        public int GetPrediction(int picture) => _predictions[picture];

        /// <summary>Whether a picture was taken for what it is.</summary>
        /// <param name="picture">Index into <see cref="Files"/>.</param>
        public bool IsRight(int picture) => _predictions[picture] == Files[picture].Label;

        /// <summary>A picture's probability of one class, 0..1.</summary>
        /// <param name="picture">Index into <see cref="Files"/>.</param>
        /// <param name="label">The class.</param>
        public double GetProbability(int picture, int label) => HasIndependentClasses
            ? Sigmoid.Of(GetLogits(picture)[label])
            : Math.Exp(GetLogits(picture)[label] - _normalizers[picture]);

        /// <summary>A picture's probability of every class, [C].</summary>
        /// <param name="picture">Index into <see cref="Files"/>.</param>
        public float[] GetProbabilities(int picture) =>
            Enumerable.Range(0, Labels.Count).Select(label => (float)GetProbability(picture, label)).ToArray();

        /// <summary>
        /// Cross entropy of one picture, in nats; where classes are independent, the mean over them of their binary cross entropies.
        /// </summary>
        /// <param name="picture">Index into <see cref="Files"/>.</param>
        public double GetLoss(int picture)
        {
            var logits = GetLogits(picture);
            if (!HasIndependentClasses)
            {
                return _normalizers[picture] - logits[Files[picture].Label];
            }

            var sum = 0.0;
            for (var label = 0; label < logits.Length; label++)
            {
                sum += BinaryCrossEntropy.Of(logits[label], label == Files[picture].Label);
            }

            return sum / logits.Length;
        }

        /// <summary>Share of the pictures whose true class is among the most likely ones, 0..1.</summary>
        /// <param name="count">How many of the most likely classes count.</param>
        public double GetTopAccuracy(int count) =>
            Enumerable.Range(0, Files.Count).Average(picture => FindRank(picture) < count ? 1.0 : 0.0);

        /// <summary>The pictures that were taken for something else, the one with the highest loss first.</summary>
        public IEnumerable<int> FindMistakes() =>
            Enumerable.Range(0, Files.Count).Where(picture => !IsRight(picture)).OrderByDescending(GetLoss);

        private ReadOnlySpan<float> GetLogits(int picture) => _logits.AsSpan(picture * Labels.Count, Labels.Count);

        private int FindBest(int picture)
        {
            if (Files[picture].Label < 0 || Files[picture].Label >= Labels.Count)
            {
                throw new ArgumentException(
                    $"{Files[picture].Path}: its class is {Files[picture].Label}; expected an index into the {Labels.Count} labels.");
            }

            var logits = GetLogits(picture);
            FiniteLogits.Require(logits, Labels, Files[picture].Path);
            var best = 0;
            for (var label = 0; label < logits.Length; label++)
            {
                best = logits[label] > logits[best] ? label : best;
            }

            return best;
        }

        // The logarithm of the softmax's denominator; the largest logit is taken out so that nothing overflows.
        private double FindNormalizer(int picture)
        {
            var logits = GetLogits(picture);
            double largest = logits[_predictions[picture]];
            var sum = 0.0;
            foreach (var logit in logits)
            {
                sum += Math.Exp(logit - largest);
            }

            return largest + Math.Log(sum);
        }

        private int FindRank(int picture)
        {
            var logits = GetLogits(picture);
            var truth = Files[picture].Label;
            var rank = 0;
            for (var label = 0; label < logits.Length; label++)
            {
                rank += logits[label] > logits[truth] || (logits[label] == logits[truth] && label < truth) ? 1 : 0;
            }

            return rank;
        }
    }
}
