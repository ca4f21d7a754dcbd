using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading;
using NUnit.Framework;
using Saccade.Training.Evaluation;
using Saccade.Training.Tests.Data;

namespace Saccade.Training.Tests.Evaluation
{
    public sealed class JudgedPicturesTests
    {
        private static readonly string[] Labels = ["a", "b"];

        private TemporaryFolder _folder = null!;
        private string _model = null!;
        private string _data = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _model = _folder.Combine("model");
            _data = _folder.Combine("data");
            Directory.CreateDirectory(_model);
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        // Pictures are called what their content is; those of the run begin with t, v and x.
        [TestCase("a/t1 b/t2 a/v1 b/v2 b/n1", null, "v1 v2 n1", "held-out", 2)]
        [TestCase("a/t1 b/t2 a/v1 b/v2 b/n1", "all", "t1 t2 v1 v2 n1", "all", 0)]
        [TestCase("a/t1 b/t2 a/v1 b/v2 b/n1", "train", "t1 t2", "train", 0)]
        [TestCase("a/t1 b/t2 a/v1 b/v2 b/n1", "validation", "v1 v2", "validation", 0)]
        [TestCase("a/t1 b/t2 a/x1 b/v2 b/n1", "test", "x1", "test", 0)]
        [TestCase("a/n1 b/n2 a/n3 b/n4", null, "n1 n2 n3 n4", "held-out", 0)]
        [TestCase("train/a/t1 train/b/t2 validation/a/v1 validation/b/t3 validation/b/n1", null, "v1 n1", "validation", 1)]
        [TestCase("train/a/t1 train/b/n2 validation/a/v1 validation/b/t3", "train", "t1 n2", "train", 0)]
        [TestCase("train/a/t1 train/b/n2 validation/a/v1 validation/b/t3", "all", "t1 n2 v1 t3", "all", 0)]
        [TestCase("train/a/t1 train/b/v2 test/a/t3 test/b/x1 test/b/n1", null, "x1 n1", "test", 1)]
        [TestCase("train/a/t1 train/b/v2 test/a/t3 test/b/x1 test/b/n1", "validation", "v2", "validation", 0)]
        [TestCase("train/a/t1 train/b/t2 validation/a/v1 test/a/x1", "validation", "v1", "validation", 0)]
        public void Choose_JudgesWhatTheModelHasntLearntFrom(string files, string? split, string expected, string name, int leftOut)
        {
            WriteRecord();
            WriteData(files);
            var judged = Choose(split);
            var contents = judged.Files.Select(file => Path.GetFileNameWithoutExtension(file.Path)).ToArray();
            Assert.That(contents, Is.EquivalentTo(expected.Split(' ')));
            Assert.That((judged.Split, judged.LeftOut, judged.IsRecorded), Is.EqualTo((name, leftOut, true)));
            Assert.That(
                (judged.Validation, judged.Test, judged.Unseen, judged.Trained),
                Is.EqualTo((Count('v'), Count('x'), Count('n'), Count('t'))));

            int Count(char kind) => contents.Count(content => content[0] == kind);
        }

        [TestCase("a/n1 b/n2 a/n3 b/n4", null, "n1 n2 n3 n4", "all")]
        [TestCase("train/a/n1 train/b/n2 validation/a/n3 validation/b/n4", null, "n3 n4", "validation")]
        [TestCase("train/a/n1 train/b/n2 validation/a/n3 test/b/n4", null, "n4", "test")]
        [TestCase("train/a/n1 train/b/n2 validation/a/n3 validation/b/n4", "all", "n1 n2 n3 n4", "all")]
        public void Choose_WithoutARecord_JudgesAllThatTheDataGives_AndSaysThatItCantTell(
            string files, string? split, string expected, string name)
        {
            WriteData(files);
            var judged = Choose(split);
            Assert.That(
                judged.Files.Select(file => Path.GetFileNameWithoutExtension(file.Path)), Is.EquivalentTo(expected.Split(' ')));
            Assert.That((judged.Split, judged.IsRecorded, judged.LeftOut), Is.EqualTo((name, false, 0)));
            Assert.That(judged.Describe("m"), Does.Contain("nobody can tell"));
            Assert.That(() => judged.RefuseLearnt(_model), Throws.TypeOf<TrainingException>().With.Message.Contains("saccade_run.json"));
        }

        // A record of a published model that was never trained here names no pictures.
        [Test]
        public void ARecordWithoutPictures_IsNone()
        {
            File.WriteAllText(Path.Combine(_model, "saccade_run.json"), """{ "version": 1 }""");
            WriteData("a/n1 b/n2");
            Assert.That(Choose(null).IsRecorded, Is.False);
        }

        [TestCase("a/t1 b/t2", null, "learnt from all 2 of these pictures")]
        [TestCase("a/n1 b/n2", "train", "had none of these 2 pictures in its train part")]
        [TestCase("a/n1 b/n2", "test", "had none of these 2 pictures in its test part")]
        [TestCase("train/a/t1 train/b/t2 validation/a/v1", "test", "no test pictures")]
        public void Choose_WhereNothingCanJudge_SaysWhatToDo(string files, string? split, string message)
        {
            WriteRecord();
            WriteData(files);
            Assert.That(
                () => Choose(split), Throws.TypeOf<TrainingException>().With.Message.Contains(message).And.Message.Contains("--split"));
        }

        [TestCase("train")]
        [TestCase("validation")]
        [TestCase("test")]
        public void APartThatNobodyNames_IsRefused(string split)
        {
            WriteData("a/n1 b/n2");
            Assert.That(
                () => Choose(split),
                Throws.TypeOf<TrainingException>().With.Message.Contains($"no {split} pictures").And.Message.Contains("saccade_run.json"));
        }

        [TestCase("a/v1 b/n2 a/n3", true)]
        [TestCase("a/v1 b/n2 a/t3", false)]
        [TestCase("train/a/t1 train/b/t2 validation/a/v1", true)]
        [TestCase("train/a/t1 train/b/t2 validation/a/t3 validation/a/n1", false)]
        public void Strict_RefusesWhereAPictureThatIsToJudgeWasLearntFrom(string files, bool passes)
        {
            WriteRecord();
            WriteData(files);
            var judged = Choose(null);
            Assert.That(() => judged.RefuseLearnt(_model), passes ? Throws.Nothing : Throws.TypeOf<TrainingException>());
        }

        private JudgedPictures Choose(string? split) =>
            JudgedPictures.Choose(_model, _data, Labels, split, _ => { }, CancellationToken.None);

        private void WriteData(string files)
        {
            foreach (var file in files.Split(' '))
            {
                _folder.Write($"data/{file}.png", Path.GetFileName(file));
            }
        }

        private void WriteRecord() => File.WriteAllText(
            Path.Combine(_model, "saccade_run.json"),
            JsonSerializer.Serialize(new { version = 1, run = "ab", train = List("t"), validation = List("v"), test = List("x") }));

        private static IEnumerable<string> List(string kind) => Enumerable.Range(1, 9)
                .Select(number => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{kind}{number}"))))
                .Order(StringComparer.Ordinal);
    }
}
