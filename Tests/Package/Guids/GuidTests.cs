using System.IO;
using System.Linq;
using NUnit.Framework;

namespace Saccade.Package.Tests.Guids
{
    internal sealed class GuidTests
    {
        private const string Table = "Tests/Package/Guids/guids.tsv";

        private const string A = "0123456789abcdef0123456789abcdef";

        private const string B = "fedcba9876543210fedcba9876543210";

        /// <summary>What users' scenes refer to keeps its GUID, wherever it moves.</summary>
        [Test]
        public void Tree_HasTheGuidsOfTheTable()
        {
            var problems = GuidComparison.Problems(Table, KnownGuid.Parse(Repository.Read(Table)), GuidTree.Read());

            Assert.That(problems, Is.Empty, () => string.Join("\n", problems));
        }

        [Test]
        public void Tree_HoldsAssembliesComponentsAndAssets()
        {
            var keys = GuidTree.Read().Select(one => one.Entry.Key).ToArray();

            Assert.That(keys, Is.SupersetOf(new[]
            {
                "assembly\tSaccade.Runtime", "script\tVitClassifier", "script\tShapesQuickstart", "asset\tEncode.compute",
                "asset\tShapes.vit.bytes",
            }));
        }

        [Test]
        public void Move_ChangesNothing() => Assert.That(Problems($"script\tEye\t{A}", ("script", "Eye", A, "New/Place/Eye.cs")), Is.Empty);

        [Test]
        public void MetaMadeAnew_IsTold() =>
            Assert.That(Problems($"script\tEye\t{A}", ("script", "Eye", B, "Eye.cs")), Is.EqualTo(new[]
            {
                $"Eye.cs: has the GUID {B}, but users' scenes refer to it by {A}. Its .meta didn't move with it: put that GUID back.",
            }));

        [Test]
        public void NewOne_NeedsALine() =>
            Assert.That(
                Problems("# nothing yet\n", ("asset", "Eye.shader", A, "Eye.shader")),
                Is.EqualTo(new[] { $"Eye.shader: stands in no line of table.tsv. Add it, with tabs between: asset\tEye.shader\t{A}" }));

        [Test]
        public void OneThatIsGone_IsTold() =>
            Assert.That(Problems($"assembly\tEye\t{A}"), Has.One.StartsWith("table.tsv: nothing in the tree is assembly Eye."));

        [Test]
        public void OneNameForTwo_IsTold() =>
            Assert.That(
                Problems($"script\tEye\t{A}", ("script", "Eye", A, "Left.cs"), ("script", "Eye", A, "Right.cs")),
                Is.EqualTo(new[] { "Left.cs, Right.cs: have one name, so the table can't tell them apart. Rename one." }));

        [Test]
        public void OneLineTwice_IsTold() =>
            Assert.That(
                Problems($"script\tEye\t{A}\nscript\tEye\t{A}", ("script", "Eye", A, "Eye.cs")),
                Is.EqualTo(new[] { "table.tsv: has 2 lines for script\tEye." }));

        [Test]
        public void LineOfAnotherForm_IsNoTable() => Assert.Throws<InvalidDataException>(() => KnownGuid.Parse($"script Eye {A}"));

        private static string[] Problems(string table, params (string Kind, string Name, string Guid, string Path)[] found) =>
            GuidComparison.Problems(
                "table.tsv", KnownGuid.Parse(table), found.Select(one => (new KnownGuid(one.Kind, one.Name, one.Guid), one.Path)).ToArray())
                    .ToArray();
    }
}
