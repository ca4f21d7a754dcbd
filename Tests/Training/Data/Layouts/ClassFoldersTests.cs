using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Training.Data;
using Saccade.Training.Data.Layouts;

namespace Saccade.Training.Tests.Data.Layouts
{
    public sealed class ClassFoldersTests
    {
        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void Pictures_ComeByClassAndThenByFileName()
        {
            _folder.Touch("train/b/2.png", "train/b/10.JPG", "train/a/1.jpeg", "validation/a/3.png", "test/b/4.png");
            var data = DataSet.Open(_folder.Path);
            Assert.That(data.Layout, Is.EqualTo(DataLayout.ClassFolders));
            Assert.That(data.Directory, Is.EqualTo(_folder.Path));
            Assert.That(data.Labels, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(
                data.Train.Select(file => (Path.GetFileName(file.Path), file.Label)),
                Is.EqualTo(new[] { ("1.jpeg", 0), ("10.JPG", 1), ("2.png", 1) }));
            Assert.That(data.Validation.Select(file => file.Label), Is.EqualTo(new[] { 0 }));
            Assert.That(data.Test.Select(file => file.Label), Is.EqualTo(new[] { 1 }));
            Assert.That(
                data.Description,
                Is.EqualTo("A folder for each class: 2 classes; 3 pictures train, 1 validate, 1 test, as the folders say."));
        }

        [TestCase("train", "val")]
        [TestCase("Train", "Validation")]
        [TestCase("TRAIN", "valid")]
        public void Splits_AreFoundByAnyOfTheirNames(string train, string validation)
        {
            _folder.Touch($"{train}/a/1.png", $"{train}/b/2.png", $"{validation}/b/3.png", "labels.csv", "other/c/4.png");
            var data = DataSet.Open(_folder.Path);
            Assert.That((data.Train.Count, data.Validation.Single().Label), Is.EqualTo((2, 1)));
        }

        [Test]
        public void TrainAndTestAlone_DrawValidationFromTrain()
        {
            _folder.Touch([.. Enumerable.Range(0, 60).Select(i => $"train/{"ab"[i % 2]}/{i}.png"), "test/a/1.png"]);
            var data = DataSet.Open(_folder.Path);
            Assert.That((data.Train.Count + data.Validation.Count, data.Test.Count), Is.EqualTo((60, 1)));
            Assert.That(data.Validation, Has.Count.InRange(4, 20));
            Assert.That(data.Description, Does.Contain(
                $"{data.Train.Count} pictures train, {data.Validation.Count} validate, 1 test, 20 % drawn by content with seed 42"));
        }

        [Test]
        public void FoldersWithoutSplits_AreDrawn_WhereverTheyLie()
        {
            string[] Draw(string root, long seed)
            {
                for (var i = 0; i < 60; i++)
                {
                    _folder.Write($"{root}/{"ab"[i % 2]}/{i}.png", $"{i}");
                }

                var data = DataSet.Open(_folder.Combine(root), new DataOptions { Seed = seed });
                Assert.That(data.Train.Count + data.Validation.Count, Is.EqualTo(60));
                return [.. data.Validation.Select(file => Path.GetRelativePath(data.Directory, file.Path))];
            }

            var first = Draw("here", 1);
            Assert.That(Draw("there", 1), Is.EqualTo(first));
            Assert.That(Draw("here", 2), Is.Not.EqualTo(first));
        }

        [Test]
        public void ClassWithOnePicture_Trains_AndTheDescriptionSaysSo()
        {
            _folder.Touch("a/1.png", "a/2.png", "rare/3.png");
            var data = DataSet.Open(_folder.Path, new DataOptions { ValidationShare = 0.999 });
            Assert.That(data.Train.Select(file => file.Label), Is.EqualTo(new[] { 0, 1 }));
            Assert.That(data.Validation.Single().Label, Is.Zero);
            Assert.That(data.Description, Does.EndWith(
                "99.9 % drawn by content with seed 42. All pictures of these would validate, so one of each trains: 'a', 'rare'. No "
                + "picture of these validates: 'rare'."));
        }

        [Test]
        public void ClassCalledTrain_IsAClass()
        {
            _folder.Touch("bus/1.png", "bus/2.png", "train/3.png", "train/4.png");
            Assert.That(DataSet.Open(_folder.Path).Labels, Is.EqualTo(new[] { "bus", "train" }));
        }

        [Test]
        public void HiddenFilesAndOtherFiles_ArePassedOver_AndSubfoldersBelongToTheirClass()
        {
            _folder.Touch("train/a/1.png", "train/b/2.png", "validation/a/3.png");
            _folder.Touch("train/a/._1.png", "train/a/Thumbs.db", "train/a/1.mat", "train/.cache/1.png", "train/a/deeper/1.png");
            Assert.That(
                DataSet.Open(_folder.Path).Train
                    .Select(file => Path.GetRelativePath(_folder.Combine("train"), file.Path).Replace('\\', '/')),
                Is.EqualTo(new[] { "a/1.png", "a/deeper/1.png", "b/2.png" }));
        }

        [Test]
        [Platform(Exclude = "Win")]
        public void LinksInCircles_DoNoHarm()
        {
            _folder.Touch("train/a/1.png", "train/b/2.png", "validation/a/3.png");
            Directory.CreateSymbolicLink(_folder.Combine("train", "a", "up"), _folder.Combine("train"));
            Directory.CreateSymbolicLink(_folder.Combine("train", ".self"), _folder.Combine("train"));
            Directory.CreateSymbolicLink(_folder.Combine("test"), _folder.Path);
            Assert.That(() => DataSet.Open(_folder.Path), Throws.Nothing);
            File.CreateSymbolicLink(_folder.Combine("train", "c"), _folder.Combine("train", "c"));
            Assert.That(() => DataSet.Open(_folder.Path), Throws.Nothing);
            Directory.CreateSymbolicLink(_folder.Combine("train", "d"), _folder.Combine("train"));
            var data = DataSet.Open(_folder.Path);
            Assert.That((data.Train.Count, data.Validation.Count, data.Test.Count), Is.EqualTo((2, 1, 0)));
            Assert.That(data.Account.Summary, Is.EqualTo("left out: 1 unreadable, 4 links in a circle"));
        }

        [Test]
        public void WhatIsMissing_IsNamed()
        {
            AssertRefused("validation/c: class 'c'", () => _folder.Touch("validation/c/1.png"));
            AssertRefused("test/c: class 'c'", () => _folder.Touch("test/c/1.png"));
            AssertRefused(
                "train/d: none of its 2 pictures can be decoded, 4.HEIC is HEIC", () => _folder.Touch("train/d/4.HEIC", "train/d/5.heic"));
            AssertRefused("validation: no pictures", () => File.Delete(_folder.Combine("validation", "a", "3.png")));
            AssertRefused("train: 1 classes; at least 2", () => Directory.Delete(_folder.Combine("train", "b"), recursive: true));
            AssertRefused("train: no such folder", () => Directory.Delete(_folder.Combine("train"), recursive: true));
            AssertRefused("validation is there too", () => _folder.Touch("val/a/1.png"), "valid");
            AssertRefused(
                "none can validate",
                () =>
                {
                    Directory.Delete(_folder.Combine("validation"), recursive: true);
                    File.Delete(_folder.Combine("train", "b", "2.png"));
                    _folder.Touch("train/b/1.png");
                });
        }

        private void AssertRefused(string message, Action change, string? other = null)
        {
            _folder.Touch("train/b/2.png", "train/a/1.jpeg", "validation/a/3.png");
            change();
            Assert.That(
                () => DataSet.Open(_folder.Path),
                Throws.TypeOf<TrainingException>().With.Message.Contains(other ?? message.Replace('/', Path.DirectorySeparatorChar)));
            Directory.Delete(_folder.Path, recursive: true);
            Directory.CreateDirectory(_folder.Path);
        }
    }
}
