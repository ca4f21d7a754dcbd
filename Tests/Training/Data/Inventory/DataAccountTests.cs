using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Saccade.Training.Data;

namespace Saccade.Training.Tests.Data.Inventory
{
    /// <summary>No file of a data set is without an account.</summary>
    public sealed class DataAccountTests
    {
        private static readonly string[] Names =
        [
            "1.jpg", "2.PNG", "3.heic", "4.txt", "5", "6.tga", "7.xyz", ".DS_Store", "._1.jpg", "labels.csv", "train.csv", "metadata.csv",
            "metadata.jsonl", "config.json", "Thumbs.db", "trainval.txt", "test.txt", "model.safetensors",
        ];

        private static readonly string[] FolderNames =
            ["cat", "dog", "train", "validation", "dev", "test", "__MACOSX", ".git", "images", "annotations", "training", "empty"];

        private static readonly string[] Splits = ["train", "validation", "dev", "test"];

        [Test]
        public void UsedAndLeftOut_AreAllFiles_OfAnyTree()
        {
            var opened = 0;
            var paths =
                from folders in Gen.Elements(FolderNames).ArrayOf().Where(folders => folders.Length < 4)
                from name in Gen.Elements(Names)
                select string.Join('/', folders.Append(name));
            var trees = paths.ArrayOf().Select(tree => tree.Take(15).ToArray());
            Prop.ForAll(trees.ToArbitrary(), ArbMap.Default.ArbFor<bool>(), (tree, isSplit) =>
            {
                // Most trees at random are no data set.
                using var folder = new TemporaryFolder();
                folder.Touch(isSplit
                    ? ["train/cat/0.png", "train/dog/0.png", "dev/cat/00.png"]
                    : ["cat/0.png", "cat/00.png", "dog/0.png", "dog/00.png"]);
                foreach (var file in tree.Where(file => isSplit || !Splits.Any(file.StartsWith)))
                {
                    folder.Touch(file);
                }

                opened += Check(folder) ? 1 : 0;
            }).Check(Config.QuickThrowOnFailure.WithReplay(19, 21).WithMaxTest(60));
            Assert.That(opened, Is.GreaterThan(20));
        }

        [TestCase("train/cat/1.png train/dog/2.png dev/cat/3.png other/4.png stray.png notes.txt")]
        [TestCase("annotations/trainval.txt annotations/test.txt a.xml images/cat_1.jpg images/dog_1.jpg images/cat_2 images/x.png")]
        [TestCase("cat/1.png cat/2.png dog/3.png dog/4.png run/training/.lock run/training/first-batch.png")]
        public void EveryLayout_CountsAllFiles(string files)
        {
            using var folder = new TemporaryFolder();
            folder.Touch(files.Split(' '));
            if (files.StartsWith("annotations", StringComparison.Ordinal))
            {
                folder.Write("annotations/trainval.txt", "cat_1 1 1 1\ndog_1 2 1 1\n");
                folder.Write("annotations/test.txt", "cat_2 1 1 1\n");
                File.Copy(Fixtures.Find("pictures", "rgb.bmp"), folder.Combine("images", "cat_2"), overwrite: true);
            }

            Assert.That(Check(folder));
        }

        [Test]
        public void PicturesThatTurnOutUnreadable_AreNoLongerUsed()
        {
            using var folder = new TemporaryFolder();
            folder.Touch("train/cat/1.png", "train/cat/2.png", "train/dog/3.png", "dev/cat/4.png", "train/cat/5.txt");
            var data = DataSet.Open(folder.Path);
            Assert.That(data.Account.Summary, Is.EqualTo("left out: 1 .txt"));
            var rest = data.Without(new HashSet<string> { folder.Combine("train", "cat", "2.png") }).Account;
            Assert.That((rest.Files, rest.Pictures), Is.EqualTo((5, 3)));
            Assert.That(rest.Summary, Is.EqualTo("left out: 1 .txt, 1 unreadable"));
        }

        private static bool Check(TemporaryFolder folder)
        {
            DataSet data;
            try
            {
                data = DataSet.Open(folder.Path);
            }
            catch (TrainingException refused)
            {
                Assert.That(refused.Message, Does.StartWith(folder.Path));
                return false;
            }

            var account = data.Account;
            var files = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Length;
            Assert.That(account.Files, Is.EqualTo(files), account.Summary);
            Assert.That(account.Pictures, Is.EqualTo(data.Train.Count + data.Validation.Count + data.Test.Count));
            Assert.That(account.Pictures + account.Lists + account.LeftOutFiles, Is.EqualTo(files), account.Summary);
            Assert.That(account.LeftOut.All(entry => entry.Examples.Count == Math.Min(entry.Count, 3)));
            return true;
        }
    }
}
