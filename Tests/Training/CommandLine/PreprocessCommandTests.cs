using System.IO;
using NUnit.Framework;
using Saccade.Training.Checkpoints;
using Saccade.Training.CommandLine;
using Saccade.Training.Pictures;

namespace Saccade.Training.Tests.CommandLine
{
    public sealed class PreprocessCommandTests
    {
        private const string Fixture = "huggingface/preprocessing";

        private TemporaryFolder _folder = null!;
        private StringWriter _output = null!;
        private StringWriter _error = null!;
        private string _tensor = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _output = new StringWriter();
            _error = new StringWriter();
            _tensor = _folder.Combine("seen.safetensors");
        }

        [TearDown]
        public void DeleteFolder()
        {
            _folder.Dispose();
            _output.Dispose();
            _error.Dispose();
        }

        [Test]
        public void Preprocess_WritesHuggingFacesTensor_AndThePictureBehindIt()
        {
            var png = _folder.Combine("seen.png");
            Assert.That(Run("deit", "rotated-by-exif.jpg", "--png", png), Is.Zero, _error.ToString());
            using var expected = SafetensorsFile.Open(Fixtures.Find(Fixture, "expected.safetensors"));
            using var actual = SafetensorsFile.Open(_tensor);
            var entry = expected.Entries["deit/rotated-by-exif.jpg"];
            Assert.That(actual.Entries["pixel_values"].Shape, Is.EqualTo(entry.Shape));
            Assert.That(actual.ReadSingles("pixel_values"), Is.EqualTo(expected.ReadSingles("deit/rotated-by-exif.jpg")));
            var seen = Picture.Decode(png);
            Assert.That(new long[] { 1, 3, seen.Height, seen.Width }, Is.EqualTo(entry.Shape));
            Assert.That(Directory.GetFiles(_folder.Path), Has.Length.EqualTo(2), "no temporary file is left");
        }

        [Test]
        public void Preprocess_SaysInOneLineWhatItDid()
        {
            Run("deit", "rotated-by-exif.jpg");
            var line = _output.ToString().TrimEnd();
            Assert.That(line, Does.Not.Contain('\n'));
            Assert.That(line, Does.Contain("stretch to").And.Contain("(bicubic), crop the centre").And.Contain("levels / 255"));
            Assert.That(line, Does.Contain("pixel_values [1, 3, "));
        }

        [Test]
        public void Preprocess_WithoutOrientation_LeavesThePictureAsItLies()
        {
            Run("dinov2", "rotated-by-exif.jpg");
            var upright = _output.ToString();
            Assert.That(Run("dinov2", "rotated-by-exif.jpg", "--no-orientation"), Is.Zero);
            var picture = Picture.Decode(Fixtures.Find(Fixture, "rotated-by-exif.jpg"));
            Assert.That(upright, Does.StartWith($"{picture.Width} x {picture.Height}: "));
            Assert.That(_output.ToString(), Does.Contain($"\n{picture.Height} x {picture.Width}: "));
        }

        [Test]
        public void Preprocess_OfATimmFolder_FollowsItsPretrainedCfg()
        {
            string[] args =
            [
                "preprocess", "--model", Fixtures.Find("huggingface/timm"), "--input", Fixtures.Find(Fixture, "cat.jpg"),
                "--output", _tensor,
            ];
            Assert.That(Commands.Run(args, _output, _error), Is.Zero, _error.ToString());
            Assert.That(_output.ToString(), Does.Contain("resize the shorter side to 35 (bicubic), crop the centre 32 x 32"));
        }

        [Test]
        public void Preprocess_OfWhatIsNoPicture_IsOneErrorAndNoFile()
        {
            Assert.That(Run("deit", "index.json"), Is.EqualTo(1));
            Assert.That(_error.ToString().TrimEnd(), Does.StartWith("error: ").And.Contain("index.json").And.Not.Contain('\n'));
            Assert.That(Directory.GetFiles(_folder.Path), Is.Empty);
        }

        [TestCase("--output")]
        [TestCase("--png")]
        public void Preprocess_ToWhereNothingCanBeWritten_LeavesNothing(string option)
        {
            var nowhere = _folder.Combine("missing", "seen");
            string[] more = option == "--png" ? ["--png", nowhere] : [];
            if (option == "--output")
            {
                _tensor = nowhere;
            }

            Assert.That(Run("deit", "cat.jpg", more), Is.EqualTo(1));
            Assert.That(_error.ToString().TrimEnd(), Does.StartWith("error: ").And.Contain(nowhere).And.Not.Contain('\n'));
            Assert.That(Directory.GetFiles(_folder.Path), Is.Empty);
        }

        [Test]
        public void Preprocess_IntoItsOwnInput_IsRefused()
        {
            _tensor = _folder.Combine("cat.jpg");
            File.Copy(Fixtures.Find(Fixture, "cat.jpg"), _tensor);
            var before = File.ReadAllBytes(_tensor);
            string[] args = ["preprocess", "--model", Fixtures.Find(Fixture, "deit"), "--input", _tensor, "--output", _tensor];
            Assert.That(Commands.Run(args, _output, _error), Is.EqualTo(1));
            Assert.That(_error.ToString(), Does.Contain("different files"));
            Assert.That(File.ReadAllBytes(_tensor), Is.EqualTo(before));
        }

        private int Run(string style, string file, params string[] more)
        {
            string[] args =
            [
                "preprocess", "--model", Fixtures.Find(Fixture, style), "--input", Fixtures.Find(Fixture, file),
                "--output", _tensor, .. more,
            ];
            return Commands.Run(args, _output, _error);
        }
    }
}
