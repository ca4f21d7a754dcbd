using System;
using System.IO;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Saccade.Training.Data;
using Saccade.Training.Data.Layouts;

namespace Saccade.Training.Tests.Data.Layouts
{
    public sealed class OxfordPetTests
    {
        // As in the real lists: ids follow the names without regard to case.
        private const string Names =
            "Abyssinian american_bulldog american_pit_bull_terrier basset_hound beagle Bengal Birman Bombay boxer British_Shorthair "
            + "chihuahua Egyptian_Mau english_cocker_spaniel english_setter german_shorthaired great_pyrenees havanese japanese_chin "
            + "keeshond leonberger Maine_Coon miniature_pinscher newfoundland Persian pomeranian pug Ragdoll Russian_Blue saint_bernard "
            + "samoyed scottish_terrier shiba_inu Siamese Sphynx staffordshire_bull_terrier wheaten_terrier yorkshire_terrier";

        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _folder.Touch("images/beagle_1.jpg", "images/beagle_2.jpg", "images/Maine_Coon_10.png", "images/Maine_Coon_3.jpg");
            WriteLists("beagle_2 2 2 1\nMaine_Coon_10 1 1 1\n", "Maine_Coon_3 1 1 1\nbeagle_1 2 2 1\n");
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void Lists_GiveClassesById_AndPicturesInTheirOrder()
        {
            var data = DataSet.Open(_folder.Path);
            Assert.That(data.Layout, Is.EqualTo(DataLayout.OxfordPet));
            Assert.That(data.Labels, Is.EqualTo(new[] { "Maine Coon", "Beagle" }));
            Assert.That(
                data.Train.Select(file => (Path.GetFileName(file.Path), file.Label)),
                Is.EqualTo(new[] { ("beagle_2.jpg", 1), ("Maine_Coon_10.png", 0) }));
            Assert.That(data.Validation.Select(file => file.Label), Is.EqualTo(new[] { 0, 1 }));
            Assert.That(data.Test, Is.Empty);
            Assert.That(data.GetSplit("test"), Is.SameAs(data.Validation));
            Assert.That(
                data.Description,
                Is.EqualTo("Oxford-IIIT Pet's layout: 2 classes; 2 pictures train, 2 validate, as trainval.txt and test.txt say."));
        }

        [Test]
        public void CommentsBlankLinesMoreColumnsAndLitter_ArePassedOver()
        {
            _folder.Touch("images/beagle_2.mat", "images/._beagle_2.jpg", "images/beagle_2.png", "images/pug_1.jpg");
            WriteLists("\ufeff#Image CLASS-ID\r\n\r\n  beagle_2\t2 2  1 77\r\nMaine_Coon_10 1 1 1", "Maine_Coon_3 1 1 1\n\n");
            var data = DataSet.Open(_folder.Path);
            Assert.That(
                data.Train.Select(file => Path.GetFileName(file.Path)), Is.EqualTo(new[] { "beagle_2.jpg", "Maine_Coon_10.png" }));
        }

        [Test]
        public void TheRealSetsClasses_HaveTorchvisionsNames_AndAPartOfItIsCalledSo()
        {
            WriteReal(1, 1);
            var part = DataSet.Open(_folder.Path);
            Assert.That(part.Labels, Has.Count.EqualTo(37));
            Assert.That(part.Labels.Take(3), Is.EqualTo(new[] { "Abyssinian", "American Bulldog", "American Pit Bull Terrier" }));
            Assert.That(part.Labels.Skip(31).Take(2), Is.EqualTo(new[] { "Shiba Inu", "Siamese" }));
            Assert.That(part.Description, Does.StartWith("Oxford-IIIT Pet: 37").And.EndsWith("3,680 and 3,669: this is not all of it."));
        }

        [Test]
        public void TheWholeSet_IsCalledWhole()
        {
            WriteReal(3680 - 36, 3669 - 36);
            Assert.That(
                DataSet.Open(_folder.Path).Description,
                Is.EqualTo("Oxford-IIIT Pet: 37 classes; 3,680 pictures train, 3,669 validate, as trainval.txt and test.txt say."));
        }

        [TestCase("beagle_2 2 2", "trainval.txt:2", "'beagle_2 2 2' is no line")]
        [TestCase("beagle_2 x 2 1", "trainval.txt:2", "is no line")]
        [TestCase("beagle_2 0 2 1", "trainval.txt:2", "class from 1")]
        [TestCase("beagle_2 -2 2 1", "trainval.txt:2", "class from 1")]
        [TestCase("beagle_2 99999999999 2 1", "trainval.txt:2", "is no line")]
        [TestCase("beagle_2 2 2 1\nboxer_1 4 2 1", "trainval.txt", "no picture of class 3, while ids go up to 4")]
        [TestCase("beagle_2 1 2 1", "trainval.txt:2", "class 1 is 'Beagle' here, but in", "class 1 is 'Maine Coon'")]
        [TestCase("Maine_Coon_4 2 2 1", "trainval.txt:2", "class 2 is 'Maine Coon' here", "class 1 is 'Maine Coon'")]
        [TestCase("beagle2 2 2 1", "trainval.txt:2", "'beagle2' names no class")]
        [TestCase("_2 2 2 1", "trainval.txt:2", "names no class")]
        [TestCase("../beagle_2 2 2 1", "trainval.txt:2", "'../beagle_2' is a path")]
        [TestCase("/etc/beagle_2 2 2 1", "trainval.txt:2", "is a path")]
        [TestCase("..\\beagle_2 2 2 1", "trainval.txt:2", "is a path")]
        [TestCase("C:beagle_2 2 2 1", "trainval.txt:2", "is a path")]
        [TestCase("beagle_2 2 2 1\nbeagle_2 2 2 1", "trainval.txt:3", "is in", "trainval.txt:2 already")]
        [TestCase("Maine_Coon_3 1 1 1\nbeagle_2 2 2 1", "test.txt:1", "'Maine_Coon_3' is in", "trainval.txt:2 already")]
        [TestCase("beagle_9 2 2 1\nbeagle_8 2 2 1", "trainval.txt:2", "beagle_9.jpg is missing; of 5 pictures 2 are")]
        public void WrongLines_AreNamed(string lines, params string[] messages)
        {
            WriteLists($"Maine_Coon_10 1 1 1\n{lines}\n", "Maine_Coon_3 1 1 1\nbeagle_1 2 2 1\n");
            AssertRefused(messages);
        }

        [Test]
        public void WhatIsMissing_IsNamed()
        {
            WriteLists("beagle_2 1 1 1\n", "beagle_1 1 1 1\n");
            AssertRefused("trainval.txt", "at least 2");
            WriteLists("beagle_2 1 1 1\nMaine_Coon_10 2 1 1\n", "pug_1 3 1 1\n");
            AssertRefused("trainval.txt", "no picture of class 3");
            WriteLists("beagle_2 2 2 1\nMaine_Coon_10 1 1 1\n", "# nothing\n");
            AssertRefused("test.txt", "names no pictures");
            File.Delete(_folder.Combine("annotations", "test.txt"));
            AssertRefused("test.txt", "the file is missing");
            WriteLists("beagle_2 2 2 1\nMaine_Coon_10 1 1 1\n", "beagle_1 2 2 1\n");
            Directory.Delete(_folder.Combine("images"), recursive: true);
            AssertRefused("images", "no such folder");
        }

        [Test]
        public void AnyBytes_GiveADataSetOrTheDocumentedException()
        {
            var pieces = Gen.Elements("beagle_2", "Maine_Coon_3", "_", "..", "/", " ", "\n", "\r", "\t", "1", "2", "#", "\0", "é");
            var texts = pieces.ArrayOf().Select(string.Concat);
            Prop.ForAll(texts.ToArbitrary(), ArbMap.Default.ArbFor<byte[]>(), (text, bytes) =>
            {
                WriteLists("beagle_2 2 2 1\n" + text, "Maine_Coon_3 1 1 1\nbeagle_1 2 2 1\n");
                OpenOrRefuse();
                File.WriteAllBytes(_folder.Combine("annotations", "test.txt"), bytes);
                OpenOrRefuse();
            }).Check(Config.QuickThrowOnFailure.WithReplay(7, 7).WithMaxTest(300));
        }

        private void OpenOrRefuse()
        {
            try
            {
                DataSet.Open(_folder.Path);
            }
            catch (TrainingException refused)
            {
                Assert.That(refused.Message, Does.StartWith(_folder.Path));
            }
        }

        private void WriteReal(int firstTrain, int firstTest)
        {
            string List(int first, string kind) =>
                string.Concat(Names.Split(' ').SelectMany((name, index) =>
                    Enumerable.Range(0, index == 0 ? first : 1)
                        .Select(i => $"{name}_{kind}{i} {index + 1} 1 1\n")));

            var (train, test) = (List(firstTrain, "1"), List(firstTest, "2"));
            WriteLists(train, test);
            var lines = (train + test).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            _folder.Touch([.. lines.Select(line => $"images/{line.Split(' ')[0]}.jpg")]);
        }

        private void WriteLists(string train, string test)
        {
            _folder.Write("annotations/trainval.txt", train);
            _folder.Write("annotations/test.txt", test);
        }

        private void AssertRefused(params string[] messages)
        {
            var refused = Assert.Throws<TrainingException>(() => DataSet.Open(_folder.Path))!;
            foreach (var message in messages)
            {
                Assert.That(refused.Message, Does.Contain(message));
            }
        }
    }
}
