using System.Collections.Generic;
using System.Linq;

namespace Saccade.Training.Evaluation
{
    /// <summary>How good a model is on a split.</summary>
    /// <param name="Loss">
    /// Mean cross entropy over the samples, or mean binary cross entropy where pictures may show several classes; without label
    /// smoothing, class weights or focus.
    /// </param>
    /// <param name="Confusion">What was taken for what; null where pictures may show several classes.</param>
    public sealed record Validation(double Loss, ConfusionMatrix? Confusion)
    {
        private IReadOnlyList<double>? _thresholds;

        /// <summary>What was said of each picture where it may show several classes; otherwise null.</summary>
        public MultiLabelScores? MultiLabel { get; init; }

        /// <summary>
        /// Share of the samples that were recognised, 0..1; where pictures may show several classes, with every class and no other.
        /// </summary>
        public double Accuracy => Confusion?.Accuracy ?? MultiLabel?.GetExactShare(Thresholds) ?? 0;

        /// <summary>Mean over the classes of the share of each that was recognised, 0..1.</summary>
        public double MacroAccuracy => Confusion?.MacroAccuracy ?? MultiLabel?.GetMacroRecall(Thresholds) ?? 0;

        /// <summary>Mean F1 over the classes; null where each picture shows one class.</summary>
        public double? MacroF1 => MultiLabel?.GetMacroF1(Thresholds);

        /// <summary>
        /// What the best epoch has most of: macro accuracy, or where pictures may show several classes the mean average precision,
        /// which no threshold bears on.
        /// </summary>
        public double Quality => MultiLabel?.MeanAveragePrecision ?? MacroAccuracy;

        /// <summary>From which probability on a picture counts as showing a class, [C]; empty where each shows one.</summary>
        public IReadOnlyList<double> Thresholds
        {
            get => _thresholds ??= Enumerable.Repeat(MultiLabelScores.DefaultThreshold, MultiLabel?.Classes ?? 0).ToArray();
            init => _thresholds = value;
        }

        /// <summary>What the model made of each sample, in the split's order; empty where pictures may show several classes.</summary>
        internal IReadOnlyList<SamplePrediction> Predictions { get; init; } = [];
    }
}
