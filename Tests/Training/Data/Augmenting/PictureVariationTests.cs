using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Training.Checkpoints;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Randomness;

namespace Saccade.Training.Tests.Data.Augmenting
{
    /// <summary>Each change gives the levels of torchvision on Pillow.</summary>
    public sealed class PictureVariationTests
    {
        private const int Width = 64;

        private static readonly Dictionary<string, byte[]> Pictures = Read();

        private delegate void Change(Span<byte> levels);

        [TestCase("brightness_0.6", 0.6f)]
        [TestCase("brightness_1.4", 1.4f)]
        public void Brightness_GivesPillowsLevels(string name, float factor) =>
            AssertLevels(name, levels => Enhancement.ChangeBrightness(levels, factor));

        [TestCase("contrast_0.6", 0.6f)]
        [TestCase("contrast_1.4", 1.4f)]
        public void Contrast_GivesPillowsLevels(string name, float factor) =>
            AssertLevels(name, levels => Enhancement.ChangeContrast(levels, factor));

        [TestCase("saturation_0.6", 0.6f)]
        [TestCase("saturation_1.4", 1.4f)]
        public void Saturation_GivesPillowsLevels(string name, float factor) =>
            AssertLevels(name, levels => Enhancement.ChangeColor(levels, factor));

        [TestCase("hue_-0.1", -0.1)]
        [TestCase("hue_0.25", 0.25)]
        public void Hue_GivesPillowsLevels(string name, double share) => AssertLevels(name, levels => HueShift.Apply(levels, share));

        [TestCase("rotate_15_nearest", 15)]
        [TestCase("rotate_-30_nearest", -30)]
        [TestCase("rotate_90_nearest", 90)]
        public void Rotation_GivesPillowsLevels(string name, double degrees) =>
            AssertLevels(name, levels => Warp.Rotate(levels, Width, degrees));

        [Test]
        public void TheVerticalFlip_GivesPillowsLevels() => AssertLevels("vertical_flip", levels => Warp.TurnOver(levels, Width));

        [Test]
        public void AColourJitter_TakesItsStepsInOrder() => AssertLevels(
            "jitter_in_order_brightness_contrast_saturation_hue",
            levels => new ColorJitter([0, 1, 2, 3], 1.3, 0.8, 1.2, 0.05).Apply(levels));

        [Test]
        public void NoColour_IsATrouble()
        {
            var levels = new byte[3 * 17 * 17 * 17];
            for (var i = 0; i < levels.Length / 3; i++)
            {
                (levels[3 * i], levels[3 * i + 1], levels[3 * i + 2]) =
                    ((byte)(i % 17 * 15), (byte)(i / 17 % 17 * 15), (byte)(i / 17 / 17 * 15));
            }

            var same = levels.ToArray();
            HueShift.Apply(same, 0);
            var differences = same.Zip(levels, (a, b) => Math.Abs(a - b)).ToArray();
            Assert.That(differences.Max(), Is.LessThanOrEqualTo(6), "8 bits of hue are 1.4 degrees: that much torchvision loses too.");
            foreach (var share in new[] { -0.5, 0.5 })
            {
                Assert.That(() => HueShift.Apply(levels, share), Throws.Nothing);
            }
        }

        [Test]
        public void Chance_StaysWithinWhatWasAskedFor()
        {
            var variation = new PictureVariation { Brightness = 0.4, Contrast = 2, Saturation = 0.1, Hue = 0.2 };
            var chosen = Enumerable.Range(0, 2000).Select(sample =>
            {
                var random = new SampleRandom(1, 1, sample);
                return ColorJitter.Choose(variation, ref random);
            }).ToArray();
            AssertEven(chosen.Select(jitter => jitter.Brightness!.Value), 0.6, 1.4);
            AssertEven(chosen.Select(jitter => jitter.Contrast!.Value), 0, 3);
            AssertEven(chosen.Select(jitter => jitter.Saturation!.Value), 0.9, 1.1);
            AssertEven(chosen.Select(jitter => jitter.Hue!.Value), -0.2, 0.2);
            var orders = chosen.GroupBy(jitter => string.Concat(jitter.Order)).ToArray();
            Assert.That(orders, Has.Length.EqualTo(24));
            Assert.That(orders.Select(order => order.Count()), Is.All.InRange(50, 120));
        }

        [Test]
        public void WhatIsNotAskedFor_ChangesNothing_AndDrawsNoRandomNumber()
        {
            var levels = Pictures["picture"].ToArray();
            var random = new SampleRandom(1, 2, 3);
            var untouched = random;
            new PictureVariation().Apply(levels, Width, ref random);
            Assert.That(ErasedBox.Choose(0, Width, 48, ref random), Is.Null);
            Assert.That(levels, Is.EqualTo(Pictures["picture"]));
            Assert.That(random.NextDouble(), Is.EqualTo(untouched.NextDouble()));
            Assert.That(new PictureVariation().IsAny, Is.False);
            Assert.That(new PictureVariation { Erasing = 0.1 }.IsAny, Is.True);
        }

        [Test]
        public void EverythingAtOnce_IsTheSameEachTime_AndDiffersFromPictureToPicture()
        {
            var variation = new PictureVariation { VerticalFlip = true, Rotation = 20, Brightness = 0.2, Hue = 0.05 };
            string Vary(int sample)
            {
                var levels = Pictures["picture"].ToArray();
                var random = new SampleRandom(3, 1, sample);
                variation.Apply(levels, Width, ref random);
                return Convert.ToHexString(levels);
            }

            var varied = Enumerable.Range(0, 20).Select(Vary).ToArray();
            Assert.That(Enumerable.Range(0, 20).Select(Vary), Is.EqualTo(varied));
            Assert.That(varied.Distinct().Count(), Is.EqualTo(20));
        }

        private static void AssertEven(IEnumerable<double> values, double lowest, double highest)
        {
            var sorted = values.Order().ToArray();
            Assert.That(sorted[0], Is.GreaterThanOrEqualTo(lowest));
            Assert.That(sorted[^1], Is.LessThan(highest));
            for (var share = 0.1; share < 1; share += 0.1)
            {
                Assert.That(
                    sorted[(int)(share * sorted.Length)],
                    Is.EqualTo(lowest + share * (highest - lowest)).Within(0.05 * (highest - lowest)));
            }
        }

        private static void AssertLevels(string name, Change change)
        {
            var levels = Pictures["picture"].ToArray();
            change(levels);
            var worst = levels.Zip(Pictures[name], (made, expected) => Math.Abs(made - expected)).Max();
            Assert.That(worst, Is.LessThanOrEqualTo(1), $"{name}: {worst} levels");
        }

        private static Dictionary<string, byte[]> Read()
        {
            using var file = SafetensorsFile.Open(Fixtures.Find("trainer", "augmentations.safetensors"));
            return file.Entries.Keys.ToDictionary(name => name, name => file.ReadBytes(name).ToArray());
        }
    }
}
