using System;
using System.Linq;
using NUnit.Framework;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Data.Batches;
using Saccade.Training.Randomness;

namespace Saccade.Training.Tests.Data.Batches
{
    public sealed class AugmenterTests
    {
        private const int Width = 6;
        private const int Height = 4;

        private static readonly byte[] Source = Enumerable.Range(0, 3 * Width * Height).Select(i => (byte)(i * 3)).ToArray();

        [Test]
        public void Mirror_ExchangesLeftAndRight_AndLeavesColoursAlone()
        {
            var mirrored = new byte[Source.Length];
            for (var pixel = 0; pixel < Width * Height; pixel++)
            {
                var (row, column) = (pixel / Width, pixel % Width);
                Source.AsSpan(3 * pixel, 3).CopyTo(mirrored.AsSpan(3 * (row * Width + Width - 1 - column)));
            }

            var result = Source.ToArray();
            Augmenter.Mirror(result, Width);
            Assert.That(result, Is.EqualTo(mirrored));
        }

        [Test]
        public void Mirroring_IsTheSameWithEveryAugmentationThatHasIt_AndHitsEveryOther()
        {
            var samples = Enumerable.Range(0, 1000).Select(sample => new SampleRandom(7, 1, sample)).ToArray();
            var flips = samples.Select(random => Augmenter.IsMirrored(Augmentation.Flip, random)).ToArray();
            Assert.That(samples.Select(random => Augmenter.IsMirrored(Augmentation.Tutorial, random)), Is.EqualTo(flips));
            Assert.That(flips.Count(isMirrored => isMirrored), Is.InRange(450, 550));
            Assert.That(samples.Any(random => Augmenter.IsMirrored(Augmentation.None, random)), Is.False);
        }
    }
}
