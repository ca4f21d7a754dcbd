using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Training.Data;

namespace Saccade.Training.Tests.Data
{
    public sealed class DataSetTest
    {
        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            Touch("train/b/2.png", "train/b/10.JPG", "train/a/1.jpeg", "validation/a/3.png", "test/b/4.png");
        }

        [TearDown]
        public void DeleteFolder()
        {
            _folder.Dispose();
        }

        [Test]
        public void Pictures_ComeByClassAndThenByFileName()
        {
            var data = DataSet.Open(_folder.Path);
            Assert.That(data.Labels, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(
                data.Train.Select(file => (Path.GetFileName(file.Path), file.Label)),
                Is.EqualTo(new[] { ("1.jpeg", 0), ("10.JPG", 1), ("2.png", 1) }));
            Assert.That(data.Validation.Select(file => file.Label), Is.EqualTo(new[] { 0 }));
            Assert.That(data.Test.Select(file => file.Label), Is.EqualTo(new[] { 1 }));
        }

        [Test]
        public void HiddenFilesAndOtherFiles_ArePassedOver()
        {
            Touch("train/a/._1.png", "train/a/Thumbs.db", "train/a/1.mat", "train/.cache/1.png");
            Assert.That(DataSet.Open(_folder.Path).Train, Has.Count.EqualTo(3));
        }

        [Test]
        public void AModelsOrderOfTheSameClasses_IsKept_AndThatOfOthersIsNot()
        {
            var data = DataSet.Open(_folder.Path, new DataOptions { PreferredOrder = ["b", "a"] });
            Assert.That(data.Labels, Is.EqualTo(new[] { "b", "a" }));
            Assert.That(data.Validation.Single().Label, Is.EqualTo(1));
            Assert.That(DataSet.Open(_folder.Path, new DataOptions { PreferredOrder = ["b", "a", "c"] }).Labels, Is.EqualTo(new[] { "a", "b" }));
        }

        [Test]
        public void WhatIsMissing_IsNamed()
        {
            AssertRefused("validation/c", "'c'", () => Touch("validation/c/1.png"));
            AssertRefused("train", "'d'", () => Directory.CreateDirectory(_folder.Combine("train", "d")));
            AssertRefused("validation", "no pictures", () => File.Delete(_folder.Combine("validation", "a", "3.png")));
            AssertRefused("train", "at least 2", () => Directory.Delete(_folder.Combine("train", "b"), recursive: true));
        }

        private void AssertRefused(string path, string message, Action change)
        {
            change();
            Assert.That(
                () => DataSet.Open(_folder.Path),
                Throws.TypeOf<TrainingException>().With.Message.Contains(path.Split('/')[0]).And.Message.Contains(message));
            Directory.Delete(_folder.Path, recursive: true);
            Directory.CreateDirectory(_folder.Path);
            Touch("train/b/2.png", "train/a/1.jpeg", "validation/a/3.png");
        }

        private void Touch(params string[] files)
        {
            foreach (var file in files.Select(file => _folder.Combine(file.Split('/'))))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, []);
            }
        }
    }
}
