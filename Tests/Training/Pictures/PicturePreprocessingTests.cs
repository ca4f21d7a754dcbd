using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Pictures;

namespace Saccade.Training.Tests.Pictures
{
    /// <summary>The whole way from a file to <c>pixel_values</c>, against what Hugging Face's and torchvision's give.</summary>
    public sealed class PicturePreprocessingTests
    {
        private const string HuggingFace = "huggingface/preprocessing";

        [TestCaseSource(nameof(ListHuggingFace))]
        public void PixelValues_OfEveryStyleAndPicture_EqualHuggingFacesToTheLastBit(string style, string file)
        {
            var rule = PreprocessingRule.ReadFile(Fixtures.Find(HuggingFace, style, "preprocessor_config.json"));
            var actual = Preprocess(rule, Fixtures.Find(HuggingFace, file), out var shape);
            using var expected = SafetensorsFile.Open(Fixtures.Find(HuggingFace, "expected.safetensors"));
            Assert.That(shape, Is.EqualTo(expected.Entries[$"{style}/{file}"].Shape));
            Assert.That(actual, Is.EqualTo(expected.ReadSingles($"{style}/{file}")));
        }

        [TestCaseSource(nameof(ListOlderPillow))]
        public void Levels_OfAnOlderPillow_AreWithinOneLevel(string file, string pipeline, int size, string key)
        {
            var sides = pipeline == "crop" ? $"\"shortest_edge\": {size}" : $"\"height\": {size}, \"width\": {size}";
            var crop = pipeline == "crop" ? "true" : "false";
            var rule = PreprocessingRule.Parse($$"""{"size": { {{sides}} }, "crop_size": {{size}}, "do_center_crop": {{crop}}}""", key);
            var picture = Picture.Decode(Fixtures.Find("preprocessing", file));
            var actual = new PixelTransform(rule).Resize(picture.Rgb, picture.Width, picture.Height, out var width, out var height);
            using var expected = SafetensorsFile.Open(Fixtures.Find("preprocessing", "expected.safetensors"));
            Assert.That(new long[] { height, width, 3 }, Is.EqualTo(expected.Entries[$"{key}.u8_hwc"].Shape));
            var furthest = actual.ToArray().Zip(expected.ReadBytes($"{key}.u8_hwc"), (a, b) => Math.Abs(a - b)).Max();
            Assert.That(furthest, Is.LessThanOrEqualTo(1));
        }

        private static float[] Preprocess(PreprocessingRule rule, string path, out long[] shape)
        {
            var picture = Picture.Decode(path);
            var (width, height) = rule.GetOutputSize(picture.Width, picture.Height);
            shape = [1, PreprocessingRule.Channels, height, width];
            var pixelValues = new float[PreprocessingRule.Channels * height * width];
            new PixelTransform(rule).Apply(picture.Rgb, picture.Width, picture.Height, pixelValues);
            return pixelValues;
        }

        private static IEnumerable<object[]> ListHuggingFace() =>
            ReadIndex(HuggingFace).Select(entry => new object[] { Text(entry, "style"), Text(entry, "file") });

        private static IEnumerable<object[]> ListOlderPillow() =>
            ReadIndex("preprocessing").Select(entry => new object[]
            {
                Text(entry, "file"), Text(entry, "pipeline"), entry.GetProperty("size").GetInt32(), Text(entry, "key"),
            });

        private static JsonElement[] ReadIndex(string folder)
        {
            using var json = JsonDocument.Parse(File.ReadAllText(Fixtures.Find(folder, "index.json")));
            return [.. json.RootElement.EnumerateArray().Select(entry => entry.Clone())];
        }

        private static string Text(JsonElement entry, string key) => entry.GetProperty(key).GetString()!;
    }
}
