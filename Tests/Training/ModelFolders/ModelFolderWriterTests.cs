using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Training.ModelFolders;

namespace Saccade.Training.Tests.ModelFolders
{
    public sealed class ModelFolderWriterTests
    {
        private static readonly string[] Files = ["config.json", "preprocessor_config.json", "model.safetensors", "onnx/model.onnx"];

        private TemporaryFolder _folder = null!;
        private string _model = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _model = _folder.Combine("model");
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void Commit_PutsEveryFileInPlace_AndLeavesNothingElse()
        {
            Write("new");
            Assert.That(List(), Is.EquivalentTo(Files));
            Assert.That(Files.Select(Read), Is.All.EqualTo("new"));
        }

        [Test]
        public void UntilCommit_TheOldModelStays()
        {
            Write("old");
            using (var writer = ModelFolderWriter.Begin(_model))
            {
                WriteFiles(writer, "new");
                Assert.That(Files.Select(Read), Is.All.EqualTo("old"));
            }

            Assert.That(List(), Is.EquivalentTo(Files));
            Assert.That(Files.Select(Read), Is.All.EqualTo("old"));
        }

        [Test]
        public void Commit_TakesTheOldModelsOtherFilesAway_AndLeavesTheUsers()
        {
            Write("old");
            string[] others = ["onnx/model_quantized.onnx", "model-00001-of-00002.safetensors", "README.md", "training/metrics.jsonl"];
            foreach (var file in others)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_model, file))!);
                File.WriteAllText(Path.Combine(_model, file), "other");
            }

            Write("new");
            Assert.That(List(), Is.EquivalentTo(Files.Concat(["README.md", "training/metrics.jsonl"])));
        }

        [Test]
        public void ACommitThatFails_PutsTheOldModelBack()
        {
            Write("old");
            using (var writer = ModelFolderWriter.Begin(_model))
            {
                WriteFiles(writer, "new");

                // A folder of a file's name: nothing can be moved there.
                File.Delete(Path.Combine(_model, "model.safetensors"));
                Directory.CreateDirectory(Path.Combine(_model, "model.safetensors", "in the way"));
                Assert.That(writer.Commit, Throws.TypeOf<TrainingException>().With.Message.Contains(_model));
            }

            Directory.Delete(Path.Combine(_model, "model.safetensors"), recursive: true);
            Assert.That(List(), Is.EquivalentTo(Files.Except(["model.safetensors"])));
            Assert.That(Files.Except(["model.safetensors"]).Select(Read), Is.All.EqualTo("old"));
        }

        [Test]
        public void Begin_DeletesWhatDeadRunsLeft_AndNothingOfTheLiving()
        {
            Directory.CreateDirectory(Path.Combine(_model, ".new-11111111"));
            File.WriteAllText(Path.Combine(_model, ".new-11111111", "config.json"), "half");
            Directory.CreateDirectory(Path.Combine(_model, ".new-22222222"));
            File.WriteAllText(Path.Combine(_model, ".new-22222222.lock"), "");
            using var living = ModelFolderWriter.Begin(_model);
            WriteFiles(living, "living");
            Write("other");
            living.Commit();
            Assert.That(Files.Select(Read), Is.All.EqualTo("living"));
            Assert.That(Directory.GetFileSystemEntries(_model, ".new-11111111*"), Is.Empty);
            Assert.That(Directory.GetFileSystemEntries(_model, ".new-22222222*"), Is.Empty);
        }

        [Test]
        public void AFolderThatCantBeMade_IsNamed_WithWhatToDo()
        {
            File.WriteAllText(_model, "a file, no folder");
            Assert.That(
                () => ModelFolderWriter.Begin(_model),
                Throws.TypeOf<TrainingException>().With.Message.Contains(_model).And.Message.Contains("--output"));
        }

        [Test]
        [Platform("Linux")]
        public void AFullDisk_LeavesTheOldModel()
        {
            Write("old");
            using (var writer = ModelFolderWriter.Begin(_model))
            {
                void Fill(string path)
                {
                    // Every write to this device fails as a full disk's does.
                    using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                    full.WriteByte(1);
                }

                Assert.That(
                    () => writer.Write("model.safetensors", Fill),
                    Throws.TypeOf<TrainingException>().With.Message.Contains("No space left"));
            }

            Assert.That(List(), Is.EquivalentTo(Files));
            Assert.That(Files.Select(Read), Is.All.EqualTo("old"));
        }

        private static void WriteFiles(ModelFolderWriter writer, string text) =>
            Array.ForEach(Files, file => writer.Write(file, path => File.WriteAllText(path, text)));

        private void Write(string text)
        {
            using var writer = ModelFolderWriter.Begin(_model);
            WriteFiles(writer, text);
            writer.Commit();
        }

        private string Read(string file) => File.ReadAllText(Path.Combine(_model, file));

        private string[] List() => Directory.GetFiles(_model, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(_model, path).Replace('\\', '/'))
                .ToArray();
    }
}
