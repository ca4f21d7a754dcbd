using System;

namespace Saccade.Training.Hub
{
    /// <summary>Words for people.</summary>
    internal static class Texts
    {
        private const int LongestQuote = 200;

        /// <summary>What came from elsewhere, fit to print: no control characters that a terminal would obey, and not endless.</summary>
        internal static string Printable(this string text)
        {
            var start = text.Length > LongestQuote ? text[..LongestQuote] + "..." : text;
            return string.Create(start.Length, start, (characters, source) =>
            {
                for (var i = 0; i < characters.Length; i++)
                {
                    characters[i] = char.IsControl(source[i]) ? '?' : source[i];
                }
            });
        }

        /// <summary>An address without its query, which on a storage server is a key to the file.</summary>
        internal static string Printable(this Uri uri)
        {
            return uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).Printable();
        }

        /// <summary>A number of bytes in decimal units, as the hub's pages have them.</summary>
        internal static string Bytes(long count)
        {
            return count switch
            {
                < 1_000 => $"{count} bytes",
                < 1_000_000 => $"{count / 1e3:0.0} kB",
                < 1_000_000_000 => $"{count / 1e6:0.0} MB",
                _ => $"{count / 1e9:0.00} GB",
            };
        }
    }
}
