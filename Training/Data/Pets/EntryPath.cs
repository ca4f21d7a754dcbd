using System;
using System.Linq;

namespace Saccade.Training.Data.Pets
{
    /// <summary>Paths in archives, which are what a stranger wrote.</summary>
    internal static class EntryPath
    {
        private const int LongestShown = 100;

        /// <summary>Reduces an entry's path to folders and a name with single slashes between.</summary>
        /// <returns>
        /// Empty for the folder itself; null for a path that leads out of it on some system, or that not every one can hold.
        /// </returns>
        internal static string? Normalise(string path)
        {
            var isSafe = path.Length > 0 && path[0] != '/' && !path.Any(letter => letter is '\\' or ':' || char.IsControl(letter));
            var parts = path.Split('/').Where(part => part is not ("" or ".")).ToArray();

            // Windows drops dots and spaces at a name's end: "... " may be "..".
            return isSafe && !parts.Any(part => part[^1] is '.' or ' ') ? string.Join('/', parts) : null;
        }

        /// <summary>Whether an entry is of no use to a data set: MATLAB's files, and what macOS keeps beside each file.</summary>
        /// <param name="path">What <see cref="Normalise"/> made of it.</param>
        internal static bool IsLitter(string path) => path.EndsWith(".mat", StringComparison.OrdinalIgnoreCase)
                || path.Split('/').Any(part => part.StartsWith("._", StringComparison.Ordinal));

        /// <summary>A path that a terminal can show.</summary>
        internal static string Printable(string path) =>
            new string(path.Take(LongestShown).Select(letter => char.IsControl(letter) ? '?' : letter).ToArray());
    }
}
