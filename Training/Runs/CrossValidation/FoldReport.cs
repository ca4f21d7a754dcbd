using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Saccade.Training.Evaluation;
using Saccade.Training.Files;
using Saccade.Training.Progress;
using Saccade.Training.Reports;
using Saccade.Training.Reports.Charts;
using Saccade.Training.Reports.Tables;

namespace Saccade.Training.Runs.CrossValidation
{
    /// <summary>The one report of all folds: a page that opens offline, and a table.</summary>
    internal static class FoldReport
    {
        internal const string PageFile = "folds.html";
        internal const string TableFile = "folds.csv";

        private static readonly (string Key, string Name, Func<FinishReport, double?> Read, bool IsShare)[] Figures =
        [
            ("accuracy", "accuracy", report => report.ValidationAccuracy, true),
            ("macroAccuracy", "macro accuracy", report => report.ValidationMacroAccuracy, true),
            ("loss", "loss", report => report.ValidationLoss, false),
            ("accuracyOnTest", "accuracy on the test pictures", report => report.TestAccuracy, true),
        ];

        /// <summary>Mean and standard deviation (of a sample) over the folds of each figure that all of them have, for people.</summary>
        internal static IEnumerable<(string Name, string Value)> Summarize(IReadOnlyList<FoldResult> results) =>
            from figure in Figures
            let values = results.Select(result => figure.Read(result.Report)).OfType<double>().ToArray()
            where values.Length == results.Count
            select (figure.Name, $"{Format(values.Average(), figure.IsShare)} ± {Format(Deviate(values), figure.IsShare)}");

        internal static void Write(string directory, IReadOnlyList<string> labels, IReadOnlyList<FoldResult> results)
        {
            WriteText(Path.Combine(directory, PageFile), MakePage(directory, labels, results, Pool(labels.Count, results)));
            WriteText(Path.Combine(directory, TableFile), CsvText.Format(
                ["fold", "epoch", .. Figures.Select(figure => figure.Key), "seconds"],
                results.Select(result => new double?[] { result.Fold, result.Report.Epoch }
                    .Concat(Figures.Select(figure => figure.Read(result.Report)))
                    .Append(result.Report.Seconds)
                    .Select(value => value?.ToString("R", CultureInfo.InvariantCulture) ?? ""))));
        }

        private static string MakePage(
            string directory, IReadOnlyList<string> labels, IReadOnlyList<FoldResult> results, ConfusionMatrix pooled)
        {
            var page = new HtmlReport($"{Path.GetFileName(directory)}: {results.Count} folds");
            page.AddText(
                "Each fold was judged by a model that learnt from the others. Below are means over the folds, each with the standard "
                + "deviation from fold to fold.");
            page.AddNumbers(Summarize(results));
            page.AddHeading("Fold by fold");
            page.AddTable(
                ["fold", "epoch", .. Figures.Select(figure => figure.Name)],
                results.Select(result => Figures.Select(figure =>
                    figure.Read(result.Report) is { } value ? Format(value, figure.IsShare) : "").Prepend($"{result.Report.Epoch}")
                    .Prepend($"{result.Fold}").ToArray()));
            page.AddHeading("What was taken for what, all folds together");
            page.AddPicture(
                ConfusionPicture.Draw(labels, pooled), "Confusion matrix: rows are the truth, columns what the model said");
            page.AddHeading("Class by class, the weakest first");
            page.AddTable(
                ["class", .. ClassFigure.All.Select(figure => figure.Name)],
                ClassMetrics.List(pooled).Where(metrics => metrics.IsSeen).OrderBy(metrics => metrics.F1).Select(metrics =>
                    ClassFigure.All.Select(figure => figure.Format(metrics)).Prepend(labels[metrics.Label]).ToArray()));
            return page.ToString();
        }

        private static ConfusionMatrix Pool(int classes, IReadOnlyList<FoldResult> results)
        {
            var pooled = new ConfusionMatrix(classes);
            var counts = from result in results
                         from row in result.Counts.Index()
                         from cell in row.Item.Index()
                         select (Truth: row.Index, Guess: cell.Index, Count: cell.Item);
            foreach (var (truth, guess, count) in counts)
            {
                for (var i = 0; i < count; i++)
                {
                    pooled.Add(truth, guess);
                }
            }

            return pooled;
        }

        private static double Deviate(double[] values)
        {
            var mean = values.Average();
            return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        }

        private static string Format(double value, bool isShare) =>
            value.ToString(isShare ? "P1" : "0.000", CultureInfo.InvariantCulture);

        private static void WriteText(string path, string text) =>
            WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }
}
