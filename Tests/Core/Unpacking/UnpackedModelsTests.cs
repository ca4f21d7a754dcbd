using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Host.Tests.Demo;
using Saccade.Preprocessing;
using Saccade.Unpacking;

namespace Saccade.Core.Tests.Unpacking
{
    public sealed class UnpackedModelsTests
    {
        private string _root = "";

        [SetUp]
        public void MakeFolder() =>
            _root = Path.Combine(Directory.CreateTempSubdirectory("saccade unpacked ").FullName, "Saccade", "Models");

        [TearDown]
        public void DeleteFolder() => Directory.Delete(Path.GetFullPath(Path.Combine(_root, "..", "..")), true);

        [Test]
        public void Archive_BecomesAFolderThatOpens([Values] bool isStored)
        {
            var archive = Archives.Zip(
                Archives.FilesOf(Archives.OwnModel), isStored ? CompressionLevel.NoCompression : CompressionLevel.Optimal);

            var folder = Unpack(archive);

            Assert.That(ModelFolder.Open(folder).Labels, Is.EqualTo(ModelFolder.Open(Archives.OwnModel).Labels));
            Assert.That(File.ReadAllBytes(Path.Combine(folder, "onnx", "model.onnx")),
                Is.EqualTo(File.ReadAllBytes(Path.Combine(Archives.OwnModel, "onnx", "model.onnx"))));
            Assert.That(Path.GetFileName(folder), Does.Match("^shapes-[0-9a-f]{16}$"));
        }

        [Test]
        public void OnlyWhatAModelNeedsToRun_IsUnpacked()
        {
            var archive = Archives.Zip(Archives.FilesOf(Archives.OwnModel).Concat(new (string, byte[])[]
            {
                ("model.safetensors", new byte[9]), ("training/steps.jsonl", new byte[9]), ("README.md", new byte[9]),
                ("onnx/model.onnx_data", [1, 2]), ("onnx/weights.bin", [3]),
                ("onnx/model_fp16.onnx", new byte[9]), ("onnx/model_fp16.onnx_data", new byte[9]),
            }));

            var folder = Unpack(archive);

            Assert.That(
                Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)),
                Is.EquivalentTo(
                    new[] { "config.json", "preprocessor_config.json", "onnx/model.onnx", "onnx/model.onnx_data", "onnx/weights.bin" }));
        }

        [Test]
        public void SameArchiveAgain_IsNotUnpackedAgain()
        {
            var archive = Archives.Zip(Archives.FilesOf(Archives.OwnModel));
            var folder = Unpack(archive);
            var written = Stamp(folder);

            // Packed in another way, it is the same model.
            var again = Unpack(Archives.Zip(Archives.FilesOf(Archives.OwnModel), CompressionLevel.NoCompression));

            Assert.That(again, Is.EqualTo(folder));
            Assert.That(File.GetLastWriteTimeUtc(Path.Combine(folder, "config.json")), Is.EqualTo(written));
        }

        [Test]
        public void ModelOfTheSameLengthWithOtherWeights_IsAnotherFolder_AndTheOldOneGoes()
        {
            var files = Archives.FilesOf(Archives.OwnModel).ToArray();
            var old = Path.Combine(_root, "shapes-0123456789abcdef");
            var others = Path.Combine(_root, "shapes-of-others-0123456789abcdef");
            Directory.CreateDirectory(old);
            Directory.CreateDirectory(others);
            var first = Unpack(Archives.Zip(files));
            files[1].Content[5000] ^= 1;

            var second = Unpack(Archives.Zip(files));

            Assert.That(second, Is.Not.EqualTo(first));
            Assert.That(Directory.Exists(old), Is.False, "what an earlier app left");
            Assert.That(Directory.Exists(first), Is.True, "this process may still read it");
            Assert.That(Directory.Exists(others), Is.True, "another model's name only begins alike");
        }

        [Test]
        public void FolderThatLostAFile_IsUnpackedAnew()
        {
            var archive = Archives.Zip(Archives.FilesOf(Archives.OwnModel));
            var folder = Unpack(archive);
            File.Delete(Path.Combine(folder, "preprocessor_config.json"));
            File.WriteAllText(Path.Combine(folder, "config.json"), "{");

            Assert.That(() => ModelFolder.Open(Unpack(archive)), Throws.Nothing);
        }

        [Test]
        public void KilledHalfWay_NothingIsOpened_AndTheRestGoesLater()
        {
            // As a process leaves it that was killed while it unpacked: long ago, and just now.
            var forgotten = MakeLeftOver(".new-1", TimeSpan.FromHours(2));
            var recent = MakeLeftOver(".new-2", TimeSpan.Zero);

            var folder = Unpack(Archives.Zip(Archives.FilesOf(Archives.OwnModel)));

            Assert.That(() => ModelFolder.Open(folder), Throws.Nothing);
            Assert.That(Directory.Exists(forgotten), Is.False);
            Assert.That(Directory.Exists(recent), Is.True, "it could be another process at work");
        }

        [Test]
        public void BrokenArchive_LeavesNothing()
        {
            var archive = Archives.Zip(Archives.FilesOf(Archives.OwnModel));
            archive[5000] ^= 1;

            Assert.That(() => Unpack(archive), Throws.TypeOf<ModelFileException>().With.Message.Contains("shapes.vit"));
            Assert.That(Directory.GetFileSystemEntries(_root), Is.Empty);
        }

        [Test]
        public void ManyAtOnce_AgreeOnOneFolder()
        {
            var archive = Archives.Zip(Archives.FilesOf(Archives.OwnModel));
            var folders = new string[16];

            Parallel.For(0, folders.Length, i => folders[i] = Unpack(archive));

            Assert.That(folders.Distinct().Count(), Is.EqualTo(1));
            Assert.That(Directory.GetDirectories(_root), Has.Length.EqualTo(1));
        }

        [TestCase("config.json")]
        [TestCase("onnx/model.onnx")]
        public void MissingFile_IsNamed(string missing)
        {
            var archive = Archives.Zip(Archives.FilesOf(Archives.OwnModel).Where(file => file.Name != missing));

            Assert.That(() => Unpack(archive), Throws.TypeOf<ModelFileException>()
                .With.Message.Contains($"shapes.vit: {missing} is missing").And.Message.Contains("Model Asset"));
            Assert.That(Directory.Exists(_root), Is.False);
        }

        [Test]
        public void FolderInTimmsStyle_NeedsNoPreprocessingFile() => Assert.That(
            Directory.GetFiles(
                Unpack(Archives.Zip(Archives.FilesOf(Archives.OwnModel).Where(file => file.Name != "preprocessor_config.json")))),
            Has.Length.EqualTo(1));

        [Test]
        public void ModelInAFolderOfTheArchive_IsSaid() => Assert.That(
            () => Unpack(Archives.Zip(Archives.FilesOf(Archives.OwnModel, "shapes/"))),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("shapes/config.json").And.Message.Contains("not at its root"));

        [TestCase("../escaped")]
        [TestCase("onnx/../../escaped")]
        [TestCase("onnx/..\\..\\escaped")]
        [TestCase("/escaped")]
        [TestCase("onnx//escaped")]
        [TestCase("onnx/./escaped")]
        [TestCase("C:/escaped")]
        [TestCase("onnx/escaped.")]
        [TestCase("onnx/esc\naped")]
        public void NameThatLeadsOut_IsRefusedBeforeAnythingIsWritten(string name)
        {
            var archive = Archives.Zip(Archives.FilesOf(Archives.OwnModel).Append((name, new byte[] { 1 })));

            Assert.That(() => Unpack(archive), Throws.TypeOf<ModelFileException>().With.Message.Contains("leads out"));
            Assert.That(Directory.Exists(_root), Is.False);
        }

        [Test]
        public void NamesThatDifferInCaseOnly_AreRefused() => Assert.That(
            () => Unpack(Archives.Zip(Archives.FilesOf(Archives.OwnModel).Append(("onnx/Model.onnx", new byte[] { 1 })))),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("in it twice"));

        [Test]
        public void FileThatGrowsBeyondAnyModel_IsRefusedBeforeAnythingIsWritten()
        {
            var archive = Archives.Zip(Archives.FilesOf(Archives.OwnModel).Append(("onnx/model.onnx_data", new byte[20 << 20])));

            Assert.That(() => Unpack(archive), Throws.TypeOf<ModelFileException>().With.Message.Contains("no model"));
            Assert.That(Directory.Exists(_root), Is.False);
        }

        [Test]
        public void PlaceThatCantBeWritten_IsNamedWithTheBytesNeeded()
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_root)!);
            File.WriteAllText(_root, "a file where the folder should be");

            Assert.That(() => Unpack(Archives.Zip(Archives.FilesOf(Archives.OwnModel))), Throws.TypeOf<ModelFileException>()
                .With.Message.Contains(_root).And.Message.Contains("bytes from shapes.vit").And.Message.Contains("Free space"));
            File.Delete(_root);
        }

        [Test]
        public void FullDisk_LeavesNothing_AndSaysHowMuchIsNeeded()
        {
            Directory.CreateDirectory(_root);
            var weights = new byte[3 << 20];
            new Random(2).NextBytes(weights);
            var archive = Archives.Zip(Archives.FilesOf(Archives.OwnModel).Append(("onnx/model.onnx_data", weights)));
            using (SmallDisk.Mount(_root, 1))
            {
                Assert.That(() => Unpack(archive), Throws.TypeOf<ModelFileException>()
                    .With.Message.Contains("can't be unpacked there").And.Message.Contains("bytes from shapes.vit"));
                Assert.That(Directory.GetFileSystemEntries(_root), Is.Empty);
            }
        }

        [TestCase("", "model-")]
        [TestCase("Мои модели/..", "___________-")]
        [TestCase("a b:c", "a_b_c-")]
        [TestCase("...", "model-")]
        public void FolderIsNamedInLettersThatEveryDiskTakes(string name, string expected)
        {
            using MemoryStream archive = new(Archives.Zip(Archives.FilesOf(Archives.OwnModel)));

            var folder = UnpackedModels.Unpack(archive, "zip", "", _root, name);

            Assert.That(Path.GetDirectoryName(folder), Is.EqualTo(_root));
            Assert.That(Path.GetFileName(folder), Does.StartWith(expected));
        }

        private static DateTime Stamp(string folder)
        {
            DateTime time = new(2020, 5, 4, 3, 2, 1, DateTimeKind.Utc);
            File.SetLastWriteTimeUtc(Path.Combine(folder, "config.json"), time);
            return time;
        }

        private string MakeLeftOver(string name, TimeSpan age)
        {
            var folder = Path.Combine(_root, name);
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "config.json"), "{");
            Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow - age);
            return folder;
        }

        private string Unpack(byte[] archive)
        {
            using MemoryStream stream = new(archive);
            return UnpackedModels.Unpack(stream, "shapes.vit", "", _root, "shapes");
        }
    }
}
