using System.IO;
using NUnit.Framework;
using Saccade.Files;
using Saccade.Preprocessing;

namespace Saccade.Core.Tests.Files
{
    public sealed class RunRecordTests
    {
        private string _folder = "";

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade-record-").FullName;

        [TearDown]
        public void DeleteFolder() => Directory.Delete(_folder, true);

        [Test]
        public void Record_NamesRunAndPictures()
        {
            Write("""{ "version": 1, "run": "ab12", "train": ["01", "02"], "validation": ["03"], "test": [], "later": {} }""");

            var record = RunRecord.Read(_folder)!;

            Assert.That(record.Run, Is.EqualTo("ab12"));
            Assert.That(record.Train, Is.EqualTo(new[] { "01", "02" }));
            Assert.That(record.Validation, Is.EqualTo(new[] { "03" }));
            Assert.That(record.Test, Is.Empty);
            Assert.That(RunRecord.ReadRun(_folder), Is.EqualTo("ab12"));
        }

        [Test]
        public void FolderWithoutOne_NamesNoRun()
        {
            Assert.That(RunRecord.Read(_folder), Is.Null);
            Assert.That(RunRecord.ReadRun(_folder), Is.Null);
            Assert.That(RunRecord.ReadRun(Path.Combine(_folder, "none")), Is.Null);
        }

        // The pictures of a large data set must not be read to find the name, as often as a window asks.
        [Test]
        public void Name_IsFoundWithoutReadingOn()
        {
            Write("""{ "version": 1, "run": "ab12", "train": [ broken""");

            Assert.That(RunRecord.ReadRun(_folder), Is.EqualTo("ab12"));
            Assert.That(() => RunRecord.Read(_folder), Throws.TypeOf<ModelFileException>().With.Message.Contains("saccade_run.json"));
        }

        [TestCase("")]
        [TestCase("[]")]
        [TestCase("{ \"run\": 1")]
        [TestCase("{ \"pictures\": { \"run\": \"inner\" } }")]
        public void Rubbish_NamesNoRun(string text)
        {
            Write(text);

            Assert.That(RunRecord.ReadRun(_folder), Is.Null.Or.EqualTo("1"));
        }

        [Test]
        public void RecordOfALaterVersion_IsRefusedWithWhatWasExpected()
        {
            Write("""{ "version": 2 }""");

            Assert.That(() => RunRecord.Read(_folder), Throws.TypeOf<ModelFileException>().With.Message.Contains("version 2, expected 1"));
        }

        [TestCase("""{ "version": 1, "train": "01" }""", "train")]
        [TestCase("""{ "version": 1, "validation": [ 3 ] }""", "validation")]
        [TestCase("""{ "version": 1, "run": 12 }""", "run")]
        [TestCase("""{ "version": "one" }""", "version")]
        public void FieldOfAnotherKind_IsNamed(string text, string field)
        {
            Write(text);

            Assert.That(() => RunRecord.Read(_folder), Throws.TypeOf<ModelFileException>().With.Message.Contains($"{field} is"));
        }

        private void Write(string text) => File.WriteAllText(Path.Combine(_folder, "saccade_run.json"), text);
    }
}
