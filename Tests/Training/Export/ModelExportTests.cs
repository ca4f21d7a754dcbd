using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Evaluation;
using Saccade.Training.Export;
using Saccade.Training.ModelFolders;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Export
{
    /// <summary>Folders that an export writes.</summary>
    public sealed class ModelExportTests
    {
        private static readonly ExportOptions Plain = new();

        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void OwnFolder_GetsTheOnnxFile_AndNothingElseChanges()
        {
            var directory = Copy("huggingface/vit");
            Directory.CreateDirectory(Path.Combine(directory, "onnx"));
            File.WriteAllText(Path.Combine(directory, "onnx", "model_fp16.onnx"), "another variant");
            var before = List(directory);
            Export(directory, directory, Plain);
            Assert.That(List(directory).Except(before), Is.EqualTo(new[] { "onnx/model.onnx" }));
            Assert.That(before.Except(List(directory)), Is.Empty);
            Assert.That(
                File.ReadAllBytes(Path.Combine(directory, "config.json")),
                Is.EqualTo(File.ReadAllBytes(Fixtures.Find("huggingface", "vit", "config.json"))));
        }

        [TestCase("huggingface/vit")]
        [TestCase("huggingface/vit-sharded-bf16")]
        [TestCase("huggingface/vit-fp16-2021-style")]
        [TestCase("huggingface/deit-distilled")]
        [TestCase("huggingface/dinov2-registers")]
        [TestCase("huggingface/timm")]
        public void AnotherFolder_BecomesAWholeModel_ThatComputesTheSame(string source)
        {
            var target = _folder.Combine("target");
            Export(Fixtures.Find(source), target, Plain);
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            using var original = PretrainedModel.Load(Fixtures.Find(source));
            using var written = PretrainedModel.Load(target);
            Assert.That(written.Labels, Is.EqualTo(original.Labels));
            Assert.That(written.Folder.ModelConfig.IsTimm, Is.False);
            var pictures = randn(2, 3, 32, 32);
            var expected = original.Model.call(pictures);
            Assert.That(Fixtures.LargestDifference(written.Model.call(pictures), expected), Is.LessThan(1e-6f));

            using var session = ExportedModel.Open(Path.Combine(target, "onnx", "model.onnx"));
            var logits = session.Run(Checkpoint.ReadSingles(pictures), pictures.shape)["logits"];
            Assert.That(Fixtures.LargestDifference(tensor(logits.Values, logits.Shape), expected), Is.LessThan(1e-4f));
        }

        [Test]
        public void AnotherFolder_StatesTheRuleInTodaysKeys()
        {
            var target = _folder.Combine("target");
            Export(Fixtures.Find("huggingface", "vit-fp16-2021-style"), target, Plain);
            var text = File.ReadAllText(Path.Combine(target, "preprocessor_config.json"));
            Assert.That(text, Does.Contain("\"height\": 32").And.Contain("\"image_processor_type\": \"ViTImageProcessor\""));
        }

        [Test]
        public void TimmFolder_BecomesAHuggingFaceOne()
        {
            var target = _folder.Combine("target");
            Export(Fixtures.Find("huggingface", "timm"), target, Plain);
            var config = ModelConfig.ReadFile(Path.Combine(target, "config.json"));
            Assert.That(config.ModelType, Is.EqualTo("vit"));
            Assert.That(config.LayerNormEpsilon, Is.EqualTo(1e-6));
            using var weights = WeightFiles.Open(target);
            Assert.That(weights.Entries.Keys, Does.Contain("vit.encoder.layer.2.attention.attention.key.bias"));
            Assert.That(File.Exists(Path.Combine(target, "preprocessor_config.json")), Is.True);
        }

        [Test]
        public void Variants_LieBesideEachOther_UnderTheHubsNames()
        {
            var target = _folder.Combine("target");
            ExportOptions[] all =
                [Plain, Plain with { Precision = WeightPrecision.Half }, Plain with { Precision = WeightPrecision.Quantized }];
            Export(Fixtures.Find("huggingface", "vit"), target, all);
            Assert.That(
                Directory.GetFiles(Path.Combine(target, "onnx")).Select(Path.GetFileName),
                Is.EquivalentTo(new[] { "model.onnx", "model_fp16.onnx", "model_quantized.onnx" }));
        }

        [Test]
        public void AnotherFolder_KeepsTheRecordOfTheRun()
        {
            var source = Copy("huggingface/vit");
            const string Record = """{ "version": 1, "run": "ab", "train": ["01"] }""";
            File.WriteAllText(Path.Combine(source, "saccade_run.json"), Record);
            Export(source, _folder.Combine("target"), Plain);
            Assert.That(File.ReadAllText(_folder.Combine("target", "saccade_run.json")), Is.EqualTo(Record));
        }

        [Test]
        public void ACancelledExport_LeavesTheFolderAsItWas()
        {
            var directory = Copy("huggingface/vit");
            var before = List(directory);
            using var model = PretrainedModel.Load(directory);
            using var cancellation = new CancellationTokenSource();
            ExportOptions[] both = [Plain, Plain with { Precision = WeightPrecision.Half }];
            Assert.That(
                () => ModelExport.Run(
                    model,
                    directory,
                    both,
                    note => CancelAt(note.Contains("fp16", StringComparison.Ordinal), cancellation),
                    cancellation.Token),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(List(directory), Is.EqualTo(before));
        }

        [Test]
        public void Accuracy_OfEveryFile_IsMeasuredOnTheDatasPictures()
        {
            var data = Fixtures.Find("huggingface", "training", "data");
            var target = _folder.Combine("target");
            ExportOptions[] all = [Plain, Plain with { Precision = WeightPrecision.Quantized }];
            Export(Fixtures.Find("huggingface", "training", "after-all"), target, all, Fixtures.Find("huggingface", "training", "model"));
            using var model = PretrainedModel.Load(target);
            var files = all.Select(options => Path.Combine(target, ModelExport.FileOf(options.Precision))).ToArray();
            var judged = JudgedPictures.Choose(target, data, model.Labels, null, _ => { }, CancellationToken.None);
            var costs = ExportAccuracy.Measure(model, files, ExportInput.Pixels, judged, _ => { }, CancellationToken.None);
            Assert.That(costs.Select(cost => cost.Path), Is.EqualTo(files));
            Assert.That(costs[0].Agreement, Is.EqualTo(1));
            Assert.That(costs[1].Agreement, Is.GreaterThan(0.5));
            Assert.That(costs[0].Accuracy, Is.EqualTo(ReadAccuracy()).Within(1e-9));
        }

        private static void CancelAt(bool isTime, CancellationTokenSource cancellation)
        {
            if (isTime)
            {
                cancellation.Cancel();
            }
        }

        // What Hugging Face's model answers for the same pictures, against the folders they lie in.
        private static double ReadAccuracy()
        {
            using var file = SafetensorsFile.Open(Fixtures.Find("huggingface", "training", "after-all", "validation_logits.safetensors"));
            var entry = file.Entries.Values.Single();
            var best = OnnxVerification.FindBest(file.ReadSingles(entry.Name), (int)entry.Shape[0]);
            var labels = Saccade.Training.Data.DataSet.Open(Fixtures.Find("huggingface", "training", "data"))
                .Validation.Select(picture => picture.Label);
            return best.Zip(labels, (a, b) => a == b ? 1.0 : 0.0).Average();
        }

        private static string[] List(string directory) => Directory.GetFiles(directory, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(directory, path))
                .Order(StringComparer.Ordinal)
                .ToArray();

        private static void Export(string source, string target, params ExportOptions[] options)
        {
            using var model = PretrainedModel.Load(source);
            ModelExport.Run(model, target, options, _ => { }, CancellationToken.None);
        }

        // The weights of one folder with the two JSON files of another.
        private void Export(string weights, string target, IReadOnlyList<ExportOptions> options, string json)
        {
            var source = Directory.CreateDirectory(_folder.Combine("joined")).FullName;
            File.Copy(Path.Combine(weights, "model.safetensors"), Path.Combine(source, "model.safetensors"));
            File.Copy(Path.Combine(json, "config.json"), Path.Combine(source, "config.json"));
            File.Copy(Path.Combine(json, "preprocessor_config.json"), Path.Combine(source, "preprocessor_config.json"));
            Export(source, target, [.. options]);
        }

        private string Copy(string fixture)
        {
            var target = Directory.CreateDirectory(_folder.Combine("copy")).FullName;
            foreach (var file in Directory.GetFiles(Fixtures.Find(fixture)))
            {
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
            }

            return target;
        }
    }
}
