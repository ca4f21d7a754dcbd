using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace Saccade.Package.Tests.Documents
{
    /// <summary>What the README says is so. Its links and commands are looked up with those of the other pages.</summary>
    internal sealed class ReadmeTests
    {
        private const string Report = "Documentation~/demo-report.json";

        private static MarkdownPage Readme { get; } = new("README.md");

        private static JObject Figures { get; } = Repository.ReadJson(Report);

        [Test]
        public void Readme_IsReadInOneGo() => Assert.That(Readme.Lines, Is.AtMost(90));

        [Test]
        public void WhatHasNotBeenRun_IsSaidNearTheTop() =>
            Assert.That(string.Join('\n', Readme.Text.Split('\n').Take(12)), Does.Contain("Unity itself").And.Contain("GPU").And.Contain(
                "verified.md"));

        [Test]
        public void Code_Compiles()
        {
            Assert.That(Readme.Code("csharp"), Is.Not.Empty);
            foreach (var code in Readme.Code("csharp"))
            {
                Assert.That(Problems(code), Is.Empty, code);
            }
        }

        [Test]
        public void CodeThatDoesNotCompile_IsFound() => Assert.That(Problems("new VitClassifer();"), Is.Not.Empty);

        [Test]
        public void Percentages_AreTheDemosReport()
        {
            var said = Regex.Matches(Readme.Text, @"(\d+(?:\.\d+)?) %").Select(match => match.Groups[1].Value).ToArray();

            Assert.That(said, Is.Not.Empty);
            foreach (var figure in said)
            {
                var format = figure.Contains('.', StringComparison.Ordinal) ? "0.0" : "0";
                Assert.That(
                    new[] { "validationAccuracy", "liveAccuracy", "randomBackboneAccuracy" }
                        .Select(name => (100 * (double)Figures[name]!).ToString(format, CultureInfo.InvariantCulture)),
                    Has.Some.EqualTo(figure),
                    $"README.md says {figure} %; {Report} is a report of ./saccade demo.");
            }
        }

        [Test]
        public void FramesAndTime_AreTheDemosReport()
        {
            Assert.That(
                Readme.Text, Does.Contain($"of {Figures["liveFrames"]} live\n").Or.Contain($"of {Figures["liveFrames"]} live frames"));
            Assert.That(Readme.Text, Does.Contain("under three minutes"));
            Assert.That((double)Figures["secondsTotal"]!, Is.LessThan(180));
        }

        [Test]
        public void Record_HasTheFieldsThatTheDemoWrites()
        {
            var type = CSharpSyntaxTree.ParseText(System.IO.File.ReadAllText(Repository.Files("DemoReport.cs").Single())).GetRoot()
                .DescendantNodes().OfType<RecordDeclarationSyntax>().Single();
            var written = type.Members.OfType<PropertyDeclarationSyntax>().Select(property => property.Identifier.Text)
                .Select(name => char.ToLowerInvariant(name[0]) + name[1..]);

            Assert.That(Figures.Properties().Select(field => field.Name), Is.EquivalentTo(written), Report);
        }

        // As a script of a user without an assembly definition: it sees all that is referenced by itself.
        private static IReadOnlyList<string> Problems(string statements)
        {
            var pass = UnityPass.All.First(one => !one.IsEditor);
            var names = UnityAssembly.All.Where(assembly => assembly.IsCompiledIn(pass)).Select(assembly => assembly.Name);
            var definition = new JObject { ["name"] = "User", ["references"] = new JArray(names) };
            UnityAssembly user = new(
                definition.ToString(),
                [("README.md", $"using UnityEngine; using Saccade; class User {{ void Start() {{ {statements}\n}} }}")], []);
            return UnityCompiler.Problems(
                new UnityBuild(UnityAssembly.All.Append(user)).Compile(pass)
                    .Single(one => one.AssemblyName == "User"), DiagnosticSeverity.Warning);
        }
    }
}
