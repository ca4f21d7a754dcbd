using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saccade.Training.Inference;

namespace Saccade.Training.Reports.Tables
{
    /// <summary>What a model makes of pictures whose classes nobody knows, as a table: one row a picture.</summary>
    internal static class PredictionTable
    {
        /// <param name="labels">The class names in the order of the logits.</param>
        /// <param name="rows">Each picture's file, its likeliest class (null without a head) and the probability of every class.</param>
        /// <param name="everyClass">Whether each class gets a column with its probability.</param>
        internal static string Format(
            IReadOnlyList<string> labels,
            IEnumerable<(string File, Guess? Best, IReadOnlyList<double> Probabilities)> rows,
            bool everyClass) => CsvText.Format(
                ["path", "prediction", "probability", .. everyClass ? labels : []],
                rows.Select(row => new[] { row.File, row.Best?.Label ?? "", Format(row.Best?.Probability) }
                    .Concat(everyClass ? row.Probabilities.Select(probability => Format(probability)) : [])));

        private static string Format(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
    }
}
