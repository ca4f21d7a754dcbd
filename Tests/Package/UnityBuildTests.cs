using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NUnit.Framework;

namespace Saccade.Package.Tests
{
    internal sealed class UnityBuildTests
    {
        private const string Needed =
            """
            {
              "name": "Needed",
              "versionDefines": [{ "name": "com.github.asus4.onnxruntime", "expression": "0.4.0", "define": "HAS_ONNX" }]
            }
            """;

        private static UnityPass Editor => UnityPass.All.First(pass => pass.IsEditor);

        private static IEnumerable<UnityPass> LaterPasses => UnityPass.All.Where(pass => pass.Unity > Editor.Unity);

        private static UnityPass Newest => UnityPass.All.MaxBy(pass => pass.Unity)!;

        private static UnityPass Player => UnityPass.All.First(pass => !pass.IsEditor);

        [TestCaseSource(typeof(UnityPass), nameof(UnityPass.All))]
        public void Package_CompilesWithoutErrorsAndWarnings(object pass) =>
            Assert.That(UnityBuild.Package.Problems((UnityPass)pass), Is.Empty);

        [Test]
        public void EditorPass_CompilesEverything() =>
            Assert.That(
                Names(UnityBuild.Package, Editor),
                Is.EquivalentTo(UnityAssembly.All.Where(assembly => assembly.IsCompiledIn(Editor)).Select(assembly => assembly.Name))
                    .And.SupersetOf(new[]
                    {
                        OnnxRuntimePackage.Name, "Saccade.Core", "Saccade.Editor", "Saccade.OpenGL", "Saccade.Runtime",
                        "Saccade.Runtime.OpenGL", "Saccade.Runtime.RenderPipelines", "Saccade.Runtime.UI", "Saccade.Runtime.UIElements",
                        "Saccade.Runtime.Universal", "Saccade.Samples.Shapes",
                    }));

        [Test]
        public void PlayerPass_LeavesTheEditorOut() =>
            Assert.That(
                Names(UnityBuild.Package, Player),
                Does.Not.Contain("Saccade.Editor").And.SupersetOf(new[]
                {
                    "Saccade.Core", "Saccade.OpenGL", "Saccade.Runtime", "Saccade.Runtime.OpenGL", "Saccade.Runtime.RenderPipelines",
                    "Saccade.Runtime.Universal", "Saccade.Samples.Shapes",
                }));

        [Test]
        public void WithoutRenderPipelines_TheirAssembliesAloneAreLeftOut() =>
            Assert.That(
                LeftOut("player without render pipelines"),
                Is.EquivalentTo(new[] { "Saccade.Runtime.RenderPipelines", "Saccade.Runtime.Universal" }));

        [Test]
        public void WithoutUgui_ItsAssemblyAloneIsLeftOut() =>
            Assert.That(LeftOut("player without uGUI"), Is.EqualTo(new[] { "Saccade.Runtime.UI" }));

        [Test]
        public void WithHdrp_WhatKnowsUrpIsLeftOut() =>
            Assert.That(LeftOut("player with HDRP"), Is.EqualTo(new[] { "Saccade.Runtime.Universal" }));

        // What only the compiler's symbols decide can be tested nowhere else.
        [TestCaseSource(typeof(UnityPass), nameof(UnityPass.All))]
        public void Phones_AreKnownWhereTheModelIsLoaded(object pass)
        {
            var unityPass = (UnityPass)pass;
            var core = UnityBuild.Package.Compile(unityPass).SingleOrDefault(compilation => compilation.AssemblyName == "Saccade.Core");
            if (core == null)
            {
                return;
            }

            var sessions = core.GetTypeByMetadataName("Saccade.Inference.Onnx.OnnxSessions")!;
            Assert.That(
                ((IFieldSymbol)sessions.GetMembers("IsPhone").Single()).ConstantValue,
                Is.EqualTo(unityPass.Platform is "Android" or "iOS"));
        }

        [Test]
        public void WithoutOnnxRuntime_NothingThatNeedsItIsCompiled() =>
            Assert.That(
                Names(UnityBuild.Package, UnityPass.All.First(pass => !pass.Packages.ContainsKey(OnnxRuntimePackage.Name))),
                Does.Not.Contain("Saccade.Core").And.Not.Contain("Saccade.OpenGL").And.Not.Contain("Saccade.Runtime")
                    .And.Not.Contain("Saccade.Runtime.OpenGL").And.Not.Contain("Saccade.Samples.Shapes"));

        // The host's API is that of 2022.3, where none of it is obsolete yet; in a later Unity each use is a yellow line or an error.
        [TestCaseSource(nameof(LaterPasses))]
        public void Package_UsesNothingObsolete(object pass) =>
            Assert.That(Obsolete(UnityBuild.Package, (UnityPass)pass), Is.Empty);

        [Test]
        public void ObsoleteMember_IsTold_WithTheVersion()
        {
            const string Definition = """{ "name": "User" }""";
            const string Old =
                "class C { object M() => Object.FindObjectsByType<Light>(FindObjectsInactive.Include, FindObjectsSortMode.None); }";
            const string New = "class C { object M() => Object.FindObjectsByType<Light>(FindObjectsInactive.Include); }";
            const string Using = "using UnityEngine;\n";

            var careless = Build((Definition, Using + Old));
            var careful = Build((Definition, $"{Using}#if UNITY_6000_4_OR_NEWER\n{New}\n#else\n{Old}\n#endif"));
            var early = Build((Definition, Using + New));

            Assert.That(Obsolete(careless, Newest), Has.Length.EqualTo(4).And.All.Contains("6000.4"));
            Assert.That(Obsolete(careless, Editor), Is.Empty);
            Assert.That(careful.Problems(Newest).Concat(careful.Problems(Editor)).Concat(Obsolete(careful, Newest)), Is.Empty);
            Assert.That(early.Problems(Editor), Has.Some.Contains("CS7036").Or.Some.Contains("CS1503").Or.Some.Contains("CS1501"));
        }

        [Test]
        public void EverySource_BelongsToAnAssembly() => Assert.That(UnityAssembly.Strays, Is.Empty);

        [Test]
        public void Core_IsCompiledAgainstOnnxRuntimesSources()
        {
            var core =
                UnityBuild.Package.Compile(Player).Single(compilation => compilation.AssemblyName == "Saccade.Core");

            Assert.That(
                core.GetTypeByMetadataName("Microsoft.ML.OnnxRuntime.InferenceSession")!.ContainingAssembly.Name,
                Is.EqualTo(OnnxRuntimePackage.Name));
        }

        [Test]
        public void PlayerPass_HasNoUnityEditor()
        {
            var build = Build(("""{ "name": "User" }""", "class C { bool B => UnityEditor.EditorApplication.isPlaying; }"));

            Assert.That(build.Problems(Editor), Is.Empty);
            Assert.That(build.Problems(Player), Has.Some.Contains("CS0103").Or.Some.Contains("CS0246"));
        }

        [Test]
        public void EditorOnlyCode_IsLeftOutOfPlayers()
        {
            var build = Build((
                """{ "name": "User" }""", "#if UNITY_EDITOR\nclass C { bool B => UnityEditor.EditorApplication.isPlaying; }\n#endif"));

            Assert.That(build.Problems(Player), Is.Empty);
        }

        [Test]
        public void ReferenceThatTheDefinitionLacks_IsAnError()
        {
            const string User = "class C : Base { }";

            Assert.That(
                Build((Needed, "public class Base { }"), ("""{ "name": "User" }""", User)).Problems(Editor), Has.Some.Contains("CS0246"));
            Assert.That(
                Build((Needed, "public class Base { }"), ("""{ "name": "User", "references": ["Needed"] }""", User)).Problems(Editor),
                Is.Empty);
        }

        [Test]
        public void References_AreNotHandedOn()
        {
            var build = Build(
                (Needed, "public class Base { }"),
                ("""{ "name": "Middle", "references": ["Needed"] }""", "public class Derived : Base { }"),
                ("""{ "name": "User", "references": ["Middle"] }""", "class C : Derived { }"));

            Assert.That(build.Problems(Editor), Has.Some.Contains("CS0012"));
        }

        [Test]
        public void Pointers_NeedTheDefinitionsLeave() =>
            Assert.That(
                Build(("""{ "name": "User" }""", "class C { unsafe void M(int* p) { } }")).Problems(Editor), Has.Some.Contains("CS0227"));

        [Test]
        public void VersionDefines_FollowTheInstalledPackages()
        {
            var build = Build((Needed, "#if HAS_ONNX\nwrong\n#endif"));

            Assert.That(build.Problems(Editor), Is.Not.Empty);
            Assert.That(build.Problems(Editor with { Packages = new Dictionary<string, string>() }), Is.Empty);
        }

        [TestCase("[\"HAS_NOT\"]", false)]
        [TestCase("[\"!HAS_NOT\"]", true)]
        [TestCase("[\"HAS_NOT || UNITY_EDITOR\"]", true)]
        [TestCase("[\"UNITY_EDITOR\", \"HAS_NOT\"]", false)]
        public void Constraints_DecideWhatIsCompiled(string constraints, bool isCompiled) =>
            Assert.That(
                Names(Build(($$"""{ "name": "User", "defineConstraints": {{constraints}} }""", "class C { }")), Editor).Length == 1,
                Is.EqualTo(isCompiled));

        [TestCase("\"includePlatforms\": [\"Editor\"]", true, false)]
        [TestCase("\"excludePlatforms\": [\"Editor\"]", false, true)]
        [TestCase("\"includePlatforms\": [\"Android\"]", false, false)]
        public void Platforms_DecideWhatIsCompiled(string platforms, bool inEditor, bool inPlayer)
        {
            var build = Build(($$"""{ "name": "User", {{platforms}} }""", "class C { }"));

            Assert.That(Names(build, Editor).Length == 1, Is.EqualTo(inEditor));
            Assert.That(Names(build, Player).Length == 1, Is.EqualTo(inPlayer));
        }

        [TestCase("0.4.0", "0.4.9", true)]
        [TestCase("0.4.0", "0.3.9", false)]
        [TestCase("1", "1.0.0", true)]
        [TestCase("[0.4,0.5)", "0.4.9", true)]
        [TestCase("[0.4,0.5)", "0.5.0", false)]
        [TestCase("(0.4.0,0.5]", "0.4.0", false)]
        [TestCase("(,0.4.0]", "0.4.0", true)]
        [TestCase("[0.4.0]", "0.4.1", false)]
        [TestCase("", "0.0.1", true)]
        public void VersionRanges_AreUnitys(string expression, string version, bool isIn) =>
            Assert.That(UnityVersionRange.Contains(expression, version), Is.EqualTo(isIn));

        // What a pass compiles no more that a player with everything does.
        private static string[] LeftOut(string pass) =>
            Names(UnityBuild.Package, Player).Except(Names(UnityBuild.Package, UnityPass.All.Single(one => one.Name == pass))).ToArray();

        private static string[] Obsolete(UnityBuild build, UnityPass pass) =>
            build.Compile(pass).Where(compilation => compilation.AssemblyName != OnnxRuntimePackage.Name)
                .SelectMany(compilation => ObsoleteUses.In(compilation, pass.Unity)).ToArray();

        private static UnityBuild Build(params (string Definition, string Source)[] assemblies) =>
            new(assemblies.Select((entry, i) => new UnityAssembly(entry.Definition, [($"{i}.cs", entry.Source)], [])));

        private static string[] Names(UnityBuild build, UnityPass pass) =>
            build.Compile(pass).Select(compilation => compilation.AssemblyName!).ToArray();
    }
}
