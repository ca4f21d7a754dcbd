using System.Linq;
using NUnit.Framework;
using Saccade.Training.Export;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Model
{
    /// <summary>The model computes what PyTorch, Hugging Face's transformers and timm compute with the same weights.</summary>
    [TestFixtureSource(typeof(Reference), nameof(Reference.All))]
    public sealed class ImageClassifierParityTests(string folder, string expected)
    {
        private const float Tolerance = 1e-5f;

        private Reference _reference = null!;
        private ReferenceValues _values = null!;

        [OneTimeSetUp]
        public void RunModel()
        {
            _reference = new Reference(folder, expected);
            _values = new ReferenceValues(_reference.Model, _reference.PixelValues);
        }

        [OneTimeTearDown]
        public void Release() => _reference.Dispose();

        [Test]
        public void EveryTensor_EqualsTheReference()
        {
            // Carried through all blocks: a map that Saccade doesn't make.
            var names = _reference.Names.Except(["class_relevance_all", "class_relevance_last"]).ToArray();
            Assert.That(names, Does.Contain("logits").And.Contain("last_hidden_state"));
            Assert.Multiple(() =>
            {
                foreach (var name in names)
                {
                    AssertEqual(_values.Find(name)!, name);
                }
            });
        }

        [Test]
        public void ClassRelevance_EqualsTheReferenceByAutograd()
        {
            if (!_reference.Names.Contains("class_relevance_last"))
            {
                Assert.Pass("The reference has no relevance at this size.");
            }

            var reference = _reference.Read("class_relevance_last");
            var actual = Saccade.Training.Model.Attribution.ClassRelevance(_reference.Model, _reference.PixelValues);
            Assert.That(actual.shape, Is.EqualTo(reference.shape));
            Assert.That(
                Fixtures.LargestDifference(actual, reference), Is.LessThan(1e-3f * reference.max().item<float>()));
        }

        [Test]
        public void Forward_WhichSkipsTokensThatNobodyReads_GivesTheSameLogits()
        {
            using var frozen = no_grad();
            AssertEqual(_reference.Model.call(_reference.PixelValues), "logits");
        }

        [Test]
        public void PatchEmbedding_AsConvolution_EqualsTheOneOfFlattenedPatches()
        {
            using var frozen = no_grad();
            var patches = _reference.Model.Backbone.Embeddings.Patches;
            var flat = patches.call(_reference.PixelValues);
            Assert.That(Fixtures.LargestDifference(patches.Convolve(_reference.PixelValues), flat), Is.LessThan(Tolerance));
        }

        [Test]
        public void RowsOfEveryAttentionMap_SumToOne()
        {
            var attentions = _values.Find("attentions")!;
            Assert.That(Fixtures.LargestDifference(attentions.sum(-1), ones(attentions.shape[..^1])), Is.LessThan(Tolerance));
        }

        private void AssertEqual(Tensor actual, string name)
        {
            var reference = _reference.Read(name);
            Assert.That(actual.shape, Is.EqualTo(reference.shape), name);
            Assert.That(Fixtures.LargestDifference(actual, reference), Is.LessThan(Tolerance), name);
        }
    }
}
