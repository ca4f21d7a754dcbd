using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Editor.Classifier;
using Saccade.Editor.Tests.Retrain.Run;
using Saccade.Preprocessing;

namespace Saccade.Editor.Tests.Classifier
{
    /// <summary>What a game gets of a run.</summary>
    public sealed class ModelPublisherTests
    {
        private static readonly string[] Published =
            ["config.json", "onnx/model.onnx", "preprocessor_config.json", "saccade_run.json"];

        private string _project = "";
        private string _run = "";
        private string _assets = "";

        [SetUp]
        public void MakeProject()
        {
            _project = Directory.CreateTempSubdirectory("saccade-publish-").FullName;
            _assets = Path.Combine(_project, "Assets", "StreamingAssets");
            _run = TinyTraining.MakeRun(Path.Combine(_project, "Runs", "solids"), "ab12");
        }

        [TearDown]
        public void DeleteProject() => Directory.Delete(_project, true);

        [Test]
        public void Publish_TakesWhatAGameNeedsAndNothingElse()
        {
            var target = ModelPublisher.Publish(_run, _assets);

            Assert.That(target, Is.EqualTo(Path.Combine(_assets, "solids")));
            Assert.That(List(target), Is.EqualTo(Published));
            Assert.That(Published.All(file => Read(target, file) == Read(_run, file)), Is.True);
        }

        [Test]
        public void Publish_AModelThatNamesNoRun_IsStillReplacedByTheNext()
        {
            File.Delete(Path.Combine(_run, "saccade_run.json"));

            ModelPublisher.Publish(_run, _assets);

            Assert.That(ModelPublisher.Publish(_run, _assets), Is.EqualTo(Path.Combine(_assets, "solids")));
            Assert.That(List(Path.Combine(_assets, "solids")), Is.EqualTo(Published));
        }

        [Test]
        public void Publish_Again_ReplacesTheOldModel_AndKeepsUnitysMetaFiles()
        {
            Write(_run, "onnx/model_fp16.onnx", "half");
            var target = ModelPublisher.Publish(_run, _assets);
            Write(target, "config.json.meta", "guid: 1");
            Write(target, "onnx/model.onnx.meta", "guid: 2");
            File.Delete(Path.Combine(_run, "onnx", "model_fp16.onnx"));
            Write(_run, "saccade_run.json", """{ "version": 1, "run": "cd34" }""");

            ModelPublisher.Publish(_run, _assets);

            Assert.That(List(target), Is.EqualTo(Published.Concat(["config.json.meta", "onnx/model.onnx.meta"]).Order()));
            Assert.That(Read(target, "saccade_run.json"), Does.Contain("cd34"));
        }

        [Test]
        [Platform(Exclude = "Win", Reason = "Links need rights there.")]
        public void Publish_ThatCantReadAFile_LeavesTheOldModelAndNothingElse()
        {
            var target = ModelPublisher.Publish(_run, _assets);
            Write(_run, "saccade_run.json", """{ "version": 1, "run": "cd34" }""");
            File.CreateSymbolicLink(Path.Combine(_run, "onnx", "model_quantized.onnx"), "gone");

            Assert.That(
                () => ModelPublisher.Publish(_run, _assets),
                Throws.TypeOf<ModelFileException>().With.Message.StartsWith(target + ": ").And.Message.Contains("untouched"));

            Assert.That(List(target), Is.EqualTo(Published));
            Assert.That(Read(target, "saccade_run.json"), Does.Contain("ab12"));
        }

        [Test]
        public void Publish_ThatCantPutAFileInPlace_PutsTheOldModelBack()
        {
            var target = ModelPublisher.Publish(_run, _assets);
            Write(_run, "saccade_run.json", """{ "version": 1, "run": "cd34" }""");
            Write(_run, "onnx/model_fp16.onnx", "half");
            Directory.CreateDirectory(Path.Combine(target, "onnx", "model_fp16.onnx"));

            Assert.That(() => ModelPublisher.Publish(_run, _assets), Throws.TypeOf<ModelFileException>());

            Assert.That(List(target), Is.EqualTo(Published));
            Assert.That(Read(target, "saccade_run.json"), Does.Contain("ab12"));
        }

        [Test]
        [Platform(Exclude = "Win", Reason = "Links need rights there.")]
        public void FirstPublish_ThatFails_LeavesNoFolder()
        {
            File.CreateSymbolicLink(Path.Combine(_run, "onnx", "model_quantized.onnx"), "gone");

            Assert.That(() => ModelPublisher.Publish(_run, _assets), Throws.TypeOf<ModelFileException>());

            Assert.That(Path.Combine(_assets, "solids"), Does.Not.Exist);
        }

        [TestCase("model.safetensors")]
        [TestCase("training/metrics.jsonl")]
        public void Publish_BesideAModelThatWasTrainedThere_KeepsIt(string file)
        {
            var there = TinyTraining.MakeRun(Path.Combine(_assets, "solids"), "old");
            Directory.Delete(Path.Combine(there, "training"), true);
            File.Delete(Path.Combine(there, "model.safetensors"));
            Write(there, file, "the only one");

            Assert.That(ModelPublisher.Publish(_run, _assets), Is.EqualTo(Path.Combine(_assets, "solids-2")));
            Assert.That(Read(there, file), Is.EqualTo("the only one"));
        }

        [Test]
        public void Publish_OfAModelThatLiesThereAlready_CopiesNothing()
        {
            var there = TinyTraining.MakeRun(Path.Combine(_assets, "base"), "ab12");

            Assert.That(ModelPublisher.Publish(there, _assets), Is.EqualTo(there));
            Assert.That(Directory.GetDirectories(_assets), Is.EqualTo(new[] { there }));
        }

        [Test]
        public void Publish_OfHalfAModel_IsRefusedWithTheFileThatIsMissing()
        {
            File.Delete(Path.Combine(_run, "onnx", "model.onnx"));

            Assert.That(
                () => ModelPublisher.Publish(_run, _assets), Throws.TypeOf<ModelFileException>().With.Message.Contains("model.onnx"));
            Assert.That(_assets, Does.Not.Exist);
        }

        private static string[] List(string folder) =>
        [
            .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Order(),
        ];

        private static string Read(string folder, string file) => File.ReadAllText(Path.Combine(folder, file));

        private static void Write(string folder, string file, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.WriteAllText(Path.Combine(folder, file), text);
        }
    }
}
