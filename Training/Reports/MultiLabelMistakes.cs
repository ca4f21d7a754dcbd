using System.Collections.Generic;
using System.Linq;
using Saccade.Files;
using Saccade.Training.Data;
using Saccade.Training.Evaluation;

namespace Saccade.Training.Reports
{
    /// <summary>What programs are told of pictures that may show several classes.</summary>
    internal static class MultiLabelMistakes
    {
        /// <summary>How well each class is found, and all of them.</summary>
        internal static RunResults.MultiLabel Summarize(
            IReadOnlyList<string> labels, MultiLabelScores scores, IReadOnlyList<double> thresholds) => new()
            {
                Version = RunResults.Version,
                MeanAveragePrecision = scores.MeanAveragePrecision,
                MacroF1 = scores.GetMacroF1(thresholds),
                MicroF1 = scores.GetMicroF1(thresholds),
                SamplesF1 = scores.GetSamplesF1(thresholds),
                Classes = scores.ListMetrics(thresholds).Select(metrics => new RunResults.FoundClass
                {
                    Name = labels[metrics.Label],
                    Pictures = metrics.Support,
                    AveragePrecision = scores.GetAveragePrecision(metrics.Label),
                    Precision = metrics.Precision,
                    Recall = metrics.Recall,
                    F1 = metrics.F1,
                    Threshold = thresholds[metrics.Label],
                }).ToArray(),
            };

        /// <summary>The pictures that were said to show other classes than they do; the one with the surest wrong answer first.</summary>
        internal static IEnumerable<(LabelledFile File, RunResults.Mistake Mistake)> Find(
            DataSet data, MultiLabelScores scores, IReadOnlyList<double> thresholds)
        {
            string Name(IEnumerable<int> labels) => string.Join(", ", labels.Select(label => data.Labels[label]).DefaultIfEmpty("none"));

            return data.Validation.Index()
                .Where(sample => !scores.IsExact(sample.Index, thresholds))
                .Select(sample => (sample.Item, new RunResults.Mistake
                {
                    Truth = Name(scores.ListTruths(sample.Index)),
                    Guess = Name(scores.ListGuesses(sample.Index, thresholds)),
                    Probability = scores.FindSurestError(sample.Index, thresholds),
                    TruthProbability = 1 - scores.FindSurestError(sample.Index, thresholds),
                }))
                .OrderByDescending(sample => sample.Item2.Probability);
        }
    }
}
