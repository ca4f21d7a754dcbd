using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NUnit.Framework;

namespace Saccade.Package.Tests
{
    /// <summary>A name in a file format stands in one file of the product; who reads or writes it goes there.</summary>
    internal sealed class LiteralTests
    {
        // Classes of constants whose values nobody else writes down.
        private static readonly string[] Contracts = { "OnnxNames", "ProgressFields", "ProgressEvents" };

        private static readonly string[] Products = { "Runtime/", "Editor/", "Training/" };

        private static readonly SyntaxKind[] Kinds =
        {
            SyntaxKind.StringLiteralToken, SyntaxKind.InterpolatedStringTextToken, SyntaxKind.SingleLineRawStringLiteralToken,
            SyntaxKind.MultiLineRawStringLiteralToken, SyntaxKind.Utf8StringLiteralToken,
        };

        private static IReadOnlyList<(string Path, SyntaxNode Root)> Sources { get; } =
            Repository.Files("*.cs").Select(path => (Path: Repository.Relative(path), Text: File.ReadAllText(path)))
                .Where(source => Products.Any(folder => source.Path.StartsWith(folder, StringComparison.Ordinal)))
                .Select(source => (source.Path, CSharpSyntaxTree.ParseText(source.Text).GetRoot()))
                .ToArray();

        [Test]
        [Explicit("fails until each contract has one home")]
        public void ConfigName_StandsInOneFile() => AssertOneHome(Sources, new[] { "config.json" });

        [Test]
        [Explicit("fails until each contract has one home")]
        public void NamesOfContracts_StandInOneFile([ValueSource(nameof(Contracts))] string contract)
        {
            var names = Constants(Sources, contract);

            Assert.That(names, Is.Not.Empty, $"no class {contract} holds constants");
            AssertOneHome(Sources, names);
        }

        [TestCase("class A { string s = \"config.json\"; }", 1)]
        [TestCase("class A { string s = folder + \"/config.json\"; }", 1)]
        [TestCase("class A { string s = $\"{folder}/config.json\"; }", 1)]
        [TestCase("class A { string s = \"\"\"config.json\"\"\"; }", 1)]
        [TestCase("class A { string s = \"preprocessor_config.json\"; }", 0)]
        [TestCase("class A { string s = \"choose the folder that holds config.json\"; }", 0)]
        [TestCase("class A { /* \"config.json\" */ }", 0)]
        public void Literal_IsFoundAsAName(string text, int homes) =>
            Assert.That(Homes(new[] { ("A.cs", CSharpSyntaxTree.ParseText(text).GetRoot()) }, "config.json"), Has.Length.EqualTo(homes));

        [Test]
        public void Constants_AreThoseOfTheClass() =>
            Assert.That(
                Constants(
                    new[] { ("A.cs", CSharpSyntaxTree.ParseText(
                        "class N { const string A = \"a\", B = \"b\"; const int C = 1; } class M { const string D = \"d\"; }").GetRoot()) },
                    "N"),
                Is.EqualTo(new[] { "a", "b" }));

        private static string[] Constants(IEnumerable<(string Path, SyntaxNode Root)> sources, string name) =>
            sources.SelectMany(source => source.Root.DescendantNodes().OfType<ClassDeclarationSyntax>())
                .Where(type => type.Identifier.Text == name)
                .SelectMany(type => type.Members.OfType<FieldDeclarationSyntax>())
                .Where(field => field.Modifiers.Any(SyntaxKind.ConstKeyword))
                .SelectMany(field => field.Declaration.Variables)
                .Select(variable => variable.Initializer?.Value)
                .OfType<LiteralExpressionSyntax>()
                .Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression))
                .Select(literal => literal.Token.ValueText)
                .ToArray();

        private static void AssertOneHome(IReadOnlyList<(string Path, SyntaxNode Root)> sources, IEnumerable<string> names)
        {
            var problems = names.Select(name => (Name: name, Homes: Homes(sources, name)))
                .Where(pair => pair.Homes.Length != 1)
                .Select(pair => $"\"{pair.Name}\" stands in {pair.Homes.Length} files: {string.Join(", ", pair.Homes)}")
                .ToArray();
            Assert.That(problems, Is.Empty, () => string.Join("\n", problems));
        }

        // The name alone or at the end of a path; a sentence that names it for people is no use of it.
        private static string[] Homes(IEnumerable<(string Path, SyntaxNode Root)> sources, string name) =>
            sources.Where(source => source.Root.DescendantTokens()
                    .Where(token => Kinds.Contains(token.Kind()))
                    .Any(token => token.ValueText == name || token.ValueText.EndsWith("/" + name, StringComparison.Ordinal)))
                .Select(source => source.Path)
                .ToArray();
    }
}
