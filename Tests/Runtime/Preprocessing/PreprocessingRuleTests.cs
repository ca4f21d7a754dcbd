using System.IO;
using NUnit.Framework;
using Saccade.Preprocessing;

namespace Saccade.Runtime.Tests.Preprocessing
{
    public sealed class PreprocessingRuleTests
    {
        [Test]
        public void Parse_StyleOf2021_StretchesToTheSquare()
        {
            PreprocessingRule rule = PreprocessingRule.Parse("""{"feature_extractor_type": "ViTFeatureExtractor", "size": 64}""", "p.json");

            Assert.That(rule.Mode, Is.EqualTo(ResizeMode.Stretch));
            Assert.That(rule.GetOutputSize(100, 50), Is.EqualTo((64, 64)));
            Assert.That(rule.Rescale, Is.True, "a missing do_rescale means true");
        }

        [Test]
        public void Parse_NumberForOtherProcessors_IsTheShortestEdge()
        {
            PreprocessingRule rule = PreprocessingRule.Parse("""{"image_processor_type": "BitImageProcessor", "size": 64}""", "p.json");

            Assert.That(rule.GetOutputSize(100, 50), Is.EqualTo((128, 64)));
        }

        [TestCase("huggingface/preprocessing/dinov2")]
        [TestCase("huggingface/preprocessing/vit-rectangle")]
        [TestCase("huggingface/preprocessing/vit-no-normalize")]
        [TestCase("huggingface/preprocessing/crop-larger-than-picture")]
        public void ToJson_ReadAgain_IsTheSameRule(string folder)
        {
            PreprocessingRule rule = PreprocessingRule.ReadFile(Path.Combine(Fixtures.Find(folder.Split('/')), "preprocessor_config.json"));

            PreprocessingRule again = PreprocessingRule.Parse(rule.ToJson(), "written");

            Assert.That(again.ToJson(), Is.EqualTo(rule.ToJson()));
            Assert.That(again.CreateNormalizationTable(), Is.EqualTo(rule.CreateNormalizationTable()));
            Assert.That(again.GetOutputSize(301, 97), Is.EqualTo(rule.GetOutputSize(301, 97)));
        }

        [TestCase("""{"size": {"height": 0, "width": 4}}""", "size")]
        [TestCase("""{"size": 1e9}""", "size")]
        [TestCase("""{"size": 99999999999999999999}""", "size")]
        [TestCase("""{"size": {"longest_edge": 4, "shortest_edge": 2}}""", "longest edge")]
        [TestCase("""{}""", "size")]
        [TestCase("""{"size": 4, "resample": 7}""", "resample")]
        [TestCase("""{"size": 4, "do_resize": "yes"}""", "do_resize")]
        [TestCase("""{"size": 4, "image_std": [0.5, 0, 0.5]}""", "image_std")]
        [TestCase("""{"size": 4, "image_mean": [0.5]}""", "image_mean")]
        [TestCase("""{"size": 4, "rescale_factor": 0}""", "rescale_factor")]
        [TestCase("""{"size": 4, "size": 5}""", "size")]
        [TestCase("""[1, 2]""", "Array")]
        [TestCase("""{"size": """, "JSON")]
        public void Parse_RuleThatCantBeFollowed_NamesFileAndKey(string json, string named)
        {
            Assert.That(
                () => PreprocessingRule.Parse(json, "some/preprocessor_config.json"),
                Throws.InstanceOf<ModelFileException>().With.Message.Contains("some/preprocessor_config.json").And.Message.Contains(named));
        }
    }
}
