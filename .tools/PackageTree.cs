using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Saccade.Tools
{
    /// <summary>The package's folder as Unity sees it.</summary>
    public static class PackageTree
    {
        /// <summary>The ending of the file in which Unity keeps an entry's identity and import settings.</summary>
        public const string MetaEnding = ".meta";

        /// <summary>
        /// The folder that Unity does not import in place, but whose samples it copies, with their meta files, into a project.
        /// </summary>
        public const string SamplesFolder = "Samples~";

        // What the commands write beside the package when they are run from its root; .gitignore names the same folders.
        private static readonly HashSet<string> OutputsInRoot = new(StringComparer.OrdinalIgnoreCase)
        {
            "saccade-demo", "saccade-tutorial", "saccade-editor", "BenchmarkDotNet.Artifacts",
        };

        /// <summary>Whether Unity skips a file or folder of this name, and everything beneath it.</summary>
        /// <param name="name">The bare name, without folders.</param>
        /// <returns>True for names that start with a dot, end in a tilde or in <c>.tmp</c>, and for <c>cvs</c>.</returns>
        public static bool IsHidden(string name)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            return name[0] == '.'
                || name[^1] == '~'
                || name.Equals("cvs", StringComparison.OrdinalIgnoreCase)
                || name.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase);
        }

        /// <summary>Every entry that needs a meta file: what Unity imports in place, and what it copies as a sample.</summary>
        /// <param name="root">The package's root folder.</param>
        /// <returns>The entries in ordinal order of their paths, meta files left out.</returns>
        /// <exception cref="DirectoryNotFoundException"><paramref name="root"/> does not exist.</exception>
        public static IReadOnlyList<PackageEntry> Entries(string root) =>
            Visible(root).Where(entry => !IsMeta(entry)).ToArray();

        /// <summary>Every meta file beside which Unity would look for an entry.</summary>
        /// <param name="root">The package's root folder.</param>
        /// <returns>The paths relative to <paramref name="root"/>, in ordinal order.</returns>
        /// <exception cref="DirectoryNotFoundException"><paramref name="root"/> does not exist.</exception>
        public static IReadOnlyList<string> MetaFiles(string root) =>
            Visible(root).Where(IsMeta).Select(entry => entry.Path).ToArray();

        private static bool IsMeta(PackageEntry entry) =>
            !entry.IsFolder && entry.Path.EndsWith(MetaEnding, StringComparison.OrdinalIgnoreCase);

        private static List<PackageEntry> Visible(string root)
        {
            List<PackageEntry> entries = new();
            Walk(new DirectoryInfo(root), string.Empty, entries);
            DirectoryInfo samples = new(Path.Combine(root, SamplesFolder));
            if (samples.Exists)
            {
                Walk(samples, SamplesFolder + "/", entries);
            }

            entries.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
            return entries;
        }

        private static void Walk(DirectoryInfo folder, string prefix, List<PackageEntry> entries)
        {
            foreach (var info in folder.EnumerateFileSystemInfos())
            {
                // The output folders' own metas are judged like the folders: not at all.
                var isOutput = prefix.Length == 0 && OutputsInRoot.Contains(WithoutMetaEnding(info.Name));
                if (IsHidden(info.Name) || isOutput)
                {
                    continue;
                }

                var path = prefix + info.Name;
                if (info is DirectoryInfo inner)
                {
                    entries.Add(new PackageEntry(path, IsFolder: true));
                    Walk(inner, path + "/", entries);
                }
                else
                {
                    entries.Add(new PackageEntry(path, IsFolder: false));
                }
            }
        }

        private static string WithoutMetaEnding(string name) =>
            name.EndsWith(MetaEnding, StringComparison.OrdinalIgnoreCase) ? name[..^MetaEnding.Length] : name;
    }
}
