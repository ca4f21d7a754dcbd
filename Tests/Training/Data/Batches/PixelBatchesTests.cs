using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Data;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Data.Batches;
using Saccade.Training.Pictures;

namespace Saccade.Training.Tests.Data.Batches
{
    public sealed class PixelBatchesTests
    {
        private static readonly PreprocessingRule Rule = PreprocessingRule.Stretch(16, 16);

        private TemporaryFolder _folder = null!;
        private DataSet _data = null!;

        [OneTimeSetUp]
        public void WriteData()
        {
            _folder = new TemporaryFolder();
            _data = DataSet.Open(SyntheticPictures.WriteData(_folder));
        }

        [OneTimeTearDown]
        public void DeleteData() => _folder.Dispose();

        [Test]
        public void Pixels_AreWhatThePreprocessingRuleMakesOfThePictures()
        {
            var batches = Deal(new BatchOptions { BatchSize = 1 }, 1);
            var transform = new PixelTransform(Rule);
            var expected = new float[3 * 16 * 16];
            foreach (var (file, (pixels, labels, _)) in _data.Train.Zip(batches))
            {
                var picture = Picture.Decode(file.Path);
                transform.Apply(picture.Rgb, picture.Width, picture.Height, expected);
                Assert.That(pixels, Is.EqualTo(expected));
                Assert.That(labels, Is.EqualTo(new long[] { file.Label }));
            }
        }

        [Test]
        public void TheLastBatch_IsKept_HoweverSmall() =>
            Assert.That(Deal(new BatchOptions { BatchSize = 7 }, 1).Select(batch => batch.Labels.Length), Is.EqualTo(new[] { 7, 7, 7, 3 }));

        [TestCase(Augmentation.None, 0, 0, 0)]
        [TestCase(Augmentation.Flip, 0, 0, 0)]
        [TestCase(Augmentation.Tutorial, 0, 0, 0)]
        [TestCase(Augmentation.Tutorial, 9, 0, 0)]
        [TestCase(Augmentation.Flip, 0, 0.8, 0)]
        [TestCase(Augmentation.Tutorial, 5, 0.8, 1)]
        public void Batches_DependOnSeedAndEpochAlone_NotOnWorkersOrMemory(
            Augmentation augmentation, int randomAugment, double mixup, double cutmix)
        {
            var options = new BatchOptions
            {
                BatchSize = 5,
                Shuffle = true,
                Augmentation = augmentation,
                RandomAugment = randomAugment,
                Mixup = mixup,
                Cutmix = cutmix,
                Classes = 3,
                Seed = 3,
                Workers = 1,
            };
            var reference = Deal(options, 2);
            var fewPictures = 5000;
            Assert.That(Deal(options with { Workers = 8 }, 2), Is.EqualTo(reference));
            Assert.That(Deal(options, 2, cacheBytes: 0), Is.EqualTo(reference));
            Assert.That(Deal(options with { Workers = 3 }, 2, cacheBytes: fewPictures), Is.EqualTo(reference));
            Assert.That(Deal(options, 2, firstBatch: 2), Is.EqualTo(reference[2..]));
            Assert.That(Deal(options, 3), Is.Not.EqualTo(reference));
            Assert.That(Deal(options with { Seed = 4 }, 2), Is.Not.EqualTo(reference));
        }

        [Test]
        public void VariedPictures_DependOnSeedAndEpochAlone_AndOnEachChange()
        {
            var plain = new BatchOptions { BatchSize = 5, Seed = 3 };
            PictureVariation[] changes =
            [
                new() { VerticalFlip = true }, new() { Rotation = 30 }, new() { Brightness = 0.4 }, new() { Contrast = 0.4 },
                new() { Saturation = 0.4 }, new() { Hue = 0.2 }, new() { Erasing = 0.9 },
            ];
            var seen = new List<List<(float[] Pixels, long[] Labels, float[] Targets)>> { Deal(plain, 1) };
            foreach (var options in changes.Select(change => plain with { Variation = change }))
            {
                Assert.That(options.HasTwoFaces, Is.False);
                var reference = Deal(options, 1);
                Assert.That(Deal(options with { Workers = 8 }, 1, cacheBytes: 0), Is.EqualTo(reference));
                Assert.That(Deal(options, 2), Is.Not.EqualTo(reference));
                Assert.That(seen, Has.None.EqualTo(reference));
                seen.Add(reference);
            }
        }

        [Test]
        public void WhatIsErased_IsZeroAfterNormalisation_InEveryChannel_AndTheRestIsAsItWas()
        {
            var plain = new BatchOptions { BatchSize = 1, Seed = 3 };
            var erased = Deal(plain with { Variation = new PictureVariation { Erasing = 1 } }, 1);
            foreach (var ((before, _, _), (after, _, _)) in Deal(plain, 1).Zip(erased))
            {
                var changed = Enumerable.Range(0, after.Length).Where(i => after[i] != before[i]).ToArray();
                Assert.That(changed.Length, Is.InRange(1, after.Length / 2));
                Assert.That(changed.Select(i => after[i]), Is.All.Zero);
                Assert.That(changed.Select(i => i / 256).Distinct(), Is.EquivalentTo(new[] { 0, 1, 2 }));
            }
        }

        [Test]
        public void MixedBatches_CarryTargets_OthersDoNot()
        {
            var options = new BatchOptions { BatchSize = 4, Mixup = 1, Classes = 3 };
            var targets = Deal(options, 1).SelectMany(batch => batch.Targets.Chunk(3));
            Assert.That(targets.Select(row => row.Sum()), Is.All.EqualTo(1).Within(1e-6));
            Assert.That(Deal(options, 1)[0].Targets, Has.Length.EqualTo(4 * 3));
            Assert.That(Deal(options with { Mixup = 0 }, 1)[0].Targets, Is.Empty);
        }

        [Test]
        public void Shuffling_LosesNoPicture()
        {
            var order = new BatchOptions { BatchSize = 5, Shuffle = true, Seed = 1 }.Order(100, 1);
            Assert.That(order, Is.Not.Ordered);
            Assert.That(order, Is.EquivalentTo(Enumerable.Range(0, 100)));
        }

        [Test]
        public void APictureOfAnotherSizeThanTheModels_IsNamed()
        {
            using var pictures = new PictureSet(_data.Train, Rule, 32, 32, long.MaxValue);
            Assert.That(
                () => pictures.Prepare(2, CancellationToken.None),
                Throws.TypeOf<TrainingException>().With.Message.Contains("16 x 16").And.Message.Contains("32 x 32"));
        }

        [Test]
        public void ABrokenPicture_IsReportedAsItself_FromWhicheverThread()
        {
            var broken = _folder.Combine("broken.png");
            File.WriteAllText(broken, "no picture");
            using var pictures = new PictureSet([new LabelledFile(broken, 0)], Rule, 16, 16, 0, adviceOnBroken: "Use --skip-bad.");
            var batches = new PixelBatches(pictures, new BatchOptions { BatchSize = 1, Workers = 2 });
            Assert.That(
                () => batches.Epoch(1, CancellationToken.None).ToArray(),
                Throws.TypeOf<TrainingException>().With.Message.Contains(broken).And.Message.Contains("--skip-bad"));
        }

        [Test]
        public void LeavingAnEpochEarly_WaitsForTheBatchInPreparation()
        {
            var pictures = new PictureSet(_data.Train, Rule, 16, 16, 0);
            var batches = new PixelBatches(pictures, new BatchOptions { BatchSize = 2, Workers = 2 });
            foreach (var batch in batches.Epoch(1, CancellationToken.None))
            {
                batch.Dispose();
                break;
            }

            Assert.That(pictures.Dispose, Throws.Nothing);
        }

        private List<(float[] Pixels, long[] Labels, float[] Targets)> Deal(
            BatchOptions options, int epoch, long cacheBytes = long.MaxValue, int firstBatch = 0)
        {
            using var pictures = new PictureSet(_data.Train, Rule, 16, 16, cacheBytes, options.Augmentation);
            pictures.Prepare(options.Workers, CancellationToken.None);
            var dealt = new List<(float[] Pixels, long[] Labels, float[] Targets)>();
            foreach (var batch in new PixelBatches(pictures, options).Epoch(epoch, CancellationToken.None, firstBatch))
            {
                using (batch)
                {
                    var targets = batch.Targets is null ? [] : Checkpoint.ReadSingles(batch.Targets);
                    dealt.Add((Checkpoint.ReadSingles(batch.Inputs), batch.Labels.data<long>().ToArray(), targets));
                }
            }

            return dealt;
        }
    }
}
