using System.IO;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Saccade.Training.Data;
using Saccade.Training.Data.Layouts;

namespace Saccade.Training.Tests.Data.Layouts
{
    public sealed class LabelTableTests
    {
        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _folder.Touch("data/images/1.png", "data/images/2.png", "data/images/a, \"b\".png", "elsewhere/3.png");
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void Rows_KeepTheirOrder_WithQuotesByteOrderMarkAndColumnsInAnyOrder()
        {
            var path = Write(
                "\ufeffnote,Label,PATH , split\r\n\"two\nlines\",dog,images/2.png,train\r\n\r\n"
                + "x,\"big, \"\"old\"\" cat\",\"images/a, \"\"b\"\".png\",Train\r\n,dog, images/1.png,val\r\n,dog,../elsewhere/3.png,test");
            foreach (var data in new[] { DataSet.Open(path), DataSet.Open(_folder.Combine("data")) })
            {
                Assert.That(data.Layout, Is.EqualTo(DataLayout.Table));
                Assert.That(data.Directory, Is.EqualTo(_folder.Combine("data")));
                Assert.That(data.Labels, Is.EqualTo(new[] { "big, \"old\" cat", "dog" }));
                Assert.That(
                    data.Train.Select(file => (Path.GetFileName(file.Path), file.Label)),
                    Is.EqualTo(new[] { ("2.png", 1), ("a, \"b\".png", 0) }));
                Assert.That(Path.GetFileName(data.Validation.Single().Path), Is.EqualTo("1.png"));
                Assert.That(File.Exists(data.Test.Single().Path));
                Assert.That(
                    data.Description,
                    Is.EqualTo("The table labels.csv: 2 classes; 2 pictures train, 1 validate, 1 test, as its rows say."));
            }
        }

        [Test]
        public void RowsWithoutSplit_AreDrawn()
        {
            _folder.Touch([.. Enumerable.Range(0, 60).Select(i => $"data/{i}.png")]);
            var path = Write("path,label\n" + string.Join('\r', Enumerable.Range(0, 60).Select(i => $"{i}.png,{"ab"[i % 2]}")));
            var data = DataSet.Open(path);
            Assert.That(data.Train.Count + data.Validation.Count, Is.EqualTo(60));
            Assert.That(data.Validation, Has.Count.InRange(4, 20));
            Assert.That(data.Description, Does.EndWith("20 % drawn by content with seed 42."));
            Assert.That(data.Train.Select(file => int.Parse(Path.GetFileNameWithoutExtension(file.Path))), Is.Ordered);
        }

        [TestCase("", "is empty")]
        [TestCase("\n\n", "is empty")]
        [TestCase("path;label\n", ":1: the heading has 0 columns 'path'")]
        [TestCase("path,class\n", ":1: the heading has 0 columns 'label'")]
        [TestCase("\npath,label,Label\n", ":2: the heading has 2 columns 'label'")]
        [TestCase("path,label\nimages/1.png,a,b\n", ":2: 3 fields, but the heading has 2")]
        [TestCase("path,label\n\n\nimages/1.png\n", ":4: 1 fields")]
        [TestCase("path,label\r\nimages/1.png,\"a\r\nb\"\r\rimages/2.png", ":5: 1 fields")]
        [TestCase("path,label\nimages/1.png,\n", ":2: label ''; expected the name of a class")]
        [TestCase("path,label\n , a\n", ":2: path ''")]
        [TestCase("path,label\na\0b,a\n", ":2: holds")]
        [TestCase("path,label,split\nimages/1.png,a,holdout\n", ":2: split 'holdout'")]
        [TestCase("path,label\nimages/1.png,a\nimages/7.png,a\nimages,b", ":3:", "7.png is missing; of 3 pictures 2 are")]
        [TestCase("path,label\nimages/1.png,a\nimages/../images/1.png,b", ":3:", "1.png is named in", ":2 already")]
        [TestCase("path,label\nimages/1.png,\"a\n", ":2: a quote begins here")]
        [TestCase("path,label\n\"images/1.png\"x,a\n", ":2: 'x' follows a closing quote")]
        [TestCase("path,label\nimages/1.png,a\nimages/2.png,a", "labels.csv: 1 classes; at least 2")]
        [TestCase("path,label\n", "labels.csv: 0 classes")]
        [TestCase("path,label\nimages/1.png,a\nimages/2.png,b", "none can validate")]
        [TestCase(
            "path,label,split\nimages/1.png,a,train\nimages/2.png,b,train\n../elsewhere/3.png,c,val", ":4: class 'c' has no counterpart")]
        public void WrongTables_AreRefused_WithTheLine(string text, params string[] messages)
        {
            var path = Write(text);
            var refused = Assert.Throws<TrainingException>(() => DataSet.Open(path))!;
            Assert.That(refused.Message, Does.StartWith(path));
            foreach (var message in messages)
            {
                Assert.That(refused.Message, Does.Contain(message));
            }
        }

        [Test]
        public void AnyBytes_GiveADataSetOrTheDocumentedException()
        {
            var pieces = Gen.Elements("images/1.png", "images/2.png", "a", "b", ",", ",", "\"", "\n", "\r", "\0", "..", "/", "é");
            Prop.ForAll(pieces.ArrayOf().Select(string.Concat).ToArbitrary(), ArbMap.Default.ArbFor<byte[]>(), (text, bytes) =>
            {
                OpenOrRefuse(Write("path,label\n" + text));
                OpenOrRefuse(Write("path,label,split\nimages/1.png,a,train\n" + text));
                File.WriteAllBytes(_folder.Combine("data", "labels.csv"), bytes);
                OpenOrRefuse(_folder.Combine("data"));
            }).Check(Config.QuickThrowOnFailure.WithReplay(11, 13).WithMaxTest(300));
        }

        private static void OpenOrRefuse(string path)
        {
            try
            {
                DataSet.Open(path);
            }
            catch (TrainingException refused)
            {
                Assert.That(refused.Message, Does.StartWith(path));
            }
        }

        private string Write(string text) => _folder.Write("data/labels.csv", text);
    }
}
