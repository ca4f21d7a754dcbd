using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Export
{
    /// <summary>Every export gives in ONNX Runtime what transformers and timm compute with the same weights.</summary>
    [TestFixtureSource(typeof(Reference), nameof(Reference.All))]
    public sealed class OnnxParityTests(string folder, string expected)
    {
        private const float Tolerance = 1e-4f;

        private TemporaryFolder _folder = null!;
        private Reference _reference = null!;

        [SetUp]
        public void Load()
        {
            _folder = new TemporaryFolder();
            _reference = new Reference(folder, expected);
        }

        [TearDown]
        public void Release()
        {
            _reference.Dispose();
            _folder.Dispose();
        }

        [TestCase(ExportInput.Pixels)]
        [TestCase(ExportInput.Patches)]
        public void EveryTensor_EqualsTheReference(ExportInput input)
        {
            var outputs = Run(new ExportOptions { Input = input, Everything = true, AllLayers = true, Rollout = true });
            var names = _reference.Names.Where(name => !name.StartsWith("class_relevance", StringComparison.Ordinal)).ToArray();
            Assert.Multiple(() =>
            {
                foreach (var name in names)
                {
                    var reference = _reference.Read(name);
                    var difference = Fixtures.LargestDifference(tensor(outputs[name], reference.shape), reference);
                    Assert.That(difference, Is.LessThan(Tolerance), name);
                }
            });
        }

        [Test]
        public void LogitsAndMaps_OfTheFileThatComputesNoMoreThanNeeded_EqualTheReference()
        {
            var outputs = Run(new ExportOptions { AllLayers = true, Rollout = true });
            var values = new ReferenceValues(_reference.Model, _reference.PixelValues);
            var logits = _reference.Read("logits");
            Assert.That(Fixtures.LargestDifference(tensor(outputs["logits"], logits.shape), logits), Is.LessThan(Tolerance));
            foreach (var name in new[] { "cls_attention", "cls_attentions", "cls_rollout" })
            {
                var map = values.Find(name)!;
                Assert.That(Fixtures.LargestDifference(tensor(outputs[name], map.shape), map), Is.LessThan(Tolerance), name);
            }
        }

        [Test]
        public void Features_AloneAreWhatTheBackboneGives()
        {
            var outputs = Run(new ExportOptions { FeaturesOnly = true });
            using var expectedFeatures = _reference.Model.Backbone.call(_reference.PixelValues);
            Assert.That(outputs.Keys, Is.EqualTo(new[] { OnnxNames.Features }));
            var actual = tensor(outputs[OnnxNames.Features], expectedFeatures.shape);
            Assert.That(Fixtures.LargestDifference(actual, expectedFeatures), Is.LessThan(1e-5f));
        }

        [Test]
        public void ClassRelevance_OfTheMostLikelyClass_EqualsAutograd()
        {
            var outputs = Run(new ExportOptions { Relevance = true });
            var reference = _reference.Names.Contains("class_relevance_last")
                ? _reference.Read("class_relevance_last")
                : new ReferenceValues(_reference.Model, _reference.PixelValues).Find("class_relevance_last")!;
            var best = _reference.Read("logits").argmax(1).data<long>().ToArray();
            var expectedMaps = stack(best.Select((index, picture) => reference[picture, index]).ToArray());
            var actual = tensor(outputs["class_relevance"], expectedMaps.shape);
            Assert.That(Fixtures.LargestDifference(actual, expectedMaps), Is.LessThan(1e-3f * expectedMaps.max().item<float>()));
        }

        private Dictionary<string, float[]> Run(ExportOptions options)
        {
            var path = _folder.Combine("model.onnx");
            var pixels = _reference.PixelValues;
            options = options with { PictureSize = ((int)pixels.shape[2], (int)pixels.shape[3]) };
            OnnxExporter.Export(_reference.Model, _reference.Config.Labels, PreprocessingRule.Stretch(32, 32), path, options);
            var input = options.Input == ExportInput.Patches ? _reference.Model.Backbone.Embeddings.Patches.Flatten(pixels) : pixels;
            return OnnxVerification.Run(path, Checkpoint.ReadSingles(input), input.shape);
        }
    }
}
