using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Training.Evaluation;
using Saccade.Training.Reports.Charts;
using Saccade.Training.Reports.Tables;

namespace Saccade.Training.Reports
{
    /// <summary>An evaluation as one page.</summary>
    internal static class EvaluationPage
    {
        internal const string Confusion = "confusion-matrix.png";
        internal const string Reliability = "reliability.png";
        internal const string Mistakes = "mistakes.png";
        internal const string Curves = "curves.png";
        internal const string BeforeAfter = "before-after.png";

        internal static string Make(EvaluationFacts facts, Dictionary<string, byte[]> pictures)
        {
            var result = facts.Result;
            var data = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(facts.Data)));
            var page = new HtmlReport($"{facts.Model} on the {facts.Judged.Split} pictures of {data}");
            page.AddText($"{result.Files.Count} pictures, {result.Labels.Count} classes, computed with {facts.Backend}.");
            page.AddText(facts.Judged.Describe(facts.Model));
            page.AddNumbers(ListNumbers(facts.Figures));
            if (pictures.TryGetValue(BeforeAfter, out var beforeAfter))
            {
                AddBeforeAfter(page, facts.FiguresBefore, beforeAfter);
            }

            if (pictures.TryGetValue(Curves, out var curves))
            {
                page.AddHeading("How it was trained");
                page.AddPicture(curves, "Loss and accuracy from epoch to epoch");
            }

            page.AddHeading("What was taken for what");
            page.AddPicture(pictures[Confusion], "Confusion matrix: rows are the truth, columns what the model said");
            page.AddHeading("Class by class, the weakest first");
            AddClasses(page, result);
            page.AddHeading("How far the probabilities can be believed");
            page.AddText(
                "Bars as high as the dashed line mean that the model is right as often as it says. Bars below it: it is too sure of "
                + "itself; above it: not sure enough.");
            page.AddPicture(pictures[Reliability], "Accuracy by confidence, and how many pictures have which confidence");
            page.AddHeading("The worst mistakes");
            AddMistakes(page, facts.Mistakes);
            return page.ToString();
        }

        /// <summary>The figures that a page shows.</summary>
        internal static IEnumerable<(string Name, string Value)> ListNumbers(IEnumerable<EvaluationFigure> figures) =>
            figures.Where(figure => figure.IsOnPage).Select(figure => (figure.Name, figure.Format(3)));

        private static void AddBeforeAfter(HtmlReport page, EvaluationFigure[]? before, byte[] picture)
        {
            page.AddHeading("Before and after");
            if (before is not null)
            {
                page.AddText("The other model on the same pictures:");
                page.AddNumbers(ListNumbers(before));
            }

            page.AddPicture(picture, "The three most likely classes of both models for a few pictures");
        }

        private static void AddClasses(HtmlReport page, EvaluationResult result) => page.AddTable(
                ["class", .. ClassFigure.All.Select(figure => figure.Name)],
                result.Classes.Where(metrics => metrics.IsSeen).OrderBy(metrics => metrics.F1).Select(metrics =>
                    ClassFigure.All.Select(figure => figure.Format(metrics)).Prepend(result.Labels[metrics.Label]).ToArray()));

        internal static void AddMistakes(HtmlReport page, IReadOnlyList<Mistake> mistakes)
        {
            if (mistakes.Count == 0)
            {
                page.AddText("There are none.");
                return;
            }

            page.AddText("Those with the highest loss; on the right what the class token attended to in the last block.");
            page.AddCards(mistakes.Select(mistake => (
                mistake.Card,
                $"{mistake.Truth}, taken for {mistake.Prediction}",
                DescribeMistake(mistake))));
        }

        private static string DescribeMistake(Mistake mistake)
        {
            var shares = FormattableString.Invariant($"{mistake.Probability:P1} sure, {mistake.TruthProbability:P1} for the truth");
            return FormattableString.Invariant($"{shares}, loss {mistake.Loss:0.00}; {mistake.Name}");
        }
    }
}
