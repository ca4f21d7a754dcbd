using System.Globalization;
using System.IO;
using System.Linq;
using Saccade.Training.Evaluation;

namespace Saccade.Training.Reports.Tables
{
    /// <summary>An evaluation as tables for programs and spreadsheets.</summary>
    internal static class MetricsTable
    {
        /// <summary>One row a class: <c>per-class.csv</c>.</summary>
        internal static string FormatClasses(EvaluationResult result) => CsvText.Format(
                ["class", .. ClassFigure.All.Select(figure => figure.Key)],
                result.Classes.Select(metrics =>
                    ClassFigure.All.Select(figure => Format(figure.Read(metrics))).Prepend(result.Labels[metrics.Label]).ToArray()));

        /// <summary>One row a picture: <c>predictions.csv</c>.</summary>
        internal static string FormatPredictions(EvaluationResult result, string data) => CsvText.Format(
                ["path", "truth", "prediction", "probability"],
                Enumerable.Range(0, result.Files.Count).Select(picture => new[]
                {
                    NameFile(data, result.Files[picture].Path),
                    result.Labels[result.Files[picture].Label],
                    result.Labels[result.GetPrediction(picture)],
                    Format(result.GetProbability(picture, result.GetPrediction(picture))),
                }));

        /// <summary>A picture's path within its data set, a folder or a table, the same on every system.</summary>
        internal static string NameFile(string data, string path)
        {
            var folder = File.Exists(data) ? Path.GetDirectoryName(Path.GetFullPath(data))! : data;
            return Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
        }

        private static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);
    }
}
