using System;
using System.Linq;
using NUnit.Framework;
using Saccade.Training.Data;

namespace Saccade.Training.Tests.Data
{
    public sealed class AugmenterTest
    {
        private const int Width = 6;
        private const int Height = 4;

        private static readonly byte[] Source = Enumerable.Range(0, 3 * Width * Height).Select(i => (byte)(i * 3)).ToArray();

        [Test]
        public void None_ChangesNothing()
        {
            Assert.That(Apply(Augmentation.None, 1), Is.EqualTo(Source));
        }

        [Test]
        public void Flip_MirrorsAboutHalfOfTheSamples_AndOnlyThem()
        {
            var mirrored = new byte[Source.Length];
            for (var pixel = 0; pixel < Width * Height; pixel++)
            {
                var (row, column) = (pixel / Width, pixel % Width);
                Source.AsSpan(3 * pixel, 3).CopyTo(mirrored.AsSpan(3 * (row * Width + Width - 1 - column)));
            }

            var results = Enumerable.Range(0, 1000).Select(sample => Apply(Augmentation.Flip, sample)).ToArray();
            Assert.That(results.All(result => result.SequenceEqual(Source) || result.SequenceEqual(mirrored)), Is.True);
            Assert.That(results.Count(result => result.SequenceEqual(mirrored)), Is.InRange(450, 550));
        }

        [Test]
        public void Mirroring_IsTheSameWithEveryAugmentationThatHasIt()
        {
            var samples = Enumerable.Range(0, 100).Select(sample => new SampleRandom(7, 1, sample)).ToArray();
            Assert.That(
                samples.Select(random => Augmenter.IsMirrored(Augmentation.Tutorial, random)),
                Is.EqualTo(samples.Select(random => Augmenter.IsMirrored(Augmentation.Flip, random))));
            Assert.That(samples.Any(random => Augmenter.IsMirrored(Augmentation.None, random)), Is.False);
        }

        [Test]
        public void Crops_LieInsideAndHoldHalfToAllOfTheArea_WithTheAspectNearOne()
        {
            for (var sample = 0; sample < 2000; sample++)
            {
                var random = new SampleRandom(1, 1, sample);
                var (left, top, width, height) = Augmenter.ChooseCrop(ref random, 64, 64);
                Assert.That(left, Is.InRange(0, 64 - width));
                Assert.That(top, Is.InRange(0, 64 - height));
                Assert.That((double)width * height / (64 * 64), Is.InRange(0.48, 1));
                Assert.That((double)width / height, Is.InRange(0.73, 1.37));
            }
        }

        [Test]
        public void Tutorial_InventsNoLevels()
        {
            var even = Enumerable.Repeat((byte)77, Source.Length).ToArray();
            var result = new byte[Source.Length];
            Augmenter.Apply(Augmentation.Tutorial, new SampleRandom(1, 1, 1), even, Width, Height, result);
            Assert.That(result, Is.EqualTo(even));
        }

        [Test]
        public void Tutorial_KeepsTheDirectionOfAGradient()
        {
            var ramp = Enumerable.Range(0, 64 * 64 * 3).Select(i => (byte)(4 * (i / 3 / 64))).ToArray();
            var result = new byte[ramp.Length];
            Augmenter.Apply(Augmentation.Tutorial, new SampleRandom(1, 1, 2), ramp, 64, 64, result);
            var column = Enumerable.Range(0, 64).Select(row => result[row * 64 * 3]).ToArray();
            Assert.That(column, Is.Ordered);
            Assert.That(column[^1] - column[0], Is.GreaterThan(100));
        }

        private static byte[] Apply(Augmentation augmentation, int sample)
        {
            var result = new byte[Source.Length];
            Augmenter.Apply(augmentation, new SampleRandom(7, 1, sample), Source, Width, Height, result);
            return result;
        }
    }
}
