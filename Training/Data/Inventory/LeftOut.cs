using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Training.Data.Inventory
{
    /// <summary>What isn't used for one reason.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="What">What of it, to stand behind its number: <c>.txt</c>, <c>HEIC, which can't be decoded</c>.</param>
    /// <param name="Count">How many files; or how many folders, see <see cref="IsFolder"/>.</param>
    /// <param name="Examples">Some of them, by path from the data folder.</param>
    internal sealed record LeftOut(LeftOutReason Reason, string What, int Count, IReadOnlyList<string> Examples)
    {
        private const int MostExamples = 3;

        internal LeftOut(LeftOutReason reason, string what)
            : this(reason, what, 0, [])
        {
        }

        /// <summary>Whether folders are counted; the files in them are counted for reasons of their own.</summary>
        internal bool IsFolder => Reason >= LeftOutReason.EmptyFolder;

        /// <summary>Such as <c>30 .xyz</c>.</summary>
        internal string Describe() => FormattableString.Invariant($"{Count:N0} {Name}");

        /// <summary>Counts a few more of the same.</summary>
        internal LeftOut With(IReadOnlyCollection<string> more) =>
            this with { Count = Count + more.Count, Examples = [.. Examples.Concat(more).Take(MostExamples)] };

        // "(s)" is what only several have.
        private string Name => What.Replace("(s)", Count == 1 ? "" : "s", StringComparison.Ordinal);
    }
}
