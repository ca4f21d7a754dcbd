using System.IO;
using NUnit.Framework;
using Saccade.Preprocessing;

namespace Saccade.Core.Tests.Preprocessing
{
    public sealed class PreprocessingRuleTests
    {
        [Test]
        public void Parse_StyleOf2021_StretchesToTheSquare()
        {
            var rule = PreprocessingRule.Parse("""{"feature_extractor_type": "ViTFeatureExtractor", "size": 64}""", "p.json");

            Assert.That(rule.Mode, Is.EqualTo(ResizeMode.Stretch));
            Assert.That(rule.GetOutputSize(100, 50), Is.EqualTo((64, 64)));
            Assert.That(rule.Rescale, Is.True, "a missing do_rescale means true");
        }

        [Test]
        public void Parse_NumberForOtherProcessors_IsTheShortestEdge()
        {
            var rule = PreprocessingRule.Parse("""{"image_processor_type": "BitImageProcessor", "size": 64}""", "p.json");

            Assert.That(rule.GetOutputSize(100, 50), Is.EqualTo((128, 64)));
        }

        [TestCase("ViTImageProcessor", "(bilinear)", "[0.5, 0.5, 0.5]")]
        [TestCase("DeiTImageProcessorFast", "(bicubic)", "[0.5, 0.5, 0.5]")]
        [TestCase("BitImageProcessor", "(bicubic)", "[0.48145467, 0.4578275, 0.40821072]")]
        [TestCase("CLIPFeatureExtractor", "(bicubic)", "[0.48145467, 0.4578275, 0.40821072]")]
        public void Parse_KeysThatAreMissing_AreTheProcessorsDefaults(string type, string filter, string mean)
        {
            var rule = PreprocessingRule.Parse($$"""{"image_processor_type": "{{type}}", "size": 64}""", "p.json");

            Assert.That(rule.Describe(), Does.Contain(filter).And.Contain("levels / 255").And.Contain("subtract " + mean));
        }

        [Test]
        public void Parse_KeysThatArePresent_DecideWhateverTheTypeSays()
        {
            var rule = PreprocessingRule.Parse(
                """
                {
                  "image_processor_type": "ViTImageProcessor", "size": {"shortest_edge": 40}, "resample": 0, "crop_size": 32,
                  "do_center_crop": true, "do_rescale": false, "do_normalize": false
                }
                """, "p.json");

            Assert.That(rule.Describe(), Is.EqualTo("resize the shorter side to 40 (nearest), crop the centre 32 x 32"));
        }

        [Test]
        public void Parse_Null_CountsAsAbsent()
        {
            var rule = PreprocessingRule.Parse(
                """
                {
                  "size": {"height": 48, "width": 32, "shortest_edge": null}, "crop_size": null, "do_center_crop": null, "resample": null,
                  "image_mean": null, "do_rescale": null, "rescale_factor": null, "do_pad": null
                }
                """, "p.json");

            Assert.That(
                rule.Describe(),
                Is.EqualTo("stretch to 32 x 48 (bilinear), levels / 255, subtract [0.5, 0.5, 0.5], divide by [0.5, 0.5, 0.5]"));
        }

        [TestCase("""{"size": [48, 32]}""", "stretch to 32 x 48 (bilinear)")]
        [TestCase("""{"size": 8, "image_mean": 0.25}""", "subtract [0.25, 0.25, 0.25]")]
        [TestCase("""{"size": 8, "rescale_factor": 0.00392156862745098}""", "levels / 255")]
        [TestCase("""{"size": 8, "rescale_factor": 0.3}""", "levels * 0.3")]
        [TestCase("""{"do_resize": false, "do_rescale": false, "do_normalize": false}""", "leave the levels as they are")]
        public void Describe_SaysWhatIsDone(string json, string said) =>
            Assert.That(PreprocessingRule.Parse(json, "p.json").Describe(), Does.Contain(said));

        [TestCase(200, 100, 0.3f, 0.1f, 0.4f, 0.8f)]
        [TestCase(100, 200, 0.1f, 0.3f, 0.8f, 0.4f)]
        public void GetSeenRegion_CentreCrop_IsTheMiddleOfTheSource(
            int sourceWidth, int sourceHeight, float left, float top, float width, float height)
        {
            var rule = PreprocessingRule.Parse(
                """{"size": {"shortest_edge": 50}, "do_center_crop": true, "crop_size": {"height": 40, "width": 40}}""", "p.json");

            var seen = rule.GetSeenRegion(sourceWidth, sourceHeight);

            Assert.That(
                new[] { seen.Left, seen.Top, seen.Width, seen.Height }, Is.EqualTo(new[] { left, top, width, height }).Within(1e-6f));
        }

        [Test]
        public void GetSeenRegion_CropLargerThanThePicture_ReachesOutside()
        {
            var rule = PreprocessingRule.Parse(
                """{"do_resize": false, "do_center_crop": true, "crop_size": {"height": 96, "width": 96}}""", "p.json");

            Assert.That(rule.GetSeenRegion(48, 96), Is.EqualTo((-0.5f, 0f, 2f, 1f)));
        }

        [TestCase("huggingface/preprocessing/dinov2")]
        [TestCase("huggingface/preprocessing/vit-rectangle")]
        [TestCase("huggingface/preprocessing/vit-no-normalize")]
        [TestCase("huggingface/preprocessing/crop-larger-than-picture")]
        public void ToJson_ReadAgain_IsTheSameRule(string folder)
        {
            var rule = PreprocessingRule.ReadFile(Path.Combine(Fixtures.Find(folder.Split('/')), "preprocessor_config.json"));

            var again = PreprocessingRule.Parse(rule.ToJson(), "written");

            Assert.That(again.ToJson(), Is.EqualTo(rule.ToJson()));
            Assert.That(again.CreateNormalizationTable(), Is.EqualTo(rule.CreateNormalizationTable()));
            Assert.That(again.GetOutputSize(301, 97), Is.EqualTo(rule.GetOutputSize(301, 97)));
        }

        [TestCase("""{"size": {"height": 224, "width": 200}}""", "384 x 384", "384 x 384")]
        [TestCase("""{"size": {"shortest_edge": 256}, "do_center_crop": true, "crop_size": 224}""", "438 x 438", "384 x 384")]
        [TestCase("""{"size": {"shortest_edge": 224}, "do_center_crop": true, "crop_size": 224}""", "384 x 384", "384 x 384")]
        [TestCase("""{"size": {"height": 280, "width": 256}, "do_center_crop": true, "crop_size": 224}""", "438 x 480", "384 x 384")]
        [TestCase("""{"size": {"shortest_edge": 256}}""", "384 x 384", "384 x 384")]
        [TestCase("""{"do_resize": false, "do_center_crop": true, "crop_size": 224}""", "1000 x 1000", "384 x 384")]
        public void WithPictureSize_KeepsWhatIsSeenOfAPicture(string json, string resized, string seen)
        {
            var before = PreprocessingRule.Parse(json, "p.json");
            var rule = before.WithPictureSize(384, 384);

            Assert.That($"{rule.GetResizedSize(1000, 1000).Width} x {rule.GetResizedSize(1000, 1000).Height}", Is.EqualTo(resized));
            Assert.That($"{rule.GetOutputSize(1000, 1000).Width} x {rule.GetOutputSize(1000, 1000).Height}", Is.EqualTo(seen));
            Assert.That((rule.Filter, rule.CropRounding), Is.EqualTo((before.Filter, before.CropRounding)));
            Assert.That(rule.CreateNormalizationTable(), Is.EqualTo(before.CreateNormalizationTable()));
            Assert.That(PreprocessingRule.Parse(rule.ToJson(), "written").ToJson(), Is.EqualTo(rule.ToJson()));
        }

        [TestCase(0)]
        [TestCase(20_000)]
        public void WithPictureSize_OutOfRange_IsRefused(int side) => Assert.That(
            () => PreprocessingRule.Stretch(8, 8).WithPictureSize(side, 8), Throws.InstanceOf<System.ArgumentOutOfRangeException>());

        [TestCase("""{"size": {"height": 0, "width": 4}}""", "size")]
        [TestCase("""{"size": 1e9}""", "size")]
        [TestCase("""{"size": 99999999999999999999}""", "size")]
        [TestCase("""{"size": {"longest_edge": 4, "shortest_edge": 2}}""", "longest edge")]
        [TestCase("""{}""", "size")]
        [TestCase("""{"size": 4, "do_center_crop": true, "crop_size": {"shortest_edge": 4}}""", "crop_size")]
        [TestCase("""{"size": 4, "do_pad": true}""", "do_pad")]
        [TestCase("""{"size": 4, "image_processor_type": 5}""", "image_processor_type")]
        [TestCase("""{"size": 4, "crop_rounding": "up"}""", "crop_rounding")]
        [TestCase("""{"size": 4, "resample": 7}""", "resample")]
        [TestCase("""{"size": 4, "do_resize": "yes"}""", "do_resize")]
        [TestCase("""{"size": 4, "image_std": [0.5, 0, 0.5]}""", "image_std")]
        [TestCase("""{"size": 4, "image_mean": [0.5, 0.5]}""", "image_mean")]
        [TestCase("""{"size": 4, "rescale_factor": 0}""", "rescale_factor")]
        [TestCase("""{"size": 4, "size": 5}""", "size")]
        [TestCase("""[1, 2]""", "Array")]
        [TestCase("""{"size": """, "JSON")]
        public void Parse_RuleThatCantBeFollowed_NamesFileAndKey(string json, string named) => Assert.That(
                () => PreprocessingRule.Parse(json, "some/preprocessor_config.json"),
                Throws.InstanceOf<ModelFileException>().With.Message.Contains("some/preprocessor_config.json").And.Message.Contains(named));
    }
}
