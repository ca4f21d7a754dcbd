using System.IO;
using NUnit.Framework;

namespace Saccade.Editor.Tests.Retrain.Result
{
    public sealed class RetrainResultTests
    {
        private string _folder = "";

        [SetUp]
        public void MakeFolder()
        {
            _folder = Directory.CreateTempSubdirectory("saccade-result-").FullName;
            Directory.CreateDirectory(Path.Combine(_folder, "training"));
        }

        [TearDown]
        public void RemoveFolder() => Directory.Delete(_folder, true);

        [Test]
        public void Read_GivesCountsSharesAndMistakes()
        {
            Write("confusion.json", """{"version":1,"classes":["cat","dog"],"counts":[[3,1],[0,0]]}""");
            Write("mistakes.json",
                """{"mistakes":[{"name":"cat/1.jpg","truth":"cat","guess":"dog","probability":0.9,"picture":"mistakes/1.jpg"}]}""");

            var result = RetrainResult.Read(_folder);

            Assert.That(result.Confusion!.GetCount(0, 1), Is.EqualTo(1));
            Assert.That(result.Confusion.GetShare(0, 0), Is.EqualTo(0.75f));
            Assert.That(result.Confusion.GetShare(1, 1), Is.Zero);
            Assert.That(result.Mistakes[0].Guess, Is.EqualTo("dog"));
            Assert.That(result.Mistakes[0].Picture, Is.EqualTo(Path.Combine(_folder, "training", "mistakes", "1.jpg")));
        }

        [Test]
        public void Read_OfPicturesWithSeveralClasses_GivesTheFiguresOfEach()
        {
            Write(
                "multi-label.json",
                """
                {"version":1,"meanAveragePrecision":0.8,"macroF1":0.7,"microF1":0.6,"samplesF1":0.5,"classes":[
                {"name":"cat","pictures":3,"averagePrecision":0.9,"f1":0.75,"threshold":0.4},{"name":"dog","pictures":0}]}
                """);

            var result = RetrainResult.Read(_folder);

            Assert.That(result.Confusion, Is.Null);
            var figures = result.MultiLabel!;
            Assert.That(
                (figures.MeanAveragePrecision, figures.MacroF1, figures.MicroF1, figures.SamplesF1), Is.EqualTo((0.8, 0.7, 0.6, 0.5)));
            var (cat, dog) = (figures.Classes[0], figures.Classes[1]);
            Assert.That((cat.Name, cat.Pictures, cat.AveragePrecision, cat.F1, cat.Threshold), Is.EqualTo(("cat", 3, 0.9, 0.75, 0.4)));
            Assert.That(dog.AveragePrecision, Is.Negative, "no picture shows it");
        }

        [Test]
        public void Read_APictureElsewhere_StaysInTheRunsFolder()
        {
            Write("mistakes.json", """{"mistakes":[{"picture":"../../../etc/passwd"}]}""");

            Assert.That(
                RetrainResult.Read(_folder).Mistakes[0].Picture, Is.EqualTo(Path.Combine(_folder, "training", "mistakes", "passwd")));
        }

        [TestCase("")]
        [TestCase("[]")]
        [TestCase("""{"classes":["a"],"counts":[[1,2]]}""")]
        [TestCase("""{"classes":["a"],"counts":[null]}""")]
        [TestCase("""{"classes":["a"],"counts":[[1e99]]}""")]
        [TestCase("""{"classes":{"a":1},"counts":[["x"]],"mistakes":[{"probability":"x"}, 3]}""")]
        public void Read_Damage_IsLeftOut(string text)
        {
            Write("confusion.json", text);
            Write("multi-label.json", text);
            Write("mistakes.json", text);

            var result = RetrainResult.Read(_folder);

            Assert.That(result.Confusion, Is.Null);
            Assert.That(result.MultiLabel, Is.Null);
            Assert.That(result.Mistakes, Is.Empty);
        }

        private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, "training", name), text);
    }
}
