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
    }
}
