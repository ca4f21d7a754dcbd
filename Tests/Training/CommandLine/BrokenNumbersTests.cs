using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.CommandLine;
using Saccade.Training.Model;
using Saccade.Training.ModelFolders;
using SkiaSharp;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.CommandLine
{
    /// <summary>What is no number, and pictures that show nothing, in every verb.</summary>
    public sealed class BrokenNumbersTests
    {
        private static readonly string Cat = Fixtures.Find("huggingface", "preprocessing", "cat.jpg");

        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [TestCase(float.NaN, "NaN")]
        [TestCase(float.PositiveInfinity, "Infinity")]
        public void LogitsThatAreNoNumbers_AreOneError_InEveryVerb(float value, string shown)
        {
            var model = WriteModel(value);
            var data = SyntheticPictures.WriteData(_folder);
            foreach (var arguments in new string[][]
            {
                ["predict", "--model", model, "--input", Cat],
                ["predict", "--model", model, "--input", Cat, "--json"],
                ["evaluate", "--model", model, "--data", data, "--output", _folder.Combine("report")],
                ["evaluate", "--model", model, "--data", data, "--output", _folder.Combine("report"), "--split", "train"],
                ["verify", "--model", model, "--reference", WriteReference()],
                ["verify", "--model", model, "--reference", WriteReference(), "--json", "--tolerance", "1"],
                ["export", "--model", model],
                ["train", "--model", model, "--data", data, "--output", _folder.Combine("out"), "--epochs", "1", "--progress", "plain"],
            })
            {
                var (code, output, error) = Run(arguments);
                var line = string.Join(' ', arguments);
                Assert.That(code, Is.EqualTo(1), line);
                var errors = error.TrimEnd().Split('\n').Count(text => text.StartsWith("error: ", StringComparison.Ordinal));
                Assert.That(errors, Is.EqualTo(1), line);
                Assert.That(error, Does.Contain("number").Or.Contains("is NaN"), line);
                Assert.That(error, Does.Not.Contain("   at ").And.Not.Contain("that should not"), line);
                Assert.That(error, arguments[0] is "predict" or "evaluate" or "verify" ? Does.Contain(shown) : Is.Not.Empty, line);
                Assert.That(output, Does.Not.Contain("NaN red").And.Not.Contains("100"), line);
            }

            Assert.That(Directory.Exists(_folder.Combine("report")), Is.False);
            Assert.That(File.Exists(Path.Combine(model, "onnx", "model.onnx")), Is.False);
            Assert.That(File.Exists(_folder.Combine("out", "config.json")), Is.False);
        }

        [Test]
        public void PicturesOfOneLevel_AndClippedOnes_AreWarnedOf_ByDataShowAndBeforeTraining()
        {
            var data = SyntheticPictures.WriteData(_folder);
            WriteFlat(Path.Combine(data, "train", "red", "flat.png"));
            WriteGrey(Path.Combine(data, "train", "green", "wide.pgm"), level: 30_000);
            WriteGrey(Path.Combine(data, "train", "green", "narrow.pgm"), level: 200);
            var (code, _, error) = Run(["data", "show", "--data", data]);
            Assert.That(code, Is.Zero, error);
            var warnings = error.TrimEnd().Split('\n');
            Assert.That(warnings, Has.Length.EqualTo(2));
            Assert.That(warnings[0], Does.StartWith("warning: Pictures of one level").And.Contain("1, such as ").And.Contain("flat.png"));
            Assert.That(warnings[1], Does.StartWith("warning: Pictures of 16-bit grey that are clipped").And.Contain("wide.pgm"));
            Assert.That(error, Does.Not.Contain("narrow"));

            var (json, output, _) = Run(["data", "show", "--data", data, "--json"]);
            Assert.That(json, Is.Zero);
            using var report = JsonDocument.Parse(output);
            Assert.That(report.RootElement.GetProperty("warnings").GetArrayLength(), Is.EqualTo(2));

            (code, output, error) = Run(
            [
                "train", "--model", SyntheticPictures.WriteModel(_folder), "--data", data, "--output", _folder.Combine("out"),
                "--from-scratch", "--epochs", "1", "--progress", "plain",
            ]);
            Assert.That(code, Is.Zero, error);
            Assert.That(output + error, Does.Contain("warning: Pictures of one level").And.Contain("warning: Pictures of 16-bit grey"));
        }

        [Test]
        public void Evaluate_AdvisesNoOptionThatItLacks_OfABrokenPicture()
        {
            var data = SyntheticPictures.WriteData(_folder);
            var broken = Path.Combine(data, "validation", "red", "broken.png");
            File.WriteAllText(broken, "no picture");
            var (code, _, error) = Run(["evaluate", "--model", WriteModel(0), "--data", data, "--output", _folder.Combine("report")]);
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain(broken).And.Not.Contain("--skip-bad"));

            (code, _, error) = Run(
                ["train", "--model", WriteModel(0), "--data", data, "--output", _folder.Combine("out"), "--progress", "plain"]);
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain(broken).And.Contain("--skip-bad"));
        }

        private static (int Code, string Output, string Error) Run(string[] arguments)
        {
            var (output, error) = (new StringWriter(), new StringWriter());
            return (Commands.Run(arguments, output, error), output.ToString(), error.ToString());
        }

        private static void WriteFlat(string path)
        {
            using var picture = new SKBitmap(20, 24);
            picture.Erase(new SKColor(255, 255, 255));
            SyntheticPictures.Save(picture, path);
        }

        private static void WriteGrey(string path, ushort level)
        {
            var header = "P5 20 24 65535\n"u8;
            var pixels = Enumerable.Range(0, 20 * 24).Select(i => (ushort)(level - i % 7));
            File.WriteAllBytes(path, [.. header, .. pixels.SelectMany(value => new[] { (byte)(value >> 8), (byte)value })]);
        }

        private string WriteReference()
        {
            var path = _folder.Combine("reference.safetensors");
            SafetensorsWriter.Write(path,
            [
                new SafetensorsTensor("pixel_values", [1, 3, 16, 16], () => new float[3 * 16 * 16]),
                new SafetensorsTensor("logits", [1, 3], () => [1, 2, 3]),
            ]);
            return path;
        }

        // A model of the colours; one of its classes' bias is the value.
        private string WriteModel(float value)
        {
            var directory = _folder.Combine("broken");
            Directory.CreateDirectory(directory);
            var text = ConfigText.WithLabels(SyntheticPictures.Config, ["blue", "green", "red"]);
            File.WriteAllText(Path.Combine(directory, ModelLayout.Config), text);
            File.WriteAllText(Path.Combine(directory, ModelLayout.Preprocessor), SyntheticPictures.Preprocessor);
            using var model = new ImageClassifier(ModelConfig.Parse(text, "config.json"), 3);
            using (no_grad())
            {
                model.Head!.Output.bias!.fill_(0);
                model.Head.Output.bias[2] = tensor(value);
            }

            Checkpoint.Save(model, Path.Combine(directory, ModelLayout.Weights));
            return directory;
        }
    }
}
