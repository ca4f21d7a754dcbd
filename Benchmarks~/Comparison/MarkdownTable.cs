using System.Collections.Generic;
using System.Linq;

namespace Saccade.Benchmarks.Comparison
{
    /// <summary>Measurements as people read them.</summary>
    internal static class MarkdownTable
    {
        /// <summary>Writes a table: names to the left, all else to the right.</summary>
        internal static string Write(IReadOnlyList<string> header, IEnumerable<IEnumerable<string>> rows)
        {
            IEnumerable<string> rule = header.Select((_, column) => column == 0 ? "---" : "---:");
            return string.Concat(new[] { header, rule }.Concat(rows).Select(row => $"| {string.Join(" | ", row)} |\n"));
        }

        /// <summary>Name, milliseconds, ratio, its quartiles, and what it is to.</summary>
        internal static string[] Describe(Measurement result) =>
        [
            result.Name,
            result.Milliseconds < 10 ? $"{result.Milliseconds:0.00}" : $"{result.Milliseconds:0.0}",
            $"{result.Ratio:0.000}",
            $"{result.LowerQuartile:0.000} to {result.UpperQuartile:0.000}",
            result.Name == result.Against ? "" : result.Against,
        ];
    }
}
