using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Data;
using Saccade.Training.Reports.Charts;
using SkiaSharp;

namespace Saccade.Training.Tests.Reports.Charts
{
    public sealed class SampleGridTests
    {
        private TemporaryFolder _folder = null!;
        private string _path = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _path = _folder.Combine("grid.png");
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [TestCase(2, 1)]
        [TestCase(37, 2)]
        [TestCase(1000, 2)]
        public void Write_GivesEveryClassARow_OfWholeTrainingPictures(int classes, int blocks)
        {
            var (red, green) = (Save("red.png", 400, 100, SKColors.Red), Save("green.png", 10, 30, SKColors.Lime));
            var pictures = Enumerable.Range(0, classes)
                .SelectMany(label => Enumerable.Repeat(new SurveyedPicture(red, [label], "train"), label == 0 ? 9 : 1))
                .Append(new SurveyedPicture(green, [1], "train"))
                .Append(new SurveyedPicture(green, [1], "validation"));
            SampleGrid.Write(
                _path, [.. pictures], [.. Enumerable.Range(0, classes).Select(label => $"class\n{label}")], 5, CancellationToken.None);
            using var drawn = SKBitmap.Decode(_path);
            Assert.That(drawn.Width, Is.InRange(blocks * 1000, blocks * 1150));

            // A strip as wide as its cell keeps its shape, a quarter as high; a column as high as its cell is a third as wide.
            const int strip = 128 * 32;
            var count = 6 + Math.Min(classes, 40) - 1;
            Assert.That(drawn.Pixels.Count(pixel => pixel == SKColors.Red), Is.EqualTo(count * strip));
            Assert.That(drawn.Pixels.Count(pixel => pixel == SKColors.Lime), Is.EqualTo(96 * 32).Within(200));
        }

        [Test]
        public void Write_Cancelled_WritesNothing()
        {
            var red = Save("red.png", 4, 4, SKColors.Red);
            Assert.That(
                () => SampleGrid.Write(_path, [new SurveyedPicture(red, [0], "train")], ["a", "b"], 5, new CancellationToken(true)),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(Directory.GetFiles(_folder.Path), Is.EqualTo(new[] { red }));
        }

        [TestCaseSource(nameof(Rules))]
        public void WriteBatch_ShowsTheLevelsBehindTheNormalisation(PreprocessingRule rule)
        {
            const int side = 16;
            byte[] levels = [0, 1, 57, 128, 254, 255];
            var table = rule.CreateNormalizationTable();
            var pixels = new float[levels.Length * 3 * side * side];
            for (var i = 0; i < pixels.Length; i++)
            {
                var (picture, channel) = (i / (3 * side * side), i / (side * side) % 3);
                pixels[i] = table[channel * 256 + (byte)(levels[picture] + 40 * channel)];
            }

            SampleGrid.WriteBatch(_path, pixels, side, side, [.. levels.Select(level => $"level {level}")], rule);
            using var drawn = SKBitmap.Decode(_path);
            foreach (var (column, level) in levels.Index())
            {
                var colour = new SKColor(level, (byte)(level + 40), (byte)(level + 80));
                var left = 24 + column * 120;
                foreach (var (x, y) in new[] { (0, 0), (111, 0), (0, 111), (111, 111) })
                {
                    Assert.That(drawn.GetPixel(left + x, 24 + y), Is.EqualTo(colour), $"level {level} at {x}, {y}");
                }
            }

            Assert.That(drawn.Pixels.Count(pixel => pixel.Red is > 20 and < 60 && pixel.Blue == 0x37), Is.GreaterThan(50), "captions");
        }

        [Test]
        public void WriteBatch_KeepsPixelsInTheirPlaces_AndValuesOutsideOfTheLevelsAreClamped()
        {
            var rule = PreprocessingRule.Stretch(2, 1);
            SampleGrid.WriteBatch(_path, [9, -9, 9, -9, float.NaN, -9], 1, 2, ["yellow, black"], rule);
            using var drawn = SKBitmap.Decode(_path);
            Assert.That(drawn.GetPixel(24, 24), Is.EqualTo(SKColors.Yellow));
            Assert.That(drawn.GetPixel(24 + 55, 24 + 55), Is.EqualTo(SKColors.Yellow));
            Assert.That(drawn.GetPixel(24 + 56, 24), Is.EqualTo(SKColors.Black));
        }

        [Test]
        public void WriteBatch_LargePicturesAndBatches_StayLookable()
        {
            var rule = PreprocessingRule.Stretch(64, 1024);
            SampleGrid.WriteBatch(_path, new float[9 * 3 * 64 * 1024], 1024, 64, [.. Enumerable.Repeat(new string('w', 500), 9)], rule);
            using var drawn = SKBitmap.Decode(_path);
            Assert.That((drawn.Width, drawn.Height), Is.EqualTo((40 + 8 * 120, 48 + 2 * (256 + 26))));
        }

        [TestCase(0)]
        [TestCase(2)]
        public void WriteBatch_WithoutACaptionForEach_IsRefused(int captions) => Assert.That(
                () => SampleGrid.WriteBatch(_path, new float[3], 1, 1, new string[captions], PreprocessingRule.Stretch(1, 1)),
                Throws.ArgumentException.With.Message.Contains($"3 values and {captions} captions"));

        private static IEnumerable<PreprocessingRule> Rules()
        {
            yield return PreprocessingRule.Stretch(16, 16);
            yield return Parse("""{"do_resize": false, "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225]}""");
            yield return Parse("""{"do_resize": false, "do_normalize": false}""");
            yield return Parse("""{"do_resize": false, "do_rescale": false, "do_normalize": false}""");
        }

        private static PreprocessingRule Parse(string json) => PreprocessingRule.Parse(json, "preprocessor_config.json");

        private string Save(string name, int width, int height, SKColor colour)
        {
            using var bitmap = new SKBitmap(width, height);
            bitmap.Erase(colour);
            SyntheticPictures.Save(bitmap, _folder.Combine(name));
            return _folder.Combine(name);
        }
    }
}
