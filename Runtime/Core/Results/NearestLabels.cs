using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Results
{
    /// <summary>What somebody may have meant who wrote a label that a model doesn't know.</summary>
    internal static class NearestLabels
    {
        /// <summary>Finds the labels that are most like a text: those that hold it first, then by how many letters differ.</summary>
        /// <param name="text">What was written.</param>
        /// <param name="labels">What the model knows.</param>
        /// <param name="count">How many to find at most.</param>
        /// <returns>Different labels, nearest first; of equally near ones the model's earlier comes first.</returns>
        public static IReadOnlyList<string> Find(string text, IReadOnlyList<string> labels, int count) => labels
            .Distinct(StringComparer.Ordinal)
            .OrderBy(label => Distance(text.ToUpperInvariant(), label.ToUpperInvariant()))
            .Take(count)
            .ToArray();

        // A label that holds the text, or lies in it, counts as one letter off; equal ones, but for capitals, as none.
        private static int Distance(string text, string label)
        {
            if (text != label && text.Length > 0
                && (label.Contains(text, StringComparison.Ordinal) || label.Length > 2 && text.Contains(label, StringComparison.Ordinal)))
            {
                return 1;
            }

            var row = Enumerable.Range(0, label.Length + 1).ToArray();
            for (var i = 1; i <= text.Length; i++)
            {
                var diagonal = row[0];
                row[0] = i;
                for (var j = 1; j <= label.Length; j++)
                {
                    var above = row[j];
                    var replaced = diagonal + (text[i - 1] == label[j - 1] ? 0 : 1);
                    row[j] = Math.Min(replaced, 1 + Math.Min(above, row[j - 1]));
                    diagonal = above;
                }
            }

            return row[label.Length];
        }
    }
}
