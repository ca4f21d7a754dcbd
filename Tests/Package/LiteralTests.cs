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
        // The classes of Core whose constants are names of files.
        private static readonly string[] FileNames = { "ModelLayout", "RunLog", "RunResults", "UnfinishedRun" };

        // What a source calls by name that writes the progress stream or reads it.
        private static readonly string[] StreamTypes =
        {
            "ProgressStream", "JsonStream", "TrainingEvent", "TrainingProcess", "ITrainingListener",
        };

        private static readonly string[] Products = { "Runtime/", "Editor/", "Training/", "Samples~/", "Host~/", "Benchmarks~/" };

        // Words that are something else where they stand.
        private static readonly (string Name, string Path)[] Homonyms =
        {
            // A choice of --input.
            ("patches", "Training/CommandLine/ExportCommand.cs"),
            // A layer as Hugging Face's weights name it.
            ("patch_embeddings", "Runtime/Core/Models/Families/PlainVitNames.cs"),
            // A folder.
            ("features", "Training/Runs/RunFolder.cs"),
            // Elements of a window, and a class of its look.
            ("cancel", "Editor/Retrain/Window/RetrainWindow.cs"),
            ("error", "Editor/Retrain/Window/RetrainWindow.cs"),
            ("validation", "Editor/Retrain/Window/RetrainWindow.cs"),
            // A command.
            ("train", "Host~/Demo/Demo.cs"),
            ("train", "Benchmarks~/Runtime/Overlay/PreparedModel.cs"),
            // The name of a benchmark.
            ("features", "Benchmarks~/Program.cs"),
            ("features", "Benchmarks~/Comparison/FeaturesCommand.cs"),
            ("features", "Benchmarks~/Comparison/FeatureComparison.cs"),
        };

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
        public void NamesOfFiles_StandWhereTheContractIs([ValueSource(nameof(FileNames))] string contract)
        {
            var (home, names) = Read(contract);
            var files = names.Where(name => name.IndexOf('.') > 0).ToArray();

            Assert.That(files, Is.Not.Empty);
            AssertOnlyIn(home, Sources, files);
        }

        [Test]
        public void NamesOfInputsAndOutputs_StandWhereTheContractIs()
        {
            var (home, names) = Read("OnnxNames");
            AssertOnlyIn(home, Sources, names);
        }

        // Words of several words are nobody else's. The others mean much else, but not where the stream is written or read.
        [Test]
        public void NamesOfTheProgressStream_StandWhereTheContractIs()
        {
            var (home, names) = Read("ProgressStream");
            var speakers = Sources.Where(source => source.Root.DescendantTokens().Any(
                token => token.IsKind(SyntaxKind.IdentifierToken) && StreamTypes.Contains(token.ValueText))).ToArray();

            Assert.That(
                speakers.Select(source => source.Path),
                Is.SupersetOf(new[] { "Editor/Retrain/Run/RetrainProgress.cs", "Training/CommandLine/Displays/JsonDisplay.cs" }));
            AssertOnlyIn(home, Sources, names.Where(name => name.Any(char.IsUpper)));
            AssertOnlyIn(home, speakers, names);
        }

        [Test]
        public void Homonyms_AreStillThere()
        {
            var gone = Homonyms.Where(homonym => !Homes(Sources, homonym.Name).Contains(homonym.Path)).ToArray();
            Assert.That(gone, Is.Empty);
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
        public void Constants_AreThoseOfTheClass_AndOfThoseInIt() =>
            Assert.That(
                Constants(
                    CSharpSyntaxTree.ParseText(
                        "class N { const string A = \"a\", B = A + \"/b\"; const int C = 1; class I { const string E = \"e\"; } } "
                        + "class M { const string D = \"d\"; }").GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().First()),
                Is.EqualTo(new[] { "a", "a/b", "e" }));

        private static (string Home, string[] Names) Read(string contract)
        {
            var (home, type) = Sources.SelectMany(
                    source => source.Root.DescendantNodes().OfType<ClassDeclarationSyntax>().Select(type => (source.Path, Type: type)))
                .Single(found => found.Type.Identifier.Text == contract);
            var names = Constants(type);
            Assert.That(names, Is.Not.Empty);
            return (home, names);
        }

        private static string[] Constants(ClassDeclarationSyntax type)
        {
            Dictionary<string, string> known = new();
            List<string> found = new();
            foreach (var variable in type.DescendantNodes().OfType<FieldDeclarationSyntax>()
                .Where(field => field.Modifiers.Any(SyntaxKind.ConstKeyword))
                .SelectMany(field => field.Declaration.Variables))
            {
                if (Evaluate(variable.Initializer!.Value, known) is { } value)
                {
                    known[variable.Identifier.Text] = value;
                    found.Add(value);
                }
            }

            return found.Distinct(StringComparer.Ordinal).ToArray();
        }

        private static string? Evaluate(ExpressionSyntax expression, Dictionary<string, string> known) => expression switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
            IdentifierNameSyntax name => known.GetValueOrDefault(name.Identifier.Text),
            BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression)
                && Evaluate(sum.Left, known) is { } left && Evaluate(sum.Right, known) is { } right => left + right,
            _ => null,
        };

        private static void AssertOnlyIn(string home, IReadOnlyList<(string Path, SyntaxNode Root)> sources, IEnumerable<string> names)
        {
            var problems = names
                .SelectMany(name => Homes(sources, name)
                    .Where(path => path != home && !Homonyms.Contains((name, path)))
                    .Select(path => $"\"{name}\" stands in {path}: take it from {home}."))
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
