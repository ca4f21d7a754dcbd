using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Saccade.Host.Editor.Dialogs
{
    /// <summary>
    /// The folders that the user gave, and what lies in them. Every path is followed to where it really leads before it is looked at,
    /// and what leads out is not there.
    /// </summary>
    public sealed class FileRoots
    {
        private readonly IReadOnlyList<string> _roots;

        /// <summary>Takes the folders; one that doesn't exist is left out.</summary>
        /// <param name="folders">The folders.</param>
        public FileRoots(IEnumerable<string> folders)
        {
            ArgumentNullException.ThrowIfNull(folders);
            _roots = folders.Select(Resolve).OfType<string>().Where(Directory.Exists).Distinct(StringComparer.Ordinal).ToList();
        }

        /// <summary>The folders, by their real paths.</summary>
        public IReadOnlyList<string> Roots => _roots;

        /// <summary>The real path of a file or folder in the roots, or null where it is outside, or not there.</summary>
        /// <param name="path">An absolute path.</param>
        public string? Find(string? path)
        {
            if (string.IsNullOrEmpty(path) || path.Contains('\0', StringComparison.Ordinal) || !Path.IsPathFullyQualified(path)
                || path.Split('/', '\\').Contains(".."))
            {
                return null;
            }

            var real = Resolve(path);
            return real != null && _roots.Any(root => IsInside(root, real)) ? real : null;
        }

        /// <summary>The folder above, or null where that is outside.</summary>
        /// <param name="folder">A folder.</param>
        public string? FindParent(string? folder) => Find(folder) is { } real ? Find(Path.GetDirectoryName(real)) : null;

        /// <summary>What lies in a folder: names, folders first. Empty where it can't be read.</summary>
        /// <param name="folder">A folder.</param>
        /// <param name="extension">The ending of files to list, without a dot; empty for all, null for no files.</param>
        public IReadOnlyList<(string Name, bool IsFolder)> List(string folder, string? extension)
        {
            if (Find(folder) is not { } real)
            {
                return [];
            }

            try
            {
                IEnumerable<(string, bool)> folders = new DirectoryInfo(real).EnumerateDirectories()
                    .Where(child => !child.Name.StartsWith('.') && Find(child.FullName) != null)
                    .Select(child => (child.Name, true));
                IEnumerable<(string, bool)> files = extension == null
                    ? []
                    : new DirectoryInfo(real).EnumerateFiles()
                        .Where(child => extension.Length == 0
                            || child.Extension.Equals("." + extension, StringComparison.OrdinalIgnoreCase))
                        .Where(child => Find(child.FullName) != null)
                        .Select(child => (child.Name, false));
                return
                [
                    .. folders.OrderBy(child => child.Item1, StringComparer.OrdinalIgnoreCase),
                    .. files.OrderBy(child => child.Item1, StringComparer.OrdinalIgnoreCase),
                ];
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return [];
            }
        }

        private static bool IsInside(string root, string path) =>
            path == root || path.StartsWith(
                root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

        // Link by link from the top, since a link may stand anywhere on the way. Null where nothing is there.
        private static string? Resolve(string path)
        {
            try
            {
                var full = Path.GetFullPath(path);
                var real = Path.GetPathRoot(full)!;
                foreach (var part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
                {
                    var next = Path.Combine(real, part);
                    FileSystemInfo entry = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
                    if (!entry.Exists)
                    {
                        return null;
                    }

                    var target = entry.ResolveLinkTarget(true)?.FullName;

                    // Where a link leads to may itself lie behind links.
                    real = target == null ? next : Resolve(target)!;
                    if (real == null)
                    {
                        return null;
                    }
                }

                return real;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                return null;
            }
        }
    }
}
