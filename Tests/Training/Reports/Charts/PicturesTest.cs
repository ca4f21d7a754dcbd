using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Files;
using Saccade.Training.Drawing;
using Saccade.Training.Evaluation;
using Saccade.Training.Reports.Charts;
using Saccade.Training.Reports.Tables;
using ScottPlot;
using SkiaSharp;

namespace Saccade.Training.Tests.Reports.Charts
{
    public sealed class PicturesTest
    {
        private TemporaryFolder _folder = null!;
        private string _path = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _path = _folder.Combine("picture.png");
        }

        [TearDown]
        public void DeleteFolder()
        {
            _folder.Dispose();
        }

        [Test]
        public void AllText_IsDrawnWithTheFontInTheAssembly()
        {
            Typefaces.Register();
            Assert.That(Typefaces.Regular.FamilyName, Is.EqualTo("Inter"));
            using var plain = Fonts.GetTypeface("some font", false, false);
            using var bold = Fonts.GetTypeface("some other font", true, false);
            Assert.That(plain.FamilyName, Does.StartWith("Inter"));
            Assert.That(bold.FamilyName, Does.StartWith("Inter"));
            Assert.That(bold.FontWeight, Is.GreaterThan(plain.FontWeight));
        }

        [TestCase(1)]
        [TestCase(50)]
        public void Curves_AreDrawnForAnyNumberOfEpochs(int count)
        {
            var epochs = Enumerable.Range(1, count)
                .Select(i => new RunLog.EpochLine
                {
                    Epoch = i,
                    TrainLoss = 2.0 / i,
                    ValidationLoss = 2.5 / i,
                    ValidationAccuracy = 1 - 0.9 / i,
                    ValidationMacroAccuracy = 1 - 0.95 / i,
                    ImagesPerSecond = 100,
                })
                .ToArray();
            CurvesPicture.Write(_path, epochs);
            using var picture = SKBitmap.Decode(_path);
            Assert.That((picture.Width, picture.Height), Is.EqualTo((1400, 560)));
            Assert.That(CountPixels(picture, new SKColor(0x25, 0x63, 0xeb)), Is.GreaterThan(count == 1 ? 20 : 500), "the blue lines");
        }

        [TestCase(2)]
        [TestCase(37)]
        public void ConfusionMatrix_ColoursTheDiagonalBlueAndMistakesRed_AndLeavesZerosBlank(int classes)
        {
            var confusion = new ConfusionMatrix(classes);
            for (var label = 0; label < classes; label++)
            {
                confusion.Add(label, label);
            }

            var labels = Enumerable.Range(0, classes).Select(label => $"british_shorthair {label}").ToArray();
            ConfusionPicture.Write(_path, labels, confusion);
            using var right = SKBitmap.Decode(_path);
            Assert.That(right.Pixels.Count(IsRed), Is.Zero);

            confusion.Add(0, 1);
            ConfusionPicture.Write(_path, labels, confusion);
            using var wrong = SKBitmap.Decode(_path);
            Assert.That(wrong.Pixels.Count(IsRed), Is.GreaterThan(100));
        }

        [Test]
        public void ConfusionMatrix_OfAThousandClassesWithEndlessNames_StaysReadable()
        {
            var confusion = new ConfusionMatrix(1000);
            confusion.Add(990, 17);
            var labels = Enumerable.Range(0, 1000).Select(label => $"{label} {new string('x', 5000)}\n").ToArray();
            using var picture = SKBitmap.Decode(ConfusionPicture.Draw(labels, confusion));
            Assert.That(picture.Width, Is.InRange(2200, 3200));
            Assert.That(picture.Pixels.Count(IsRed), Is.GreaterThan(100), "the one mistake is among what is shown");
        }

        [TestCase(0.97f, 100)]
        [TestCase(1f, 100)]
        public void Reliability_ShowsTheAccuracyOfCertainPredictionsToo(float confidence, int count)
        {
            var right = new Calibration(Enumerable.Repeat((confidence, true), count));
            using var full = SKBitmap.Decode(ReliabilityPicture.Draw(right));
            var half = new Calibration(Enumerable.Range(0, count).Select(i => (confidence, i % 2 == 0)));
            using var lower = SKBitmap.Decode(ReliabilityPicture.Draw(half));
            var blue = new SKColor(0x25, 0x63, 0xeb);
            Assert.That((full.Width, full.Height), Is.EqualTo((1400, 560)));
            Assert.That(CountPixels(full, blue), Is.GreaterThan(1.8 * CountPixels(lower, blue)));
        }

        [Test]
        public void Mistakes_AreDrawnForAnyNumber()
        {
            using var none = SKBitmap.Decode(MistakesPicture.Draw([]));
            using var card = new SKBitmap(488, 240);
            var mistake = new Mistake("a\nb.png", "cat", new string('d', 500), 1, 0, 9, Sheet.Encode(card, SKEncodedImageFormat.Jpeg));
            using var three = SKBitmap.Decode(MistakesPicture.Draw([mistake, mistake, mistake]));
            Assert.That(three.Height, Is.EqualTo(60 + 2 * 312));
            Assert.That(none.Width, Is.EqualTo(three.Width));
        }

        [Test]
        public void ConfusionTable_HasTheTruthInRows_AndQuotesNames()
        {
            var confusion = new ConfusionMatrix(2);
            confusion.Add(0, 1);
            ConfusionTable.Write(_path, ["a, \"b\"", "c"], confusion);
            Assert.That(
                File.ReadAllLines(_path), Is.EqualTo(new[] { "truth \\ predicted,\"a, \"\"b\"\"\",c", "\"a, \"\"b\"\"\",0,1", "c,0,0" }));
        }

        private static int CountPixels(SKBitmap picture, SKColor color)
        {
            const int tolerance = 24;
            return picture.Pixels.Count(pixel =>
                Math.Abs(pixel.Red - color.Red) + Math.Abs(pixel.Green - color.Green) + Math.Abs(pixel.Blue - color.Blue) < tolerance);
        }

        private static bool IsRed(SKColor pixel)
        {
            return pixel.Red > pixel.Blue + 60;
        }
    }
}
