using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Package.Tests.Guids
{
    /// <summary>Compares the GUIDs of a tree with those that users' scenes hold.</summary>
    internal static class GuidComparison
    {
        /// <summary>One line for everything that is wrong, saying what to do about it.</summary>
        /// <param name="table">Where the table lies, for the messages.</param>
        /// <param name="known">The table.</param>
        /// <param name="found">What the tree holds, each with its path.</param>
        public static IReadOnlyList<string> Problems(
            string table, IReadOnlyList<KnownGuid> known, IReadOnlyList<(KnownGuid Entry, string Path)> found)
        {
            var clashes = found.GroupBy(one => one.Entry.Key, StringComparer.Ordinal).Where(group => group.Count() > 1)
                .Select(group =>
                    $"{string.Join(", ", group.Select(one => one.Path))}: have one name, so the table can't tell them apart. Rename one.");
            var twice = known.GroupBy(entry => entry.Key, StringComparer.Ordinal).Where(group => group.Count() > 1)
                .Select(group => $"{table}: has {group.Count()} lines for {group.Key}.");
            var changed =
                from one in found
                from entry in known
                where entry.Key == one.Entry.Key && entry.Guid != one.Entry.Guid
                select $"{one.Path}: has the GUID {one.Entry.Guid}, but users' scenes refer to it by {entry.Guid}. "
                    + "Its .meta didn't move with it: put that GUID back.";
            var added = found.Where(one => known.All(entry => entry.Key != one.Entry.Key))
                .Select(one => $"{one.Path}: stands in no line of {table}. Add it, with tabs between: {one.Entry}");
            var gone = known.Where(entry => found.All(one => one.Entry.Key != entry.Key))
                .Select(entry => $"{table}: nothing in the tree is {entry.Key.Replace('\t', ' ')}. "
                    + "Scenes that use it break: rename it back, or delete the line and tell users in the changelog.");
            return clashes.Concat(twice).Concat(changed).Concat(added).Concat(gone).Order(StringComparer.Ordinal).ToArray();
        }
    }
}
