using System;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Saccade.Tools;

namespace Saccade.Package.Tests.Shipping
{
    /// <summary>Each rule, broken once in a package that is otherwise in order.</summary>
    internal sealed class PackageInspectionTests
    {
        private const string Manifest = """
            {
              "name": "com.saccade.vit", "version": "1.2.3", "displayName": "Saccade", "description": "Sees.", "unity": "2022.3",
              "author": { "name": "Somebody" }, "license": "MIT", "keywords": ["seeing"],
              "repository": { "type": "git", "url": "https://saccade.example/saccade.git" },
              "documentationUrl": "https://saccade.example/saccade/blob/v1.2.3/Documentation~/unity.md",
              "changelogUrl": "https://saccade.example/saccade/blob/v1.2.3/CHANGELOG.md",
              "licensesUrl": "https://saccade.example/saccade/blob/v1.2.3/LICENSE.md",
              "dependencies": { "com.unity.nuget.newtonsoft-json": "3.2.1" },
              "samples": [{ "displayName": "Shapes", "description": "Solids.", "path": "Samples~/Shapes" }]
            }
            """;

        private const string Runtime = """
            {
              "name": "Saccade.Runtime", "references": ["com.github.asus4.onnxruntime"], "includePlatforms": [], "overrideReferences": true,
              "precompiledReferences": ["Newtonsoft.Json.dll"], "defineConstraints": ["SACCADE_ONNXRUNTIME"],
              "versionDefines": [{ "name": "com.github.asus4.onnxruntime", "expression": "0.4.0", "define": "SACCADE_ONNXRUNTIME" }]
            }
            """;

        private const string Training =
            """{ "name": "Saccade.Training", "includePlatforms": ["Editor"], "defineConstraints": ["SACCADE_NEVER_COMPILED_BY_UNITY"] }""";

        private const string Sample = """
            {
              "name": "Saccade.Samples.Shapes", "references": ["Saccade.Runtime"], "includePlatforms": [],
              "defineConstraints": ["SACCADE_ONNXRUNTIME"],
              "versionDefines": [{ "name": "com.github.asus4.onnxruntime", "expression": "0.4.0", "define": "SACCADE_ONNXRUNTIME" }]
            }
            """;

        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakePackage()
        {
            _folder = new TemporaryFolder();
            _folder.Write("package.json", Manifest);
            _folder.Write("README.md");
            _folder.Write("LICENSE.md");
            _folder.Write("Third Party Notices.md");
            _folder.Write("CHANGELOG.md", "# Changelog\n\n## [1.2.3] - Unreleased\n\n- Sees.\n\n## [1.0.0] - 2025-01-01\n");
            _folder.Write("Documentation~/index.md");
            _folder.Write("Runtime/Saccade.Runtime.asmdef", Runtime);
            _folder.Write("Runtime/Frame.cs");
            _folder.Write("Runtime/Resources/Saccade/Encode.compute");
            _folder.Write("Training/Saccade.Training.asmdef", Training);
            _folder.Write("Training/Trainer.cs");
            _folder.Write("Samples~/Shapes/Saccade.Samples.Shapes.asmdef", Sample);
            _folder.Write("Samples~/Shapes/Scene.cs");
            MetaKeeper.Make(_folder.Path);
        }

        [TearDown]
        public void DeletePackage() => _folder.Dispose();

        [Test]
        public void PackageInOrder_HasNothingWrong() => Assert.That(PackageInspection.Findings(_folder.Path), Is.Empty);

        [TestCase("name", "\"Saccade\"")]
        [TestCase("name", "\"com.Saccade.vit\"")]
        [TestCase("version", "\"1.2\"")]
        [TestCase("version", "\"01.2.3\"")]
        [TestCase("displayName", "\" \"")]
        [TestCase("description", null)]
        [TestCase("unity", "\"2022\"")]
        [TestCase("author", "\"Somebody\"")]
        [TestCase("author", "{ \"name\": \"\" }")]
        [TestCase("license", null)]
        [TestCase("documentationUrl", "\"Documentation~/index.md\"")]
        [TestCase("documentationUrl", "\"http://saccade.example/docs\"")]
        [TestCase("documentationUrl", "\"https://saccade.example/saccade/blob/v1.2.2/Documentation~/unity.md\"")]
        [TestCase("repository", null)]
        [TestCase("repository", "\"https://saccade.example/saccade.git\"")]
        [TestCase("repository", "{ \"type\": \"git\", \"url\": \"https://other.example/saccade.git\" }")]
        [TestCase("changelogUrl", null)]
        [TestCase("licensesUrl", "1")]
        [TestCase("keywords", "[]")]
        [TestCase("hideInEditor", "true")]
        [TestCase("type", "\"tests\"")]
        [TestCase("dependencies", null)]
        [TestCase("dependencies", "{ \"com.github.asus4.onnxruntime\": \"0.4.9\", \"com.unity.nuget.newtonsoft-json\": \"3.2.1\" }")]
        [TestCase("dependencies", "{ \"com.unity.nuget.newtonsoft-json\": \"^3.2.1\" }")]
        [TestCase("dependencies", "{ \"com.unity.nuget.newtonsoft-json\": \"https://host.example/x.git\" }")]
        [TestCase("samples", "[]")]
        [TestCase("samples", "[{ \"displayName\": \"Shapes\", \"path\": \"Samples~/Shapes\" }]")]
        public void Manifest_Field(string key, string? value)
        {
            var manifest = JObject.Parse(Manifest);
            manifest.Remove(key);
            if (value != null)
            {
                manifest[key] = JToken.Parse(value);
            }

            _folder.Write("package.json", manifest.ToString());

            Assert.That(PackageInspection.Findings(_folder.Path),
                Has.Some.StartsWith("package.json: ").And.Some.Contains(key[..Math.Min(key.Length, 6)]));
        }

        [Test]
        public void Manifest_Missing()
        {
            File.Delete(Path.Combine(_folder.Path, "package.json"));
            File.Delete(Path.Combine(_folder.Path, "package.json.meta"));

            Assert.That(PackageInspection.Findings(_folder.Path), Has.Some.EqualTo("package.json: is missing."));
        }

        [Test]
        public void Manifest_NoJson()
        {
            _folder.Write("package.json", "{ \"name\": ");

            Assert.That(ManifestRules.Findings(_folder.Path), Has.Some.StartsWith("package.json: is no JSON"));
        }

        [TestCase("Samples~/Shape")]
        [TestCase("Samples~/../Runtime")]
        [TestCase("Samples/Shapes")]
        public void Samples_ThatAreNotThere(string path)
        {
            _folder.Write("package.json", Manifest.Replace("Samples~/Shapes", path, StringComparison.Ordinal));

            Assert.That(PackageInspection.Findings(_folder.Path), Has.Some.StartsWith($"package.json: the sample '{path}' is no folder"));
        }

        [Test]
        public void Samples_ThatAreNotNamed()
        {
            Directory.CreateDirectory(Path.Combine(_folder.Path, "Samples~/Extra"));
            MetaKeeper.Make(_folder.Path);

            ExpectOne("Samples~/Extra: isn't among the samples");
        }

        [TestCase("## [1.2.4] - Unreleased\n\n## [1.2.3] - 2026-01-01\n")]
        [TestCase("## 1.2.3\n")]
        [TestCase("## [1.2.3] - some day\n")]
        public void Changelog_OfAnotherVersion(string text)
        {
            _folder.Write("CHANGELOG.md", text);

            ExpectOne("CHANGELOG.md: its first entry is");
        }

        [TestCase("README.md")]
        [TestCase("LICENSE.md")]
        [TestCase("Third Party Notices.md")]
        public void Face_IsMissing(string name)
        {
            File.Delete(Path.Combine(_folder.Path, name));
            File.Delete(Path.Combine(_folder.Path, name + ".meta"));

            ExpectOne($"{name}: is missing.");
        }

        [Test]
        public void Meta_IsMissingForAFileAndForAFolder()
        {
            File.Delete(Path.Combine(_folder.Path, "Runtime/Frame.cs.meta"));
            File.Delete(Path.Combine(_folder.Path, "Runtime.meta"));

            Assert.That(PackageInspection.Findings(_folder.Path), Has.Count.EqualTo(2).And.All.Contains("has no .meta file"));
        }

        [Test]
        public void Meta_IsAnOrphan()
        {
            File.Delete(Path.Combine(_folder.Path, "Runtime/Frame.cs"));

            ExpectOne("Runtime/Frame.cs.meta: there is nothing that it belongs to");
        }

        [Test]
        public void Meta_HasAnothersGuid()
        {
            File.Copy(Path.Combine(_folder.Path, "README.md.meta"), Path.Combine(_folder.Path, "LICENSE.md.meta"), overwrite: true);

            ExpectOne("LICENSE.md.meta, README.md.meta: share the GUID");
        }

        [TestCase("Runtime/native.dll", "is a plugin")]
        [TestCase("Runtime/native.so", "is a plugin")]
        [TestCase("Training/libtorch.dylib", "is a plugin")]
        [TestCase("Documentation~/Saccade.pdb", "is a plugin")]
        [TestCase("Runtime/glue.cpp", "is a plugin")]
        [TestCase("Runtime/obj/x.txt", "build output")]
        [TestCase("Runtime/Gizmos/x.png", "does something special")]
        [TestCase("Runtime/StreamingAssets/x.json", "does something special")]
        [TestCase("Runtime/Editor/Window.txt", "inside of what isn't")]
        [TestCase("Training/Resources/Saccade/x.txt", "in every player")]
        [TestCase("Editor/Resources/x.txt", "in every player")]
        [TestCase("Runtime/Resources/Encode.compute", "under Resources/Saccade")]
        [TestCase("Runtime/Resources/Saccade/Overlay.glsl.txt", "no player loads")]
        [TestCase("Runtime/link.xml", "no link.xml")]
        [TestCase("Runtime/Scene.unity", "that only Unity can make")]
        [TestCase("Runtime/FRAME.cs", "differ only in case")]
        [TestCase("Runtime/con.txt", "on Windows")]
        [TestCase("Loose.cs", "under no assembly definition")]
        [TestCase("Editor/Loose.cs", "under no assembly definition")]
        public void Name_(string path, string finding)
        {
            _folder.Write(path);
            MetaKeeper.Make(_folder.Path);

            Assert.That(PackageInspection.Findings(_folder.Path), Is.Not.Empty.And.Some.Contains(finding));
        }

        [Test]
        public void Plugins_AreWherePluginsBelong()
        {
            _folder.Write("Runtime/Plugins/x64/native.dll");
            MetaKeeper.Make(_folder.Path);

            Assert.That(PackageInspection.Findings(_folder.Path), Is.Empty);
        }

        [Test]
        public void Name_IsTooLong()
        {
            var path = "Documentation~/" + new string('a', 126);
            _folder.Write(path);

            ExpectOne($"{path}: is 141 characters long");
        }

        [Test]
        [Platform(Exclude = "Win", Reason = "links need rights there")]
        public void Name_IsALink()
        {
            File.CreateSymbolicLink(Path.Combine(_folder.Path, "Documentation~/link.md"), "index.md");

            ExpectOne("Documentation~/link.md: is a link");
        }

        [TestCase("\"com.github.asus4.onnxruntime\"", "\"com.github.asus4.onnx\"", "refers to 'com.github.asus4.onnx'")]
        [TestCase("\"com.github.asus4.onnxruntime\"]", "\"com.github.asus4.onnxruntime\", \"Unity.RenderPipelines.Core.Runtime\"]",
            "no version define of com.unity.render-pipelines.core")]
        [TestCase("Newtonsoft.Json.dll", "System.Text.Json.dll", "uses 'System.Text.Json.dll'")]
        [TestCase("Newtonsoft.Json.dll", "Silk.NET.OpenGL.dll", "SACCADE_SILKNET is not among its constraints")]
        [TestCase("\"overrideReferences\": true", "\"overrideReferences\": false", "ignores without overrideReferences")]
        [TestCase("[\"SACCADE_ONNXRUNTIME\"]", "[\"SACCADE_ONNXRUNTIME\", \"SACCADE_ELSE\"]", "only with SACCADE_ELSE")]
        [TestCase("[\"SACCADE_ONNXRUNTIME\"]", "[]", "no version define")]
        [TestCase(
            "[\"SACCADE_ONNXRUNTIME\"]", "[\"SACCADE_ONNXRUNTIME\", \"SACCADE_NEVER_COMPILED_BY_UNITY\"]", "is never compiled by Unity")]
        [TestCase("\"0.4.0\"", "\">=0.4\"", "for the version '>=0.4'")]
        [TestCase("\"define\": \"SACCADE_ONNXRUNTIME\"", "\"define\": \"a b\"", "is no symbol")]
        [TestCase("\"name\": \"com.github.asus4.onnxruntime\"", "\"name\": \"com.microsoft.onnx\"", "for the package 'com.microsoft.onnx'")]
        [TestCase("\"name\": \"Saccade.Runtime\"", "\"name\": \"Saccade\"", "not that of the file")]
        public void Assembly_(string text, string replacement, string finding)
        {
            var broken = Runtime.Replace(text, replacement, StringComparison.Ordinal);
            Assert.That(broken, Is.Not.EqualTo(Runtime));
            _folder.Write("Runtime/Saccade.Runtime.asmdef", broken);

            Assert.That(PackageInspection.Findings(_folder.Path),
                Has.Some.StartsWith("Runtime/Saccade.Runtime.asmdef: ").And.Some.Contains(finding));
        }

        [Test]
        public void Assembly_IsCompiledWithoutWhatItRefersTo()
        {
            _folder.Write(
                "Samples~/Shapes/Saccade.Samples.Shapes.asmdef",
                """{ "name": "Saccade.Samples.Shapes", "references": ["Saccade.Runtime"] }""");

            ExpectOne("Samples~/Shapes/Saccade.Samples.Shapes.asmdef: refers to Saccade.Runtime, which needs SACCADE_ONNXRUNTIME");
        }

        [Test]
        public void Assembly_OfTrainingIsCompiled()
        {
            _folder.Write("Training/Saccade.Training.asmdef", """{ "name": "Saccade.Training" }""");

            ExpectOne("Training/Saccade.Training.asmdef: would be compiled by Unity");
        }

        [Test]
        public void Assembly_OfTheEditorIsInPlayers()
        {
            _folder.Write("Editor/Saccade.Editor.asmdef", """{ "name": "Saccade.Editor" }""");
            MetaKeeper.Make(_folder.Path);

            ExpectOne("Editor/Saccade.Editor.asmdef: lies in a folder Editor");
        }

        [Test]
        public void Assembly_OfPlayersNeedsTheEditor()
        {
            _folder.Write("Editor/Saccade.Editor.asmdef", """{ "name": "Saccade.Editor", "includePlatforms": ["Editor"] }""");
            _folder.Write(
                "Runtime/Saccade.Runtime.asmdef", Runtime.Replace("[\"com.", "[\"Saccade.Editor\", \"com.", StringComparison.Ordinal));
            MetaKeeper.Make(_folder.Path);

            ExpectOne("Runtime/Saccade.Runtime.asmdef: refers to Saccade.Editor, which there is in the editor only");
        }

        [Test]
        public void Assemblies_ShareAFolderOrAName()
        {
            _folder.Write("Runtime/Second.asmdef", """{ "name": "Second" }""");
            _folder.Write("Runtime/Deep/Second.asmdef", """{ "name": "Second" }""");
            MetaKeeper.Make(_folder.Path);

            var findings = PackageInspection.Findings(_folder.Path).ToArray();

            Assert.That(findings, Has.Some.StartsWith("Runtime: holds 2 assembly definitions"));
            Assert.That(findings, Has.Some.StartsWith("Runtime/Deep/Second.asmdef, Runtime/Second.asmdef: have one name"));
        }

        [Test]
        public void Library_OfAPackageThatIsNoDependency()
        {
            _folder.Write(
                "package.json", Manifest.Replace("com.unity.nuget.newtonsoft-json", "com.unity.modules.imgui", StringComparison.Ordinal));

            ExpectOne(
                "Runtime/Saccade.Runtime.asmdef: uses Newtonsoft.Json.dll, but package.json doesn't depend on "
                    + "com.unity.nuget.newtonsoft-json");
        }

        [TestCase("class C { void OnGUI() => UnityEngine.GUI.Label(default, 1.ToString()); }", "com.unity.modules.imgui")]
        [TestCase("class C { byte[] P(UnityEngine.Texture2D t) => t.EncodeToPNG(); }", "com.unity.modules.imageconversion")]
        [TestCase("using UnityEngine.UIElements;", "com.unity.modules.uielements")]
        [TestCase("using UnityEngine.Networking; class C { UnityWebRequest R; }", "com.unity.modules.unitywebrequest")]
        [TestCase("class C { UnityEngine.Rigidbody R; }", "com.unity.modules.physics")]
        public void Module_ThatTheSourceUsesAndTheManifestDoesNotName(string source, string module)
        {
            _folder.Write("Runtime/Frame.cs", source);

            ExpectOne($"package.json: doesn't depend on {module}, which Runtime/Frame.cs uses");
        }

        [Test]
        public void Module_InACommentOrAStringIsNotUsed()
        {
            _folder.Write("Runtime/Frame.cs",
                "/// <summary>No GUI.Label here, no Rigidbody.</summary>\nclass C { string S = \"UnityWebRequest\"; } // GUI.Label");

            Assert.That(PackageInspection.Findings(_folder.Path), Is.Empty);
        }

        [Test]
        public void AssemblyForScriptablePipelines_IsInOrder()
        {
            _folder.Write("Runtime/RenderPipelines/Saccade.Runtime.RenderPipelines.asmdef", """
                {
                  "name": "Saccade.Runtime.RenderPipelines", "references": ["Saccade.Runtime", "Unity.RenderPipelines.Core.Runtime"],
                  "includePlatforms": [], "defineConstraints": ["SACCADE_ONNXRUNTIME", "SACCADE_RENDER_PIPELINES"],
                  "versionDefines": [
                    { "name": "com.github.asus4.onnxruntime", "expression": "0.4.0", "define": "SACCADE_ONNXRUNTIME" },
                    { "name": "com.unity.render-pipelines.core", "expression": "14.0", "define": "SACCADE_RENDER_PIPELINES" }
                  ]
                }
                """);
            MetaKeeper.Make(_folder.Path);

            Assert.That(PackageInspection.Findings(_folder.Path), Is.Empty);
        }

        private void ExpectOne(string start) =>
            Assert.That(PackageInspection.Findings(_folder.Path), Has.Count.EqualTo(1).And.All.StartsWith(start));
    }
}
