using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Saccade.Preprocessing;

namespace Saccade.Core.Tests.Models
{
    public sealed class ModelConfigTests
    {
        [Test]
        public void Parse_LabelsInAnyOrder_AreSortedByIndex()
        {
            var config = ModelConfig.Parse("""{"id2label": {"1": "b", "0": "a", "2": "c"}}""", "config.json");

            Assert.That(config.Labels, Is.EqualTo(new[] { "a", "b", "c" }));
            Assert.That(config.Patches, Is.EqualTo(196), "ViT-Base is what a config without sizes means");
        }

        [TestCase("""{"id2label": {"0": 7, "1": 3, "2": "x"}}""", "7 3 x")]
        [TestCase("""{"label2id": {"dog": 1, "cat": 0}}""", "cat dog")]
        [TestCase("""{"label2id": {"dog": "1", "cat": "0"}, "id2label": null}""", "cat dog")]
        [TestCase("""{"label2id": {"x": 0}, "id2label": {"0": "a", "1": "b"}}""", "a b")]
        public void Parse_NumbersAsLabels_AndIndicesAlone_AreRead(string json, string expected) =>
            Assert.That(ModelConfig.Parse(json, "config.json").Labels, Is.EqualTo(expected.Split(' ')));

        [Test]
        public void Parse_SizesThatAreNotSquare_GiveHeightFirst()
        {
            var config = ModelConfig.Parse("""{"image_size": [32, 64], "patch_size": [8, 16]}""", "config.json");

            Assert.That((config.GridHeight, config.GridWidth), Is.EqualTo((4, 4)));
            Assert.That((config.ImageHeight, config.ImageWidth), Is.EqualTo((32, 64)));
        }

        [TestCase("vit", nameof(ModelFamily.ViT), 16, 1e-12, 3072, 1, 768)]
        [TestCase("deit", nameof(ModelFamily.DeiT), 16, 1e-12, 3072, 2, 768)]
        [TestCase("dinov2", nameof(ModelFamily.Dinov2), 14, 1e-6, 3072, 1, 1536)]
        [TestCase("dinov2_with_registers", nameof(ModelFamily.Dinov2WithRegisters), 14, 1e-6, 3072, 5, 1536)]
        public void Parse_FamilyAlone_MeansItsBaseModel(
            string type, string family, int patch, double epsilon, int mlp, int prefix, int features)
        {
            var config = Parse($$"""{"model_type": "{{type}}"}""");

            Assert.That((config.Family.Name, config.ModelType, config.IsTimm), Is.EqualTo((family, type, false)));
            Assert.That((config.HiddenSize, config.Layers, config.Heads), Is.EqualTo((768, 12, 12)));
            Assert.That((config.PatchHeight, config.ImageWidth, config.IntermediateSize), Is.EqualTo((patch, 224, mlp)));
            Assert.That((config.PrefixTokens, config.FeatureSize), Is.EqualTo((prefix, features)));
            Assert.That((config.LayerNormEpsilon, config.LayerScale, config.QkvBias), Is.EqualTo((epsilon, 1.0, true)));
            Assert.That((config.HeadHiddenSize, config.HeadDropout, config.Labels.Count), Is.EqualTo((0, 0.0, 0)));
        }

        [Test]
        public void Parse_DeitWithTeacher_ReadsTwoTokensWithTwoHeads()
        {
            var config = Parse("""{"model_type": "deit", "architectures": [7, "DeiTForImageClassificationWithTeacher"]}""");

            Assert.That((config.Vit.ClassHeads.Count, config.PrefixTokens, config.FeatureSize), Is.EqualTo((2, 2, 1536)));
            Assert.That(Parse("""{"architectures": ["DeiTForImageClassificationWithTeacher"]}""").Vit.ClassHeads, Has.Count.EqualTo(1));
        }

        [TestCase(32, "2", true, 48, TestName = "Parse_SwiGlu_TwoThirdsOfTheWidth_RoundedUpToEights")]
        [TestCase(1536, "4", true, 4096)]
        [TestCase(32, "2", false, 64)]
        [TestCase(32, "2.7", false, 86)]
        public void Parse_Dinov2MlpRatio_GivesTheWidth(int width, string ratio, bool gated, int expected)
        {
            var config = Parse(
                $$"""
                {"model_type": "dinov2", "hidden_size": {{width}}, "num_attention_heads": 4, "mlp_ratio": {{ratio}},
                 "use_swiglu_ffn": {{(gated ? "true" : "false")}}, "intermediate_size": 7}
                """);

            Assert.That((config.IntermediateSize, config.GatedMlp), Is.EqualTo((expected, gated)));
        }

        [Test]
        public void Parse_Registers_CountAsPrefixOnlyInTheirFamily()
        {
            Assert.That(Parse("""{"model_type": "dinov2_with_registers", "num_register_tokens": 2}""").PrefixTokens, Is.EqualTo(3));
            Assert.That(Parse("""{"model_type": "dinov2", "num_register_tokens": 2}""").PrefixTokens, Is.EqualTo(1));
        }

        [TestCase("vit_tiny_patch16_224", nameof(ModelFamily.ViT), 192, 12, 3, 768, 16)]
        [TestCase("vit_large_patch32_384", nameof(ModelFamily.ViT), 1024, 24, 16, 4096, 32)]
        [TestCase("deit_small_patch16_224", nameof(ModelFamily.ViT), 384, 12, 6, 1536, 16)]
        [TestCase("deit_small_distilled_patch16_224", nameof(ModelFamily.DeiT), 384, 12, 6, 1536, 16)]
        [TestCase("deit3_base_patch16_224", nameof(ModelFamily.Dinov2), 768, 12, 12, 3072, 16)]
        [TestCase("vit_small_patch14_dinov2", nameof(ModelFamily.Dinov2), 384, 12, 6, 1536, 14)]
        [TestCase("vit_small_patch14_reg4_dinov2", nameof(ModelFamily.Dinov2WithRegisters), 384, 12, 6, 1536, 14)]
        [TestCase("vit_giant_patch14_dinov2", nameof(ModelFamily.Dinov2), 1536, 40, 24, 4096, 14)]
        [TestCase("vit_giant_patch14_224", nameof(ModelFamily.ViT), 1408, 40, 16, 6144, 14)]
        public void Parse_TimmName_GivesTheSizes(string name, string family, int width, int layers, int heads, int mlp, int patch)
        {
            var config = Parse($$"""{"architecture": "{{name}}"}""");

            Assert.That((config.IsTimm, config.Family.Name), Is.EqualTo((true, family)));
            Assert.That((config.HiddenSize, config.Layers, config.Heads), Is.EqualTo((width, layers, heads)));
            Assert.That((config.IntermediateSize, config.PatchHeight, config.PatchWidth), Is.EqualTo((mlp, patch, patch)));
            Assert.That((config.LayerNormEpsilon, config.ImageHeight), Is.EqualTo((1e-6, 224)));
            Assert.That(config.GatedMlp, Is.EqualTo(name == "vit_giant_patch14_dinov2"));
            Assert.That(config.Vit.ClassHeads.Count, Is.EqualTo(family == nameof(ModelFamily.DeiT) ? 2 : 1));
            Assert.That(config.Registers, Is.EqualTo(family == nameof(ModelFamily.Dinov2WithRegisters) ? 4 : 0));
        }

        [Test]
        public void Parse_TimmGiantDinov2WithItsRatio_HalvesThePackedWidth()
        {
            var config = Parse("""{"architecture": "vit_giant_patch14_dinov2", "model_args": {"mlp_ratio": 5.33334}}""");

            Assert.That(config.IntermediateSize, Is.EqualTo(4096), "timm's ratio counts both halves: 5.33334 x 1536 = 2 x 4096");
        }

        [Test]
        public void Parse_TimmArguments_OverrideTheNameAndThePretrainedSize()
        {
            var config = Parse(
                """
                {"architecture": "vit_base_patch16_224", "num_features": 768, "label_names": ["b", "a"],
                 "model_args": {"embed_dim": 64, "depth": 2, "num_heads": 4, "mlp_ratio": 2.5, "patch_size": 8, "img_size": [32, 64],
                                "qkv_bias": false, "init_values": 0.25, "class_token": true, "qk_norm": false, "fc_norm": null},
                 "pretrained_cfg": {"input_size": [3, 384, 384]}}
                """);

            Assert.That((config.HiddenSize, config.Layers, config.Heads, config.IntermediateSize), Is.EqualTo((64, 2, 4, 160)));
            Assert.That((config.GridHeight, config.GridWidth, config.QkvBias), Is.EqualTo((4, 8, false)));
            Assert.That((config.Family, config.LayerScale), Is.EqualTo((ModelFamily.Dinov2, 0.25)));
            Assert.That(config.Labels, Is.EqualTo(new[] { "b", "a" }));
        }

        [Test]
        public void Parse_TimmNulls_MeanAbsent()
        {
            var config = Parse(
                """
                {"architecture": "vit_base_patch32_384", "label_names": null, "classifier_hidden_size": null,
                 "model_args": {"patch_size": null, "img_size": null, "init_values": null},
                 "pretrained_cfg": {"input_size": [3, 384, 352], "label_names": ["a"]}}
                """);

            Assert.That((config.PatchHeight, config.ImageHeight, config.ImageWidth), Is.EqualTo((32, 384, 352)));
            Assert.That((config.Family, config.Labels.Count), Is.EqualTo((ModelFamily.ViT, 1)));
            Assert.That(Parse("""{"architecture": null, "classifier_hidden_size": null}""").HeadHiddenSize, Is.Zero);
        }

        [TestCase("""{"architecture": "resnet50"}""", "resnet50")]
        [TestCase("""{"architecture": 7}""", "architecture")]
        [TestCase("""{"architecture": "vit_base_patch16_224", "global_pool": "avg"}""", "global_pool")]
        [TestCase("""{"architecture": "vit_base_patch16_224", "model_args": {"global_pool": "map"}}""", "global_pool")]
        [TestCase("""{"architecture": "vit_base_patch16_224", "model_args": {"qk_norm": true}}""", "model_args.qk_norm")]
        [TestCase("""{"architecture": "vit_base_patch16_224", "model_args": {"act_layer": "gelu_tanh"}}""", "model_args.act_layer")]
        [TestCase("""{"architecture": "vit_base_patch16_224", "model_args": {"class_token": false}}""", "model_args.class_token")]
        [TestCase("""{"architecture": "vit_base_patch16_224", "model_args": {"reg_tokens": 4}}""", "registers")]
        [TestCase("""{"architecture": "vit_base_patch16_224", "model_args": {"reg_tokens": -1}}""", "reg_tokens")]
        [TestCase("""{"architecture": "vit_base_patch16_224", "model_args": []}""", "model_args")]
        [TestCase("""{"architecture": "vit_base_patch16_224", "pretrained_cfg": {"input_size": 224}}""", "input_size")]
        [TestCase("""{"architecture": "vit_base_patch16_224", "label_names": "cat"}""", "label_names")]
        [TestCase("""{"model_type": "swin"}""", "swin")]
        [TestCase("""{"model_type": ["vit"]}""", "model_type")]
        [TestCase("""{"model_type": "dinov2", "mlp_ratio": -4}""", "mlp_ratio")]
        [TestCase("""{"model_type": "dinov2", "mlp_ratio": NaN}""", "mlp_ratio")]
        [TestCase("""{"model_type": "dinov2", "layerscale_value": NaN}""", "layerscale_value")]
        [TestCase("""{"model_type": "dinov2_with_registers", "num_register_tokens": 0}""", "num_register_tokens")]
        [TestCase("""{"image_size": 1048576, "patch_size": 1}""", "patch_size")]
        [TestCase("""{"image_size": [32, 32, 32]}""", "image_size")]
        [TestCase("""{"image_size": [99999999999999999999, 32]}""", "image_size")]
        [TestCase("""{"hidden_size": 99999999999999999999}""", "hidden_size")]
        [TestCase("""{"hidden_act": 1}""", "hidden_act")]
        [TestCase("""{"layer_norm_eps": "1e-6"}""", "layer_norm_eps")]
        [TestCase("""{"classifier_hidden_size": 0}""", "classifier_hidden_size")]
        [TestCase("""{"classifier_dropout_prob": 1}""", "classifier_dropout_prob")]
        [TestCase("""{"id2label": {"0": "a", "00": "b"}}""", "id2label")]
        [TestCase("""{"hidden_size": 768, "hidden_size": 768}""", "JSON")]
        [TestCase("[]", "object")]
        [TestCase("", "JSON")]
        [TestCase("""{"hidden_size": 30, "num_attention_heads": 4}""", "num_attention_heads")]
        [TestCase("""{"image_size": 30, "patch_size": 16}""", "patch_size")]
        [TestCase("""{"num_hidden_layers": 0}""", "num_hidden_layers")]
        [TestCase("""{"num_hidden_layers": 2.5}""", "num_hidden_layers")]
        [TestCase("""{"layer_norm_eps": 0}""", "layer_norm_eps")]
        [TestCase("""{"id2label": {"0": "a", "2": "c"}}""", "id2label")]
        [TestCase("""{"id2label": {"0": 7.5}}""", "id2label.0")]
        [TestCase("""{"id2label": ["a"]}""", "id2label")]
        [TestCase("""{"label2id": ["a"]}""", "label2id")]
        [TestCase("""{"label2id": {"a": 0, "b": 0}}""", "label2id.b")]
        [TestCase("""{"label2id": {"a": 0.5}}""", "label2id.a")]
        [TestCase("""{"label2id": {"a": 0, "b": 2}}""", "2")]
        [TestCase("""{"qkv_bias": 1}""", "qkv_bias")]
        public void Parse_ContradictoryConfig_NamesFileAndKey(string json, string named) => Assert.That(
                () => ModelConfig.Parse(json, "some/config.json"),
                Throws.InstanceOf<ModelFileException>().With.Message.Contains("some/config.json").And.Message.Contains(named));

        [Test]
        public void Parse_DamagedConfigs_OnlyEverGiveTheDocumentedException()
        {
            var texts = Directory.GetFiles(Fixtures.Find("huggingface"), "config.json", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();
            var random = new Random(7);
            var refused = 0;
            const int Rounds = 6000;
            for (var round = 0; round < Rounds; round++)
            {
                var damaged = Damage(texts[round % texts.Length], random);
                try
                {
                    Parse(damaged);
                }
                catch (ModelFileException)
                {
                    refused++;
                }
                catch (Exception e)
                {
                    Assert.Fail($"{e}\n{damaged}");
                }
            }

            // Many keys of these files say nothing of the model, so that a change there does no harm.
            Assert.That(refused, Is.InRange(Rounds / 4, Rounds - Rounds / 10));
        }

        private static ModelConfig Parse(string json) => ModelConfig.Parse(json, "config.json");

        private static string Damage(string text, Random random)
        {
            if (random.Next(3) == 0)
            {
                var at = random.Next(text.Length);
                var length = random.Next(Math.Min(4, text.Length - at));
                return text.Remove(at, length).Insert(at, new[] { "", "\"", "}", "[", ",", "\0", "9", "\ud800", "/*" }[random.Next(9)]);
            }

            var tokens = Regex.Matches(text, "\"[^\"]*\"|[-+.\\w]+|[\\[\\]{}]");
            var token = tokens[random.Next(tokens.Count)];
            string[] values =
            {
                "null", "0", "-1", "99999999999999999999", "2147483647", "1048576", "1e999", "-1e-300", "NaN", "\"\"", "\"7\"", "true",
                "{}", "[]", "[[[1]]]", "[1048576, 1048576]", "[1e9, null]", "{\"0\": {}}", "undefined", "new Date(1)",
                tokens[random.Next(tokens.Count)].Value,
            };
            return text.Remove(token.Index, token.Length).Insert(token.Index, values[random.Next(values.Length)]);
        }
    }
}
