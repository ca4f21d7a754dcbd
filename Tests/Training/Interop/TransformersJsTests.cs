using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.CommandLine;
using Saccade.Training.Model;
using Saccade.Training.ModelFolders;
using Saccade.Training.Pictures;
using SkiaSharp;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Interop
{
    /// <summary>
    /// A model folder that Saccade writes classifies in transformers.js, Hugging Face's library for JavaScript, as it does here.
    /// </summary>
    [TestFixture("Tests/Fixtures~/huggingface/vit", "fp32", 1e-3f)]
    [TestFixture("Tests/Fixtures~/huggingface/vit-no-bias-tanh", "fp32", 1e-3f)]
    [TestFixture("Tests/Fixtures~/huggingface/vit-fp16-2021-style", "fp32", 1e-3f)]
    [TestFixture("Tests/Fixtures~/huggingface/vit-sharded-bf16", "fp32", 1e-3f)]
    [TestFixture("Tests/Fixtures~/huggingface/deit-distilled", "fp32", 1e-3f)]
    [TestFixture("Tests/Fixtures~/huggingface/dinov2", "fp32", 1e-3f)]
    [TestFixture("Tests/Fixtures~/huggingface/dinov2-registers", "fp32", 1e-3f)]
    [TestFixture("Tests/Fixtures~/huggingface/timm", "fp32", 1e-3f)]
    [TestFixture("Tests/Fixtures~/huggingface/vit", "fp16", 5e-3f)]
    [TestFixture("Tests/Fixtures~/huggingface/vit", "q8", 5e-2f)]
    [TestFixture("Samples~/Shapes/Base", "fp32", 1e-3f)]
    public sealed class TransformersJsTests(string source, string type, float tolerance)
    {
        private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

        private static readonly string[] Pictures =
        [
            Fixtures.Find("huggingface", "preprocessing", "cat.jpg"),
            Fixtures.Find("huggingface", "preprocessing", "coffee.png"),
            Fixtures.Find("preprocessing", "stretch-photo.jpg"),
        ];

        private readonly List<float[]> _pixelValues = [];
        private readonly List<float[]> _logits = [];
        private IReadOnlyList<string> _labels = null!;
        private Answer _answer = null!;
        private bool _crops;

        [OneTimeSetUp]
        public void RunBoth()
        {
            _ = NodeProject.Folder;
            using var folder = new TemporaryFolder();
            var written = folder.Combine("model");
            var error = new StringWriter();
            var model = Path.Combine(Fixtures.Directory, "..", "..", source);
            string[] export = ["export", "--model", model, "--output", written, "--fp16", "--int8"];
            Assert.That(Commands.Run(export, TextWriter.Null, error), Is.Zero, error.ToString());

            var resized = Pictures.Select(path => folder.Combine(Path.GetFileNameWithoutExtension(path) + ".png")).ToArray();
            Classify(ModelDescription.Open(written), resized);
            var pixels = folder.Combine("pixels");
            File.WriteAllBytes(pixels, MemoryMarshal.AsBytes<float>(_pixelValues.SelectMany(values => values).ToArray()));
            var output = NodeProject.Run("classify.mjs", [written, type, pixels, .. resized, Pictures[0], Pictures[1]]);
            _answer = JsonSerializer.Deserialize<Answer>(output, CamelCase)!;
        }

        [Test]
        public void IdenticalPixelValues_GiveTheSameLogits()
        {
            Assert.That(_answer.Logits, Has.Length.EqualTo(Pictures.Length));
            Assert.That(_answer.Logits.SelectMany(row => row), Is.EqualTo(_logits.SelectMany(row => row)).Within(tolerance));
        }

        [Test]
        public void PicturesOfTheModelsSize_GiveTheSameScoresForTheSameLabels()
        {
            for (var i = 0; i < Pictures.Length; i++)
            {
                Assert.That(_answer.Predictions[i].Select(prediction => prediction.Label), Is.EquivalentTo(_labels));
                if (_crops)
                {
                    // It would resize and crop the picture once more.
                    continue;
                }

                var scores = _labels.Select(label => _answer.Predictions[i].Single(prediction => prediction.Label == label).Score);
                Assert.That(scores, Is.EqualTo(Softmax(_logits[i])).Within(tolerance), Pictures[i]);
            }
        }

        // It shrinks without antialiasing, so the scores of a large picture differ, but not the winner of these two.
        [TestCase(0)]
        [TestCase(1)]
        public void PhotographsThatItResizesItself_GiveTheSameTopClass(int picture)
        {
            Assert.That(_answer.Predictions[Pictures.Length + picture].Sum(prediction => prediction.Score), Is.EqualTo(1).Within(1e-4));
            if (_crops)
            {
                // How it rounds a crop is its own affair; that it runs the whole pipeline is what shows here.
                return;
            }

            var expected = _labels[Array.IndexOf(_logits[picture], _logits[picture].Max())];
            Assert.That(_answer.Predictions[Pictures.Length + picture][0].Label, Is.EqualTo(expected));
        }

        private static float[] Softmax(float[] logits)
        {
            using var scores = nn.functional.softmax(tensor(logits), 0);
            return Checkpoint.ReadSingles(scores);
        }

        private static void WritePng(string path, ReadOnlySpan<byte> levels, int width, int height)
        {
            using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
            for (var pixel = 0; pixel < width * height; pixel++)
            {
                var rgb = levels.Slice(3 * pixel, 3);
                bitmap.SetPixel(pixel % width, pixel / width, new SKColor(rgb[0], rgb[1], rgb[2]));
            }

            using var stream = File.Create(path);
            bitmap.Encode(stream, SKEncodedImageFormat.Png, quality: 100);
        }

        private void Classify(ModelDescription folder, string[] resized)
        {
            using var frozen = no_grad();
            using var scope = NewDisposeScope();
            _labels = folder.ModelConfig.Labels;
            _crops = folder.Rule.Crop;
            using var model = new ImageClassifier(folder.ModelConfig, _labels.Count);
            Checkpoint.Load(model, folder.Directory, newHead: false);
            var transform = new PixelTransform(folder.Rule);
            foreach (var (path, target) in Pictures.Zip(resized))
            {
                var picture = Picture.Decode(path);
                var levels = transform.Resize(picture.Rgb, picture.Width, picture.Height, out var width, out var height);
                WritePng(target, levels, width, height);
                var values = new float[PreprocessingRule.Channels * width * height];
                transform.Apply(picture.Rgb, picture.Width, picture.Height, values);
                _pixelValues.Add(values);
                _logits.Add(Checkpoint.ReadSingles(model.call(tensor(values, [1, PreprocessingRule.Channels, height, width]))));
            }
        }

        private sealed record Prediction(string Label, float Score);

        private sealed record Answer(float[][] Logits, Prediction[][] Predictions);
    }
}
