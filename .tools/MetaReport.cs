using System.Collections.Generic;

namespace Saccade.Tools
{
    /// <summary>How the package's entries and its meta files fit together.</summary>
    /// <param name="Missing">Entries without a meta file: Unity ignores them in an installed package.</param>
    /// <param name="Orphans">Meta files without an entry: Unity warns of each.</param>
    /// <param name="Malformed">Meta files without a well-formed GUID: Unity replaces them, and references break.</param>
    /// <param name="Duplicates">One sentence for each GUID that several meta files carry: Unity drops all but one.</param>
    public sealed record MetaReport(
        IReadOnlyList<PackageEntry> Missing,
        IReadOnlyList<string> Orphans,
        IReadOnlyList<string> Malformed,
        IReadOnlyList<string> Duplicates)
    {
        /// <summary>Whether nothing is wrong.</summary>
        public bool IsClean => Missing.Count + Orphans.Count + Malformed.Count + Duplicates.Count == 0;

        /// <summary>One line for everything that is wrong, saying what to do about it.</summary>
        /// <returns>No line when the package is clean.</returns>
        public IEnumerable<string> Problems()
        {
            foreach (var entry in Missing)
            {
                yield return $"{entry.Path}: has no .meta file. Run ./saccade metas, or move it out of the package.";
            }

            foreach (var orphan in Orphans)
            {
                yield return $"{orphan}: there is nothing that it belongs to. Delete it.";
            }

            foreach (var malformed in Malformed)
            {
                yield return $"{malformed}: has no line 'guid:' with 32 lower-case hex digits. Delete it and run ./saccade metas.";
            }

            foreach (var duplicate in Duplicates)
            {
                yield return duplicate;
            }
        }
    }
}
