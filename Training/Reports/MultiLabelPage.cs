using System.Globalization;
using System.IO;
using System.Linq;
using Saccade.Training.Evaluation;
using Saccade.Training.Reports.Tables;

namespace Saccade.Training.Reports
{
    /// <summary>An evaluation as one page, where pictures may show several classes.</summary>
    internal static class MultiLabelPage
    {
        internal static string Make(MultiLabelFacts facts, byte[]? curves)
        {
            var result = facts.Result;
            var data = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(facts.Data)));
            var page = new HtmlReport($"{facts.Model} on the {facts.Judged.Split} pictures of {data}");
            page.AddText(
                $"{facts.Pictures} pictures, each of which may show several of {result.Labels.Count} classes or none, computed with "
                + $"{facts.Backend}.");
            page.AddText(facts.Judged.Describe(facts.Model));
            page.AddNumbers(EvaluationPage.ListNumbers(facts.Figures));
            page.AddText(
                "Average precision and ROC AUC need no threshold. The F1 values are with the threshold of each class that the run's "
                + "validation pictures chose, which flatters them on those: macro is the mean over the classes, micro counts all answers "
                + "together, samples is the mean over the pictures, of which one without classes counts 0, as in scikit-learn.");
            if (facts.FiguresBefore is { } before)
            {
                page.AddHeading("Before");
                page.AddText("The other model on the same pictures:");
                page.AddNumbers(EvaluationPage.ListNumbers(before));
            }

            if (curves is not null)
            {
                page.AddHeading("How it was trained");
                page.AddPicture(curves, "Loss, average precision and F1 from epoch to epoch");
            }

            page.AddHeading("Class by class, the weakest first");
            AddClasses(page, result);
            page.AddHeading("The worst mistakes");
            EvaluationPage.AddMistakes(page, facts.Mistakes);
            return page.ToString();
        }

        private static void AddClasses(HtmlReport page, MultiLabelResult result) => page.AddTable(
                ["class", "average precision", "threshold", .. ClassFigure.All.Select(figure => figure.Name)],
                result.Scores.ListMetrics(result.Thresholds)
                    .OrderBy(metrics => result.Scores.GetAveragePrecision(metrics.Label) ?? 2)
                    .Select(metrics => new[]
                    {
                        result.Labels[metrics.Label],
                        result.Scores.GetAveragePrecision(metrics.Label)?.ToString("P1", CultureInfo.InvariantCulture) ?? "no picture",
                        result.Thresholds[metrics.Label].ToString("0.00", CultureInfo.InvariantCulture),
                    }.Concat(ClassFigure.All.Select(figure => figure.Format(metrics)))));
    }
}
