using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Training.Data.Inventory;

namespace Saccade.Training.Reports
{
    /// <summary>What became of every file of a data set, in words and for JSON.</summary>
    internal static class AccountReport
    {
        private const int MaxClasses = 10;
        private const int MaxFolders = 5;

        internal static IEnumerable<string> ToLines(DataAccount account)
        {
            var lists = account.Lists == 0 ? "" : $" and {account.Lists} {(account.Lists == 1 ? "list" : "lists")} of them";
            yield return FormattableString.Invariant($"Used: {account.Pictures:N0} pictures{lists}, of {account.Files:N0} files");
            yield return account.LeftOut.Count == 0
                ? "Left out: none"
                : FormattableString.Invariant($"Left out: {account.LeftOutFiles:N0}");
            foreach (var entry in account.LeftOut)
            {
                var more = entry.Count > entry.Examples.Count ? ", ..." : "";
                yield return $"  {entry.Describe()}: {string.Join(", ", entry.Examples)}{more}";
            }

            if (account.Subfolders.Count > 0)
            {
                yield return "Subfolders, whose pictures are of the class above them:";
            }

            foreach (var entry in account.Subfolders.Take(MaxClasses))
            {
                yield return $"  {Describe(entry)}";
            }

            if (account.Subfolders.Count > MaxClasses)
            {
                yield return $"  and in {account.Subfolders.Count - MaxClasses} more classes";
            }
        }

        internal static object ToJson(DataAccount account) => new
        {
            account.Files,
            account.Pictures,
            account.Lists,
            LeftOut = account.LeftOut.Select(entry => new { entry.Reason, What = entry.Describe(), entry.Count, entry.Examples }),
            account.Subfolders,
        };

        private static string Describe(Subfolders entry)
        {
            var folders = entry.Folders.Take(MaxFolders)
                .Select(folder => FormattableString.Invariant($"{folder.Name} ({folder.Pictures:N0})"));
            var more = entry.Folders.Count > MaxFolders ? $" and {entry.Folders.Count - MaxFolders} more" : "";
            var own = entry.Own == 0 ? "no picture beside them" : FormattableString.Invariant($"{entry.Own:N0} beside them");
            return $"{entry.Class}: {string.Join(", ", folders)}{more}; {own}";
        }
    }
}
