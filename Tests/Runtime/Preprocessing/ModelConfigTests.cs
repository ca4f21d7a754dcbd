using NUnit.Framework;
using Saccade.Preprocessing;

namespace Saccade.Runtime.Tests.Preprocessing
{
    public sealed class ModelConfigTests
    {
        [Test]
        public void Parse_LabelsInAnyOrder_AreSortedByIndex()
        {
            ModelConfig config = ModelConfig.Parse("""{"id2label": {"1": "b", "0": "a", "2": "c"}}""", "config.json");

            Assert.That(config.Labels, Is.EqualTo(new[] { "a", "b", "c" }));
            Assert.That(config.Patches, Is.EqualTo(196), "ViT-Base is what a config without sizes means");
        }

        [Test]
        public void Parse_SizesThatAreNotSquare_GiveHeightFirst()
        {
            ModelConfig config = ModelConfig.Parse("""{"image_size": [32, 64], "patch_size": [8, 16]}""", "config.json");

            Assert.That((config.GridHeight, config.GridWidth), Is.EqualTo((4, 4)));
            Assert.That((config.ImageHeight, config.ImageWidth), Is.EqualTo((32, 64)));
        }

        [TestCase("""{"hidden_size": 30, "num_attention_heads": 4}""", "num_attention_heads")]
        [TestCase("""{"image_size": 30, "patch_size": 16}""", "patch_size")]
        [TestCase("""{"num_hidden_layers": 0}""", "num_hidden_layers")]
        [TestCase("""{"num_hidden_layers": 2.5}""", "num_hidden_layers")]
        [TestCase("""{"layer_norm_eps": 0}""", "layer_norm_eps")]
        [TestCase("""{"id2label": {"0": "a", "2": "c"}}""", "id2label")]
        [TestCase("""{"id2label": {"0": 7}}""", "id2label.0")]
        [TestCase("""{"id2label": ["a"]}""", "id2label")]
        [TestCase("""{"qkv_bias": 1}""", "qkv_bias")]
        public void Parse_ContradictoryConfig_NamesFileAndKey(string json, string named)
        {
            Assert.That(
                () => ModelConfig.Parse(json, "some/config.json"),
                Throws.InstanceOf<ModelFileException>().With.Message.Contains("some/config.json").And.Message.Contains(named));
        }
    }
}
