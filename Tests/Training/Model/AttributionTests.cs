using System.Linq;
using NUnit.Framework;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Model
{
    public sealed class AttributionTests
    {
        [TestCase(1, 1)]
        [TestCase(3, 1)]
        [TestCase(4, 5)]
        public void Rollout_IsTheClassRowOfTheProductOfAllBlocks(int blocks, int prefix)
        {
            using var scope = NewDisposeScope();
            using var generator = new Generator(11);
            const int tokens = 9;
            var attentions = Enumerable.Range(0, blocks)
                .Select(_ => randn([2, 3, tokens, tokens], generator: generator).softmax(-1)).ToArray();
            var product = eye(tokens).expand(2, tokens, tokens);
            foreach (var attention in attentions)
            {
                product = (0.5 * attention.mean([1]) + 0.5 * eye(tokens)).matmul(product);
            }

            var rollout = Attribution.Rollout(attentions, prefix);

            Assert.That(rollout.shape, Is.EqualTo(new long[] { 2, tokens - prefix }));
            Assert.That(
                Fixtures.LargestDifference(rollout, product.select(1, 0).narrow(1, prefix, tokens - prefix)), Is.LessThan(1e-6f));
            Assert.That(rollout.sum(1).max().item<float>(), Is.LessThan(1f), "the prefix keeps its share");
        }

        [Test]
        public void ClassAttention_IsTheClassTokensRow_WithoutThePrefix()
        {
            using var scope = NewDisposeScope();
            var attention = arange(2 * 3 * 6 * 6, dtype: ScalarType.Float32).view(2, 3, 6, 6);
            var map = Attribution.ClassAttention(attention, 2);
            Assert.That(map.shape, Is.EqualTo(new long[] { 2, 3, 4 }));
            Assert.That(map[1, 2].data<float>().ToArray(), Is.EqualTo(new[] { 182f, 183f, 184f, 185f }));
        }

        [TestCase("huggingface/vit", 1)]
        [TestCase("huggingface/deit-distilled", 2)]
        [TestCase("huggingface/dinov2-registers", 5)]
        public void ClassRelevance_IsTheSame_FrozenOrNot_AndLeavesNoGradient(string folder, int prefix)
        {
            using var scope = NewDisposeScope();
            using var reference = new Reference(folder, "expected_32x32");
            var model = reference.Model;
            var free = Attribution.ClassRelevance(model, reference.PixelValues);
            model.SetTrainable(blocks: 0);
            Tensor frozen;
            using (no_grad())
            {
                frozen = Attribution.ClassRelevance(model, reference.PixelValues);
            }

            Assert.That(reference.Config.PrefixTokens, Is.EqualTo(prefix));
            Assert.That(free.shape, Is.EqualTo(new[] { reference.PixelValues.shape[0], model.Classes, reference.Config.Patches }));
            Assert.That((free.min().item<float>() >= 0, free.max().item<float>() > 0), Is.EqualTo((true, true)));
            Assert.That(Fixtures.LargestDifference(frozen, free), Is.LessThan(1e-6f));
            Assert.That((free.requires_grad, frozen.requires_grad, reference.PixelValues.requires_grad), Is.EqualTo((false, false, false)));
            Assert.That(model.parameters().All(parameter => parameter.grad is null), Is.True);
        }

        [Test]
        public void LargestContribution_BoundsRelevance_AndCountsWhatSpeaksAgainstTheClassToo()
        {
            using var scope = NewDisposeScope();
            using var reference = new Reference("huggingface/vit", "expected_32x32");
            var classes = new int[reference.PixelValues.shape[0]];
            var largest = Attribution.LargestContribution(reference.Model, reference.PixelValues, classes);
            var relevance = Attribution.ClassRelevance(reference.Model, reference.PixelValues, classes);
            Assert.That(largest.shape, Is.EqualTo(new long[] { classes.Length, 1 }));
            Assert.That((largest - relevance).min().item<float>(), Is.GreaterThan(0));

            // With the head turned round, all that spoke for the class speaks against it, and the other way.
            using (no_grad())
            {
                reference.Model.Head!.Output.weight.neg_();
            }

            var turned = Attribution.LargestContribution(reference.Model, reference.PixelValues, classes);
            Assert.That(Fixtures.LargestDifference(turned, largest), Is.LessThan(1e-6f));
        }

        [Test]
        public void ClassRelevance_OfAClassThatNothingDecides_IsZero_AndOthersStay()
        {
            using var scope = NewDisposeScope();
            using var reference = new Reference("huggingface/vit", "expected_32x32");
            var before = Attribution.ClassRelevance(reference.Model, reference.PixelValues);
            using (no_grad())
            {
                reference.Model.named_parameters().Single(p => p.name == "classifier.weight").parameter.select(0, 1).zero_();
            }

            var after = Attribution.ClassRelevance(reference.Model, reference.PixelValues);

            Assert.That(after.select(1, 1).abs().max().item<float>(), Is.Zero);
            Assert.That(Fixtures.LargestDifference(after.select(1, 0), before.select(1, 0)), Is.LessThan(1e-6f));
        }
    }
}
