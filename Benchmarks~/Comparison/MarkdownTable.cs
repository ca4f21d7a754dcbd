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
    }
}
