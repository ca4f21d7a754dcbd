using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Saccade.Package.Tests.Documents
{
    /// <summary>One page of documentation, as far as what it says can be looked up.</summary>
    internal sealed partial class MarkdownPage
    {
        private readonly string _path;

        /// <param name="path">Relative to the repository.</param>
        public MarkdownPage(string path)
        {
            _path = path;
            Text = Repository.Read(path).ReplaceLineEndings("\n");
        }

        public string Text { get; }

        public int Lines => Text.TrimEnd('\n').Split('\n').Length;

        /// <summary>The blocks of code in a language; empty for those that name none.</summary>
        public IReadOnlyList<string> Code(string language) =>
            Block().Matches(Text).Where(block => block.Groups[1].Value == language).Select(block => block.Groups[2].Value).ToArray();

        /// <summary>Each "./saccade …" in blocks and in the text.</summary>
        public IReadOnlyList<string> Commands =>
            Code(string.Empty).SelectMany(block => block.Split('\n'))
                .Concat(Inline().Matches(Text).Select(code => code.Groups[1].Value))
                .Where(line => line.StartsWith("./saccade ", StringComparison.Ordinal))
                .ToArray();

        /// <summary>Targets of links and pictures that point to nothing.</summary>
        public IReadOnlyList<string> BrokenLinks() =>
            Link().Matches(Text).Select(link => Uri.UnescapeDataString(link.Groups[1].Value))
                .Where(target => !target.Contains("://", StringComparison.Ordinal) && !Exists(target))
                .Select(target => $"{_path}: nothing is at {target}")
                .ToArray();

        [GeneratedRegex(@"^```(\w*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
        private static partial Regex Block();

        [GeneratedRegex(@"(?<!`)`([^`\n]+)`(?!`)")]
        private static partial Regex Inline();

        [GeneratedRegex(@"\]\(([^)\s]+)\)")]
        private static partial Regex Link();

        [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
        private static partial Regex Heading();

        [GeneratedRegex(@"[^\w\- ]")]
        private static partial Regex NotInAnchors();

        private bool Exists(string target)
        {
            var parts = target.Split('#');
            var folder = Path.GetDirectoryName(_path)!;
            var file = parts[0].Length == 0 ? _path : Path.Combine(folder, parts[0]);
            if (!Path.Exists(Path.Combine(Repository.Root, file)))
            {
                return false;
            }

            return parts.Length == 1 || new MarkdownPage(file).Anchors().Contains(parts[1]);
        }

        private IEnumerable<string> Anchors() =>
            Heading().Matches(Text).Select(heading =>
                NotInAnchors().Replace(heading.Groups[1].Value.ToLowerInvariant(), string.Empty).Replace(' ', '-'));
    }
}
