using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.CommandLine;
using Saccade.Training.Inference;
using Saccade.Training.Pictures;

namespace Saccade.Training.Tests.Interop
{
    /// <summary>
    /// A model folder that was written for another picture size runs in transformers.js: config.json states the size that the ONNX file
    /// takes.
    /// </summary>
    public sealed class TransformersJsSizeTests
    {
        private static readonly string Cat = Fixtures.Find("huggingface", "preprocessing", "cat.jpg");

        [Test]
        public void AnExportWithImageSize_ClassifiesTheSameThere()
        {
            _ = NodeProject.Folder;
            using var folder = new TemporaryFolder();
            var model = folder.Combine("larger");
            using var error = new StringWriter();
            string[] export = ["export", "--model", Fixtures.Find("huggingface", "vit"), "--output", model, "--image-size", "48"];
            Assert.That(Commands.Run(export, TextWriter.Null, error), Is.Zero, error.ToString());

            // A picture of exactly that size, which both take as it is.
            using var loaded = LoadedModel.Load(model, ModelOutputs.Torch);
            var picture = Picture.Decode(Cat);
            var transform = new Saccade.Preprocessing.PixelTransform(loaded.Rule);
            var levels = transform.Resize(picture.Rgb, picture.Width, picture.Height, out var width, out var height);
            var png = folder.Combine("cat.png");
            PicturePng.Write(png, levels, width, height);
            var pixelValues = new float[levels.Length];
            transform.Apply(levels, width, height, pixelValues);
            var pixels = folder.Combine("pixels");
            File.WriteAllBytes(pixels, MemoryMarshal.AsBytes<float>(pixelValues).ToArray());

            using var answer = JsonDocument.Parse(NodeProject.Run("classify.mjs", model, "fp32", pixels, png));

            Assert.That((width, height), Is.EqualTo((48, 48)));
            using var outputs = loaded.Open(_ => { });
            var expected = new Predictor(loaded, outputs).Predict(png, 5, null);
            var logits = answer.RootElement.GetProperty("logits")[0].EnumerateArray();
            var shares = logits.Select(value => Math.Exp(value.GetDouble())).ToArray();
            Assert.That(shares.Select(value => value / shares.Sum()), Is.EqualTo(expected.Probabilities).Within(1e-4), "of its image_size");
            var there = answer.RootElement.GetProperty("predictions")[0].EnumerateArray().ToArray();
            Assert.That(
                there.Select(guess => guess.GetProperty("label").GetString()), Is.EqualTo(expected.Top.Select(guess => guess.Label)));
            Assert.That(
                there.Select(guess => guess.GetProperty("score").GetDouble()),
                Is.EqualTo(expected.Top.Select(guess => guess.Probability)).Within(1e-3));
        }
    }
}
