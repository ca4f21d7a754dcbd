using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Core.Tests.Inference.Foreign;
using Saccade.Training.CommandLine;
using SkiaSharp;

namespace Saccade.Training.Tests.CommandLine
{
    /// <summary>Classifiers of other tools at the command line: the same values and sentences as in a scene.</summary>
    public sealed class ForeignModelTests
    {
        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void Predict_OfEachOfTheTwelve_SaysWhatOnnxRuntimeSays(
            [ValueSource(typeof(ForeignModel), nameof(ForeignModel.All))] ForeignModel foreign)
        {
            var path = foreign.CopyAlone(_folder.Path);
            foreign.WriteRule(_folder.Path);
            var (picture, rgb) = DrawPicture(foreign.Side);
            var (code, output, error) = Run("predict", "--model", path, picture, "--json", "--probabilities");
            Assert.That(code, Is.Zero, error);
            using var json = JsonDocument.Parse(output);
            var probabilities = json.RootElement[0].GetProperty("probabilities").EnumerateArray().Select(p => p.GetSingle()).ToArray();
            Assert.That(probabilities, Is.EqualTo(foreign.RunOnLevels(rgb)).Within(1e-4f));
        }

        [TestCase("segmentation", "a map of classes")]
        [TestCase("detector", "boxes")]
        [TestCase("text", "reads tokens")]
        public void Predict_OfWhatIsNoClassifier_RefusesInOneSentence(string file, string reason)
        {
            var (code, _, error) = Run("predict", "--model", Fixtures.Find("foreign-onnx", file + ".onnx"), DrawPicture(64).Path);
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain(reason).And.Contain("Saccade runs image classifiers"));
            Assert.That(error.Trim().Split('\n'), Has.Length.EqualTo(1));
        }

        [Test]
        public void Predict_WithAFolder_RecordsWhatWasFound_AndReadsItTheNextTime()
        {
            File.Copy(Fixtures.Find("foreign-onnx", "nhwc-softmax.onnx"), _folder.Combine("model.onnx"));
            File.WriteAllText(_folder.Combine("config.json"), """{"model_type": "mobilenet_v2"}""");
            File.WriteAllText(_folder.Combine("preprocessor_config.json"), """{"size": {"height": 64, "width": 64}}""");
            var picture = DrawPicture(64).Path;
            var first = Run("predict", "--model", _folder.Path, picture, "--json");
            Assert.That(first.Code, Is.Zero, first.Error);
            using var config = JsonDocument.Parse(File.ReadAllText(_folder.Combine("config.json")));
            Assert.That(
                JsonSerializer.Serialize(config.RootElement.GetProperty("saccade_onnx")),
                Is.EqualTo("""{"file":"model.onnx","input":"input_1:0","output":"Identity:0","layout":"nhwc","type":"float","""
                    + "\"channel_order\":\"rgb\",\"activation\":\"softmax\",\"labels\":\"none\"}"));
            Assert.That(config.RootElement.GetProperty("model_type").GetString(), Is.EqualTo("mobilenet_v2"));
            var time = File.GetLastWriteTimeUtc(_folder.Combine("config.json"));
            Assert.That(Run("predict", "--model", _folder.Path, picture, "--json").Output, Is.EqualTo(first.Output));
            Assert.That(File.GetLastWriteTimeUtc(_folder.Combine("config.json")), Is.EqualTo(time));

            File.WriteAllText(
                _folder.Combine("config.json"),
                File.ReadAllText(_folder.Combine("config.json")).Replace("softmax", "none", StringComparison.Ordinal));
            var (code, output, error) = Run("predict", "--model", _folder.Path, picture, "--json");
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Is.Not.EqualTo(first.Output));
            Assert.That(error, Does.Contain("saccade_onnx.activation is 'none'").And.Contain("ends as 'softmax'"));
        }

        [Test]
        public void Variant_ChoosesTheFile_AndWhatItCostsIsRecordedByExport()
        {
            var model = _folder.Combine("exported");
            var data = Fixtures.Find("huggingface", "training", "data");
            var (code, output, error) = Run("export", "--model", HeadModel.Source, "--output", model, "--int8", "--data", data);
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Contain("top class as the full-precision file's"));
            using (var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(model, "config.json"))))
            {
                var variants = config.RootElement.GetProperty("saccade_onnx").GetProperty("variants");
                Assert.That(variants.GetProperty("onnx/model_quantized.onnx").GetDouble(), Is.InRange(0, 1));
            }

            var picture = DrawPicture(64).Path;
            Assert.That(Probabilities(model, picture, "int8"), Is.Not.EqualTo(Probabilities(model, picture, "fp32")));
            Assert.That(Probabilities(model, picture, "fp32"), Is.EqualTo(Probabilities(model, picture, "auto")).Within(1e-4));
            (code, _, error) = Run("predict", "--model", model, picture, "--variant", "fp16");
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain("model_fp16.onnx: the file of the variant Fp16 is missing"));

            Assert.That(Run("export", "--model", model, "--int8").Code, Is.Zero);
            Assert.That(
                File.ReadAllText(Path.Combine(model, "config.json")), Does.Not.Contain("saccade_onnx"), "nobody measured the new one");
        }

        [Test]
        public void Info_OfAFileAlone_SaysWhatItTakesAndWhatIsAsked()
        {
            var (code, output, error) = Run("info", "--model", new ForeignModel("cnn-timm").CopyAlone(_folder.Path));
            Assert.That(code, Is.Zero, error);
            Assert.That(
                output,
                Does.Contain("takes input [-1, 3, 64, 64]").And.Contain("saccade_onnx.range").And.Contain("6 classes: LABEL_0"));
        }

        private static double[] Probabilities(string model, string picture, string variant)
        {
            var (code, output, error) = Run("predict", "--model", model, picture, "--json", "--probabilities", "--variant", variant);
            Assert.That(code, Is.Zero, error);
            using var json = JsonDocument.Parse(output);
            return json.RootElement[0].GetProperty("probabilities").EnumerateArray().Select(p => p.GetDouble()).ToArray();
        }

        private static (int Code, string Output, string Error) Run(params string[] arguments)
        {
            using StringWriter output = new();
            using StringWriter error = new();
            var code = Commands.Run(arguments, output, error);
            return (code, output.ToString(), error.ToString());
        }

        private (string Path, byte[] Rgb) DrawPicture(int side)
        {
            var rgb = new byte[3 * side * side];
            new Random(3).NextBytes(rgb);
            using SKBitmap bitmap = new(side, side);
            for (var i = 0; i < side * side; i++)
            {
                bitmap.SetPixel(i % side, i / side, new SKColor(rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]));
            }

            var path = _folder.Combine("picture.png");
            using var file = File.Create(path);
            bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
            return (path, rgb);
        }
    }
}
