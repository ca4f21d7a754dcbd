using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Training.Pictures;

namespace Saccade.Training.Data.Inventory
{
    /// <summary>Counts what lies in a data folder, file by file.</summary>
    internal sealed class AccountCount
    {
        internal static readonly LeftOut Unreadable = new(LeftOutReason.Unreadable, "unreadable");

        private readonly string _directory;
        private readonly HashSet<string> _used;
        private readonly HashSet<string> _lists;
        private readonly Func<DataFile, LeftOut?> _explain;
        private readonly Dictionary<(LeftOutReason, string), LeftOut> _leftOut = [];
        private int _files;
        private int _pictures;
        private int _listsRead;

        /// <param name="directory">The folder.</param>
        /// <param name="used">The pictures that are used, wherever they lie.</param>
        /// <param name="lists">The lists that were read.</param>
        /// <param name="explain">
        /// Why a file isn't used that nothing speaks against but the layout; null where the file itself says enough.
        /// </param>
        internal AccountCount(string directory, IEnumerable<string> used, IEnumerable<string> lists, Func<DataFile, LeftOut?> explain)
        {
            // Two names of one file on a disk that knows no capitals are one.
            var comparer = OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
            _directory = directory;
            _used = used.Select(Path.GetFullPath).ToHashSet(comparer);
            _lists = lists.Select(Path.GetFullPath).ToHashSet(comparer);
            _explain = explain;
        }

        /// <summary>Counts a folder with all that lies in it.</summary>
        /// <param name="folder">The folder.</param>
        /// <param name="foreign">Why nothing in it is data; null where it may be.</param>
        internal void Add(DataFolder folder, LeftOut? foreign)
        {
            if (folder.Closed is { } closed)
            {
                var what = closed == LeftOutReason.CircularLink ? "link(s) in a circle" : "folder(s) that can't be read";
                LeaveOut(new LeftOut(closed, what), folder.Path);
            }

            foreach (var file in folder.Files)
            {
                _files++;
                Add(file, foreign);
            }

            foreach (var inner in folder.Folders)
            {
                Add(inner, foreign ?? inner.Foreign);
            }
        }

        /// <summary>Counts one more thing that is left out.</summary>
        /// <param name="why">Why.</param>
        /// <param name="path">The thing.</param>
        internal void LeaveOut(LeftOut why, string path)
        {
            var key = (why.Reason, why.What);
            _leftOut[key] = _leftOut.GetValueOrDefault(key, why).With([Path.GetRelativePath(_directory, path)]);
        }

        /// <summary>What came out. Pictures that were used and not met lie elsewhere.</summary>
        internal DataAccount Finish(IReadOnlyList<Subfolders> subfolders)
        {
            var elsewhere = _used.Count - _pictures;
            return new DataAccount(_files + elsewhere, _pictures + elsewhere, _listsRead, Order(_leftOut.Values), subfolders);
        }

        /// <summary>Files before folders, the most first.</summary>
        internal static IReadOnlyList<LeftOut> Order(IEnumerable<LeftOut> entries) =>
        [
            .. entries.OrderBy(entry => entry.IsFolder)
                .ThenByDescending(entry => entry.Count)
                .ThenBy(entry => entry.What, StringComparer.Ordinal),
        ];

        private void Add(DataFile file, LeftOut? foreign)
        {
            // A path of the tree may go through links that the list's path doesn't; both are as they were found.
            var path = Path.GetFullPath(file.Path);
            if (_used.Contains(path))
            {
                _pictures++;
            }
            else if (_lists.Contains(path))
            {
                _listsRead++;
            }
            else
            {
                LeaveOut(foreign ?? Explain(file), file.Path);
            }
        }

        private LeftOut Explain(DataFile file)
        {
            if (file.IsHidden)
            {
                return new LeftOut(LeftOutReason.Hidden, "hidden");
            }

            if (_explain(file) is { } why)
            {
                return why;
            }

            var ending = Path.GetExtension(file.Name).ToLowerInvariant();
            return file.Guess switch
            {
                { Kind: GuessedKind.Unreadable } => Unreadable,
                { Kind: GuessedKind.Foreign, Format: var format } => new LeftOut(LeftOutReason.Undecodable, $"{format} (can't be decoded)"),
                _ => new LeftOut(LeftOutReason.NoPicture, ending.Length > 0 ? ending : "without an ending"),
            };
        }
    }
}
