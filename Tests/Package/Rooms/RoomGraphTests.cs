using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NUnit.Framework;

namespace Saccade.Package.Tests.Rooms
{
    internal sealed class RoomGraphTests
    {
        private const string Lower =
            "namespace House.Lower { public class Base { public int Size; public static implicit operator Base(int size) => new(); } }";

        [TestCase("class User { Lower.Base? field; }")]
        [TestCase("class User : Lower.Base { }")]
        [TestCase("class User { object Make() => new Lower.Base(); }")]
        [TestCase("class User { int Read(dynamic d) => ((Lower.Base)d).Size; }")]
        [TestCase("class User { System.Type Read() => typeof(System.Collections.Generic.List<Lower.Base[]>); }")]
        [TestCase(
            "class User { void Read() { foreach (var one in Other.All) { } } } class Other { public static House.Lower.Base[] All = "
                + "null!; }")]
        [TestCase("class User { string Read() => nameof(Lower.Base.Size); }")]
        public void EachUse_IsAnArrow(string user)
        {
            RoomGraph graph = new(House(("Upper/User.cs", $"namespace House.Upper {{ {user} }}"), ("Lower/Base.cs", Lower)));

            Assert.That(graph.Arrows.Select(arrow => (arrow.From, arrow.To, arrow.Uses[0])), Is.EqualTo(new[]
            {
                ("Upper", "Lower", "House/Upper/User.cs uses Base"),
            }));
            Assert.That(graph.Circles, Is.Empty);
        }

        [Test]
        public void WhatIsInferred_IsAnArrow()
        {
            RoomGraph graph = new(House(
                ("Lower/Base.cs", Lower),
                ("Middle/Factory.cs",
                    "namespace House.Middle { class Factory { public static Lower.Base Make() => 3; public static void Take(Lower.Base b) "
                        + "{ } } }"),
                ("Upper/Var.cs", "namespace House.Upper { class Var { void M() { var b = Middle.Factory.Make(); } } }"),
                ("Target/New.cs", "namespace House.Target { class New { void M() => Middle.Factory.Take(new()); } }"),
                ("Convert/Three.cs", "namespace House.Convert { class Three { void M() => Middle.Factory.Take(3); } }")));

            Assert.That(
                graph.Arrows.Where(arrow => arrow.To == "Lower").Select(arrow => arrow.From),
                Is.EqualTo(new[] { "Convert", "Middle", "Target", "Upper" }));
        }

        [Test]
        public void ExtensionMethod_IsAnArrowToItsClass()
        {
            RoomGraph graph = new(House(
                ("Tools/Doubling.cs",
                    "namespace House.Tools { static class Doubling { public static int Doubled(this int x) => x * 2; } }"),
                ("Upper/User.cs", "using House.Tools; namespace House.Upper { class User { int M() => 3.Doubled(); } }")));

            Assert.That(graph.Arrows.Single().Uses, Is.EqualTo(new[] { "House/Upper/User.cs uses Doubling" }));
        }

        [Test]
        public void DocumentationAndOwnTypes_AreNone()
        {
            RoomGraph graph = new(House(
                ("Lower/Base.cs",
                    "namespace House.Lower { /// <see cref=\"House.Upper.User\"/>\n class Base { Other? other; } class Other { } }"),
                ("Upper/User.cs", "namespace House.Upper { class User { string text = string.Empty; } }")));

            Assert.That(graph.Rooms, Is.EqualTo(new[] { "Lower", "Upper" }));
            Assert.That(graph.Arrows, Is.Empty);
        }

        [Test]
        public void Circle_IsToldWithAnExampleForEachArrow()
        {
            RoomGraph graph = new(House(
                ("A/One.cs", "namespace House.A { class One { B.Two? two; } }"),
                ("B/Two.cs", "namespace House.B { class Two { C.Three? three; } }"),
                ("C/Three.cs", "namespace House.C { class Three { House.Root? root; } }"),
                ("Root.cs", "namespace House { class Root { A.One? one; } }"),
                ("D/Four.cs", "namespace House.D { class Four { A.One? one; } }")));

            Assert.That(RoomRules.Circles(graph), Is.EqualTo(new[]
            {
                "circle of 4 rooms: (root), A, B, C\n"
                + "  (root) -> A: House/Root.cs uses One\n"
                + "  A -> B: House/A/One.cs uses Two\n"
                + "  B -> C: House/B/Two.cs uses Three\n"
                + "  C -> (root): House/C/Three.cs uses Root",
            }));
        }

        [Test]
        public void TwoCircles_AreTwo()
        {
            RoomGraph graph = new(House(
                ("A/One.cs", "namespace House.A { class One { B.Two? two; } }"),
                ("B/Two.cs", "namespace House.B { class Two { A.One? one; C.Three? three; } }"),
                ("C/Three.cs", "namespace House.C { class Three { D.Four? four; } }"),
                ("D/Four.cs", "namespace House.D { class Four { C.Three? three; } }")));

            Assert.That(graph.Circles, Is.EqualTo(new[] { new[] { "A", "B" }, new[] { "C", "D" } }));
        }

        [Test]
        public void Namespace_IsTheFolders()
        {
            var house = House(
                ("A/B/Right.cs", "namespace House.A.B { class Right { class Nested { } } }"),
                ("A/Wrong.cs", "namespace House.B { class Wrong { } public enum Known { } }"),
                ("Global.cs", "class Global { }"),
                ("Root.cs", "namespace House { class Root { } }"));

            Assert.That(RoomRules.Namespaces(house, new[] { "House.B.Known" }), Is.EqualTo(new[]
            {
                "House/A/Wrong.cs: House.B.Wrong is in the namespace House.B, and its folder is House.A.",
                "House/Global.cs: Global is in the namespace , and its folder is House.",
            }));
        }

        [Test]
        public void ExceptionThatIsNotNeeded_IsNone()
        {
            var house = House(
                ("A/Right.cs", "namespace House.A { public class Right { } }"),
                ("A/Hidden.cs", "namespace House { class Hidden { } }"));

            Assert.That(RoomRules.Namespaces(house, new[] { "House.A.Right", "House.Hidden" }), Is.EqualTo(new[]
            {
                "House/A/Hidden.cs: House.Hidden stands in PublicNames.txt, but is not public. Give it its folder's namespace, House.A.",
                "House/A/Right.cs: House.A.Right stands in PublicNames.txt, but its namespace is its folder's. Delete the line.",
            }));
        }

        [Test]
        public void Parts_LieTogether() =>
            Assert.That(
                RoomRules.Parts(House(
                    ("A/Whole.One.cs", "namespace House.A { partial class Whole { } partial class Split { } }"),
                    ("A/Whole.Two.cs", "namespace House.A { partial class Whole { } }"),
                    ("B/Split.cs", "namespace House.A { partial class Split { } }"))),
                Is.EqualTo(new[] { "House.A.Split: its parts lie in A and B. A type belongs to one room." }));

        [TestCase(25, 0)]
        [TestCase(26, 1)]
        public void Folder_HoldsNoMoreThanOneCanOverlook(int files, int problems)
        {
            var house = House(Enumerable.Range(0, files).Select(i => ($"A/C{i}.cs", $"namespace House.A {{ class C{i} {{ }} }}"))
                .Append(("A/B/Inner.cs", "namespace House.A.B { class Inner { } }"))
                .ToArray());

            Assert.That(RoomRules.Sizes(house), Has.Count.EqualTo(problems));
        }

        [Test]
        public void GeneratedFile_BelongsToTheFolderOfItsSource()
        {
            var house = House(
                ("Messages/Reader.cs", "namespace House.Messages { class Reader { Upper.User? user; } }"),
                ("Upper/User.cs", "namespace House.Upper { class User { Message? message; } }"),
                ("../.artifacts/obj/House/release/Messages/Message.cs", "class Message { }"),
                ("../.artifacts/obj/House/release/House.AssemblyInfo.cs", "class Info { }"));

            Assert.That(new RoomGraph(house).Circles, Is.EqualTo(new[] { new[] { "Messages", "Upper" } }));
            Assert.That(RoomRules.Namespaces(house, []), Is.Empty);
        }

        private static RoomSources House(params (string Path, string Text)[] files)
        {
            var trees = files.Select(file => CSharpSyntaxTree.ParseText(
                file.Text, path: file.Path.StartsWith("../", System.StringComparison.Ordinal) ? file.Path[3..] : "House/" + file.Path));
            var compilation = CSharpCompilation.Create(
                "House",
                trees,
                new[] { typeof(object), typeof(Enumerable), typeof(System.Runtime.CompilerServices.CallSite) }
                    .Select(type => MetadataReference.CreateFromFile(type.Assembly.Location))
                    .Append(MetadataReference.CreateFromFile(System.Reflection.Assembly.Load("System.Runtime").Location)),
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
            return new RoomSources("House", "House", "House", compilation);
        }
    }
}
