using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;

namespace Saccade.Package.Tests
{
    internal sealed class UnityCompilerTests
    {
        private static readonly string[] Engine = { "Saccade.Host.Engine.dll" };

        [Test]
        public void Runtime_Compiles() =>
            Assert.That(Errors("Runtime", "Runtime/OpenGL", Engine, "Newtonsoft.Json.dll", "Microsoft.ML.OnnxRuntime.dll"), Is.Empty);

        [Test]
        public void OpenGL_Compiles() =>
            Assert.That(
                Errors("Runtime/OpenGL", null, Engine, "Saccade.Runtime.dll", "Microsoft.ML.OnnxRuntime.dll", "Silk.NET.OpenGL.dll",
                    "Silk.NET.Core.dll", "Silk.NET.Maths.dll"),
                Is.Empty);

        [Test]
        public void Editor_Compiles() =>
            Assert.That(
                Errors("Editor", "Editor/Setup", Engine, "Saccade.Host.Editor.Api.dll", "Saccade.Runtime.dll", "Newtonsoft.Json.dll"), Is.Empty);

        [Test]
        public void EditorSetup_CompilesWithNothingElse() =>
            Assert.That(Errors("Editor/Setup", null, Engine, "Saccade.Host.Editor.Api.dll"), Is.Empty);

        [Test]
        public void Samples_Compile() => Assert.That(Errors("Samples~/Shapes", null, Engine, "Saccade.Runtime.dll"), Is.Empty);

        [TestCase("namespace Saccade;")]
        [TestCase("global using System;")]
        [TestCase("record struct Point(int X, int Y);")]
        [TestCase("class C { string S => \"\"\"text\"\"\"; }")]
        public void NewerSyntax_IsRejected(string source) =>
            Assert.That(UnityCompiler.Errors(new[] { ("sample.cs", source) }, Array.Empty<string>()), Is.Not.Empty);

        [TestCase("class C { int I => System.Random.Shared.Next(); }")]
        [TestCase("class C { void M(object o) => System.ArgumentNullException.ThrowIfNull(o); }")]
        [TestCase("class C { System.Half H; }")]
        public void NewerApi_IsRejected(string source) =>
            Assert.That(UnityCompiler.Errors(new[] { ("sample.cs", source) }, Assemblies(Engine)), Is.Not.Empty);

        [Test]
        public void EngineTypes_AreUnderstoodThroughTheStandIns() =>
            Assert.That(
                UnityCompiler.Errors(
                    new[] { ("sample.cs", "class C : UnityEngine.MonoBehaviour { string N => name + transform.position.x.ToString(); }") },
                    Assemblies(Engine)),
                Is.Empty);

        private static IReadOnlyList<string> Errors(string folder, string? without, string[] engine, params string[] others) =>
            UnityCompiler.Errors(
                Repository.Files("*.cs").Select(path => (Repository.Relative(path), File.ReadAllText(path)))
                    .Where(source => IsUnder(source.Item1, folder) && (without == null || !IsUnder(source.Item1, without))),
                Assemblies(engine.Concat(others)));

        private static string[] Assemblies(IEnumerable<string> names) =>
            names.Select(name => Path.Combine(AppContext.BaseDirectory, name)).ToArray();

        private static bool IsUnder(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);
    }
}
