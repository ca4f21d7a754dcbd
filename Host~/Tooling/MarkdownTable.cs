using System.Collections.Generic;
using System.Linq;

namespace Saccade.Host.Tooling
{
    /// <summary>Measurements as people read them.</summary>
    public static class MarkdownTable
    {
        /// <summary>Writes a table: names to the left, all else to the right.</summary>
        /// <param name="header">The columns' names.</param>
        /// <param name="rows">A text for each column.</param>
        /// <returns>Lines, each with its end.</returns>
        public static string Write(IReadOnlyList<string> header, IEnumerable<IEnumerable<string>> rows)
        {
            var rule = header.Select((_, column) => column == 0 ? "---" : "---:");
            return string.Concat(new[] { header, rule }.Concat(rows).Select(row => $"| {string.Join(" | ", row)} |\n"));
        }
    }
}
