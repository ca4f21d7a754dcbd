using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Export
{
    /// <summary>What an export takes, gives and weighs beyond the plain contract.</summary>
    public sealed class OnnxVariantsTests
    {
        private static readonly string[] Families =
        [
            "huggingface/vit", "huggingface/deit-distilled", "huggingface/dinov2", "huggingface/dinov2-registers",
            "huggingface/dinov2-swiglu",
        ];

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

        [TestCaseSource(nameof(Families))]
        public void HalfPrecision_IsHalfTheSize_AndStaysClose(string folder)
        {
            using var reference = new Reference(folder, "expected_32x32");
            var whole = Export(reference, new ExportOptions { Relevance = true });
            var half = Export(reference, new ExportOptions { Relevance = true, Precision = WeightPrecision.Half });
            Assert.That(half.Bytes, Is.LessThan(0.65 * whole.Bytes));
            Assert.That(half.Outputs["logits"], Is.EqualTo(whole.Outputs["logits"]).Within(5e-3));
            Assert.That(half.Outputs["cls_attention"], Is.EqualTo(whole.Outputs["cls_attention"]).Within(1e-3));
            Assert.That(half.Outputs["class_relevance"], Is.EqualTo(whole.Outputs["class_relevance"]).Within(1e-4));
        }

        [TestCaseSource(nameof(Families))]
        public void EightBitWeights_AreSmaller_AndStayNear(string folder)
        {
            using var reference = new Reference(folder, "expected_32x32");
            var whole = Export(reference, new ExportOptions { Relevance = true });
            var small = Export(reference, new ExportOptions { Relevance = true, Precision = WeightPrecision.Quantized });
            Assert.That(small.Bytes, Is.LessThan(whole.Bytes));
            Assert.That(small.Outputs["logits"], Is.Not.EqualTo(whole.Outputs["logits"]));
            Assert.That(small.Outputs["logits"], Is.EqualTo(whole.Outputs["logits"]).Within(0.05));
            Assert.That(small.Outputs["class_relevance"], Is.EqualTo(whole.Outputs["class_relevance"]).Within(1e-3));
        }

        [Test]
        public void TheBitsThatSuitTheProcessor_AreTheMoreExact()
        {
            using var reference = new Reference("huggingface/vit", "expected_32x32");
            var whole = Export(reference, new ExportOptions()).Outputs["logits"];
            double Error(int bits)
            {
                var options = new ExportOptions { Precision = WeightPrecision.Quantized, WeightBits = bits };
                return Export(reference, options).Outputs["logits"].Zip(whole, (a, b) => Math.Abs(a - b)).Average();
            }

            // Eight are finer, but without VNNI the processor's sums of them saturate.
            var best = Quantization.BestBits();
            Assert.That(Error(best), Is.LessThan(Error(best == 8 ? 7 : 8)));
        }

        [Test]
        public void WeightsOverTheLimit_LieInAFileOfTheirOwn_AndComputeTheSame()
        {
            using var reference = new Reference("huggingface/vit", "expected_32x32");
            var whole = Export(reference, new ExportOptions());
            var split = Export(reference, new ExportOptions { LargestFile = 10_000 });
            Assert.That(new FileInfo(_path + "_data").Length, Is.GreaterThan(split.Bytes));
            Assert.That(split.Outputs["logits"], Is.EqualTo(whole.Outputs["logits"]));

            // The next export that needs no second file takes the old one away.
            Export(reference, new ExportOptions());
            Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.EqualTo(new[] { _path }));
        }

        [Test]
        public void Patches_AreAnInputOfTheirOwn()
        {
            using var reference = new Reference("huggingface/vit", "expected_32x32");
            Export(reference, new ExportOptions { Input = ExportInput.Patches });
            using var session = new InferenceSession(_path);
            Assert.That(session.InputMetadata.Keys, Is.EqualTo(new[] { "patches" }));
            Assert.That(session.InputMetadata["patches"].Dimensions, Is.EqualTo(new[] { -1, 16, 192 }));
        }

        [Test]
        public void OptionalOutputs_HaveTheContractsNamesAndShapes()
        {
            using var reference = new Reference("huggingface/dinov2-registers", "expected_32x32");
            Export(reference, new ExportOptions { AllLayers = true, Rollout = true, Relevance = true });
            using var session = new InferenceSession(_path);
            Assert.That(
                session.OutputMetadata.ToDictionary(output => output.Key, output => output.Value.Dimensions),
                Is.EqualTo(new Dictionary<string, int[]>
                {
                    ["logits"] = [-1, 5],
                    ["cls_attention"] = [-1, 4, 16],
                    ["cls_attentions"] = [-1, 3, 4, 16],
                    ["cls_rollout"] = [-1, 16],
                    ["class_relevance"] = [-1, 16],
                }));
        }

        [TestCase(6, true)]
        [TestCase(7, false)]
        public void Rollout_IsWrittenOfFewBlocks(int layers, bool isWritten)
        {
            using var scope = NewDisposeScope();
            var config = ModelConfig.Parse(
                $$"""
                {"model_type": "vit", "hidden_size": 8, "num_attention_heads": 2, "intermediate_size": 8, "num_hidden_layers": {{layers}},
                "image_size": 16, "patch_size": 8}
                """,
                "config.json");
            using var model = new ImageClassifier(config, 2);
            Initialization.FromScratch(model);
            model.eval();
            OnnxExporter.Export(model, ["a", "b"], PreprocessingRule.Stretch(16, 16), _path);
            using var session = new InferenceSession(_path);
            Assert.That(session.OutputMetadata.ContainsKey("cls_rollout"), Is.EqualTo(isWritten));
        }

        [Test]
        public void BackboneWithoutAHead_GivesItsTokensInsteadOfLogits()
        {
            using var scope = NewDisposeScope();
            var config = ModelConfig.ReadFile(Fixtures.Find("huggingface/dinov2", "config.json"));
            using var model = new ImageClassifier(config, 0);
            Checkpoint.Load(model, Fixtures.Find("huggingface/dinov2"), newHead: false);
            OnnxExporter.Export(model, [], PreprocessingRule.Stretch(32, 32), _path);
            using var session = new InferenceSession(_path);
            Assert.That(session.OutputMetadata.Keys, Is.EqualTo(new[] { "cls_attention", "cls_rollout", "last_hidden_state" }));
        }

        [TestCase("huggingface/vit")]
        [TestCase("huggingface/deit-distilled")]
        [TestCase("huggingface/dinov2")]
        public void TwoLayerHead_IsExported_AndItsRelevanceIsAutograds(string folder)
        {
            using var scope = NewDisposeScope();
            var text = File.ReadAllText(Fixtures.Find(folder, "config.json"));
            var config = ModelConfig.Parse(Folder(text, 24), "config.json");
            using var model = new ImageClassifier(config, 5);
            manual_seed(3);
            Initialization.NewHead(model);
            using (no_grad())
            {
                model.Head!.Output.weight.mul_(20);
            }

            Checkpoint.Load(model, Fixtures.Find(folder), newHead: true);
            model.eval();

            // The exporter itself compares logits and relevance with the model, relevance to a thousandth of its largest value.
            OnnxExporter.Export(model, config.Labels, PreprocessingRule.Stretch(32, 32), _path, new ExportOptions { Relevance = true });
            using var session = new InferenceSession(_path);
            Assert.That(session.OutputMetadata.Keys, Does.Contain("class_relevance"));
        }

        [Test]
        public void PictureSize_FollowsThePreprocessingRule_NotThePositions()
        {
            using var reference = new Reference("huggingface/vit", "expected_56x40");
            OnnxExporter.Export(reference.Model, reference.Config.Labels, PreprocessingRule.Stretch(40, 56), _path);
            using var session = new InferenceSession(_path);
            Assert.That(session.InputMetadata["pixel_values"].Dimensions, Is.EqualTo(new[] { -1, 3, 56, 40 }));
        }

        [Test]
        public void PictureSize_ThatPatchesDoNotFill_IsRefused_WithBothSizes()
        {
            using var reference = new Reference("huggingface/vit", "expected_32x32");
            Assert.That(
                () => OnnxExporter.Export(reference.Model, reference.Config.Labels, PreprocessingRule.Stretch(36, 32), _path),
                Throws.TypeOf<ExportException>().With.Message.Contains("32 x 36").And.Message.Contains("8 x 8"));
        }

        private static string Folder(string config, int hiddenSize) =>
            Saccade.Training.ModelFolders.ConfigText.WithHead(config, hiddenSize, 0.1);

        private (long Bytes, Dictionary<string, float[]> Outputs) Export(Reference reference, ExportOptions options)
        {
            OnnxExporter.Export(reference.Model, reference.Config.Labels, PreprocessingRule.Stretch(32, 32), _path, options);
            var pixels = reference.PixelValues;
            var input = options.Input == ExportInput.Patches ? reference.Model.Backbone.Embeddings.Patches.Flatten(pixels) : pixels;
            return (new FileInfo(_path).Length, OnnxVerification.Run(_path, Checkpoint.ReadSingles(input), input.shape));
        }
    }
}
