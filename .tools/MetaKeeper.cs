using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Saccade.Tools
{
    /// <summary>Checks a package's meta files and makes those that are missing.</summary>
    public static class MetaKeeper
    {
        /// <summary>Compares every visible entry with every meta file, in both directions.</summary>
        /// <param name="root">The package's root folder.</param>
        /// <returns>What is missing, orphaned, malformed or used twice.</returns>
        /// <exception cref="DirectoryNotFoundException"><paramref name="root"/> does not exist.</exception>
        public static MetaReport Check(string root)
        {
            var entries = PackageTree.Entries(root);
            var metas = PackageTree.MetaFiles(root);
            var expected = entries.Select(entry => entry.Path + PackageTree.MetaEnding).ToHashSet(StringComparer.Ordinal);
            var present = metas.ToHashSet(StringComparer.Ordinal);

            List<string> malformed = new();
            Dictionary<string, List<string>> metasByGuid = new(StringComparer.Ordinal);
            foreach (var meta in metas)
            {
                var guid = MetaFile.ReadGuid(File.ReadAllText(Path.Combine(root, meta)));
                if (guid == null)
                {
                    malformed.Add(meta);
                    continue;
                }

                if (!metasByGuid.TryGetValue(guid, out var users))
                {
                    users = new List<string>();
                    metasByGuid.Add(guid, users);
                }

                users.Add(meta);
            }

            return new MetaReport(
                entries.Where(entry => !present.Contains(entry.Path + PackageTree.MetaEnding)).ToArray(),
                metas.Where(meta => !expected.Contains(meta)).ToArray(),
                malformed,
                metasByGuid.Where(pair => pair.Value.Count > 1)
                    .Select(pair => $"{string.Join(", ", pair.Value)}: share the GUID {pair.Key}. Keep it in the oldest, "
                        + "delete the others and run ./saccade metas.")
                    .ToArray());
        }

        /// <summary>Makes the meta files that are missing and leaves the others untouched.</summary>
        /// <param name="root">The package's root folder.</param>
        /// <returns>The entries that got one, in ordinal order.</returns>
        /// <exception cref="DirectoryNotFoundException"><paramref name="root"/> does not exist.</exception>
        /// <exception cref="IOException">A meta file can't be written.</exception>
        public static IReadOnlyList<PackageEntry> Make(string root)
        {
            var missing = Check(root).Missing;
            var taken = PackageTree.MetaFiles(root)
                .Select(meta => MetaFile.ReadGuid(File.ReadAllText(Path.Combine(root, meta))))
                .OfType<string>()
                .ToHashSet(StringComparer.Ordinal);
            foreach (var entry in missing)
            {
                var guid = Enumerable.Range(1, int.MaxValue).Select(attempt => MetaFile.GuidFor(entry.Path, attempt)).First(taken.Add);
                File.WriteAllText(Path.Combine(root, entry.Path + PackageTree.MetaEnding), MetaFile.TextFor(entry, guid));
            }

            return missing;
        }
    }
}
