using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Data;

namespace Saccade.Training.Tests.Data
{
    public sealed class PixelBatchesTest
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
        public void DeleteData()
        {
            _folder.Dispose();
        }

        [Test]
        public void Pixels_AreWhatThePreprocessingRuleMakesOfThePictures()
        {
            var batches = Deal(new BatchOptions { BatchSize = 1 }, 1);
            var transform = new PixelTransform(Rule);
            var expected = new float[3 * 16 * 16];
            foreach (var (file, (pixels, labels)) in _data.Train.Zip(batches))
            {
                var picture = Picture.Decode(file.Path);
                transform.Apply(picture.Rgb, picture.Width, picture.Height, expected);
                Assert.That(pixels, Is.EqualTo(expected));
                Assert.That(labels, Is.EqualTo(new long[] { file.Label }));
            }
        }

        [Test]
        public void TheLastBatch_IsKept_HoweverSmall()
        {
            Assert.That(Deal(new BatchOptions { BatchSize = 7 }, 1).Select(batch => batch.Labels.Length), Is.EqualTo(new[] { 7, 7, 7, 3 }));
        }

        [TestCase(Augmentation.None)]
        [TestCase(Augmentation.Flip)]
        [TestCase(Augmentation.Tutorial)]
        public void Batches_DependOnSeedAndEpochAlone_NotOnWorkersOrCache(Augmentation augmentation)
        {
            var options = new BatchOptions { BatchSize = 5, Shuffle = true, Augmentation = augmentation, Seed = 3, Workers = 1 };
            var reference = Deal(options, 2);
            Assert.That(Deal(options with { Workers = 8 }, 2), Is.EqualTo(reference));
            Assert.That(Deal(options, 2, cacheBytes: 0), Is.EqualTo(reference));
            Assert.That(Deal(options, 3), Is.Not.EqualTo(reference));
            Assert.That(Deal(options with { Seed = 4 }, 2), Is.Not.EqualTo(reference));
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
            using var pictures = new PictureSet([new LabelledFile(broken, 0)], Rule, 16, 16, 0);
            var batches = new PixelBatches(pictures, new BatchOptions { BatchSize = 1, Workers = 2 });
            Assert.That(
                () => batches.Epoch(1, CancellationToken.None).ToArray(), Throws.TypeOf<TrainingException>().With.Message.Contains(broken));
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

        private List<(float[] Pixels, long[] Labels)> Deal(BatchOptions options, int epoch, long cacheBytes = long.MaxValue)
        {
            using var pictures = new PictureSet(_data.Train, Rule, 16, 16, cacheBytes);
            var dealt = new List<(float[] Pixels, long[] Labels)>();
            foreach (var batch in new PixelBatches(pictures, options).Epoch(epoch, CancellationToken.None))
            {
                using (batch)
                {
                    dealt.Add((Checkpoint.ReadSingles(batch.Inputs), batch.Labels.data<long>().ToArray()));
                }
            }

            return dealt;
        }
    }
}
