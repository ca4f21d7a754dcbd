using System.IO;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.ModelFolders;

namespace Saccade.Training.Tests.ModelFolders
{
    public sealed class ConfigTextTests
    {
        [Test]
        public void WithLabels_ReplacesTheLabelsBothWays()
        {
            var text = ConfigText.WithLabels(
                File.ReadAllText(Fixtures.Find("huggingface", "vit", "config.json")), ["Kätzchen", "a \"dog\""]);
            Assert.That(ModelConfig.Parse(text, "config.json").Labels, Is.EqualTo(new[] { "Kätzchen", "a \"dog\"" }));
            using var json = JsonDocument.Parse(text);
            Assert.That(json.RootElement.GetProperty("label2id").GetProperty("Kätzchen").GetInt32(), Is.Zero);
            Assert.That(json.RootElement.GetProperty("label2id").EnumerateObject(), Has.Exactly(2).Items);
        }

        [Test]
        public void WithLabels_KeepsTheSizes_AndSaysThatWeightsAreSingles()
        {
            const string source =
                """{"hidden_size": 24, "layer_norm_eps": 1e-12, "torch_dtype": "float16", "num_labels": 9, "x": [1.0]}""";
            using var json = JsonDocument.Parse(ConfigText.WithLabels(source, ["a", "b"]));
            Assert.That(json.RootElement.GetProperty("hidden_size").GetInt32(), Is.EqualTo(24));
            Assert.That(json.RootElement.GetProperty("layer_norm_eps").GetRawText(), Is.EqualTo("1e-12"));
            Assert.That(json.RootElement.GetProperty("x")[0].GetRawText(), Is.EqualTo("1.0"));
            Assert.That(json.RootElement.GetProperty("dtype").GetString(), Is.EqualTo("float32"));
            Assert.That(json.RootElement.TryGetProperty("torch_dtype", out _), Is.False);
            Assert.That(json.RootElement.TryGetProperty("num_labels", out _), Is.False);
        }

        [Test]
        public void WithLabels_StatesNoDropoutThatNobodyAppliesHere()
        {
            const string source =
                """
                {"model_type": "dinov2", "hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.2, "drop_path_rate": 0.3,
                 "classifier_dropout_prob": 0.4}
                """;
            using var json = JsonDocument.Parse(ConfigText.WithLabels(source, ["a", "b"]));
            foreach (var key in new[] { "hidden_dropout_prob", "attention_probs_dropout_prob", "drop_path_rate" })
            {
                Assert.That(json.RootElement.GetProperty(key).GetDouble(), Is.Zero, key);
            }

            Assert.That(json.RootElement.TryGetProperty("classifier_dropout_prob", out _), Is.False);
            using var silent = JsonDocument.Parse(ConfigText.WithLabels("{}", ["a", "b"]));
            Assert.That(silent.RootElement.TryGetProperty("hidden_dropout_prob", out _), Is.False);
        }

        [Test]
        public void WithLabels_KeepsTheDropoutOfATwoLayerHead()
        {
            var text = ConfigText.WithLabels(ConfigText.WithHead("{}", 16, 0.25), ["a", "b"]);
            Assert.That(ModelConfig.Parse(text, "config.json").HeadDropout, Is.EqualTo(0.25));
        }

        [Test]
        public void WithProblemType_IsKeptByWhatComesAfter_AlsoOfTimmsFiles()
        {
            foreach (var source in new[] { "{}", """{"architecture": "vit_tiny_patch16_224"}""" })
            {
                var text = ConfigText.WithProblemType(source, "multi_label_classification");
                Assert.That(ModelConfig.Parse(ConfigText.WithLabels(text, ["a", "b"]), "config.json").IsMultiLabel, Is.True, source);
            }
        }

        [TestCase("""{"image_size": 224, "patch_size": 16}""")]
        [TestCase("""{"architecture": "vit_tiny_patch16_224"}""")]
        [TestCase("""{"architecture": "vit_tiny_patch16_224", "model_args": {"img_size": 192, "depth": 3}}""")]
        public void WithPictureSize_IsWhatIsReadBack(string source)
        {
            var square = ModelConfig.Parse(ConfigText.WithPictureSize(source, 96, 96), "config.json");
            var wide = ModelConfig.Parse(ConfigText.WithPictureSize(source, 64, 96), "config.json");
            Assert.That((square.ImageHeight, square.ImageWidth), Is.EqualTo((96, 96)));
            Assert.That((wide.ImageHeight, wide.ImageWidth), Is.EqualTo((64, 96)));
            Assert.That(wide.Layers, Is.EqualTo(ModelConfig.Parse(source, "config.json").Layers));
        }
    }
}
