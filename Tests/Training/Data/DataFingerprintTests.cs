using System;
using System.IO;
using System.Threading;
using NUnit.Framework;
using Saccade.Training.Data;

namespace Saccade.Training.Tests.Data
{
    public sealed class DataFingerprintTests
    {
        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            Make("one");
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void Fingerprint_IsTheSame_WhereverTheFolderLies_ForAnyTimesAndWorkers()
        {
            var expected = Compute("one");
            Assert.That(expected, Does.Match("^[0-9a-f]{64}$"));
            Make("deeper/two");
            File.SetLastWriteTimeUtc(_folder.Combine("deeper", "two", "train", "a", "1.png"), DateTime.UnixEpoch);
            Assert.That(Compute("deeper/two"), Is.EqualTo(expected));
            Assert.That(Compute("one", workers: 4), Is.EqualTo(expected));
        }

        [Test]
        public void Fingerprint_ChangesWith_AByteANameAClassAPictureLessAndTheOrderOfClasses()
        {
            var all = new[]
            {
                Compute("one"),
                Change("content", path => File.WriteAllText(Path.Combine(path, "train", "a", "1.png"), "x")),
                Change("name", path => File.Move(Path.Combine(path, "train", "a", "1.png"), Path.Combine(path, "train", "a", "9.png"))),
                Change("class", path => Directory.Move(Path.Combine(path, "train", "b"), Path.Combine(path, "train", "c"))),
                Change("less", path => File.Delete(Path.Combine(path, "train", "a", "2.png"))),
                Compute("one", order: ["b", "a"]),
            };
            Assert.That(all, Is.Unique);

            string Change(string name, Action<string> change)
            {
                Make(name);
                change(_folder.Combine(name));
                return Compute(name);
            }
        }

        [Test]
        public void Fingerprint_ChangesWith_WhereOneSplitEndsAndTheNextBegins()
        {
            string Split(string third)
            {
                _folder.Write("one/labels.csv", $"""
                    path,label,split
                    train/a/1.png,a,train
                    train/b/1.png,b,train
                    train/a/2.png,a,{third}
                    validation/a/3.png,a,validation
                    """);
                return DataFingerprint.Compute(DataSet.Open(_folder.Combine("one", "labels.csv")), 1, CancellationToken.None);
            }

            Assert.That(Split("train"), Is.Not.EqualTo(Split("validation")));
        }

        [Test]
        public void UnreadablePicture_IsNamed()
        {
            var data = DataSet.Open(_folder.Combine("one"));
            var path = _folder.Combine("one", "train", "b", "1.png");
            File.Delete(path);
            Assert.That(
                () => DataFingerprint.Compute(data, 2, CancellationToken.None),
                Throws.TypeOf<TrainingException>().With.Message.StartsWith($"{path}: can't be read"));
        }

        [Test]
        public void Cancelled_Stops_AndProgressCountsEveryPicture()
        {
            var data = DataSet.Open(_folder.Combine("one"));
            Assert.That(
                () => DataFingerprint.Compute(data, 2, new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
            var most = 0;
            DataFingerprint.Compute(data, 1, CancellationToken.None, done => most = Math.Max(most, done));
            Assert.That(most, Is.EqualTo(4));
        }

        private void Make(string root)
        {
            foreach (var file in new[] { "train/a/1.png", "train/a/2.png", "train/b/1.png", "validation/a/3.png" })
            {
                _folder.Write($"{root}/{file}", file);
            }
        }

        private string Compute(string root, int workers = 1, string[]? order = null)
        {
            var data = DataSet.Open(_folder.Combine(root.Split('/')), new DataOptions { PreferredOrder = order });
            return DataFingerprint.Compute(data, workers, CancellationToken.None);
        }
    }
}
