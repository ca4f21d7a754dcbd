using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Saccade.Editor.Setup;
using Saccade.Tools;

namespace Saccade.Package.Tests.Shipping
{
    /// <summary>The package in a project that has nothing else, before and after ONNX Runtime is installed.</summary>
    internal sealed class FreshProjectTests
    {
        private const string Package = "com.saccade.vit";

        private TemporaryFolder _folder = null!;
        private string _manifest = null!;

        [OneTimeSetUp]
        public void Pack()
        {
            _folder = new TemporaryFolder();
            Assert.That(
                PackCommand.Run(Repository.Root, new[] { "--output", _folder.Path, "--draft" }, TextWriter.Null, TextWriter.Null), Is.Zero);
            var tarball = Path.GetFileName(Directory.GetFiles(_folder.Path, "*.tgz").Single());
            _manifest = $$"""{ "dependencies": { "{{Package}}": "file:{{tarball}}" } }""";
        }

        [OneTimeTearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void Project_Resolves_AndCompilesTheDialogAlone()
        {
            var project = ProjectResolution.Run(_manifest, _folder.Path);

            Assert.That(project.Problems, Is.Empty);
            Assert.That(project.Packages.Keys, Does.Contain(Package).And.Contain("com.unity.nuget.newtonsoft-json"));
            Assert.That(project.Packages.Keys, Does.Not.Contain(ManifestEdit.Package));
            Assert.That(Compiled(project, "Editor"), Is.EqualTo(new[] { "Saccade.Editor.Setup" }));
            Assert.That(Compiled(project, "Android"), Is.Empty);
        }

        [Test]
        public void Project_AfterInstall_ResolvesAndCompilesAll()
        {
            var project = ProjectResolution.Run(ManifestEdit.Apply(_manifest).Text, _folder.Path);

            Assert.That(project.Problems, Is.Empty);
            Assert.That(project.Packages[ManifestEdit.Package], Is.EqualTo(ManifestEdit.Version));
            Assert.That(Compiled(project, "Editor"), Is.SupersetOf(new[]
            {
                "Saccade.Core", "Saccade.Editor", "Saccade.Editor.Setup", "Saccade.Runtime", "Saccade.Samples.Shapes",
            }));
            Assert.That(Compiled(project, "Android"), Does.Contain("Saccade.Runtime").And.Not.Contain("Saccade.Editor"));
        }

        // What is compiled refers to what is compiled, or to what a resolved package brings.
        [TestCase(false)]
        [TestCase(true)]
        public void EveryReferenceOfWhatIsCompiled_IsThere(bool isInstalled)
        {
            var project = ProjectResolution.Run(isInstalled ? ManifestEdit.Apply(_manifest).Text : _manifest, _folder.Path);
            var compiled = Compiled(project, "Editor");

            var missing = AssemblyDefinition.All(Repository.Root)
                .Where(definition => compiled.Contains(definition.Name))
                .SelectMany(definition => definition.References.Select(reference => (definition.Name, Reference: reference)))
                .Where(entry => !compiled.Contains(entry.Reference))
                .Where(entry => !project.Packages.ContainsKey(
                    Ecosystem.PackageByAssembly.GetValueOrDefault(entry.Reference, string.Empty)));
            Assert.That(missing, Is.Empty);
        }

        [Test]
        public void DocumentedManifest_OfARegistry_IsWhatTheDialogWrites()
        {
            var written = JObject.Parse(ManifestEdit.Apply("{ \"dependencies\": {} }").Text);
            var documented = new Documents.MarkdownPage("Documentation~/unity.md").Code("json").Select(JObject.Parse)
                .Single(manifest => manifest.ContainsKey("scopedRegistries"));

            Assert.That(
                documented["scopedRegistries"]!.Select(registry => (string)registry["url"]!),
                Does.Contain((string)written.SelectToken("scopedRegistries[0].url")!));
            Assert.That(documented["dependencies"]![ManifestEdit.Package], Is.EqualTo(written["dependencies"]![ManifestEdit.Package]));
        }

        [TestCase("com.unity.nuget.newtonsoft-json", "9.9.9", "https://packages.unity.com doesn't have")]
        [TestCase("com.github.asus4.onnxruntime", "0.4.9", "https://packages.unity.com doesn't have")]
        [TestCase("com.nobody.nothing", "1.0.0", "needs com.nobody.nothing 1.0.0")]
        [TestCase("com.saccade.vit", "file:gone.tgz", "gone.tgz: isn't there")]
        public void WhatIsNowhere_IsFound(string package, string version, string problem) =>
            Assert.That(
                ProjectResolution.Run($$"""{ "dependencies": { "{{package}}": "{{version}}" } }""", _folder.Path).Problems,
                Has.One.Contains(problem));

        private static string[] Compiled(ProjectResolution project, string platform)
        {
            UnityPass pass = new("a fresh project", platform, new Version(2022, 3), Array.Empty<string>(), project.Packages);
            return UnityAssembly.All.Where(assembly => !assembly.IsForeign && assembly.IsCompiledIn(pass)).Select(assembly => assembly.Name)
                .Order(StringComparer.Ordinal).ToArray();
        }
    }
}
