using System.IO;
using NUnit.Framework;
using Saccade.Preprocessing;

namespace Saccade.Core.Tests.Preprocessing
{
    public sealed class PreprocessingRuleTimmTests
    {
        private string _folder = "";

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade-test-").FullName;

        [TearDown]
        public void DeleteFolder() => Directory.Delete(_folder, true);

        [Test]
        public void ReadFolder_OfTimm_FollowsPretrainedCfg()
        {
            var rule = PreprocessingRule.ReadFolder(Fixtures.Find("huggingface", "timm"));

            Assert.That(
                rule.Describe(),
                Is.EqualTo(
                    "resize the shorter side to 35 (bicubic), crop the centre 32 x 32, levels / 255, "
                    + "subtract [0.5, 0.5, 0.5], divide by [0.5, 0.5, 0.5]"));
        }

        // In torchvision it is int(round((width - crop) / 2.0)), and Python rounds half to even.
        [TestCase(24, 12, 12)]
        [TestCase(25, 12, 12)]
        [TestCase(27, 14, 13)]
        [TestCase(29, 14, 14)]
        public void Plan_OfTimm_CropsWhereTorchvisionDoes(int cutOff, int torchvision, int huggingFace)
        {
            var rule = Read("""{"pretrained_cfg": {"input_size": [3, 80, 80], "crop_pct": 1.0}}""");
            var written = PreprocessingRule.Parse(rule.ToJson(), "written");
            var other = PreprocessingRule.Parse("""{"size": {"shortest_edge": 80}, "crop_size": 80}""", "p.json");

            Assert.That(rule.Plan(80 + cutOff, 80).CropLeft, Is.EqualTo(torchvision));
            Assert.That(written.Plan(80 + cutOff, 80).CropLeft, Is.EqualTo(torchvision));
            Assert.That(other.Plan(80 + cutOff, 80).CropLeft, Is.EqualTo(huggingFace));
        }

        // The odd pixel of padding comes after the picture in torchvision, before it in Hugging Face's processors.
        [TestCase(1, 0, -1)]
        [TestCase(3, -1, -2)]
        [TestCase(4, -2, -2)]
        public void Plan_CropLargerThanThePicture_PadsAsItsLibraryDoes(int missing, int torchvision, int huggingFace)
        {
            const string json = """{"do_resize": false, "crop_size": 80, "crop_rounding": ROUNDING}""";
            var rule = PreprocessingRule.Parse(json.Replace("ROUNDING", "\"half_to_even\""), "p.json");
            var other = PreprocessingRule.Parse(json.Replace("ROUNDING", "null"), "p.json");

            Assert.That(rule.Plan(80 - missing, 80).CropLeft, Is.EqualTo(torchvision));
            Assert.That(other.Plan(80 - missing, 80).CropLeft, Is.EqualTo(huggingFace));
        }

        [Test]
        public void ReadFolder_PreprocessorBesidePretrainedCfg_Wins()
        {
            File.Copy(Fixtures.Find("huggingface", "timm", "config.json"), Path.Combine(_folder, "config.json"));
            File.WriteAllText(Path.Combine(_folder, "preprocessor_config.json"), """{"size": 48}""");

            Assert.That(PreprocessingRule.ReadFolder(_folder).GetOutputSize(9, 7), Is.EqualTo((48, 48)));
        }

        [Test]
        public void ReadFolder_SilentPretrainedCfg_TakesTimmsDefaults()
        {
            var rule = Read("""{"architecture": "vit_base_patch16_224", "pretrained_cfg": {}}""");

            Assert.That(
                rule.Describe(),
                Is.EqualTo(
                    "resize the shorter side to 256 (bicubic), crop the centre 224 x 224, levels / 255, "
                    + "subtract [0.485, 0.456, 0.406], divide by [0.229, 0.224, 0.225]"));
        }

        [Test]
        public void ReadFolder_KeysBesideTheArchitecture_AreReadToo()
        {
            var rule = Read("""{"architecture": "vit_base_patch16_224", "input_size": [3, 96, 96], "crop_pct": 1.0}""");

            Assert.That(rule.Describe(), Does.StartWith("resize the shorter side to 96 (bicubic), crop the centre 96 x 96, "));
        }

        [Test]
        public void ReadFolder_Squash_StretchesToBothSides()
        {
            var rule = Read(
                """{"pretrained_cfg": {"input_size": [3, 40, 80], "crop_pct": 0.9, "crop_mode": "squash", "interpolation": "bilinear"}}""");

            Assert.That(rule.Describe(), Does.StartWith("stretch to 88 x 44 (bilinear), crop the centre 80 x 40, "));
        }

        [TestCase("""{"pretrained_cfg": {"crop_mode": "border"}}""", "crop_mode")]
        [TestCase("""{"pretrained_cfg": {"crop_border_pixels": 2}}""", "crop_border_pixels")]
        [TestCase("""{"pretrained_cfg": {"input_size": [1, 28, 28]}}""", "input_size")]
        [TestCase("""{"pretrained_cfg": {"input_size": [3, 28, 56]}}""", "input_size")]
        [TestCase("""{"pretrained_cfg": {"input_size": 28}}""", "input_size")]
        [TestCase("""{"pretrained_cfg": {"crop_pct": -1}}""", "crop_pct")]
        [TestCase("""{"pretrained_cfg": {"crop_pct": 1e-9}}""", "crop_pct")]
        [TestCase("""{"pretrained_cfg": {"interpolation": "random"}}""", "interpolation")]
        [TestCase("""{"pretrained_cfg": {"std": [1, 0, 1]}}""", "std")]
        [TestCase("""{"model_type": "vit"}""", "preprocessor_config.json: the file is missing")]
        public void ReadFolder_RuleThatCantBeFollowed_NamesTheKey(string json, string named) => Assert.That(
                () => Read(json),
                Throws.InstanceOf<ModelFileException>().With.Message.StartsWith(_folder).And.Message.Contains(named));

        [Test]
        public void ReadFolder_WithoutEitherFile_NamesThePreprocessor() => Assert.That(
                () => PreprocessingRule.ReadFolder(_folder),
                Throws.InstanceOf<ModelFileException>().With.Message.Contains("preprocessor_config.json"));

        private PreprocessingRule Read(string config)
        {
            File.WriteAllText(Path.Combine(_folder, "config.json"), config);
            return PreprocessingRule.ReadFolder(_folder);
        }
    }
}
