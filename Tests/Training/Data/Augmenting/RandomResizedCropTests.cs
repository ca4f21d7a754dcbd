using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Data;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Data.Batches;
using Saccade.Training.Pictures;
using Saccade.Training.Randomness;

namespace Saccade.Training.Tests.Data.Augmenting
{
    public sealed class RandomResizedCropTests
    {
        private const int Draws = 20_000;

        private static readonly TestCaseData[] Distributions = Read("huggingface", "random_resized_crop.json");

        private static readonly TestCaseData[] Pieces = Read("augmentation", "crops.json");

        [TestCaseSource(nameof(Distributions))]
        public void Pieces_AreDistributedAsTorchvisions(JsonElement expected)
        {
            var (width, height) = (expected.GetProperty("width").GetInt32(), expected.GetProperty("height").GetInt32());
            var crops = new RandomResizedCrop[Draws];
            for (var sample = 0; sample < Draws; sample++)
            {
                var random = new SampleRandom(5, 1, sample);
                crops[sample] = RandomResizedCrop.Choose(ref random, width, height);
            }

            static double Share(int offset, int slack) => slack == 0 ? 0 : (double)offset / slack;
            RequireSameDistribution(expected, "area_fraction", crops.Select(crop => (double)crop.Width * crop.Height / (width * height)));
            RequireSameDistribution(expected, "aspect_w_over_h", crops.Select(crop => (double)crop.Width / crop.Height));
            RequireSameDistribution(expected, "left_over_slack", crops.Select(crop => Share(crop.Left, width - crop.Width)));
            RequireSameDistribution(expected, "top_over_slack", crops.Select(crop => Share(crop.Top, height - crop.Height)));
        }

        [Test]
        public void Pieces_LieInsideThePicture_WhateverItsShape()
        {
            foreach (var (width, height) in new[] { (1, 1), (1, 5000), (5000, 1), (2, 3), (64, 64), (20_000, 8000) })
            {
                for (var sample = 0; sample < 200; sample++)
                {
                    var random = new SampleRandom(1, 1, sample);
                    var crop = RandomResizedCrop.Choose(ref random, width, height);
                    Assert.That(crop.Width, Is.InRange(1, width));
                    Assert.That(crop.Height, Is.InRange(1, height));
                    Assert.That(crop.Left, Is.InRange(0, width - crop.Width));
                    Assert.That(crop.Top, Is.InRange(0, height - crop.Height));
                }
            }
        }

        [TestCaseSource(nameof(Pieces))]
        public void APiece_BecomesWhatPillowMakesOfIt(JsonElement piece)
        {
            var crop = new RandomResizedCrop(
                piece.GetProperty("left").GetInt32(),
                piece.GetProperty("top").GetInt32(),
                piece.GetProperty("width").GetInt32(),
                piece.GetProperty("height").GetInt32());
            var levels = new byte[3 * crop.Width * crop.Height];
            crop.Cut(Picture.Decode(Fixtures.Find("augmentation", "picture.png")), levels);

            var resized = new PixelTransform(PreprocessingRule.Stretch(16, 16)).Resize(levels, crop.Width, crop.Height, out _, out _);

            Assert.That(resized.ToArray(), Is.EqualTo(piece.GetProperty("levels").GetBytesFromBase64()));
        }

        [Test]
        public void ASetOfPictures_CropsTheOriginal_ThenResizes()
        {
            var path = Fixtures.Find("augmentation", "picture.png");
            var rule = PreprocessingRule.Stretch(16, 12, ResampleFilter.Bicubic);
            using var pictures = new PictureSet([new LabelledFile(path, 0)], rule, 16, 12, long.MaxValue, Augmentation.Tutorial);
            var original = Picture.Decode(path);
            var transform = new PixelTransform(PreprocessingRule.Stretch(16, 12));
            var levels = new byte[3 * 16 * 12];
            for (var epoch = 0; epoch < 50; epoch++)
            {
                var random = new SampleRandom(1, epoch, 0);
                var crop = RandomResizedCrop.Choose(ref random, original.Width, original.Height);
                var piece = new byte[3 * crop.Width * crop.Height];
                crop.Cut(original, piece);
                var again = new SampleRandom(1, epoch, 0);

                pictures.CropRandomly(0, ref again, levels);

                Assert.That(levels, Is.EqualTo(transform.Resize(piece, crop.Width, crop.Height, out _, out _).ToArray()));
            }
        }

        // Two samples of 20,000 are further apart than 0.0195 once in a thousand times (Kolmogorov and Smirnov).
        private static void RequireSameDistribution(JsonElement expected, string name, IEnumerable<double> values)
        {
            var sorted = values.Order().ToArray();
            var quantiles = expected.GetProperty("quantiles").EnumerateArray().Select(share => share.GetDouble());
            foreach (var (share, value) in quantiles.Zip(expected.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())))
            {
                var below = sorted.Count(other => other < value - 1e-9) / (double)sorted.Length;
                var upTo = sorted.Count(other => other <= value + 1e-9) / (double)sorted.Length;
                Assert.That(share, Is.InRange(below - 0.0195, upTo + 0.0195), $"{name}, {share}: {value}");
            }
        }

        private static TestCaseData[] Read(string folder, string file) =>
            JsonDocument.Parse(File.ReadAllText(Fixtures.Find(folder, file))).RootElement.EnumerateArray()
                .Select(made => new TestCaseData(made)
                    .SetArgDisplayNames($"{made.GetProperty("width")} x {made.GetProperty("height")}"))
                .ToArray();
    }
}
