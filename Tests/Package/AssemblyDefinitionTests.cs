using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Saccade.Package.Tests.Shipping;

namespace Saccade.Package.Tests
{
    internal sealed class AssemblyDefinitionTests
    {
        private const string NeverCompiled = Ecosystem.NeverCompiled;

        private static IEnumerable<string> External => Ecosystem.PackageByAssembly.Keys;

        private static IEnumerable<string> All => Repository.Files("*.asmdef").Select(Repository.Relative);

        private static IEnumerable<string> CompiledByUnity => All.Where(path => !IsHostOnly(path));

        [Test]
        public void AssembliesAreFound() =>
            Assert.That(CompiledByUnity, Is.EquivalentTo(new[]
            {
                "Editor/Saccade.Editor.asmdef",
                "Editor/Setup/Saccade.Editor.Setup.asmdef",
                "Runtime/Core/Saccade.Core.asmdef",
                "Runtime/OpenGL/Saccade.OpenGL.asmdef",
                "Runtime/OpenGLEngine/Saccade.Runtime.OpenGL.asmdef",
                "Runtime/RenderPipelines/Saccade.Runtime.RenderPipelines.asmdef",
                "Runtime/Saccade.Runtime.asmdef",
                "Runtime/UI/Saccade.Runtime.UI.asmdef",
                "Runtime/UIElements/Saccade.Runtime.UIElements.asmdef",
                "Runtime/Universal/Saccade.Runtime.Universal.asmdef",
                "Samples~/Shapes/Saccade.Samples.Shapes.asmdef",
            }));

        [TestCaseSource(nameof(All))]
        public void Name_IsThatOfTheFileAndOfTheProject(string path)
        {
            var name = (string)Repository.ReadJson(path)["name"]!;

            Assert.That(name, Is.EqualTo(Path.GetFileNameWithoutExtension(path)));
            Assert.That(Path.Combine(Repository.Root, Path.ChangeExtension(path, ".csproj")), Does.Exist);
        }

        [TestCaseSource(nameof(All))]
        public void References_Resolve(string path)
        {
            var known = All.Select(file => Path.GetFileNameWithoutExtension(file)!).Concat(External);

            Assert.That(Strings(path, "references"), Is.SubsetOf(known));
        }

        [TestCaseSource(nameof(CompiledByUnity))]
        public void References_AreTheProjectsOwn(string path)
        {
            var project = Repository.Read(Path.ChangeExtension(path, ".csproj"));

            foreach (var reference in Strings(path, "references").Except(External))
            {
                Assert.That(project, Does.Contain(reference + ".csproj"), path);
            }
        }

        [TestCaseSource(nameof(All))]
        public void OnlyTrainingAndTestsAreKeptFromUnity(string path) =>
            Assert.That(Strings(path, "defineConstraints").Contains(NeverCompiled), Is.EqualTo(IsHostOnly(path)));

        [Test]
        public void Samples_KnowNoBackendAndNoEditor() =>
            Assert.That(Strings("Samples~/Shapes/Saccade.Samples.Shapes.asmdef", "references"),
                Is.EqualTo(new[] { "Saccade.Core", "Saccade.Runtime" }));

        [TestCase("Runtime/Core/Saccade.Core.asmdef")]
        [TestCase("Runtime/OpenGL/Saccade.OpenGL.asmdef")]
        public void CoreAndOpenGL_KnowNoEngine(string path) =>
            Assert.That((bool)Repository.ReadJson(path)["noEngineReferences"]!, Is.True);

        [Test]
        public void Editor_IsForTheEditorOnly() =>
            Assert.That(Strings("Editor/Saccade.Editor.asmdef", "includePlatforms"), Is.EqualTo(new[] { "Editor" }));

        [TestCaseSource(nameof(CompiledByUnity))]
        public void Compiler_IsToldOfNullability(string path)
        {
            var response = Path.GetDirectoryName(path) + "/csc.rsp";

            Assert.That(Repository.Read(response).Split('\n'), Has.Some.EqualTo("-nullable:enable"));
        }

        [TestCaseSource(nameof(CompiledByUnity))]
        public void Project_CompilesAsUnityDoes(string path)
        {
            var project = Repository.Read(Path.ChangeExtension(path, ".csproj"));

            Assert.That(project, Does.Contain("<UnitySource>true</UnitySource>"));
            Assert.That(
                project.Contains("<AllowUnsafeBlocks>true</AllowUnsafeBlocks>", System.StringComparison.Ordinal),
                Is.EqualTo((bool)Repository.ReadJson(path)["allowUnsafeCode"]!));
        }

        private static bool IsHostOnly(string path) =>
            path.StartsWith("Training/", System.StringComparison.Ordinal) || path.StartsWith("Tests/", System.StringComparison.Ordinal);

        private static string[] Strings(string path, string key) =>
            ((JArray)Repository.ReadJson(path)[key]!).Select(token => (string)token!).ToArray();
    }
}
