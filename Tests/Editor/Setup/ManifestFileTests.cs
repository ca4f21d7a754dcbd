using System.IO;
using System.Linq;
using System.Text;
using NUnit.Framework;
using Saccade.Editor.Setup;

namespace Saccade.Editor.Tests.Setup
{
    public sealed class ManifestFileTests
    {
        private string _folder = "";
        private string _path = "";

        [SetUp]
        public void MakeFolder()
        {
            _folder = Directory.CreateTempSubdirectory("saccade manifest ").FullName;
            _path = Path.Combine(_folder, "manifest.json");
        }

        [TearDown]
        public void RemoveFolder() => Directory.Delete(_folder, true);

        [Test]
        public void File_IsChangedAndNothingElseLeft()
        {
            byte[] mark = [0xEF, 0xBB, 0xBF];
            File.WriteAllBytes(_path, [.. mark, .. Encoding.UTF8.GetBytes("{\r\n  \"dependencies\": { \"é\": \"1.0.0\" }\r\n}")]);

            Assert.That(ManifestFile.AddOnnxRuntime(_path).IsChanged, Is.True);

            var content = File.ReadAllBytes(_path);
            Assert.That(content.Take(3), Is.EqualTo(mark));
            Assert.That(
                Encoding.UTF8.GetString(content), Does.Contain("\"é\"").And.Contain("\"com.github.asus4.onnxruntime\": \"0.4.9\""));
            Assert.That(Directory.GetFiles(_folder), Is.EqualTo(new[] { _path }));
        }

        [Test]
        public void FileWithAll_IsNotTouched()
        {
            File.WriteAllText(_path, "{}");
            ManifestFile.AddOnnxRuntime(_path);
            System.DateTime before = new(2020, 1, 1, 0, 0, 0, System.DateTimeKind.Utc);
            File.SetLastWriteTimeUtc(_path, before);

            Assert.That(ManifestFile.AddOnnxRuntime(_path).IsChanged, Is.False);
            Assert.That(File.GetLastWriteTimeUtc(_path), Is.EqualTo(before));
        }

        [TestCase("{ \"dependencies\": ")]
        [TestCase("[]")]
        public void DamagedFile_StaysAsItIs(string text)
        {
            File.WriteAllText(_path, text);

            Assert.That(
                () => ManifestFile.AddOnnxRuntime(_path),
                Throws.InstanceOf<ManifestException>().With.Message.StartsWith(_path).And.Message.Contains("Nothing was written"));
            Assert.That(File.ReadAllText(_path), Is.EqualTo(text));
            Assert.That(Directory.GetFiles(_folder), Is.EqualTo(new[] { _path }));
        }

        [Test]
        public void FileThatIsNoText_StaysAsItIs()
        {
            byte[] bytes = [(byte)'{', 0xC3, 0x28, (byte)'}'];
            File.WriteAllBytes(_path, bytes);

            Assert.That(() => ManifestFile.AddOnnxRuntime(_path), Throws.InstanceOf<ManifestException>().With.Message.Contains("UTF-8"));
            Assert.That(File.ReadAllBytes(_path), Is.EqualTo(bytes));
        }

        [Test]
        public void MissingFile_IsNamed() =>
            Assert.That(() => ManifestFile.AddOnnxRuntime(_path), Throws.InstanceOf<ManifestException>().With.Message.StartsWith(_path));

        [Test]
        public void FailedReplacement_LeavesTheFileAsItWas()
        {
            File.WriteAllText(_path, "{}");
            Directory.CreateDirectory(_path + ".saccade-backup");

            Assert.That(() => ManifestFile.AddOnnxRuntime(_path), Throws.InstanceOf<ManifestException>());
            Assert.That(File.ReadAllText(_path), Is.EqualTo("{}"));
            Assert.That(Directory.GetFiles(_folder), Is.EqualTo(new[] { _path }));
        }
    }
}
