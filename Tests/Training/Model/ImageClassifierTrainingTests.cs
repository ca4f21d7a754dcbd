using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Model
{
    /// <summary>What of a model learns, and how.</summary>
    public sealed class ImageClassifierTrainingTests
    {
        [Test]
        public void Depth_CountsFromTheHeadToTheEmbeddings()
        {
            using var model = Load();
            int Depth(string name) => model.GetDepth(name);

            Assert.That(Depth("classifier.weight"), Is.Zero);
            Assert.That(Depth("vit.layernorm.bias"), Is.Zero);
            Assert.That(Depth("vit.encoder.layer.2.output.dense.weight"), Is.EqualTo(1));
            Assert.That(Depth("vit.encoder.layer.0.layernorm_before.weight"), Is.EqualTo(3));
            Assert.That(Depth("vit.embeddings.cls_token"), Is.EqualTo(4));
        }

        [Test]
        public void StochasticDepth_SkipsInTrainingAlone_AndKeepsTheExpectation()
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            using var model = Load();
            var block = model.Backbone.Blocks[^1];

            // Without the MLP, which reads what the attention added, the expectation is kept exactly.
            block.Mlp.Second.weight.zero_();
            block.Mlp.Second.bias!.zero_();
            var tokens = randn(1, 5, 32).expand(4000, -1, -1);
            model.eval();
            var plain = block.call(tokens);
            model.SetStochasticDepth(0.5);
            Assert.That(block.SkipRate, Is.EqualTo(0.5));
            Assert.That(model.Backbone.Blocks[0].SkipRate, Is.Zero);
            Assert.That(block.call(tokens).Equals(plain), Is.True);

            model.train();
            manual_seed(7);
            var skipped = block.call(tokens);
            var untouched = (skipped - tokens).abs().amax([1, 2]).eq(0).to_type(float32).mean().item<float>();
            Assert.That(untouched, Is.EqualTo(0.5f).Within(0.03f));
            var added = plain[0] - tokens[0];
            var error = (skipped.mean([0]) - tokens[0] - added).abs().max() / added.abs().max();
            Assert.That(error.item<float>(), Is.LessThan(0.06f));
        }

        private static ImageClassifier Load()
        {
            var directory = Fixtures.Find("huggingface", "training", "model");
            var config = ModelConfig.ReadFile(System.IO.Path.Combine(directory, "config.json"));
            var model = new ImageClassifier(config, 3);
            Checkpoint.Load(model, directory, newHead: false);
            return model;
        }
    }
}
