using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.CodeAnalysis;
using NUnit.Framework;

namespace Saccade.Package.Tests
{
    internal sealed class UnityCompilerTests
    {
        private static readonly string[] Engine = { Path.Combine(AppContext.BaseDirectory, "Saccade.Host.Engine.dll") };

        [TestCase("namespace Saccade;")]
        [TestCase("global using System;")]
        [TestCase("record struct Point(int X, int Y);")]
        [TestCase("class C { string S => \"\"\"text\"\"\"; }")]
        public void NewerSyntax_IsRejected(string source) => Assert.That(Problems(source, DiagnosticSeverity.Error), Is.Not.Empty);

        [TestCase("class C { int I => System.Random.Shared.Next(); }")]
        [TestCase("class C { void M(object o) => System.ArgumentNullException.ThrowIfNull(o); }")]
        [TestCase("class C { System.Half H; }")]
        public void NewerApi_IsRejected(string source) => Assert.That(Problems(source, DiagnosticSeverity.Error), Is.Not.Empty);

        [TestCase("class C { private int _never; }", "CS0169")]
        [TestCase("class C { [UnityEngine.SerializeField] private int _never; public int Never => _never; }", "CS0649")]
        [TestCase("class C { private int _never = 1; }", "CS0414")]
        [TestCase("class C { [System.Obsolete] void Old() { } void New() => Old(); }", "CS0612")]
        [TestCase("class C { string S => null; }", "CS8603")]
        public void WhatUnityShowsInYellow_IsFound(string source, string id) =>
            Assert.That(Problems(source, DiagnosticSeverity.Warning), Has.Some.Contains(id));

        [Test]
        public void EngineTypes_AreUnderstoodThroughTheStandIns() =>
            Assert.That(
                Problems("class C : UnityEngine.MonoBehaviour { string N => name + transform.position.x.ToString(); }",
                    DiagnosticSeverity.Warning),
                Is.Empty);

        [Test]
        public void ResponseFile_CannotAskForANewerLanguage() =>
            Assert.That(
                () => UnityCompiler.Compile("Sample", [], [], ["-langversion:11"], false, Engine, []), Throws.ArgumentException);

        private static IReadOnlyList<string> Problems(string source, DiagnosticSeverity least) =>
            UnityCompiler.Problems(
                UnityCompiler.Compile("Sample", [("sample.cs", source)], [], ["-nullable:enable"], false, Engine, []), least);
    }
}
