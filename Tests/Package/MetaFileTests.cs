using NUnit.Framework;
using Saccade.Tools;

namespace Saccade.Package.Tests
{
    internal sealed class MetaFileTests
    {
        [Test]
        public void Guid_IsMd5OfPackageNameAndPath()
        {
            // printf com.saccade.vit/Runtime | md5sum
            Assert.That(MetaFile.GuidFor("Runtime"), Is.EqualTo("a8e2bce1e56f3a8828cc5905e6d4ebfa"));
            Assert.That(MetaFile.GuidFor("Runtime/OpenGL"), Is.Not.EqualTo(MetaFile.GuidFor("Runtime")));
            Assert.That(MetaFile.GuidFor("Runtime", 2), Is.Not.EqualTo(MetaFile.GuidFor("Runtime", 1)));
        }

        [TestCase("Runtime/Components/VitClassifier.cs", "MonoImporter")]
        [TestCase("Runtime/Saccade.Runtime.asmdef", "AssemblyDefinitionImporter")]
        [TestCase("package.json", "PackageManifestImporter")]
        [TestCase("global.json", "TextScriptImporter")]
        [TestCase("Samples~/Shapes/package.json", "TextScriptImporter")]
        [TestCase("README.md", "TextScriptImporter")]
        [TestCase("Training/Fonts/Inter-Regular.ttf", "TrueTypeFontImporter")]
        [TestCase("Runtime/Icon.png", "TextureImporter")]
        [TestCase("Runtime/Encode.compute", "ComputeShaderImporter")]
        [TestCase("Runtime/HeatMap.shader", "ShaderImporter")]
        [TestCase("Runtime/Eye.prefab", "PrefabImporter")]
        [TestCase("Runtime/csc.rsp", "DefaultImporter")]
        [TestCase("saccade", "DefaultImporter")]
        public void File_GetsTheImporterOfItsKind(string path, string importer)
        {
            var text = MetaFile.TextFor(new PackageEntry(path, IsFolder: false), MetaFile.GuidFor(path));

            Assert.That(text, Does.Contain($"\n{importer}:\n"));
            Assert.That(text, Does.Not.Contain("folderAsset"));
            Assert.That(MetaFile.ReadGuid(text), Is.EqualTo(MetaFile.GuidFor(path)));
        }

        [Test]
        public void Folder_SaysThatItIsOne()
        {
            var text = MetaFile.TextFor(new PackageEntry("Runtime/Shaders.compute", IsFolder: true), MetaFile.GuidFor("Runtime"));

            Assert.That(text, Does.Contain("\nfolderAsset: yes\nDefaultImporter:\n"));
        }

        [Test]
        public void Guid_IsReadFromWindowsLineEndsToo() =>
            Assert.That(
                MetaFile.ReadGuid("fileFormatVersion: 2\r\nguid: 0123456789abcdef0123456789abcdef\r\n"),
                Is.EqualTo("0123456789abcdef0123456789abcdef"));
    }
}
