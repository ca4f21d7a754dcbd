using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NUnit.Framework;

namespace Saccade.Package.Tests
{
    /// <summary>
    /// What the tree agrees on and no compiler option can check. Braces, var and expression bodies stand in .editorconfig.
    /// </summary>
    internal sealed class DialectTests
    {
        private const int Columns = 140;

        private const string Ending = "Tests";

        private static IReadOnlyList<(string Path, string Text)> Sources { get; } =
            Repository.Files("*.cs").Select(path => (Repository.Relative(path), File.ReadAllText(path))).ToArray();

        [Test]
        public void Lines_FitIntoTheColumns() => AssertNone(Sources.SelectMany(source => LongLines(source.Path, source.Text)));

        [Test]
        public void Tests_AreNamedAlike() =>
            AssertNone(Sources.Where(source => source.Path.StartsWith("Tests/", StringComparison.Ordinal))
                .SelectMany(source => OtherNames(source.Path, source.Text)));

        [Test]
        public void Tuples_AreTakenApartAlike() =>
            AssertNone(Sources.SelectMany(source => OtherDeconstructions(source.Path, source.Text)));

        [Test]
        public void LongLine_IsTold() =>
            Assert.That(
                LongLines("A.cs", $"{new string('a', Columns)}\r\n{new string('b', Columns + 1)}\n"),
                Is.EqualTo(new[] { "A.cs:2: has 141 columns, and may have 140." }));

        [TestCase("Tests/EyeTests.cs", "class EyeTests { [Test] public void M() { } }", 0)]
        [TestCase("Tests/EyeTests.Left.cs", "partial class EyeTests { [TestCase(1)] public void M(int i) { } }", 0)]
        [TestCase("Tests/Eye.cs", "class Eye { public void M() { } }", 0)]
        [TestCase("Tests/EyeTest.cs", "class EyeTest { [NUnit.Framework.Test] public void M() { } }", 1)]
        [TestCase("Tests/EyeTests.cs", "class EyeTest { [TestCaseSource(\"All\")] public void M() { } }", 1)]
        [TestCase("Tests/EyeTest.cs", "class EyeTest : Bases { }", 1)]
        public void OtherTestName_IsTold(string path, string text, int problems) =>
            Assert.That(OtherNames(path, text).ToArray(), Has.Length.EqualTo(problems));

        [TestCase("var (a, b) = c;", 0)]
        [TestCase("(a, var b) = c;", 0)]
        [TestCase("foreach (var (a, _) in c) { }", 0)]
        [TestCase("(var a, var b) = c;", 1)]
        [TestCase("foreach ((var a, _) in c) { }", 1)]
        public void OtherDeconstruction_IsTold(string text, int problems) =>
            Assert.That(OtherDeconstructions("A.cs", text).ToArray(), Has.Length.EqualTo(problems));

        // No analyzer has a rule for it.
        private static IEnumerable<string> OtherDeconstructions(string path, string text) =>
            CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<TupleExpressionSyntax>()
                .Where(tuple => tuple.Arguments.Any(part => IsNew(part.Expression))
                    && tuple.Arguments.All(part => IsNew(part.Expression) || part.Expression.ToString() == "_"))
                .Select(tuple => $"{path}: {tuple} declares all that it takes apart. Write var once, before the bracket.");

        private static bool IsNew(ExpressionSyntax part) => part is DeclarationExpressionSyntax { Type.IsVar: true };

        private static IEnumerable<string> LongLines(string path, string text) =>
            text.ReplaceLineEndings("\n").Split('\n').Index()
                .Where(line => line.Item.Length > Columns)
                .Select(line => $"{path}:{line.Index + 1}: has {line.Item.Length} columns, and may have {Columns}.");

        private static IEnumerable<string> OtherNames(string path, string text)
        {
            var stem = Path.GetFileName(path).Split('.')[0];
            foreach (var type in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
            {
                var name = type.Identifier.Text;
                var hasTests = type.Members.OfType<MethodDeclarationSyntax>().SelectMany(method => method.AttributeLists)
                    .SelectMany(list => list.Attributes)
                    .Any(attribute => attribute.Name.ToString().Split('.')[^1] is "Test" or "TestCase" or "TestCaseSource" or "Theory");
                var isNested = type.Parent is TypeDeclarationSyntax;
                if ((hasTests && !isNested && (name != stem || !name.EndsWith(Ending, StringComparison.Ordinal)))
                    || name.EndsWith("Test", StringComparison.Ordinal))
                {
                    yield return $"{path}: the tests are in the class {name}. Name file and class alike, and after their subject: "
                        + "EyeTests.";
                }
            }
        }

        private static void AssertNone(IEnumerable<string> problems)
        {
            var all = problems.ToArray();
            Assert.That(all, Is.Empty, () => string.Join("\n", all));
        }
    }
}
