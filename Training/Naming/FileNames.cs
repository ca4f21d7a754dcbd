using System;
using System.IO;
using System.Text;

namespace Saccade.Training.Naming
{
    /// <summary>Names of files that can't be read: on Linux they are bytes, which other programs may have written in a code page.</summary>
    internal static class FileNames
    {
        /// <summary>What is wrong with the name of a file that the system lists; null where nothing is.</summary>
        /// <param name="path">The path as the framework gives it, with a sign in place of what isn't UTF-8.</param>
        internal static string? FindFault(string path) =>
            path.Contains((char)Rune.ReplacementChar.Value, StringComparison.Ordinal) && !Path.Exists(path)
                ? $"{path}: the name isn't UTF-8, so the file can't be opened. Rename it, for instance with: "
                    + $"convmv -r -f latin1 -t utf8 --notest \"{Path.GetDirectoryName(path)}\""
                : null;
    }
}
