using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Checkpoints
{
    /// <summary>
    /// timm's ways to hold the same model: each fixture of Hugging Face's is rewritten in timm's names and shapes, read back, and
    /// computes what it computed before.
    /// </summary>
    public sealed class TimmNamesTests
    {
        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void DistilledDeiT_HasTwoHeads()
        {
            using var model = Load(
                "huggingface/deit-distilled",
                "deit_tiny_distilled_patch16_224",
                "\"mlp_ratio\": 2.5, \"num_classes\": 5",
                out var reference);
            using (reference)
            {
                AssertEqual(model.Trace(reference.PixelValues).Logits!, reference, "logits");
            }
        }

        [Test]
        public void LayerScaleAndClassPosition_AreDinov2s()
        {
            using var model = Load(
                "huggingface/dinov2", "vit_small_patch14_dinov2", "\"mlp_ratio\": 2, \"num_classes\": 0", out var reference);
            using (reference)
            {
                AssertEqual(model.Trace(reference.PixelValues).LastHiddenState, reference, "last_hidden_state");
            }
        }

        [Test]
        public void SwiGlu_IsTheGiantDinov2s()
        {
            // timm's fused layer is Hugging Face's weights_in, in the same order of halves.
            using var model = Load(
                "huggingface/dinov2-swiglu", "vit_giant_patch14_dinov2", "\"mlp_ratio\": 3, \"num_classes\": 0", out var reference);
            using (reference)
            {
                AssertEqual(model.Trace(reference.PixelValues).LastHiddenState, reference, "last_hidden_state");
            }
        }

        [TestCase(false)]
        [TestCase(true)]
        public void Registers_MayHavePositionsOrNot(bool withPositions)
        {
            using var model = Load(
                "huggingface/dinov2-registers",
                "vit_small_patch14_reg4_dinov2",
                "\"mlp_ratio\": 2, \"num_classes\": 0",
                out var reference,
                tensors => MoveRegisterPositions(tensors, withPositions));
            using (reference)
            {
                AssertEqual(model.Trace(reference.PixelValues).LastHiddenState, reference, "last_hidden_state");
            }
        }

        [Test]
        public void PositionsWithoutTheClassToken_AddNothingToIt()
        {
            using var model = Load(
                "huggingface/dinov2",
                "deit3_small_patch16_224",
                "\"mlp_ratio\": 2, \"num_classes\": 0",
                out var reference,
                MoveClassPosition);
            using (reference)
            {
                AssertEqual(model.Trace(reference.PixelValues).LastHiddenState, reference, "last_hidden_state");
            }
        }

        [Test]
        public void HeadOnTheClassToken_OfAModelWithLayerScale_IsWidened()
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            var head = arange(5 * 32, ScalarType.Float32).reshape(5, 32) / 100;
            using var model = Load(
                "huggingface/dinov2",
                "deit3_small_patch16_224",
                "\"mlp_ratio\": 2, \"num_classes\": 5",
                out var reference,
                tensors =>
                {
                    tensors["head.weight"] = (Checkpoint.ReadSingles(head), [5, 32]);
                    tensors["head.bias"] = (new float[5], [5]);
                });
            using (reference)
            {
                var expected = reference.Read("last_hidden_state").select(1, 0).matmul(head.t());
                Assert.That(Fixtures.LargestDifference(model.call(reference.PixelValues), expected), Is.LessThan(1e-4f));
            }
        }

        [TestCase("norm_pre.weight")]
        [TestCase("blocks.0.attn.q_norm.weight")]
        [TestCase("fc_norm.weight")]
        [TestCase("attn_pool.latent")]
        public void ATensorThatWouldChangeTheNumbers_IsRefusedByName(string name) => Assert.That(
                () => Load(
                    "huggingface/dinov2",
                    "vit_small_patch14_dinov2",
                    "\"mlp_ratio\": 2, \"num_classes\": 0",
                    out _,
                    tensors => tensors[name] = (new float[32], [32])),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains(name));

        private static void AssertEqual(Tensor actual, Reference reference, string name) =>
            Assert.That(Fixtures.LargestDifference(actual, reference.Read(name)), Is.LessThan(1e-5f));

        // With positions for all tokens the registers carry theirs; without, the class token carries its own.
        private static void MoveRegisterPositions(Dictionary<string, (float[] Values, long[] Shape)> tensors, bool withPositions)
        {
            var positions = tensors["pos_embed"].Values;
            if (!withPositions)
            {
                tensors["cls_token"] = (tensors["cls_token"].Values.Zip(positions, (a, b) => a + b).ToArray(), [1, 1, 32]);
                tensors["pos_embed"] = (positions[32..], [1, 16, 32]);
                return;
            }

            var extra = Enumerable.Range(0, 4 * 32).Select(i => i / 64f).ToArray();
            tensors["reg_token"] = (tensors["reg_token"].Values.Zip(extra, (a, b) => a - b).ToArray(), [1, 4, 32]);
            tensors["pos_embed"] = ([.. positions[..32], .. extra, .. positions[32..]], [1, 21, 32]);
        }

        private static void MoveClassPosition(Dictionary<string, (float[] Values, long[] Shape)> tensors) =>
            MoveRegisterPositions(tensors, withPositions: false);

        // Rewrites a fixture as timm's, with a config.json that says its sizes.
        private ImageClassifier Load(
            string fixture,
            string architecture,
            string arguments,
            out Reference reference,
            Action<Dictionary<string, (float[] Values, long[] Shape)>>? change = null)
        {
            reference = new Reference(fixture, "expected_32x32");
            var tensors = ToTimm(reference.Folder, reference.Config);
            if (arguments.Contains("\"num_classes\": 0", StringComparison.Ordinal))
            {
                tensors.Remove("head.weight");
                tensors.Remove("head.bias");
            }

            change?.Invoke(tensors);
            SafetensorsWriter.Write(
                _folder.Combine("model.safetensors"),
                tensors.Select(tensor => new SafetensorsTensor(tensor.Key, tensor.Value.Shape, () => tensor.Value.Values)));
            var config = ModelConfig.Parse(
                $$"""
                {
                  "architecture": "{{architecture}}",
                  "model_args": { "img_size": 32, "patch_size": 8, "embed_dim": 32, "depth": 3, "num_heads": 4, {{arguments}} }
                }
                """,
                "config.json");
            var model = new ImageClassifier(config, Checkpoint.CountClasses(_folder.Path, config));
            Checkpoint.Load(model, _folder.Path, newHead: false);
            model.eval();
            return model;
        }

        private static Dictionary<string, (float[] Values, long[] Shape)> ToTimm(string folder, ModelConfig config)
        {
            using var file = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
            var tensors = new Dictionary<string, (float[] Values, long[] Shape)>();
            foreach (var entry in file.Entries.Values.Where(entry => !entry.Name.EndsWith("mask_token", StringComparison.Ordinal)))
            {
                if (Rename(entry.Name, config.ModelType) is { } name)
                {
                    tensors.Add(name, (file.ReadSingles(entry.Name), entry.Shape.ToArray()));
                }
            }

            for (var block = 0; block < config.Layers; block++)
            {
                foreach (var kind in new[] { "weight", "bias" })
                {
                    var parts = new[] { "query", "key", "value" }
                        .Select(part => file.ReadSingles($"{config.ModelType}.encoder.layer.{block}.attention.attention.{part}.{kind}"));
                    long[] shape = kind == "weight" ? [96, 32] : [96];
                    tensors.Add($"blocks.{block}.attn.qkv.{kind}", (parts.SelectMany(part => part).ToArray(), shape));
                }
            }

            return tensors;
        }

        // null for what is written otherwise.
        private static string? Rename(string name, string family)
        {
            if (name.Contains(".attention.attention.", StringComparison.Ordinal))
            {
                return null;
            }

            (string From, string To)[] parts =
            [
                ("cls_classifier", "head"), ("distillation_classifier", "head_dist"), ("classifier", "head"),
                (family + ".embeddings.cls_token", "cls_token"), (family + ".embeddings.distillation_token", "dist_token"),
                (family + ".embeddings.register_tokens", "reg_token"), (family + ".embeddings.position_embeddings", "pos_embed"),
                (family + ".embeddings.patch_embeddings.projection", "patch_embed.proj"), (family + ".layernorm", "norm"),
                (family + ".encoder.layer.", "blocks."), (".attention.output.dense", ".attn.proj"), (".layernorm_before", ".norm1"),
                (".layernorm_after", ".norm2"), (".intermediate.dense", ".mlp.fc1"), (".output.dense", ".mlp.fc2"),
                (".mlp.weights_in", ".mlp.fc1"), (".mlp.weights_out", ".mlp.fc2"), (".layer_scale1.lambda1", ".ls1.gamma"),
                (".layer_scale2.lambda1", ".ls2.gamma"),
            ];
            return parts.Aggregate(name, (text, part) => text.StartsWith(part.From, StringComparison.Ordinal) || part.From[0] == '.'
                ? text.Replace(part.From, part.To, StringComparison.Ordinal)
                : text);
        }
    }
}
