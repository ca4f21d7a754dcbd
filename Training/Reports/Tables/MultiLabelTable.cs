using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saccade.Training.Evaluation;

namespace Saccade.Training.Reports.Tables
{
    /// <summary>What is said of pictures that may show several classes, as tables for programs and spreadsheets.</summary>
    internal static class MultiLabelTable
    {
        /// <summary>One row a class: <c>per-class.csv</c>. A figure that can't be told is empty.</summary>
        internal static string FormatClasses(IReadOnlyList<string> labels, MultiLabelScores scores, IReadOnlyList<double> thresholds) =>
            CsvText.Format(
                ["class", "averagePrecision", "rocAuc", "threshold", .. ClassFigure.All.Select(figure => figure.Key)],
                scores.ListMetrics(thresholds).Select(metrics => new[]
                {
                    labels[metrics.Label],
                    Format(scores.GetAveragePrecision(metrics.Label)),
                    Format(scores.GetRocAuc(metrics.Label)),
                    Format(thresholds[metrics.Label]),
                }.Concat(ClassFigure.All.Select(figure => Format(figure.Read(metrics))))));

        /// <summary>One row a picture: <c>predictions.csv</c>, with the probability of each class behind.</summary>
        internal static string FormatPredictions(MultiLabelResult result, string data) => CsvText.Format(
                ["path", "truth", "prediction", .. result.Labels],
                Enumerable.Range(0, result.Files.Count).Select(picture => new[]
                {
                    MetricsTable.NameFile(data, result.Files[picture].Path),
                    result.Name(result.Scores.ListTruths(picture)),
                    result.Name(result.Scores.ListGuesses(picture, result.Thresholds)),
                }.Concat(result.Labels.Select((_, label) => Format(result.Scores.GetScore(picture, label))))));

        private static string Format(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
    }
}
