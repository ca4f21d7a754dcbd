using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using NUnit.Framework;

namespace Saccade.Package.Tests.Rooms
{
    /// <summary>The house as it stands. What each assembly's rooms know lies in <c>.artifacts/rooms</c> after a run.</summary>
    internal sealed class RoomsTests
    {
        private const string Exceptions = "Tests/Package/Rooms/PublicNames.txt";

        private static IEnumerable<string> Assemblies => RoomSources.Names;

        private static IReadOnlyList<string> Kept { get; } =
            Repository.Read(Exceptions).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').ToArray();

        [TestCaseSource(nameof(Assemblies))]
        public void EveryName_IsUnderstood(string assembly) =>
            Assert.That(
                RoomSources.Of(assembly).Compilation.GetDiagnostics()
                    .Where(one => one.Severity == DiagnosticSeverity.Error && !TrainingSources.LeftToGenerators.Contains(one.Id))
                    .Select(one => one.ToString()),
                Is.Empty,
                "What the compiler can't read has no arrow. Build the solution first.");

        [TestCaseSource(nameof(Assemblies))]
        public void Rooms_HaveNoCircle(string assembly)
        {
            var sources = RoomSources.Of(assembly);
            var graph = sources.Graph;
            var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, ".artifacts", "rooms")).FullName;
            File.WriteAllText(Path.Combine(folder, assembly + ".txt"), RoomRules.Show(sources, graph, Kept));

            AssertNone(RoomRules.Circles(graph));
        }

        [TestCaseSource(nameof(Assemblies))]
        public void Namespaces_AreFolders(string assembly) =>
            AssertNone(RoomRules.Namespaces(RoomSources.Of(assembly), Kept));

        [TestCaseSource(nameof(Assemblies))]
        public void Types_LieInOneRoom(string assembly) => AssertNone(RoomRules.Parts(RoomSources.Of(assembly)));

        [TestCaseSource(nameof(Assemblies))]
        public void Folders_CanBeOverlooked(string assembly) => AssertNone(RoomRules.Sizes(RoomSources.Of(assembly)));

        [Test]
        public void KeptNames_ExistOnce()
        {
            var names = Assemblies.SelectMany(assembly => RoomRules.Names(RoomSources.Of(assembly))).ToHashSet(StringComparer.Ordinal);

            Assert.That(Kept, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal).And.Unique, Exceptions);
            Assert.That(Kept.Where(name => !names.Contains(name)), Is.Empty, $"{Exceptions}: a name that no type has");
        }

        // A collection's own message ends after ten entries.
        private static void AssertNone(IReadOnlyCollection<string> problems) =>
            Assert.That(problems, Is.Empty, () => string.Join("\n", problems));
    }
}
