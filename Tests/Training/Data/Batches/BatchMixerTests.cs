using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Saccade.Training.Data.Batches;
using Saccade.Training.Randomness;

namespace Saccade.Training.Tests.Data.Batches
{
    public sealed class BatchMixerTests
    {
        private const int Width = 20;
        private const int Height = 14;
        private const int Length = 3 * Width * Height;

        [Test]
        public void Targets_SumToOne_AndHoldWhatThePixelsHold()
        {
            Prop.ForAll<int, PositiveInt, bool>(Check).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

            static void Check(int seed, PositiveInt count, bool pastes)
            {
                var options = new BatchOptions { BatchSize = 1, Seed = seed, Mixup = pastes ? 0 : 0.8, Cutmix = pastes ? 1 : 0 };
                var mixer = BatchMixer.Choose(options, 1, 0, Width, Height);
                var labels = Enumerable.Range(0, count.Get).Select(i => (long)i).ToArray();

                // Picture i shows nothing but the number i, so that a mean tells what it is made of.
                var pixels = labels.SelectMany(label => Enumerable.Repeat((float)label, Length)).ToArray();
                mixer.Mix(pixels, labels.Length, Width);
                var own = labels.SelectMany(label => labels.Select(other => other == label ? 1f : 0f)).ToArray();
                var targets = mixer.MixTargets(own, labels.Length).Chunk(labels.Length).ToArray();
                Assert.That(mixer.Share, Is.InRange(0, 1));
                foreach (var (target, picture) in targets.Zip(pixels.Chunk(Length)))
                {
                    Assert.That(target.Sum(), Is.EqualTo(1).Within(1e-6));
                    Assert.That(picture.Average(), Is.EqualTo(target.Select((share, label) => share * label).Sum()).Within(1e-3));
                }
            }
        }

        [Test]
        public void Cutmix_PastesARectangleOfThePicturesProportions_AndTheShareIsTheRest()
        {
            var options = new BatchOptions { BatchSize = 1, Cutmix = 1 };
            for (var batch = 0; batch < 200; batch++)
            {
                var mixer = BatchMixer.Choose(options, 1, batch, Width, Height);
                var pixels = Enumerable.Range(0, 2 * Length).Select(i => i < Length ? 0f : 1f).ToArray();
                mixer.Mix(pixels, 2, Width);
                Assert.That(pixels[..Length].Average(), Is.EqualTo(1 - mixer.Share).Within(1e-5));
                var (left, top, right, bottom) = mixer.Pasted!.Value;
                for (var i = 0; i < Length; i++)
                {
                    var (x, y) = (i % Width, i / Width % Height);
                    Assert.That(pixels[i] == 1, Is.EqualTo(x >= left && x < right && y >= top && y < bottom));
                }
            }
        }

        [Test]
        public void WithBothOn_EachHasAboutHalfOfTheBatches()
        {
            var options = new BatchOptions { BatchSize = 1, Mixup = 0.2, Cutmix = 1 };
            var pasting = Enumerable.Range(0, 1000).Count(batch => BatchMixer.Choose(options, 1, batch, Width, Height).Pasted is not null);
            Assert.That(pasting, Is.InRange(450, 550));
        }

        [TestCase(0.01)]
        [TestCase(0.2)]
        [TestCase(1)]
        [TestCase(8)]
        public void Shares_HaveTheMomentsOfTheBetaDistribution(double alpha)
        {
            var shares = Enumerable.Range(0, 50_000).Select(sample => new SampleRandom(1, 1, sample).NextBeta(alpha)).ToArray();
            var variance = shares.Average(share => (share - 0.5) * (share - 0.5));
            var fourth = shares.Average(share => Math.Pow(share - 0.5, 4));
            Assert.That(shares, Is.All.InRange(0, 1));
            Assert.That(shares.Average(), Is.EqualTo(0.5).Within(0.01));
            Assert.That(variance, Is.EqualTo(1 / (4 * (2 * alpha + 1))).Within(2).Percent);
            Assert.That(fourth, Is.EqualTo(3 / (16 * (2 * alpha + 1) * (2 * alpha + 3))).Within(4).Percent);
        }
    }
}
