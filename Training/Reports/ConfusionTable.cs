using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Training.Fitting;

namespace Saccade.Training.Reports
{
    /// <summary>Writes a confusion matrix as counts for a spreadsheet.</summary>
    internal static class ConfusionTable
    {
        internal static void Write(string path, IReadOnlyList<string> labels, ConfusionMatrix confusion)
        {
            using var writer = new StreamWriter(path) { NewLine = "\n" };
            writer.WriteLine(string.Join(",", labels.Prepend("truth \\ predicted").Select(Quote)));
            for (var truth = 0; truth < labels.Count; truth++)
            {
                var counts = Enumerable.Range(0, labels.Count).Select(predicted => $"{confusion[truth, predicted]}");
                writer.WriteLine(string.Join(",", counts.Prepend(Quote(labels[truth]))));
            }
        }

        private static string Quote(string text)
        {
            return text.IndexOfAny([',', '"', '\r', '\n']) >= 0 ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
        }
    }
}
