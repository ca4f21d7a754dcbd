using System;
using System.Linq;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Model
{
    /// <summary>The model computes what PyTorch and Hugging Face's transformers compute with the same weights.</summary>
    [TestFixture("vit-tiny", "expected")]
    [TestFixture("huggingface/vit", "expected_32x32")]
    [TestFixture("huggingface/vit", "expected_56x40")]
    [TestFixture("huggingface/vit-no-bias-tanh", "expected_32x32")]
    [TestFixture("huggingface/vit-fp16-2021-style", "expected_32x32")]
    public sealed class ImageClassifierParityTest(string folder, string expected)
    {
        private const float Tolerance = 1e-5f;

        private DisposeScope _scope = null!;
        private ImageClassifier _model = null!;
        private SafetensorsFile _expected = null!;
        private Tensor _pixelValues = null!;
        private ClassifierTrace _trace = null!;

        [OneTimeSetUp]
        public void RunModel()
        {
            _scope = NewDisposeScope();
            var config = ModelConfig.ReadFile(Fixtures.Find(folder, "config.json"));
            _model = new ImageClassifier(config, config.Labels.Count);
            Checkpoint.Load(_model, Fixtures.Find(folder, "model.safetensors"), newHead: false);
            _expected = SafetensorsFile.Open(Fixtures.Find(folder, expected + ".safetensors"));
            _pixelValues = Fixtures.ReadTensor(_expected, "pixel_values");
            using var frozen = no_grad();
            _trace = _model.Trace(_pixelValues);
        }

        [OneTimeTearDown]
        public void Release()
        {
            _pixelValues.Dispose();
            _expected.Dispose();
            _model.Dispose();
            _scope.Dispose();
        }

        [Test]
        public void Logits_EqualTheReference()
        {
            AssertEqual(_trace.Logits, "logits");
        }

        [Test]
        public void LogitsOfTheClassTokenAlone_EqualTheReference()
        {
            using var frozen = no_grad();
            AssertEqual(_model.call(_pixelValues), "logits");
        }

        [Test]
        public void PatchEmbeddings_EqualTheReference_FromThePictureAsFromFlattenedPatches()
        {
            using var frozen = no_grad();
            var patches = _model.Vit.Embeddings.Patches;
            AssertEqual(patches.call(_pixelValues), "patch_embeddings");

            var convolved = nn.functional.conv2d(_pixelValues, patches.Weight, patches.Bias, strides: [8, 8]);
            AssertEqual(convolved.flatten(2).transpose(1, 2), "patch_embeddings");
        }

        [Test]
        public void HiddenStates_EqualTheReference()
        {
            AssertEqual(stack(_trace.HiddenStates.ToArray()), "hidden_states");
            AssertEqual(_trace.LastHiddenState, "last_hidden_state");
        }

        [Test]
        public void EveryAttentionMap_EqualsTheReference_AndItsRowsSumToOne()
        {
            var attentions = stack(_trace.Attentions.ToArray());
            AssertEqual(attentions, "attentions");
            Assert.That(Fixtures.LargestDifference(attentions.sum(-1), ones(attentions.shape[..^1])), Is.LessThan(Tolerance));
        }

        [Test]
        public void ParameterNames_AreTheCheckpointsNames()
        {
            using var weights = SafetensorsFile.Open(Fixtures.Find(folder, "model.safetensors"));
            var stored = weights.Entries.Keys.Where(name => !name.StartsWith("vit.pooler.", StringComparison.Ordinal));
            Assert.That(_model.state_dict().Keys, Is.EquivalentTo(stored));
        }

        private void AssertEqual(Tensor actual, string name)
        {
            var reference = Fixtures.ReadTensor(_expected, name);
            Assert.That(actual.shape, Is.EqualTo(reference.shape));
            Assert.That(Fixtures.LargestDifference(actual, reference), Is.LessThan(Tolerance));
        }
    }
}
