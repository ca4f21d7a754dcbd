using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Core.Tests.Unpacking;
using Saccade.Preprocessing;
using Saccade.Unpacking;

namespace Saccade.Core.Tests
{
    public sealed class ModelPackerTests
    {
        private string _folder = "";

        private string Asset => Path.Combine(_folder, "Assets", "shapes" + ModelPacker.Ending);

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade pack ").FullName;

        [TearDown]
        public void DeleteFolder() => Directory.Delete(_folder, true);

        [Test]
        public void Pack_WritesWhatUnpackReads_AndNoMore()
        {
            var model = CopyModel();
            File.WriteAllText(Path.Combine(model, "model.safetensors"), "weights");
            Directory.CreateDirectory(Path.Combine(model, "training"));
            File.WriteAllText(Path.Combine(model, "training", "steps.jsonl"), "steps");

            ModelPacker.Pack(model, Asset);

            using var stream = File.OpenRead(Asset);
            Assert.That(ZipReader.List(stream, "zip", "").Select(entry => entry.Name),
                Is.EqualTo(new[] { "config.json", "onnx/model.onnx", "preprocessor_config.json" }));
            var unpacked = UnpackedModels.Unpack(stream, "zip", "", Path.Combine(_folder, "unpacked"), "shapes");
            Assert.That(File.ReadAllBytes(Path.Combine(unpacked, "onnx", "model.onnx")),
                Is.EqualTo(File.ReadAllBytes(Path.Combine(model, "onnx", "model.onnx"))));
        }

        [Test]
        public void Pack_OfTheSameFolder_IsTheSameFile()
        {
            ModelPacker.Pack(Archives.OwnModel, Asset);
            var first = File.ReadAllBytes(Asset);
            var copy = CopyModel();

            ModelPacker.Pack(copy, Asset);

            Assert.That(File.ReadAllBytes(Asset), Is.EqualTo(first));
            Assert.That(Directory.GetFiles(Path.GetDirectoryName(Asset)!), Is.EqualTo(new[] { Asset }), "nothing is left beside it");
        }

        [Test]
        public void Pack_OfWhatIsNoModel_SaysWhyAndLeavesTheOldFile()
        {
            ModelPacker.Pack(Archives.OwnModel, Asset);
            var first = File.ReadAllBytes(Asset);
            var model = CopyModel();
            File.Delete(Path.Combine(model, "onnx", "model.onnx"));

            Assert.That(() => ModelPacker.Pack(model, Asset), Throws.TypeOf<ModelFileException>().With.Message.Contains("model.onnx"));
            Assert.That(File.ReadAllBytes(Asset), Is.EqualTo(first));
        }

        [Test]
        public void Pack_WhereNothingCanBeWritten_NamesTheFile()
        {
            File.WriteAllText(Path.Combine(_folder, "Assets"), "a file where the folder should be");

            Assert.That(() => ModelPacker.Pack(Archives.OwnModel, Asset), Throws.TypeOf<ModelFileException>().With.Message.Contains(Asset));
        }

        private string CopyModel()
        {
            var model = Path.Combine(_folder, "model");
            foreach (var (name, content) in Archives.FilesOf(Archives.OwnModel))
            {
                var path = Path.Combine(model, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, content);
            }

            return model;
        }
    }
}
