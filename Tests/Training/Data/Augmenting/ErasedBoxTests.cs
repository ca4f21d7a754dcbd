using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Randomness;

namespace Saccade.Training.Tests.Data.Augmenting
{
    public sealed class ErasedBoxTests
    {
        private const int Draws = 20_000;

        [Test]
        public void Boxes_AreDistributedAsTorchvisions()
        {
            using var json = JsonDocument.Parse(File.ReadAllText(Fixtures.Find("trainer", "random_erasing.json")));
            var expected = json.RootElement;
            var (width, height) = (expected.GetProperty("width").GetInt32(), expected.GetProperty("height").GetInt32());
            var boxes = Draw(1, width, height);
            Assert.That(boxes.Count(box => box is null), Is.LessThan(Draws / 100));
            var drawn = boxes.OfType<ErasedBox>().ToArray();
            RequireSameDistribution(expected, "area_fraction", drawn.Select(box => (double)box.Width * box.Height / (width * height)));
            RequireSameDistribution(expected, "h_over_w", drawn.Select(box => (double)box.Height / box.Width));
            RequireSameDistribution(expected, "top_over_slack", drawn.Select(box => (double)box.Top / (height - box.Height)));
            RequireSameDistribution(expected, "left_over_slack", drawn.Select(box => (double)box.Left / (width - box.Width)));
        }

        [TestCase(0.25)]
        [TestCase(0.7)]
        public void Boxes_AreAsFrequentAsAskedFor(double probability) =>
            Assert.That(Draw(probability, 64, 64).Count(box => box is not null) / (double)Draws, Is.EqualTo(probability).Within(0.015));

        [Test]
        public void Boxes_LieInsideThePicture_WhateverItsShape()
        {
            foreach (var (width, height) in new[] { (1, 1), (1, 50), (2, 2), (500, 3), (16, 16) })
            {
                foreach (var box in Draw(1, width, height).Take(500).OfType<ErasedBox>())
                {
                    Assert.That(box.Left, Is.InRange(0, width - box.Width));
                    Assert.That(box.Top, Is.InRange(0, height - box.Height));
                }
            }
        }

        [Test]
        public void Erase_SetsTheRectangleOfEveryChannelToZero_AndNothingElse()
        {
            var pixels = Enumerable.Repeat(1f, 3 * 4 * 6).ToArray();
            new ErasedBox(2, 1, 3, 2).Erase(pixels, 6);
            for (var i = 0; i < pixels.Length; i++)
            {
                var (x, y) = (i % 6, i / 6 % 4);
                Assert.That(pixels[i], Is.EqualTo(x is >= 2 and < 5 && y is 1 or 2 ? 0f : 1f), $"{x}, {y}");
            }
        }

        private static ErasedBox?[] Draw(double probability, int width, int height) => Enumerable.Range(0, Draws).Select(sample =>
        {
            var random = new SampleRandom(5, 1, sample);
            return ErasedBox.Choose(probability, width, height, ref random);
        }).ToArray();

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
    }
}
