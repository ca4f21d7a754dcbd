using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Saccade.Training.Evaluation;
using Saccade.Training.Files;
using Saccade.Training.Reports.Charts;
using Saccade.Training.Reports.Tables;

namespace Saccade.Training.Reports
{
    /// <summary>Writes an evaluation: numbers for programs, pictures, and one page that holds all of it.</summary>
    internal static class EvaluationFiles
    {
        internal const string Report = "report.html";

        private const string Confusion = "confusion.csv";

        /// <summary>Makes all files, then writes each whole, the page last.</summary>
        /// <param name="directory">The folder; files of an earlier evaluation are replaced.</param>
        /// <param name="facts">What to tell.</param>
        /// <exception cref="IOException">A file can't be written.</exception>
        internal static void Write(string directory, EvaluationFacts facts)
        {
            var (result, mistakes) = (facts.Result, facts.Mistakes);
            var files = new List<(string Name, byte[] Content)>
            {
                ("metrics.json", Encode(ToJson(facts, result.Labels.Count))),
                ("per-class.csv", Encode(MetricsTable.FormatClasses(result))),
                ("predictions.csv", Encode(MetricsTable.FormatPredictions(result, facts.Data))),
                (Confusion, Encode(ConfusionTable.Format(result.Labels, result.Confusion))),
                (EvaluationPage.Confusion, ConfusionPicture.Draw(result.Labels, result.Confusion)),
                (EvaluationPage.Reliability, ReliabilityPicture.Draw(result.Calibration)),
                (EvaluationPage.Mistakes, MistakesPicture.Draw(mistakes)),
            };
            if (facts.Epochs.Count > 0)
            {
                files.Add((EvaluationPage.Curves, CurvesPicture.Draw(facts.Epochs)));
            }

            if (facts.BeforeAfter is { } beforeAfter)
            {
                files.Add((EvaluationPage.BeforeAfter, beforeAfter));
            }

            var pictures = files.ToDictionary(file => file.Name, file => file.Content, StringComparer.Ordinal);
            files.Add((Report, Encode(EvaluationPage.Make(facts, pictures))));
            WriteAll(directory, files);
        }

        /// <summary>The same where pictures may show several classes.</summary>
        /// <param name="directory">The folder; files of an earlier evaluation are replaced.</param>
        /// <param name="facts">What to tell.</param>
        /// <exception cref="IOException">A file can't be written.</exception>
        internal static void Write(string directory, MultiLabelFacts facts)
        {
            var result = facts.Result;
            var files = new List<(string Name, byte[] Content)>
            {
                ("metrics.json", Encode(ToJson(facts, result.Labels.Count))),
                ("per-class.csv", Encode(MultiLabelTable.FormatClasses(result.Labels, result.Scores, result.Thresholds))),
                ("predictions.csv", Encode(MultiLabelTable.FormatPredictions(result, facts.Data))),
                (EvaluationPage.Mistakes, MistakesPicture.Draw(facts.Mistakes)),
            };
            var curves = facts.Epochs.Count > 0 ? CurvesPicture.Draw(facts.Epochs) : null;
            if (curves is not null)
            {
                files.Add((EvaluationPage.Curves, curves));
            }

            files.Add((Report, Encode(MultiLabelPage.Make(facts, curves))));
            WriteAll(directory, files);

            // Those of an evaluation before this one would be of another model.
            foreach (var name in new[] { Confusion, EvaluationPage.Confusion, EvaluationPage.Reliability, EvaluationPage.BeforeAfter })
            {
                File.Delete(Path.Combine(directory, name));
            }
        }

        private static void WriteAll(string directory, List<(string Name, byte[] Content)> files)
        {
            Directory.CreateDirectory(directory);
            foreach (var (name, content) in files)
            {
                WholeFile.Write(Path.Combine(directory, name), stream => stream.Write(content));
            }
        }

        private static string ToJson(EvaluationReport facts, int classes) => JsonSerializer.Serialize(
                new
                {
                    facts.Model,
                    Data = Path.GetFileName(Path.GetFullPath(facts.Data)),
                    facts.Judged.Split,
                    facts.Backend,
                    Judged = DescribeJudged(facts.Judged),
                    Metrics = CollectFigures(facts, classes, facts.Figures),
                    Before = facts.FiguresBefore is { } before ? CollectFigures(facts, classes, before) : null,
                },
                JsonLine.Indented) + "\n";

        // Absent where nobody can tell.
        private static object? DescribeJudged(JudgedPictures judged) => judged.IsRecorded
            ? new { judged.Validation, judged.Test, judged.Unseen, judged.Trained, judged.LeftOut }
            : null;

        private static Dictionary<string, object> CollectFigures(EvaluationReport facts, int classes, EvaluationFigure[] list)
        {
            var figures = new Dictionary<string, object> { ["pictures"] = facts.Pictures, ["classes"] = classes };
            foreach (var figure in list)
            {
                figures.Add(figure.Key, figure.Value);
            }

            return figures;
        }

        private static byte[] Encode(string text) => Encoding.UTF8.GetBytes(text);
    }
}
