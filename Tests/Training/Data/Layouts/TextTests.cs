using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using NUnit.Framework;
using Saccade.Training.Data;
using Saccade.Training.Evaluation;

namespace Saccade.Training.Tests.Data.Layouts
{
    /// <summary>Letters in tables, folders and models: none becomes another without a word.</summary>
    public sealed class TextTests
    {
        private const string Composed = "B\u00e4r";
        private const string Decomposed = "Ba\u0308r";

        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void ATableOfACodePage_IsRefused_WithFileAndLine()
        {
            Touch("1.jpg", "2.jpg", "3.jpg", "4.jpg");
            var table = _folder.Combine("labels.csv");
            File.WriteAllBytes(
                table, Encoding.Latin1.GetBytes($"path,label\n1.jpg,cat\n2.jpg,{Composed}\n3.jpg,B\u00f6r\n4.jpg,cat\n"));
            Assert.That(
                () => DataSet.Open(table),
                Throws.TypeOf<TrainingException>()
                    .With.Message.StartsWith($"{table}:3: the byte E4").And.Message.Contains("save as UTF-8"));
        }

        [Test]
        public void ATableInUtf16_WithItsMark_IsRead()
        {
            Touch("1.jpg", "2.jpg", "3.jpg", "4.jpg");
            var table = _folder.Combine("labels.csv");
            File.WriteAllText(table, $"path,label\n1.jpg,cat\n2.jpg,{Composed}\n3.jpg,{Composed}\n4.jpg,cat\n", Encoding.Unicode);
            Assert.That(DataSet.Open(table).Labels, Is.EqualTo(new[] { Composed, "cat" }));
        }

        [Test]
        public void ListsOfOxfordPet_AreReadAsStrictly()
        {
            Directory.CreateDirectory(_folder.Combine("annotations"));
            File.WriteAllBytes(_folder.Combine("annotations", "trainval.txt"), Encoding.Latin1.GetBytes("# list\nB\u00e4r_1 1 1 1\n"));
            File.WriteAllText(_folder.Combine("annotations", "test.txt"), "Cat_1 1 1 1\n");
            Assert.That(
                () => DataSet.Open(_folder.Path),
                Throws.TypeOf<TrainingException>().With.Message.Contains("trainval.txt:2:").And.Message.Contains("save as UTF-8"));
        }

        [Test]
        public void OneClassInTwoForms_IsOneClass_OrderedByTheFormThatIsCompared()
        {
            Touch("1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg", "6.jpg");
            var table = _folder.Combine("labels.csv");
            File.WriteAllText(
                table, $"path,label\n1.jpg,{Composed}\n2.jpg,{Decomposed}\n3.jpg,{Decomposed}\n4.jpg,Bz\n5.jpg,Bz\n6.jpg,Bz\n");
            var data = DataSet.Open(table);
            Assert.That(data.Labels, Is.EqualTo(new[] { "Bz", Composed }));
            Assert.That(data.Train.Concat(data.Validation).Count(file => file.Label == 1), Is.EqualTo(3));
        }

        [Test]
        public void FoldersInOneForm_AreTheModelsClassesInTheOther()
        {
            Touch($"{Decomposed}/1.jpg", $"{Decomposed}/2.jpg", "cat/1.jpg", "cat/2.jpg");
            var data = DataSet.Open(_folder.Path, new DataOptions { PreferredOrder = ["cat", Composed] });
            Assert.That(data.Labels, Is.EqualTo(new[] { "cat", Composed }));

            var plain = DataSet.Open(_folder.Path);
            Assert.That(plain.Labels, Is.EqualTo(new[] { Composed, "cat" }));
            var matched = LabelMatch.Match(plain.Train, ("data", plain.Labels), ("model", ["dog", "cat", Decomposed]));
            Assert.That(matched.Select(file => file.Label).Distinct().Order().ToArray(), Is.EqualTo(new[] { 1, 2 }));
        }

        [Test]
        [Platform("Linux")]
        public void ANameThatIsNotUtf8_IsNamed_OfAFileAndOfAFolder()
        {
            Touch("cat/1.jpg", "cat/2.jpg", "dog/1.jpg", "dog/2.jpg");
            Shell("cp \"$1/cat/1.jpg\" \"$1/cat/$(printf 'B\\344r.jpg')\"");
            Assert.That(
                () => DataSet.Open(_folder.Path),
                Throws.TypeOf<TrainingException>()
                    .With.Message.Contains("B\ufffdr.jpg: the name isn't UTF-8").And.Message.Contains("Rename"));
            Shell("rm \"$1/cat/$(printf 'B\\344r.jpg')\"; mv \"$1/dog\" \"$1/$(printf 'B\\344r')\"");
            Assert.That(
                () => DataSet.Open(_folder.Path),
                Throws.TypeOf<TrainingException>().With.Message.Contains("B\ufffdr: the name isn't UTF-8"));
            Shell("rm -r \"$1/$(printf 'B\\344r')\"");
        }

        private void Shell(string script)
        {
            using var shell = Process.Start("sh", ["-c", script, "sh", _folder.Path]);
            shell.WaitForExit();
            Assert.That(shell.ExitCode, Is.Zero);
        }

        private void Touch(params string[] files)
        {
            foreach (var file in files)
            {
                var path = _folder.Combine(file.Split('/'));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file);
            }
        }
    }
}
