using System.IO;
using System.Linq;
using Saccade.Training.Naming;
using Saccade.Training.Pictures;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>
    /// Finds the files that the rows of one table mean. They lie beside the table, or all of them in a folder that is called as the table
    /// or images; names may lack their ending, as ids do.
    /// </summary>
    internal sealed class NamedFiles
    {
        private readonly string _directory;
        private string _lastEnding = "";

        /// <param name="table">The table.</param>
        /// <param name="first">The first row's file, which tells the folder.</param>
        internal NamedFiles(string table, string first)
        {
            var directory = Path.GetDirectoryName(Path.GetFullPath(table))!;
            var stem = Path.GetFileNameWithoutExtension(table);
            string[] folders = ["", stem, "images", $"{stem}_images"];
            _directory = folders.Select(folder => Path.Combine(directory, folder)).FirstOrDefault(folder => Find(folder, first) is not null)
                ?? directory;
        }

        /// <summary>The file; where there is none, the path where it should be.</summary>
        internal string Find(string name) => Find(_directory, name) ?? Path.Combine(_directory, name);

        private string? Find(string directory, string name)
        {
            var path = Path.Combine(directory, name);
            var isWindows = Path.DirectorySeparatorChar == '/' && name.Contains('\\');
            return FindEnding(path)
                ?? (isWindows ? FindEnding(Path.Combine(directory, name.Replace('\\', '/'))) : null)
                ?? FindAlike(directory, name);
        }

        private string? FindEnding(string path)
        {
            if (File.Exists(path))
            {
                return path;
            }

            // Of 1.5 the ending isn't .5, so any name may lack one.
            var ending = PictureFiles.Extensions.Prepend(_lastEnding).FirstOrDefault(ending => File.Exists(path + ending));
            if (ending is null)
            {
                return null;
            }

            _lastEnding = ending;
            return path + ending;
        }

        // The same letters written as other characters, step by step down the folders.
        private static string? FindAlike(string directory, string name)
        {
            var found = directory;
            foreach (var part in name.Split(['/', Path.DirectorySeparatorChar]))
            {
                var next = Path.Combine(found, part);
                if (!Path.Exists(next))
                {
                    var alike = Directory.Exists(found) && part.Any(letter => letter > '\x7f')
                        ? Directory.EnumerateFileSystemEntries(found)
                            .FirstOrDefault(entry => ClassName.Normalize(Path.GetFileName(entry)) == ClassName.Normalize(part))
                        : null;
                    if (alike is null)
                    {
                        return null;
                    }

                    next = alike;
                }

                found = next;
            }

            return File.Exists(found) ? found : null;
        }
    }
}
