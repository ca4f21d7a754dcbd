using System.Collections.Generic;
using System.Linq;
using System.Text;
using Saccade.Training.Evaluation;
using Saccade.Training.Files;

namespace Saccade.Training.Reports.Tables
{
    /// <summary>Writes a confusion matrix as counts for a spreadsheet.</summary>
    internal static class ConfusionTable
    {
        internal static void Write(string path, IReadOnlyList<string> labels, ConfusionMatrix confusion) =>
            WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Format(labels, confusion))));

        internal static string Format(IReadOnlyList<string> labels, ConfusionMatrix confusion)
        {
            var classes = Enumerable.Range(0, labels.Count).ToArray();
            return CsvText.Format(
                labels.Prepend("truth \\ predicted"),
                classes.Select(truth => classes.Select(predicted => $"{confusion[truth, predicted]}").Prepend(labels[truth])));
        }
    }
}
