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

        [TestCase(200, 100, 0.3f, 0.1f, 0.4f, 0.8f)]
        [TestCase(100, 200, 0.1f, 0.3f, 0.8f, 0.4f)]
        public void GetSeenRegion_CentreCrop_IsTheMiddleOfTheSource(
            int sourceWidth, int sourceHeight, float left, float top, float width, float height)
        {
            PreprocessingRule rule = PreprocessingRule.Parse(
                """{"size": {"shortest_edge": 50}, "do_center_crop": true, "crop_size": {"height": 40, "width": 40}}""", "p.json");

            (float Left, float Top, float Width, float Height) seen = rule.GetSeenRegion(sourceWidth, sourceHeight);

            Assert.That(new[] { seen.Left, seen.Top, seen.Width, seen.Height }, Is.EqualTo(new[] { left, top, width, height }).Within(1e-6f));
        }

        [Test]
        public void GetSeenRegion_CropLargerThanThePicture_ReachesOutside()
        {
            PreprocessingRule rule = PreprocessingRule.Parse(
                """{"do_resize": false, "do_center_crop": true, "crop_size": {"height": 96, "width": 96}}""", "p.json");

            Assert.That(rule.GetSeenRegion(48, 96), Is.EqualTo((-0.5f, 0f, 2f, 1f)));
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
