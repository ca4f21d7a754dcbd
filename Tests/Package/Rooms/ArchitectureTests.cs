using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Saccade.Package.Tests.Documents;

namespace Saccade.Package.Tests.Rooms
{
    /// <summary>Documentation~/architecture.md says which rooms there are, in which order, and who may know whom: so it is.</summary>
    internal sealed partial class ArchitectureTests
    {
        private const string Path = "Documentation~/architecture.md";

        private static readonly MarkdownPage Page = new(Path);

        private static IEnumerable<string> Assemblies => RoomSources.Names;

        [TestCaseSource(nameof(Assemblies))]
        public void Rooms_AreThoseOfThePage(string assembly)
        {
            var described = DescribedRooms(assembly);

            Assert.That(
                described.Order(StringComparer.Ordinal),
                Is.EqualTo(Written(RoomSources.Of(assembly))),
                $"{Path}, \"### {assembly}\": a row for each folder that holds sources");
        }

        [TestCaseSource(nameof(Assemblies))]
        public void Rooms_KnowOnlyThoseAbove(string assembly)
        {
            var order = DescribedRooms(assembly).ToList();
            var against = RoomSources.Of(assembly).Graph.Arrows
                .Where(arrow => order.IndexOf(arrow.From) < order.IndexOf(arrow.To))
                .Select(arrow => $"{Shown(arrow.From)} -> {Shown(arrow.To)}: {arrow.Uses[0]}");

            Assert.That(against, Is.Empty, $"{Path}, \"### {assembly}\": a room stands below all that it knows");
        }

        [Test]
        public void Assemblies_KnowThoseOfThePage()
        {
            var described = Page.Code("text")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split("->"))
                .ToDictionary(
                    parts => parts[0].Trim(),
                    parts => parts.Length == 1
                        ? Array.Empty<string>()
                        : parts[1].Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal).ToArray());

            Assert.That(described.Keys, Is.EquivalentTo(Assemblies));
            Assert.Multiple(() =>
            {
                foreach (var (assembly, known) in described)
                {
                    Assert.That(known, Is.EqualTo(References(assembly)), assembly);
                }
            });
        }

        [Test]
        public void Files_Exist()
        {
            var names = Repository.Files("*").Select(path => "/" + Repository.Relative(path)).ToArray();
            var missing = FileName().Matches(Page.Text).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)
                .Where(name => !names.Any(path => path.EndsWith("/" + name, StringComparison.Ordinal)));

            Assert.That(missing, Is.Empty);
        }

        [GeneratedRegex(@"`([\w~./-]+\.(?:cs|compute|shader|json|jsonl|onnx|md|txt|tsv))`")]
        private static partial Regex FileName();

        [GeneratedRegex(@"^\| (?:`([^`]+)`|\(root\)) \|", RegexOptions.Multiline)]
        private static partial Regex Row();

        private static string[] DescribedRooms(string assembly)
        {
            var start = Page.Text.IndexOf($"\n### {assembly}\n", StringComparison.Ordinal);
            Assert.That(start, Is.Positive, $"{Path} has no heading \"### {assembly}\"");
            var end = Page.Text.IndexOf("\n#", start + 1, StringComparison.Ordinal);
            return Row().Matches(Page.Text[start..(end < 0 ? Page.Text.Length : end)]).Select(row => row.Groups[1].Value).ToArray();
        }

        private static IEnumerable<string> Written(RoomSources sources) =>
            RoomRules.Types(sources).Select(type => sources.RoomOf(type.File)!).Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal);

        private static string[] References(string assembly) =>
            assembly == TrainingSources.Name
                ? ProjectName().Matches(Repository.Read("Training/Saccade.Training.csproj")).Select(match => match.Groups[1].Value)
                    .Order(StringComparer.Ordinal).ToArray()
                : Repository.ReadJson(Repository.Relative(Repository.Files(assembly + ".asmdef").Single()))["references"]!
                    .Select(name => (string)name!)
                    .Where(name => name.StartsWith("Saccade.", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal)
                    .ToArray();

        [GeneratedRegex(@"<ProjectReference Include=""[^""]*?([\w.]+)\.csproj""")]
        private static partial Regex ProjectName();

        private static string Shown(string room) => room.Length == 0 ? "(root)" : room;
    }
}
