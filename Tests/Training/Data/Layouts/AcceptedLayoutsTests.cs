using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Training.Data;

namespace Saccade.Training.Tests.Data.Layouts
{
    /// <summary>A table of folders as people have them: each is read right, or refused by name.</summary>
    public sealed class AcceptedLayoutsTests
    {
        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        /// <summary>
        /// Names of files, or NAME=TEXT; then the counts of the splits that the data names, the classes, and what is left out.
        /// </summary>
        private static IEnumerable<TestCaseData> Read() =>
        [
            Case("Subfolders", "animals/cat/1.png animals/dog/2.png animals/dog/old/3.png cars/4.png cars/5.png", "5 animals,cars"),
            Case("AllInSubfolders", "a/x/1.png a/y/2.png b/x/3.png b/y/4.png", "4 a,b"),
            Case("Dev", "train/a/1.png train/b/2.png dev/a/3.png", "2+1 a,b"),
            Case("TrainingAndTesting", "Training/a/1.png Training/a/2.png Training/b/3.png Testing/b/4.png", "3+1 a,b"),
            Case(
                "Litter",
                """
                a/1.png a/2.png b/3.png b/4.png __MACOSX/a/._1.png .cache/5.png .DS_Store
                """,
                "4 a,b", "2 hidden, 1 in __MACOSX"),
            Case("EmptyFolder", "a/1.png a/2.png b/3.png b/4.png c/readme.txt", "4 a,b", "1 .txt, 1 folder without pictures"),
            Case("StrayPictures", "a/1.png a/2.png b/3.png b/4.png 5.png", "4 a,b", "1 picture in no class folder"),
            Case("BesideSplits", "train/a/1.png train/b/2.png val/a/3.png old/c/4.png 5.png", "2+1 a,b", "2 pictures beside the splits"),
            Case("StrayTable", "a/1.png a/2.png b/3.png b/4.png notes.csv=when,who\\n1,2", "4 a,b", "1 .csv"),
            Case("StrayTables", "a/1.png a/2.png b/3.png b/4.png x.csv=when,who\\n1,2 y.csv", "4 a,b", "2 .csv"),
            Case("OtherKinds", "a/1.png a/2.png b/3.png b/4.png a/1.xyz b/1.xyz b/5", "4 a,b", "2 .xyz, 1 without an ending"),
            Case("SomeUndecodable", "a/1.png a/2.png b/3.png b/4.png b/5.heic", "4 a,b", "1 HEIC (can't be decoded)"),
            Case("CameraRaw", "a/1.png a/2.png b/3.png b/4.png b/5.NEF", "4 a,b", "1 camera raw (can't be decoded)"),
            Case("Captured", "a/1.png a/2.png b/3.png b/4.png index.jsonl={} capture.json={}", "4 a,b"),
            Case("ModelInside", "a/1.png a/2.png b/3.png b/4.png out/training/.lock out/training/7.png", "4 a,b", "2 in model folders"),
            Case(
                "Metadata",
                """
                1.png 2.png 3.png 4.png
                metadata.csv=file_name,text,label\n1.png,x,a\n2.png,y,a\n3.png,z,b\n4.png,,b
                """,
                "4 a,b"),
            Case(
                "MetadataLines",
                """
                1.png 2.png 3.png 4.png
                metadata.jsonl={"file_name":"1.png","label":"a"}\n{"file_name":"2.png","label":"a"}\n{"file_name":"3.png","label":7}
                """,
                "3 7,a", "1 picture not named by metadata.jsonl"),
            Case(
                "MetadataOfEachSplit",
                """
                train/1.png train/2.png test/3.png dev/4.png
                train/metadata.csv=file_name,label\n1.png,a\n2.png,b
                test/metadata.jsonl={"file_name":"3.png","labels":["b"]}
                dev/metadata.csv=file_name,label\n4.png,a
                """,
                "2+1+1 a,b"),
            Case(
                "MetadataByFolders",
                """
                train/1.png train/2.png val/3.png
                metadata.csv=file_name,label\ntrain/1.png,a\ntrain/2.png,b\nval/3.png,b
                """,
                "2+1 a,b"),
            Case("MetadataWithoutLabels", "a/1.png a/2.png b/3.png b/4.png metadata.csv=file_name,text\\na/1.png,x", "4 a,b", "1 .csv"),
            Case(
                "TableOfEachSplit",
                """
                1.png 2.png 3.png 4.png
                train.csv=filename,label\n1.png,a\n2.png,b
                test.csv=filename,label\n3.png,a
                dev.csv=filename,label\n4.png,b
                """,
                "2+1+1 a,b"),
            Case(
                "KagglesTables",
                """
                train/x1.jpg train/x2.jpg train/x3.jpg train/x4.jpg test/y1.jpg
                train.csv=id,label\nx1,a\nx2,a\nx3,b\nx4,b test.csv=id\ny1 sample_submission.csv=id,breed\ny1,
                """,
                "4 a,b", "2 .csv, 1 picture not named by train.csv"),
            Case(
                "KagglesPictureFolder",
                """
                train_images/1.jpg train_images/2.jpg train_images/3.jpg train.csv=id,label\n1,a\n2,a\n3,b
                """,
                "3 a,b"),
            Case(
                "HeadingImage",
                """
                1.png 2.png 3.png 4.png t.csv=image,label\n1.png,a\n2.png,b\n3.png,a
                """,
                "3 a,b", "1 picture not named by t.csv"),
            Case("HeadingFile", "1.png 2.png 3.png t.csv=id,label,file\\n7,a,1.png\\n8,b,2.png\\n9,b,3.png", "3 a,b"),
            Case(
                "Backslashes",
                """
                i/1.png i/2.png i/3.png i/4.png t.csv=path,label\ni\1.png,a\ni\2.png,b\ni\3.png,b\ni\4.png,a
                """,
                "4 a,b"),
            Case(
                "NamesWithoutFolder",
                """
                images/1.png images/2.png images/3.png images/4.png t.csv=path,label\n1.png,a\n2.png,b\n3.png,b\n4.png,a
                """,
                "4 a,b"),
        ];

        private static IEnumerable<TestCaseData> Refused() =>
        [
            Refuse("NoClassFolders", "train/1.png train/2.png test/3.png", "'test', 'train' themselves"),
            Refuse("OneLevelTooMany", "pets/train/a/1.png pets/train/b/2.png", "1 classes", "Its pictures lie in 'train'", "pets."),
            Refuse("TwoNamesOfOneSplit", "train/a/1.png train/b/2.png val/a/1.png dev/a/2.png", "is there too, and means the same"),
            Refuse(
                "OnlyUndecodable",
                """
                a/1.png a/2.png b/3.png b/4.png c/5.avif
                """,
                "c: none of its 1 pictures can be decoded, 5.avif is AVIF"),
            Refuse(
                "TwoTables",
                """
                1.png 2.png 3.png 4.png a.csv=path,label\n1.png,a b.csv=path,label\n1.png,b
                """,
                "'a.csv', 'b.csv' all say", "Point --data"),
            Refuse("TestWithoutTrain", "1.png 2.png 3.png 4.png test.csv=path,label\\n1.png,a", "there is no train.csv"),
            Refuse(
                "TrainCannotBeRead",
                """
                1.png 2.png 3.png 4.png train.csv=what\n1 test.csv=path,label\n1.png,a
                """,
                "train.csv:1: the heading has 0 columns 'path'"),
            Refuse(
                "MetadataTwice",
                """
                1.png 2.png 3.png 4.png
                metadata.csv=file_name,label\n1.png,a metadata.jsonl={"file_name":"1.png","label":"a"}
                """,
                "is there too"),
            Refuse("MetadataOfTestAlone", "test/1.png test/metadata.csv=file_name,label\\n1.png,a", "no such table in a folder train"),
            Refuse(
                "LineWithoutLabel",
                """
                1.png metadata.jsonl={"file_name":"1.png","label":"a"}\n{"file_name":"1.png"}
                """,
                "metadata.jsonl:2: no 'label'"),
            Refuse(
                "LineWithAnObject",
                """
                1.png metadata.jsonl={"file_name":"1.png","labels":[{"a":1}]}
                """,
                "metadata.jsonl:1: labels is"),
            Refuse("LinesWithoutLabel", "1.png metadata.jsonl={\"file_name\":\"1.png\",\"text\":\"a\"}", "holds no data set"),
            Refuse("NoJson", "1.png metadata.jsonl={\"file_name\":\"1.png\",\"label\":\"a\"}\\nx", "metadata.jsonl:2: is no JSON"),
            Refuse(
                "SplitAgainstName",
                """
                1.png 2.png 3.png 4.png
                train.csv=path,label,split\n1.png,a,test test.csv=path,label\n2.png,a
                """,
                "train.csv:2: the split is Test"),
            Refuse(
                "MissingPicture",
                """
                1.png 2.png 3.png 4.png
                t.csv=path,label\n1.png,a\n9.png,b
                """,
                "t.csv:3:", "9.png is missing; of 2 pictures 1 are"),
            Refuse("OneStrayTable", "1.png t.csv=path;label", "the heading has 0 columns 'path'"),
        ];

        [TestCaseSource(nameof(Read))]
        public void ReadRight(string[] files, string expected, string leftOut)
        {
            Write(files);
            var data = DataSet.Open(_folder.Path, new DataOptions { DrawsValidation = false });
            int[] counts = [data.Train.Count, data.Validation.Count, data.Test.Count];
            var parts = string.Join('+', counts.Where(count => count > 0));
            Assert.That($"{parts} {string.Join(',', data.Labels)}", Is.EqualTo(expected));
            Assert.That(data.Account.Summary, Is.EqualTo(leftOut.Length == 0 ? "" : $"left out: {leftOut}"));
            Assert.That(data.Account.Pictures + data.Account.Lists + data.Account.LeftOutFiles, Is.EqualTo(files.Length));
        }

        [TestCaseSource(nameof(Refused))]
        public void RefusedByName(string[] files, string message, string second, string third)
        {
            Write(files);
            Assert.That(
                () => DataSet.Open(_folder.Path),
                Throws.TypeOf<TrainingException>().With.Message.StartsWith(_folder.Path)
                    .And.Message.Contains(message).And.Message.Contains(second).And.Message.Contains(third));
        }

        [TestCase("cat/photo", "rgb-by-adobe.jpg")]
        [TestCase("cat/photo.jfif", "rgb-by-adobe.jpg")]
        [TestCase("cat/photo.heic", "rgba.png")]
        [TestCase("cat/photo.dat", "lossy.webp")]
        public void PicturesAreKnownByContent(string name, string fixture)
        {
            _folder.Touch("cat/1.png", "dog/2.png", "dog/3.png");
            File.Copy(Fixtures.Find("pictures", fixture), _folder.Combine(name.Split('/')));
            Assert.That(DataSet.Open(_folder.Path).Account.Pictures, Is.EqualTo(4));
        }

        [Test]
        public void ASubfoldersCount_IsNamedByClass()
        {
            _folder.Touch("train/a/x/1.png", "train/a/x/deep/2.png", "train/a/3.png", "train/b/4.png", "val/a/x/5.png", "val/a/y/6.png");
            var entry = DataSet.Open(_folder.Path).Account.Subfolders.Single();
            Assert.That((entry.Class, entry.Own), Is.EqualTo(("a", 1)));
            Assert.That(entry.Folders.Select(folder => (folder.Name, folder.Pictures)), Is.EqualTo(new[] { ("x", 3), ("y", 1) }));
        }

        [Test]
        public void OneClassInTwoUnicodeForms_IsOne()
        {
            _folder.Touch("train/B\u00e4r/1.png", "train/cat/2.png", "val/Ba\u0308r/3.png");
            var data = DataSet.Open(_folder.Path);
            Assert.That(data.Labels, Is.EqualTo(new[] { "B\u00e4r", "cat" }));
            Assert.That(data.Validation.Single().Label, Is.Zero);
        }

        [Test]
        public void LinesThatArePointedAtThemselves_AreRead()
        {
            _folder.Touch("data/1.png", "data/2.png", "data/3.png", "data/4.png");
            var lines = Enumerable.Range(1, 4).Select(i => $$"""{"file_name": "{{i}}.png", "label": "{{"abab"[i - 1]}}"}""");
            var data = DataSet.Open(_folder.Write("data/any.jsonl", string.Join('\n', lines)));
            Assert.That((data.Train.Count + data.Validation.Count, data.Account.Files), Is.EqualTo((4, 5)));
            Assert.That(data.Description, Does.StartWith("The table any.jsonl: 2 classes"));
        }

        [Test]
        public void NamesOfATableInAnotherUnicodeForm_AreFound()
        {
            const string Composed = "B\u00e4r";
            const string Decomposed = "Ba\u0308r";
            _folder.Touch($"{Decomposed}/{Decomposed}.png", "2.png", "3.png");
            var table = _folder.Write("labels.csv", $"path,label\n{Composed}/{Composed}.png,a\n2.png,b\n3.png,a");
            Assert.That(DataSet.Open(table).Train, Is.Not.Empty);
        }

        [Test]
        public void ATableBesideFoldersOfSplits_IsNamed()
        {
            Write(["train/a/1.png", "train/b/2.png", "val/a/3.png", "all.csv=path,label\\ntrain/a/1.png,x", "other.csv=when\\n1"]);
            var data = DataSet.Open(_folder.Path);
            Assert.That(data.Labels, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(data.Description, Does.EndWith("all.csv isn't used, the folders are: to use it, point --data to it."));
        }

        [TestCase("a/x/1.png a/y/2.png b/x/3.png b/y/4.png", true)]
        [TestCase("a/x/1.png a/y/2.png b/3.png b/4.png", false)]
        public void AFolderLevelTooMany_IsAsked(string files, bool isAsked)
        {
            _folder.Touch(files.Split(' '));
            var description = DataSet.Open(_folder.Path).Description;
            Assert.That(description.EndsWith("is --data a level too high?", StringComparison.Ordinal), Is.EqualTo(isAsked));
        }

        private static TestCaseData Case(string name, string files, string expected, string leftOut = "") =>
            new TestCaseData(SplitNames(files), expected, leftOut).SetArgDisplayNames(name);

        private static TestCaseData Refuse(string name, string files, string first, string second = "", string third = "") =>
            new TestCaseData(SplitNames(files), first, second, third).SetArgDisplayNames(name);

        private static string[] SplitNames(string files) => files.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

        private void Write(string[] files)
        {
            foreach (var file in files)
            {
                var parts = file.Split('=', 2);
                _folder.Write(parts[0], parts.ElementAtOrDefault(1)?.Replace("\\n", "\n", StringComparison.Ordinal) ?? "");
            }
        }
    }
}
