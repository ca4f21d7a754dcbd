using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Enumeration;
using System.Linq;

namespace Saccade.Training.Pictures
{
    /// <summary>The pictures that arguments name: files, folders with all that lies below them, and patterns.</summary>
    /// <param name="Files">The pictures in the order of the arguments, each once.</param>
    /// <param name="LeftOut">What lies in the folders or matches the patterns, but is no picture that can be decoded.</param>
    internal sealed record NamedPictures(IReadOnlyList<string> Files, IReadOnlyList<string> LeftOut)
    {
        // Where a file system tells capitals apart, patterns do too.
        private static readonly bool IgnoresCase = !OperatingSystem.IsLinux();

        /// <summary>Finds them.</summary>
        /// <param name="names">The arguments. A file is taken whatever its name; one that is missing is left to whoever opens it.</param>
        /// <exception cref="TrainingException">A folder holds no picture, or nothing matches a pattern.</exception>
        internal static NamedPictures Find(IEnumerable<string> names)
        {
            var (files, leftOut) = (new List<string>(), new List<string>());
            foreach (var name in names)
            {
                if (File.Exists(name))
                {
                    files.Add(name);
                    continue;
                }

                var isFolder = Directory.Exists(name);
                if (!isFolder && !IsPattern(name))
                {
                    files.Add(name);
                    continue;
                }

                var found = isFolder ? List(name).ToArray() : Match(name).SelectMany(List).Distinct(StringComparer.Ordinal).ToArray();
                var pictures = found.Where(IsPicture).Order(StringComparer.Ordinal).ToArray();
                if (pictures.Length == 0)
                {
                    throw new TrainingException(
                        $"{name}: {(isFolder ? "the folder holds" : "the pattern matches")} {found.Length} files, none of them a picture "
                        + "that can be decoded. Name a folder with pictures, or pictures.");
                }

                files.AddRange(pictures);
                leftOut.AddRange(found.Except(pictures, StringComparer.Ordinal));
            }

            return new NamedPictures(files.DistinctBy(Path.GetFullPath).ToArray(), leftOut);
        }

        private static bool IsPattern(string name) => name.AsSpan().ContainsAny('*', '?');

        private static bool IsPicture(string path) => PictureFiles.Guess(path).Kind == GuessedKind.Picture;

        // A file itself, or all files below a folder; neither what is hidden nor what a link leads to, which may lead back.
        private static IEnumerable<string> List(string path)
        {
            if (!Directory.Exists(path))
            {
                return [path];
            }

            var folders = Directory.EnumerateDirectories(path)
                .Where(folder => !IsHidden(folder) && new DirectoryInfo(folder).LinkTarget is null);
            return Directory.EnumerateFiles(path).Where(file => !IsHidden(file)).Concat(folders.SelectMany(List));
        }

        private static bool IsHidden(string path) => Path.GetFileName(path) is ['.', ..] or "__MACOSX";

        private static IEnumerable<string> Match(string pattern)
        {
            var root = Path.GetPathRoot(pattern) ?? "";
            char[] separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];
            var parts = pattern[root.Length..].Split(separators, StringSplitOptions.RemoveEmptyEntries);
            return Match(root, parts).Distinct(StringComparer.Ordinal);
        }

        private static IEnumerable<string> Match(string folder, ArraySegment<string> parts)
        {
            if (parts.Count == 0)
            {
                return [folder];
            }

            var (part, rest) = (parts[0], parts[1..]);
            if (part == "**")
            {
                var below = Entries(folder, "*").Where(Directory.Exists).SelectMany(entry => Match(entry, parts));
                return rest.Count == 0 ? Entries(folder, "*").Concat(below) : Match(folder, rest).Concat(below);
            }

            var entries = IsPattern(part) ? Entries(folder, part) : [Path.Combine(folder, part)];
            return entries
                .Where(entry => rest.Count > 0 ? Directory.Exists(entry) : Path.Exists(entry))
                .SelectMany(entry => Match(entry, rest));
        }

        private static IEnumerable<string> Entries(string folder, string pattern) =>
            Directory.EnumerateFileSystemEntries(folder.Length == 0 ? "." : folder)
                .Select(entry => Path.GetFileName(entry))
                .Where(name => !IsHidden(name) && FileSystemName.MatchesSimpleExpression(pattern, name, IgnoresCase))
                .Select(name => Path.Combine(folder, name));
    }
}
