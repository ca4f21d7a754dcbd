using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Saccade.Package.Tests.Documents
{
    /// <summary>What ./saccade understands, read from its own text and from the programs that it starts.</summary>
    internal static partial class SaccadeCommand
    {
        private static readonly Lazy<IReadOnlyCollection<string>> Verbs = new(() =>
            Verb().Matches(Repository.Read("saccade"))
                .SelectMany(match => match.Groups[1].Value.Split('|', StringSplitOptions.TrimEntries))
                .ToHashSet(StringComparer.Ordinal));

        private static readonly Lazy<IReadOnlyCollection<string>> Options = new(() =>
            new[] { "Training", "Host~", "Benchmarks~", ".tools" }
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
                .SelectMany(path => Option().Matches(File.ReadAllText(path)))
                .Select(match => match.Groups[1].Value)
                .ToHashSet(StringComparer.Ordinal));

        /// <summary>Whether the verb exists, and some program knows each option by that name.</summary>
        /// <param name="command">As one types it.</param>
        public static bool Knows(string command)
        {
            var words = command.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words[0] == "./saccade"
                && Verbs.Value.Contains(words[1])
                && words.Skip(2).Where(word => word.StartsWith("--", StringComparison.Ordinal))
                    .All(word => word is "--help" or "--filter" or "--long" or "--version" || Options.Value.Contains(word.Split('=')[0]));
        }

        // A label of the shell's case: "    train | data) run_training …".
        [GeneratedRegex(@"^    ([a-z][a-z| -]*)\)", RegexOptions.Multiline)]
        private static partial Regex Verb();

        [GeneratedRegex(@"""(--[a-z][a-z0-9-]*)[""\s]")]
        private static partial Regex Option();
    }
}
