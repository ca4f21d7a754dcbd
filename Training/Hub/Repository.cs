using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace Saccade.Training.Hub
{
    /// <summary>A model repository of the hub at one of its revisions.</summary>
    /// <param name="Name">ORG/NAME, or NAME alone, as the hub's oldest models have it.</param>
    /// <param name="Revision">A branch, a tag, a commit or a reference such as <c>refs/pr/1</c>.</param>
    internal sealed partial record Repository(string Name, string Revision)
    {
        /// <summary>The revision that is meant when none is given.</summary>
        internal const string DefaultRevision = "main";

        /// <summary>The name without the organisation.</summary>
        internal string ShortName => Name[(Name.IndexOf('/') + 1)..];

        /// <summary>What is wrong with a name; null for one that the hub may have.</summary>
        internal static string? FindFault(string name) => NamePattern().IsMatch(name) && !name.Contains("--") && !name.Contains("..")
                ? null
                : $"'{name}' is no repository's name; expected ORG/NAME, as in google/vit-base-patch16-224.";

        /// <summary>What is wrong with a revision; null for one that git may have.</summary>
        internal static string? FindFaultOfRevision(string revision) =>
            revision.Length is > 0 and < 256 && revision != "." && !revision.Contains("..") && !revision.Any(char.IsControl)
                ? null
                : $"--revision is '{revision}'; expected a branch, a tag, a commit or a reference such as refs/pr/1.";

        /// <summary>Where the revision is described: its commit and its files.</summary>
        internal Uri DescribeAt(string endpoint) => new Uri($"{endpoint}/api/models/{Name}/revision/{Uri.EscapeDataString(Revision)}");

        /// <summary>Where a file of a commit is.</summary>
        internal Uri FileAt(string endpoint, string commit, string file) => new Uri($"{endpoint}/{Name}/resolve/{commit}/{file}");

        [GeneratedRegex(@"^(?=.{1,96}\z)(\w([\w.-]*\w)?/)?\w([\w.-]*\w)?\z", RegexOptions.ECMAScript)]
        private static partial Regex NamePattern();
    }
}
