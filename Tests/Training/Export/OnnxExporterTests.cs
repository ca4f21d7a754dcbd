using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Export
{
    public sealed class OnnxExporterTests
    {
        private const float Tolerance = 1e-4f;

        private TemporaryFolder _folder = null!;
        private string _path = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _path = _folder.Combine("model.onnx");
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [TestCase("vit-tiny", "expected")]
        [TestCase("huggingface/vit", "expected_32x32")]
        [TestCase("huggingface/vit-no-bias-tanh", "expected_32x32")]
        [TestCase("huggingface/vit-fp16-2021-style", "expected_32x32")]
        public void LogitsAndClassAttention_EqualTheReference(string folder, string expected)
        {
            using var scope = NewDisposeScope();
            Export(folder);
            using var reference = SafetensorsFile.Open(Fixtures.Find(folder, expected + ".safetensors"));
            var outputs = OnnxVerification.Run(
                _path, reference.ReadSingles("pixel_values"), reference.Entries["pixel_values"].Shape.ToArray());
            var logits = Fixtures.ReadTensor(reference, "logits");
            Assert.That(Fixtures.LargestDifference(tensor(outputs["logits"], logits.shape), logits), Is.LessThan(Tolerance));

            var attentions = Fixtures.ReadTensor(reference, "attentions");
            var row = attentions[^1].select(2, 0).narrow(2, 1, 16);
            Assert.That(Fixtures.LargestDifference(tensor(outputs["cls_attention"], row.shape), row), Is.LessThan(Tolerance));
        }

        [Test]
        public void Model_HasTheContractsNamesShapesAndMetadata()
        {
            Export("huggingface/vit");
            using var session = new InferenceSession(_path);
            Assert.That(session.InputMetadata.Keys, Is.EqualTo(new[] { "pixel_values" }));
            Assert.That(session.InputMetadata["pixel_values"].Dimensions, Is.EqualTo(new[] { -1, 3, 32, 32 }));
            Assert.That(session.OutputMetadata.Keys, Is.EqualTo(new[] { "logits", "cls_attention", "cls_rollout", "class_relevance" }));
            Assert.That(session.OutputMetadata["logits"].Dimensions, Is.EqualTo(new[] { -1, 5 }));
            Assert.That(session.OutputMetadata["cls_attention"].Dimensions, Is.EqualTo(new[] { -1, 4, 16 }));
            Assert.That(session.OutputMetadata["cls_rollout"].Dimensions, Is.EqualTo(new[] { -1, 16 }));
            Assert.That(session.OutputMetadata["class_relevance"].Dimensions, Is.EqualTo(new[] { -1, 16 }));

            var metadata = session.ModelMetadata.CustomMetadataMap;
            Assert.That(
                JsonSerializer.Deserialize<string[]>(metadata["labels"]),
                Is.EqualTo(new[] { "class 0", "class 1", "class 2", "class 3", "class 4" }));
            Assert.That(PreprocessingRule.Parse(metadata["preprocessing"], "metadata").GetOutputSize(100, 50), Is.EqualTo((32, 32)));
        }

        [Test]
        public void Batch_IsAnyNumberAndChangesNothing()
        {
            Export("huggingface/vit");
            var pictures = Enumerable.Range(0, 5 * 3 * 32 * 32).Select(i => MathF.Sin(i)).ToArray();
            var together = OnnxVerification.Run(_path, pictures, [5, 3, 32, 32])["logits"];
            var alone = OnnxVerification.Run(_path, pictures[^(3 * 32 * 32)..], [1, 3, 32, 32])["logits"];
            Assert.That(alone, Is.EqualTo(together[^5..]).Within(1e-5f));
        }

        [Test]
        public void RectangularPicturesAndPatches_AreExported()
        {
            var config = ModelConfig.Parse(
                """
                {
                  "hidden_size": 24, "num_hidden_layers": 1, "num_attention_heads": 3, "intermediate_size": 48,
                  "image_size": [12, 20], "patch_size": [4, 5]
                }
                """,
                "config.json");
            using var model = new ImageClassifier(config, 2);
            Initialization.FromScratch(model);
            OnnxExporter.Export(model, ["a", "b"], PreprocessingRule.Stretch(20, 12), _path);
            using var session = new InferenceSession(_path);
            Assert.That(session.OutputMetadata["cls_attention"].Dimensions, Is.EqualTo(new[] { -1, 3, 12 }));
        }

        [Test]
        public void Verification_RefusesAFileThatComputesSomethingElse_AndNamesTheOutput()
        {
            Export("huggingface/vit");
            using var scope = NewDisposeScope();
            using var other = Load("huggingface/vit");
            using (no_grad())
            {
                other.Head!.Output.bias!.add_(0.01);
            }

            Assert.That(
                () => OnnxVerification.Verify(other, _path, 32, 32, new ExportOptions()),
                Throws.TypeOf<ExportException>().With.Message.Contains("logits").And.Message.Contains("0.0001"));
        }

        [Test]
        public void Export_OfWeightsThatAreNotNumbers_LeavesNoFile()
        {
            using var model = Load("huggingface/vit");
            using (no_grad())
            {
                model.Head!.Output.bias!.fill_(float.NaN);
            }

            Assert.That(() => OnnxExporter.Export(model, model.Config.Labels, Rule, _path), Throws.TypeOf<ExportException>());
            Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.Empty);
        }

        private static PreprocessingRule Rule => PreprocessingRule.Stretch(32, 32);

        private static ImageClassifier Load(string folder)
        {
            var config = ModelConfig.ReadFile(Fixtures.Find(folder, "config.json"));
            var model = new ImageClassifier(config, config.Labels.Count);
            Checkpoint.Load(model, Fixtures.Find(folder, "model.safetensors"), newHead: false);
            return model;
        }

        private void Export(string folder)
        {
            using var model = Load(folder);
            OnnxExporter.Export(model, model.Config.Labels, Rule, _path);
        }
    }
}
