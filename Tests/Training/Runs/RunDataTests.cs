using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Training.CommandLine;

namespace Saccade.Training.Tests.Runs
{
    /// <summary>What a run says of the files that it doesn't learn from, and where it may write.</summary>
    public sealed class RunDataTests
    {
        private TemporaryFolder _folder = null!;
        private string _data = null!;

        [SetUp]
        public void MakeData()
        {
            _folder = new TemporaryFolder();
            _data = Path.Combine(SyntheticPictures.WriteData(_folder, count: 4), "train");
        }

        [TearDown]
        public void DeleteData() => _folder.Dispose();

        [Test]
        public void OneLine_SaysWhatIsLeftOut()
        {
            for (var i = 0; i < 30; i++)
            {
                File.WriteAllText(Path.Combine(_data, "red", $"{i}.xyz"), "");
            }

            File.WriteAllText(Path.Combine(_data, "red", "0.png"), "no picture");
            File.WriteAllText(Path.Combine(_data, "blue", "0.png"), "");
            Directory.CreateDirectory(Path.Combine(_data, "yellow"));
            var (code, output) = Train(_folder.Combine("model"), "--skip-bad");
            Assert.That(code, Is.Zero, output);
            Assert.That(output.Split('\n'), Does.Contain("left out: 30 .xyz, 2 unreadable, 1 folder without pictures"));
        }

        [Test]
        public void WhereAllIsUsed_NothingIsSaid()
        {
            var (code, output) = Train(_folder.Combine("model"));
            Assert.That(code, Is.Zero, output);
            Assert.That(output, Does.Not.Contain("left out"));
        }

        [Test]
        public void AModelInsideOfTheData_IsNoClassOfIt()
        {
            var model = Path.Combine(_data, "model");
            for (var run = 0; run < 2; run++)
            {
                var (code, output) = Train(model);
                Assert.That(code, Is.Zero, output);
                Assert.That(output, Does.Contain("3 classes; "));
            }

            var (_, again) = Train(_folder.Combine("model"));
            Assert.That(again, Does.Contain("3 classes; ").And.Contain(" in model folders"));
        }

        [TestCase("")]
        [TestCase("red")]
        [TestCase("red/../blue/")]
        public void AFolderOfTheData_IsNoFolderToTrainInto(string place)
        {
            SyntheticPictures.WriteModel(_folder);
            var before = List();
            var (code, output) = Train(Path.Combine(_data, place));
            Assert.That(code, Is.EqualTo(ExitCode.Error));
            Assert.That(output, Does.Contain("--output is the data's folder, or a folder of it"));
            Assert.That(List(), Is.EqualTo(before));
        }

        private string[] List() => [.. Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Order()];

        private (int Code, string Output) Train(string output, params string[] options)
        {
            var told = new StringWriter();
            var code = Commands.Run(
                [
                    "train", "--model", SyntheticPictures.WriteModel(_folder), "--data", _data, "--output", output, "--from-scratch",
                    "--epochs", "1", "--progress", "plain", .. options,
                ],
                told,
                told);
            return (code, told.ToString().ReplaceLineEndings("\n"));
        }
    }
}
