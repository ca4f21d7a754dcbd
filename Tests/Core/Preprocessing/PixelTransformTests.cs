using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;

namespace Saccade.Core.Tests.Preprocessing
{
    public sealed class PixelTransformTests
    {
        // Its orientation is applied when it is decoded, not by the transform.
        private const string RotatedByExif = "rotated-by-exif.jpg";

        private static IEnumerable<TestCaseData> HuggingFaceCases() =>
            JArray.Parse(File.ReadAllText(Fixtures.Find("huggingface", "preprocessing", "index.json")))
                .Where(entry => (string?)entry["file"] != RotatedByExif)
                .Select(entry => new TestCaseData((string)entry["style"]!, (string)entry["file"]!));

        private static IEnumerable<TestCaseData> OlderPillowCases() =>
            JArray.Parse(File.ReadAllText(Fixtures.Find("preprocessing", "index.json")))
                .Select(entry => new TestCaseData(
                    (string)entry["file"]!, (string)entry["pipeline"]!, (int)entry["size"]!, (string)entry["key"]!));

        [TestCaseSource(nameof(HuggingFaceCases))]
        public void Apply_EveryStyleOfHuggingFace_IsBitIdentical(string style, string file)
        {
            var folder = Fixtures.Find("huggingface", "preprocessing");
            var rgb = Fixtures.ReadRgb(Path.Combine(folder, file), out var width, out var height);
            PixelTransform transform = new(PreprocessingRule.ReadFile(Path.Combine(folder, style, "preprocessor_config.json")));
            var (outputWidth, outputHeight) = transform.Rule.GetOutputSize(width, height);
            var actual = new float[3 * outputWidth * outputHeight];

            transform.Apply(rgb, width, height, actual);

            using var expected = SafetensorsFile.Open(Path.Combine(folder, "expected.safetensors"));
            var key = style + "/" + file;
            Assert.That(expected.Entries[key].Shape.ToArray(), Is.EqualTo(new long[] { 1, 3, outputHeight, outputWidth }));
            Assert.That(actual, Is.EqualTo(expected.ReadSingles(key)));
        }

        [TestCaseSource(nameof(OlderPillowCases))]
        public void Resize_PicturesOfOlderPillow_DifferByOneLevelAtMost(string file, string pipeline, int size, string key)
        {
            var folder = Fixtures.Find("preprocessing");
            var rgb = Fixtures.ReadRgb(Path.Combine(folder, file), out var width, out var height);
            var json = pipeline == "stretch"
                ? $$"""{"size": {"height": {{size}}, "width": {{size}}}, "resample": 2}"""
                : $$"""{"size": {"shortest_edge": {{size}}}, "resample": 2,"""
                    + $$""" "crop_size": {"height": {{size}}, "width": {{size}}}, "do_center_crop": true}""";
            PixelTransform transform = new(PreprocessingRule.Parse(json, key));

            var actual = transform.Resize(rgb, width, height, out _, out _).ToArray();

            using var file2 = SafetensorsFile.Open(Path.Combine(folder, "expected.safetensors"));
            var expected = file2.ReadBytes(key + ".u8_hwc");
            Assert.That(actual, Has.Length.EqualTo(expected.Length));
            Assert.That(actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max(), Is.LessThanOrEqualTo(1));
        }

        [Test]
        public void Apply_StreamOfOneSize_AllocatesNothing()
        {
            PixelTransform transform = new(PreprocessingRule.Stretch(16, 16));
            var rgb = new byte[40 * 30 * 3];
            var values = new float[3 * 16 * 16];
            transform.Apply(rgb, 40, 30, values);

            var before = GC.GetAllocatedBytesForCurrentThread();
            transform.Apply(rgb, 40, 30, values);

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        }

        [Test]
        public void Apply_SpanOfWrongLength_NamesBothLengths()
        {
            PixelTransform transform = new(PreprocessingRule.Stretch(4, 4));

            Assert.That(
                () => transform.Apply(new byte[10], 2, 2, new float[48]),
                Throws.ArgumentException.With.Message.Contains("2 x 2").And.Message.Contains("12").And.Message.Contains("10"));
        }
    }
}
