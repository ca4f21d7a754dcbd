using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace Saccade.Training.Hub
{
    /// <summary>A model repository on the hub, at a revision.</summary>
    public sealed partial class HubRepository
    {
        /// <summary>The revision when none is asked for.</summary>
        public const string DefaultRevision = "main";

        private const int LongestRevision = 255;

        /// <summary>Names a repository. Nothing is asked of the hub yet.</summary>
        /// <param name="name"><c>ORG/NAME</c>, or <c>NAME</c> alone for the oldest models.</param>
        /// <param name="revision">A branch, a tag, a commit, or a reference such as <c>refs/pr/1</c>.</param>
        /// <exception cref="TrainingException">The name or the revision is none.</exception>
        public HubRepository(string name, string revision = DefaultRevision)
        {
            // The hub's own rules: no repetition of dashes or dots, and nothing that means a folder of its own.
            var isName = NamePattern().IsMatch(name)
                && name.Length <= 96
                && !name.Contains("--", StringComparison.Ordinal)
                && !name.Contains("..", StringComparison.Ordinal);
            if (!isName)
            {
                throw new TrainingException(
                    $"'{name.Printable()}' is no repository; expected ORG/NAME, for example google/vit-base-patch16-224.");
            }

            if (revision.Length is 0 or > LongestRevision || revision.Any(char.IsControl) || revision.All(character => character == '.'))
            {
                throw new TrainingException(
                    $"--revision: '{revision.Printable()}' is no revision; expected a branch, a tag, a commit, or refs/pr/N.");
            }

            Name = name;
            Revision = revision;
        }

        /// <summary><c>ORG/NAME</c> or <c>NAME</c>.</summary>
        public string Name { get; }

        /// <summary>The last part of <see cref="Name"/>.</summary>
        public string ShortName => Name[(Name.LastIndexOf('/') + 1)..];

        /// <summary>A branch, tag, commit or reference.</summary>
        public string Revision { get; }

        /// <summary>The address of what the hub tells about this revision, relative to the endpoint.</summary>
        internal string InfoPath => $"api/models/{Name}/revision/{Uri.EscapeDataString(Revision)}";

        /// <summary>The address of a file, relative to the endpoint.</summary>
        internal string FilePath(string commit, string file)
        {
            return $"{Name}/resolve/{commit}/{Uri.EscapeDataString(file)}";
        }

        [GeneratedRegex(@"\A(?:[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?/)?[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?\z")]
        private static partial Regex NamePattern();
    }
}
