using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Training.Data;

namespace Saccade.Training.Tests.Data
{
    public sealed class DataSetTests
    {
        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void WhatHasNoLayout_IsToldAllOfThem()
        {
            _folder.Touch("readme.txt", "1.jpg");
            foreach (var path in new[] { _folder.Path, _folder.Combine("nowhere"), _folder.Combine("readme.txt"), "a\0b" })
            {
                Assert.That(
                    () => DataSet.Open(path),
                    Throws.TypeOf<TrainingException>().With.Message.StartsWith(path + ": ")
                        .And.Message.Contains("DIR/train/cat/1.jpg").And.Message.Contains("path,label")
                        .And.Message.Contains("trainval.txt"));
            }
        }

        [Test]
        public void TwoTables_AreNoLayout()
        {
            _folder.Touch("a.csv", "b.csv");
            Assert.That(() => DataSet.Open(_folder.Path), Throws.TypeOf<TrainingException>().With.Message.Contains("known layout"));
        }

        [TestCase(0)]
        [TestCase(1)]
        [TestCase(double.NaN)]
        public void ShareThatLeavesNothing_IsRefused(double share) => Assert.That(
                () => DataSet.Open(_folder.Path, new DataOptions { ValidationShare = share }),
                Throws.TypeOf<ArgumentOutOfRangeException>());

        [Test]
        public void AModelsOrderOfTheSameClasses_IsKept_AndThatOfOthersIsNot()
        {
            _folder.Touch("train/a/1.png", "train/b/2.png", "validation/a/3.png");
            var data = Open(["b", "a"]);
            Assert.That(data.Labels, Is.EqualTo(new[] { "b", "a" }));
            Assert.That(data.Train.Select(file => file.Label), Is.EqualTo(new[] { 0, 1 }));
            Assert.That(data.Validation.Single().Label, Is.EqualTo(1));
            Assert.That(Open(["b", "a", "c"]).Labels, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(Open(["b", "a", "a"]).Labels, Is.EqualTo(new[] { "a", "b" }));
        }

        [Test]
        public void AModelsOrder_ChangesNothingAboutWhatIsDrawn()
        {
            _folder.Touch([.. Enumerable.Range(0, 30).Select(i => $"{"abc"[i % 3]}/{i}.png")]);
            static IEnumerable<string> Names(DataSet data) => data.Validation.Select(file => file.Path).Order();

            Assert.That(Names(Open(["c", "b", "a"])), Is.EqualTo(Names(Open(null))));
        }

        [Test]
        public void WithoutDrawing_AllPicturesAreOnePart()
        {
            _folder.Touch([.. Enumerable.Range(0, 9).Select(i => $"{"abc"[i % 3]}/{i}.png")]);
            var data = DataSet.Open(_folder.Path, new DataOptions { DrawsValidation = false });
            Assert.That((data.Train.Count, data.Validation.Count, data.IsValidationDrawn), Is.EqualTo((9, 0, false)));
            Assert.That(data.Description, Does.EndWith("not divided."));
        }

        [Test]
        public void Without_WhereValidationIsDrawn_DrawsAsIfThePicturesHadNeverBeenThere()
        {
            string[] files = [.. Enumerable.Range(0, 40).Select(i => $"{"ab"[i % 2]}/{i}.png"), "c/1.png", "c/2.png"];
            _folder.Touch(files);
            var gone = files.Where((_, i) => i % 5 == 0).Select(file => _folder.Combine(file.Split('/'))).ToHashSet();
            var left = Open(null).Without(gone);
            foreach (var path in gone)
            {
                File.Delete(path);
            }

            var fresh = Open(null);
            Assert.That((left.Train, left.Validation), Is.EqualTo((fresh.Train, fresh.Validation)));
            Assert.That(left.Description, Is.EqualTo(fresh.Description));
        }

        [Test]
        [Platform(Exclude = "Win")]
        public void WhatCantBeRead_Trains_WhereItWillBeNamed()
        {
            _folder.Touch([.. Enumerable.Range(0, 40).Select(i => $"{"ab"[i % 2]}/{i}.png")]);
            var path = _folder.Combine("a", "dangling.png");
            File.CreateSymbolicLink(path, _folder.Combine("nowhere"));
            var data = DataSet.Open(_folder.Path, new DataOptions { ValidationShare = 0.9 });
            Assert.That(data.Train.Select(file => file.Path), Does.Contain(path));
        }

        [Test]
        public void Cancelled_TheReadingStops()
        {
            _folder.Touch("a/1.png", "b/2.png");
            Assert.That(
                () => DataSet.Open(_folder.Path, cancellation: new CancellationToken(true)),
                Throws.InstanceOf<OperationCanceledException>());
        }

        [Test]
        public void GetSplit_FindsPicturesByName_AndTheLastJudgementByNone()
        {
            _folder.Touch("train/a/1.png", "train/b/2.png", "validation/a/3.png");
            var data = Open(null);
            Assert.That(data.GetSplit("train"), Is.SameAs(data.Train));
            Assert.That(data.GetSplit("validation"), Is.SameAs(data.Validation));
            Assert.That(data.GetSplit(null), Is.SameAs(data.Validation));
            Assert.That(() => data.GetSplit("test"), Throws.TypeOf<TrainingException>().With.Message.Contains("no test pictures"));
            Assert.That(() => data.GetSplit("x"), Throws.TypeOf<TrainingException>().With.Message.Contains("no split 'x'"));

            _folder.Touch("test/b/4.png");
            data = Open(null);
            Assert.That(data.GetSplit("test"), Is.SameAs(data.Test));
            Assert.That(data.GetSplit(null), Is.SameAs(data.Test));
        }

        [Test]
        public void Without_LeavesPicturesOut_AndRefusesToLoseAClassOrValidation()
        {
            _folder.Touch("train/a/1.png", "train/a/2.png", "train/b/3.png", "validation/a/4.png", "test/a/5.png");
            var data = Open(null);
            var rest = Without("train/a/1.png", "test/a/5.png");
            Assert.That(rest.Train, Is.EqualTo(data.Train.Skip(1)));
            Assert.That(rest.Validation, Is.EqualTo(data.Validation));
            Assert.That(rest.Test, Is.Empty);
            Assert.That(rest.Labels, Is.EqualTo(data.Labels));
            Assert.That(() => Without("train/b/3.png"), Throws.TypeOf<TrainingException>().With.Message.Contains("class 'b'"));
            Assert.That(() => Without("validation/a/4.png"), Throws.TypeOf<TrainingException>().With.Message.Contains("no validation"));

            DataSet Without(params string[] files) => data.Without(files.Select(file => _folder.Combine(file.Split('/'))).ToHashSet());
        }

        private DataSet Open(IReadOnlyList<string>? order) => DataSet.Open(_folder.Path, new DataOptions { PreferredOrder = order });
    }
}
