using System;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Training.Data;

namespace Saccade.Training.Tests.Data
{
    public sealed class BrokenPicturesTests
    {
        private TemporaryFolder _folder = null!;
        private DataSet _data = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _data = DataSet.Open(SyntheticPictures.WriteData(_folder, count: 4));
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void Find_NamesWhatCannotBeDecoded_AndWhy_InOrder([Values(1, 4)] int workers)
        {
            var (empty, cut, text) = (_data.Train[1].Path, _data.Train[6].Path, _data.Train[9].Path);
            File.WriteAllBytes(empty, []);
            File.WriteAllBytes(cut, File.ReadAllBytes(cut)[..^40]);
            File.WriteAllText(text, "no picture");
            var broken = BrokenPictures.Find(_data.Train, workers, CancellationToken.None);
            Assert.That(broken.Select(found => found.Path), Is.EqualTo(new[] { empty, cut, text }));
            Assert.That(broken[0].Reason, Does.StartWith("has 0 bytes"));
            Assert.That(broken[1].Reason, Does.Contain("cut short"));
            Assert.That(broken[2].Reason, Does.StartWith("is no picture"));

            var rest = _data.Without(broken.Select(found => found.Path).ToHashSet());
            Assert.That(rest.Train, Has.Count.EqualTo(9));
            Assert.That(BrokenPictures.Find(rest.Train, workers, CancellationToken.None), Is.Empty);
        }

        [Test]
        public void Find_Cancelled_Stops_AndProgressCountsEveryPicture()
        {
            var most = 0;
            BrokenPictures.Find(_data.Train, 1, CancellationToken.None, done => most = Math.Max(most, done));
            Assert.That(most, Is.EqualTo(12));
            using var stop = new CancellationTokenSource();
            Assert.That(
                () => BrokenPictures.Find(_data.Train, 1, stop.Token, _ => stop.Cancel()), Throws.InstanceOf<OperationCanceledException>());
        }
    }
}
