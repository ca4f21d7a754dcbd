using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Saccade.Training.Reports.Tables
{
    /// <summary>Tables as RFC 4180 has them, but with a line feed at the end of lines.</summary>
    internal static class CsvText
    {
        internal static string Format(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows)
        {
            var text = new StringBuilder();
            foreach (var row in rows.Prepend(header))
            {
                text.AppendJoin(',', row.Select(Quote)).Append('\n');
            }

            return text.ToString();
        }

        private static string Quote(string text) =>
            text.IndexOfAny([',', '"', '\r', '\n']) >= 0 ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
    }
}
