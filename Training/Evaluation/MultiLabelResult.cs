using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Results;
using Saccade.Training.Data;
using Saccade.Training.Inference;

namespace Saccade.Training.Evaluation
{
    /// <summary>What a model makes of every picture of a split where each may show several classes, and how good that is.</summary>
    public sealed class MultiLabelResult
    {
        private readonly double[] _losses;

        /// <summary>Judges logits.</summary>
        /// <param name="labels">The class names in the order of the logits, at least 1.</param>
        /// <param name="files">The pictures, at least 1, with their classes as indices into the labels.</param>
        /// <param name="logits">[N, C].</param>
        /// <param name="thresholds">From which probability on a class counts as shown, [C].</param>
        /// <exception cref="ArgumentException">The sizes don't fit together.</exception>
        /// <exception cref="TrainingException">A logit is not a finite number.</exception>
        public MultiLabelResult(
            IReadOnlyList<string> labels, IReadOnlyList<LabelledFile> files, float[] logits, IReadOnlyList<double> thresholds)
        {
            ArgumentNullException.ThrowIfNull(labels);
            ArgumentNullException.ThrowIfNull(files);
            ArgumentNullException.ThrowIfNull(logits);
            ArgumentNullException.ThrowIfNull(thresholds);
            var classes = labels.Count;
            if (classes == 0 || files.Count == 0 || logits.Length != (long)files.Count * classes || thresholds.Count != classes)
            {
                throw new ArgumentException(
                    $"There are {logits.Length} logits and {thresholds.Count} thresholds for {files.Count} pictures of {classes} classes; "
                    + "pass one logit a picture and class, and one threshold a class.",
                    nameof(logits));
            }

            (Labels, Files, Thresholds) = (labels, files, thresholds);
            var truths = new bool[logits.Length];
            var scores = new float[logits.Length];
            _losses = new double[files.Count];
            for (var picture = 0; picture < files.Count; picture++)
            {
                foreach (var label in files[picture].Labels)
                {
                    truths[picture * classes + label] = true;
                }

                FiniteLogits.Require(logits.AsSpan(picture * classes, classes), labels, files[picture].Path);
                for (var label = 0; label < classes; label++)
                {
                    var i = picture * classes + label;
                    scores[i] = (float)Sigmoid.Of(logits[i]);
                    _losses[picture] += BinaryCrossEntropy.Of(logits[i], truths[i]) / classes;
                }
            }

            Scores = new MultiLabelScores(classes, truths, scores);
        }

        /// <summary>The class names in the order of the logits.</summary>
        public IReadOnlyList<string> Labels { get; }

        /// <summary>The pictures with their true classes.</summary>
        public IReadOnlyList<LabelledFile> Files { get; }

        /// <summary>From which probability on a class counts as shown, [C].</summary>
        public IReadOnlyList<double> Thresholds { get; }

        /// <summary>What is true and what was said.</summary>
        public MultiLabelScores Scores { get; }

        /// <summary>Mean binary cross entropy over pictures and classes, in nats.</summary>
        public double Loss => _losses.Average();

        /// <summary>Mean binary cross entropy over the classes of one picture, in nats.</summary>
        /// <param name="picture">Index into <see cref="Files"/>.</param>
        public double GetLoss(int picture) => _losses[picture];

        /// <summary>The pictures that were said to show other classes than they do, the one with the highest loss first.</summary>
        public IEnumerable<int> FindMistakes() => Enumerable.Range(0, Files.Count)
                .Where(picture => !Scores.IsExact(picture, Thresholds))
                .OrderByDescending(GetLoss);

        /// <summary>The names of classes, as a table has them.</summary>
        /// <param name="labels">The classes.</param>
        internal string Name(IReadOnlyList<int> labels) => string.Join('|', labels.Select(label => Labels[label]));

        /// <summary>The names of classes for people.</summary>
        /// <param name="labels">The classes.</param>
        internal string Describe(IReadOnlyList<int> labels) =>
            string.Join(", ", labels.Select(label => Labels[label]).DefaultIfEmpty("none"));
    }
}
