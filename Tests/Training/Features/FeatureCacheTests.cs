using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Training.Features;

namespace Saccade.Training.Tests.Features
{
    public sealed class FeatureCacheTests
    {
        private const int Pictures = 70;
        private const int Views = 2;
        private const int FeatureSize = 5;

        private static readonly FeatureCacheKey Key = new("0123");

        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void WhatIsWritten_IsReadAgain_AlsoAfterReopening()
        {
            using (var cache = Open())
            {
                Fill(cache);
                RequireAll(cache);
            }

            using var again = Open();
            Assert.That(again.CountRows(), Is.EqualTo(Views * Pictures));
            RequireAll(again);
        }

        [Test]
        public void TheData_AreNothingButNumbers_ViewByView()
        {
            using (var cache = Open())
            {
                Fill(cache);
            }

            var bytes = File.ReadAllBytes(_folder.Combine("train.f32"));
            Assert.That(bytes, Has.Length.EqualTo(4 * Views * Pictures * FeatureSize));
            Assert.That(BitConverter.ToSingle(bytes, 4 * ((Pictures + 33) * FeatureSize + 2)), Is.EqualTo(Value(1, 33, 2)));
        }

        [Test]
        public void AfterAnInterruption_OnlyTheRestIsMissing()
        {
            using (var cache = Open())
            {
                Assert.That(cache.FindMissing(0), Is.EqualTo(new[] { 0, 1, 2 }));
                Write(cache, 0, 0);
                Write(cache, 0, 2);
                Write(cache, 1, 1);
            }

            using var again = Open();
            Assert.That(again.CountRows(), Is.EqualTo(32 + 6 + 32));
            Assert.That(again.FindMissing(0), Is.EqualTo(new[] { 1 }));
            Assert.That(again.FindMissing(1), Is.EqualTo(new[] { 0, 2 }));
        }

        [Test]
        public void ABlockWithAFlippedBit_IsMissing()
        {
            FillAndClose();
            var path = _folder.Combine("train.f32");
            var bytes = File.ReadAllBytes(path);
            bytes[4 * FeatureSize * 40] ^= 1;
            File.WriteAllBytes(path, bytes);
            using var cache = Open();
            Assert.That(cache.FindMissing(0), Is.EqualTo(new[] { 1 }));
            Assert.That(cache.FindMissing(1), Is.Empty);
        }

        [Test]
        public void ABlockThatWasWrittenHalf_IsMissing_WhicheverHalf()
        {
            FillAndClose();
            Overwrite("train.sha256", 2 * 32 + 16, new byte[16]);
            Overwrite("train.f32", 4 * FeatureSize * (Pictures + 32 + 10), new byte[4 * FeatureSize * 22]);
            using var cache = Open();
            Assert.That(cache.FindMissing(0), Is.EqualTo(new[] { 2 }));
            Assert.That(cache.FindMissing(1), Is.EqualTo(new[] { 1 }));
        }

        [TestCase("train.json")]
        [TestCase("train.f32")]
        [TestCase("train.sha256")]
        public void AFileThatIsCutShortOrMissingOrForeign_BeginsTheCacheAnew(string name)
        {
            foreach (var damage in new Action<string>[]
            {
                File.Delete,
                path => File.WriteAllBytes(path, []),
                path => File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]),
                path => File.AppendAllText(path, "more"),
                path => File.WriteAllBytes(path, new byte[100_000]),
            })
            {
                FillAndClose();
                damage(_folder.Combine(name));
                using var cache = Open();
                Assert.That(cache.CountRows(), Is.Zero);
            }
        }

        [Test]
        public void AnyBytesInItsFiles_NeverCountAsFeatures_NorStopIt()
        {
            var random = new Random(1);
            for (var round = 0; round < 60; round++)
            {
                FillAndClose();
                foreach (var name in new[] { "train.json", "train.f32", "train.sha256" })
                {
                    var bytes = File.ReadAllBytes(_folder.Combine(name));
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                    File.WriteAllBytes(_folder.Combine(name), random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
                }

                using var cache = Open();
                for (var view = 0; view < Views; view++)
                {
                    var missing = cache.FindMissing(view).SelectMany(cache.GetPictures).ToHashSet();
                    foreach (var picture in Enumerable.Range(0, Pictures).Where(picture => !missing.Contains(picture)))
                    {
                        Assert.That(Read(cache, view, picture), Is.EqualTo(Row(view, picture)));
                    }
                }
            }
        }

        [Test]
        public void AnotherKeyOrShape_BeginsTheCacheAnew()
        {
            FillAndClose();
            using (var cache = FeatureCache.Open(_folder.Path, "train", new FeatureCacheKey("4567"), Pictures, Views, FeatureSize))
            {
                Assert.That(cache.CountRows(), Is.Zero);
            }

            FillAndClose();
            using var larger = FeatureCache.Open(_folder.Path, "train", Key, Pictures, Views + 1, FeatureSize);
            Assert.That(larger.CountRows(), Is.Zero);
        }

        [Test]
        public void TwoAtOnce_AreRefused_AndTheFirstIsNotHarmed()
        {
            using var cache = Open();
            Fill(cache);
            Assert.That(() => Open(), Throws.TypeOf<TrainingException>().With.Message.Contains("train"));
            RequireAll(cache);
        }

        [Test]
        public void ADiskWithoutRoom_IsOneClearError_AndLeavesNoData()
        {
            Assert.That(
                () => FeatureCache.Open(_folder.Path, "train", Key, 2_000_000, 10, 1 << 20),
                Throws.TypeOf<TrainingException>().With.Message.Contains("--feature-cache"));
            Assert.That(File.Exists(_folder.Combine("train.f32")), Is.False);
            Assert.That(File.Exists(_folder.Combine("train.json")), Is.False);
        }

        private static float Value(int view, int picture, int feature) => view * 1000 + picture + feature / 10f;

        private static float[] Row(int view, int picture) =>
            Enumerable.Range(0, FeatureSize).Select(feature => Value(view, picture, feature)).ToArray();

        private static float[] Read(FeatureCache cache, int view, int picture)
        {
            var row = new float[FeatureSize];
            cache.Read(view, picture, row);
            return row;
        }

        private static void RequireAll(FeatureCache cache)
        {
            for (var view = 0; view < Views; view++)
            {
                for (var picture = 0; picture < Pictures; picture++)
                {
                    Assert.That(Read(cache, view, picture), Is.EqualTo(Row(view, picture)));
                }
            }
        }

        private static void Write(FeatureCache cache, int view, int block) =>
            cache.Write(view, block, cache.GetPictures(block).SelectMany(picture => Row(view, picture)).ToArray());

        private static void Fill(FeatureCache cache)
        {
            for (var view = 0; view < Views; view++)
            {
                foreach (var block in cache.FindMissing(view))
                {
                    Write(cache, view, block);
                }
            }
        }

        private FeatureCache Open() => FeatureCache.Open(_folder.Path, "train", Key, Pictures, Views, FeatureSize);

        private void FillAndClose()
        {
            using var cache = Open();
            Fill(cache);
        }

        private void Overwrite(string name, long offset, byte[] bytes)
        {
            using var stream = File.OpenWrite(_folder.Combine(name));
            stream.Position = offset;
            stream.Write(bytes);
        }
    }
}
