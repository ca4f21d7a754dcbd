using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Training.Data;

namespace Saccade.Training.Tests.Data.Layouts
{
    /// <summary>Tables and lists whose pictures show several classes, or none.</summary>
    public sealed class MultiLabelTableTests
    {
        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _folder.Touch([.. Enumerable.Range(0, 20).Select(i => $"data/{i}.png")]);
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [TestCase("labels.csv", "path,labels,split\n0.png,cat|dog,train\n1.png, sofa | cat |cat,train\n2.png,,train\n3.png,dog,val\n")]
        [TestCase(
            "labels.csv",
            "path,split,sofa,dog,cat\n0.png,train,0,1,1\n1.png,train,1,0,1.0\n2.png,train,0,False,0\n3.png,val,0,True,0\n")]
        [TestCase(
            "metadata.jsonl",
            """
            {"file_name": "0.png", "labels": ["cat", "dog"]}

            {"file_name": "1.png", "label": ["sofa", "cat", "cat"], "split": "train", "more": 7}
            {"file_name": "2.png", "labels": []}
            {"file_name": "3.png", "label": "dog", "split": "validation"}
            """)]
        public void SeveralLabelsAPicture_AreReadFromEachWayToWriteThem(string name, string text)
        {
            foreach (var path in new[] { _folder.Write($"data/{name}", text), _folder.Combine("data") })
            {
                var data = DataSet.Open(path);
                Assert.That(data.IsMultiLabel);
                Assert.That(data.Labels, Is.EqualTo(new[] { "cat", "dog", "sofa" }));
                Assert.That(data.Train.Select(file => file.Several), Is.EqualTo(new[] { new[] { 0, 1 }, [0, 2], [] }));
                Assert.That(data.Train.Select(file => file.Label), Is.All.EqualTo(-1));
                Assert.That(data.Validation.Single().Several, Is.EqualTo(new[] { 1 }));
                Assert.That(data.Description, Does.Contain("A picture may show several classes: 2 do, 1 show none."));
            }
        }

        [TestCase("path,labels\n0.png,cat\n1.png,dog\n2.png,cat\n3.png,dog")]
        [TestCase("path,cat,dog\n0.png,1,0\n1.png,0,1\n2.png,1,0\n3.png,0,1")]
        public void RowsThatNameOneClassEach_ShowOne_AndThatIsSaid(string text)
        {
            var data = DataSet.Open(_folder.Write("data/labels.csv", text));
            Assert.That(data.IsMultiLabel, Is.False);
            Assert.That(data.Labels, Is.EqualTo(new[] { "cat", "dog" }));
            Assert.That(data.Description, Does.Contain("Every row names one class, so each picture shows one."));
        }

        [Test]
        public void WhatIsLeftOutLater_LeavesTheOthersAsTheyAre()
        {
            var table = "path,label,split\n0.png,cat,train\n1.png,dog,train\n2.png,cat,train\n3.png,dog,val";
            var data = DataSet.Open(_folder.Write("data/labels.csv", table)).AsMultiLabel();
            var rest = data.Without(new HashSet<string> { data.Train[0].Path });
            Assert.That(rest.IsMultiLabel);
            Assert.That(rest.Train.Select(file => file.Several), Is.EqualTo(new[] { new[] { 1 }, [0] }));
        }

        [Test]
        public void AStrayTableOfNumbers_IsNoColumnAClass()
        {
            _folder.Touch("set/a/1.png", "set/a/2.png", "set/b/3.png", "set/b/4.png");
            _folder.Write("set/sizes.csv", "file,width,height\na/1.png,640,480");
            var data = DataSet.Open(_folder.Combine("set"));
            Assert.That(data.Labels, Is.EqualTo(new[] { "a", "b" }));
        }

        [Test]
        public void ALineWithOneLabelEach_IsNoMultiLabel()
        {
            var data = DataSet.Open(_folder.Write(
                "data/metadata.jsonl",
                string.Join('\n', Enumerable.Range(0, 4).Select(i => $$"""{"file_name": "{{i}}.png", "label": "{{"ab"[i % 2]}}"}"""))));
            Assert.That(data.IsMultiLabel, Is.False);
            Assert.That(data.Labels, Is.EqualTo(new[] { "a", "b" }));
        }

        [Test]
        public void ValidationIsDrawnFromAll_AndAClassThatWouldLoseItsTrainingPictures_KeepsOne()
        {
            for (var seed = 0; seed < 20; seed++)
            {
                var rows = Enumerable.Range(0, 20).Select(i => $"{i}.png,{(i == seed ? "often|rare" : i % 2 == 0 ? "often" : "")}");
                var data = DataSet.Open(
                    _folder.Write("data/labels.csv", "path,labels\n" + string.Join('\n', rows)), new DataOptions { Seed = seed });
                Assert.That(data.Train.SelectMany(file => file.Several!), Has.Some.EqualTo(1), "rare");
                Assert.That(data.Description, Does.Contain($"20 % drawn by content with seed {seed}").And.EndWith("'rare'."));
            }
        }

        [Test]
        public void AColumnThatNoTrainingPictureShows_IsNamed()
        {
            var data = DataSet.Open(_folder.Write(
                "data/labels.csv", "path,cat,dog,unicorn,split\n0.png,1,0,0,train\n1.png,0,1,0,train\n2.png,1,1,0,val"));
            Assert.That(data.Labels, Is.EqualTo(new[] { "cat", "dog" }));
            Assert.That(data.Description, Does.EndWith("No training picture shows 'unicorn': the model won't know it."));
        }

        [Test]
        public void TheFingerprint_FollowsTheLabels()
        {
            string Compute(string labels)
            {
                var path = _folder.Write("data/labels.csv", $"path,labels,split\n0.png,{labels},train\n1.png,b,train\n2.png,a,val");
                return DataFingerprint.Compute(DataSet.Open(path), 1, default);
            }

            Assert.That(Compute("a|b"), Is.Not.EqualTo(Compute("a")));
            Assert.That(Compute("a|b"), Is.EqualTo(Compute("b|a")));
        }

        [TestCase("path,labels\n0.png,a||b", ":2: labels 'a||b'; expected names of classes with one | between two")]
        [TestCase("path,label,labels\n0.png,a,b", ":1: the heading has 2 columns 'label' or 'labels'")]
        [TestCase("path,cat,cat\n0.png,1,0", ":1: the heading has 0 columns 'label' or 'labels', and 'cat' 2 times")]
        [TestCase("path,cat,dog\n0.png,1,2", ":2: column 'dog' is '2'; expected 1 where the picture shows that class")]
        [TestCase("path,cat,dog\n0.png,1,", ":2: column 'dog' is ''; expected 1")]
        [TestCase("path,breed,price\n0.png,poodle,9", ":2: column 'breed' is 'poodle'; expected 1")]
        [TestCase("path,labels,split\n0.png,a|b,train\n1.png,a|c,val", ":3: class 'c' has no counterpart among the training classes")]
        public void WrongTables_AreRefused_WithTheLine(string text, string message)
        {
            var path = _folder.Write("data/labels.csv", text);
            Assert.That(() => DataSet.Open(path), Throws.TypeOf<TrainingException>().With.Message.StartsWith(path + message));
        }

        [TestCase("""{"file_name": "0.png", "labels": [["a"]]}""", ":1: labels is [\"a\"], expected one text; expected a JSON object")]
        [TestCase("""{"file_name": "0.png", "label": null}""", ":1: label is , expected one text")]
        [TestCase("""{"file_name": "0.png"}""", ":1: no 'label'")]
        [TestCase("""{"file": "0.png", "label": "a"}""", ":1: no 'file_name'; expected a JSON object")]
        [TestCase("""[1]""", ":1: no 'file_name'")]
        [TestCase("\n{\"file_name\": \"0.png\", \"label\"", ":2: is no JSON")]
        [TestCase("""{"file_name": "0.png", "label": "a", "split": "later"}""", ":1: split 'later'; expected train")]
        [TestCase("""{"file_name": "99.png", "label": "a"}""", ":1: ")]
        public void WrongLines_AreRefused_WithTheLine(string text, string message)
        {
            var path = _folder.Write("data/metadata.jsonl", text);
            Assert.That(() => DataSet.Open(path), Throws.TypeOf<TrainingException>().With.Message.StartsWith(path + message));
        }
    }
}
