using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Saccade.Training.Data.Inventory
{
    /// <summary>
    /// Every file of a data set's folder, and every picture that its tables name elsewhere, each counted once: a picture that is used, a
    /// list that says what the pictures are, or left out for a reason.
    /// </summary>
    /// <param name="Files">How many files there are.</param>
    /// <param name="Pictures">How many of them are pictures that are used.</param>
    /// <param name="Lists">How many of them are lists and tables that were read.</param>
    /// <param name="LeftOut">The rest, the most first; then folders.</param>
    /// <param name="Subfolders">The classes whose pictures lie in subfolders.</param>
    internal sealed record DataAccount(
        int Files, int Pictures, int Lists, IReadOnlyList<LeftOut> LeftOut, IReadOnlyList<Subfolders> Subfolders)
    {
        /// <summary>How many files are left out.</summary>
        internal int LeftOutFiles => LeftOut.Where(entry => !entry.IsFolder).Sum(entry => entry.Count);

        /// <summary>Such as <c>left out: 30 .xyz, 2 unreadable, 1 folder without pictures</c>; empty if nothing is.</summary>
        internal string Summary =>
            LeftOut.Count == 0 ? "" : $"left out: {string.Join(", ", LeftOut.Select(entry => entry.Describe()))}";

        /// <summary>Counts a folder.</summary>
        /// <param name="root">The folder.</param>
        /// <param name="used">The pictures that are used.</param>
        /// <param name="lists">The lists that were read.</param>
        /// <param name="explain">
        /// Why a file isn't used that nothing speaks against but the layout; null where the file itself says enough.
        /// </param>
        /// <param name="empty">Folders without a picture, where the layout expects some.</param>
        /// <param name="subfolders">The classes whose pictures lie in subfolders.</param>
        internal static DataAccount Make(
            DataFolder root,
            IEnumerable<string> used,
            IEnumerable<string> lists,
            Func<DataFile, LeftOut?> explain,
            IEnumerable<DataFolder>? empty = null,
            IReadOnlyList<Subfolders>? subfolders = null)
        {
            var count = new AccountCount(root.Path, used, lists, explain);
            count.Add(root, foreign: null);
            foreach (var folder in empty ?? [])
            {
                count.LeaveOut(new LeftOut(LeftOutReason.EmptyFolder, "folder(s) without pictures"), folder.Path);
            }

            return count.Finish(subfolders ?? []);
        }

        /// <summary>The account of a table that was pointed at itself: nobody looked through its folder.</summary>
        internal static DataAccount OfTable(int pictures) => new DataAccount(pictures + 1, pictures, 1, [], []);

        /// <summary>The same when pictures turn out unreadable.</summary>
        /// <param name="directory">What their paths are shown from.</param>
        /// <param name="paths">The pictures.</param>
        internal DataAccount WithUnreadable(string directory, IReadOnlyCollection<string> paths)
        {
            if (paths.Count == 0)
            {
                return this;
            }

            var names = paths.Select(path => Path.GetRelativePath(directory, path)).ToArray();
            var before = LeftOut.FirstOrDefault(entry => entry.Reason == LeftOutReason.Unreadable) ?? AccountCount.Unreadable;
            return this with
            {
                Pictures = Pictures - names.Length,
                LeftOut = AccountCount.Order(LeftOut.Except([before]).Append(before.With(names))),
            };
        }
    }
}
