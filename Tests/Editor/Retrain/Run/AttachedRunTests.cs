using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Editor.Retrain.Run;

namespace Saccade.Editor.Tests.Retrain.Run
{
    public sealed class AttachedRunTests
    {
        private string _folder = "";
        private string _training = "";
        private bool _isAlive;
        private AttachedRun _run = null!;

        [SetUp]
        public void MakeRun()
        {
            _folder = Directory.CreateTempSubdirectory("saccade-attached-").FullName;
            _training = Path.Combine(_folder, "training");
            Directory.CreateDirectory(_training);
            _isAlive = true;
            _run = new AttachedRun(
                new RetrainSettings { Output = _folder, Epochs = 4 }, () => _isAlive, () => _isAlive = false, () => TimeSpan.Zero);
        }

        [TearDown]
        public void RemoveFolder() => Directory.Delete(_folder, true);

        [Test]
        public void Follow_ReadsWholeLinesAsTheyCome()
        {
            Append("steps.jsonl", """{"step":1,"epoch":1,"loss":0.9}""" + "\n" + """{"step":2,"epoch":1,"lo""");
            Assert.That(_run.Follow(), Is.True);
            Assert.That(_run.Read().TrainLoss.Select(point => point.Y), Is.EqualTo(new[] { 0.9 }));

            Append("steps.jsonl", """ss":0.8}""" + "\nrubbish\n" + """{"step":3,"epoch":2,"loss":0.7}""" + "\n");
            Append("metrics.jsonl",
                """{"epoch":1,"trainLoss":0.85,"validationLoss":0.8,"validationAccuracy":0.5,"imagesPerSecond":30}""" + "\n");
            Assert.That(_run.Follow(), Is.True);

            var now = _run.Read();
            Assert.That(now.TrainLoss.Select(point => point.Y), Is.EqualTo(new[] { 0.9, 0.8, 0.7 }));
            Assert.That(now.ValidationAccuracy.Single().Y, Is.EqualTo(0.5));
            Assert.That((now.Epochs, now.ImagesPerSecond), Is.EqualTo((4, 30.0)));
            Assert.That(now.Share, Is.EqualTo(3.0 / 8).Within(1e-9), "two steps an epoch, four epochs");
        }

        [Test]
        public void Follow_ProcessGoneWithSummary_IsFinished()
        {
            File.WriteAllText(Path.Combine(_training, "summary.json"), "{}");
            Append("metrics.jsonl", """{"epoch":1,"validationAccuracy":0.5}""" + "\n");
            _isAlive = false;

            Assert.That(_run.Follow(), Is.True, "first what it wrote last");
            Assert.That(_run.Follow(), Is.False);

            Assert.That(_run.Read().State, Is.EqualTo(RetrainState.Finished));
            Assert.That(_run.Read().Accuracy, Is.EqualTo(0.5));
        }

        [Test]
        public void Follow_ProcessGoneWithoutSummary_IsAFailureThatCanGoOn()
        {
            _isAlive = false;

            Assert.That(_run.Follow(), Is.False);

            Assert.That(_run.Read().State, Is.EqualTo(RetrainState.Failed));
            Assert.That(_run.Read().Error, Does.Contain("resume"));
        }

        [Test]
        public void Follow_FileThatBeginsAnew_IsReadAnew()
        {
            Append("steps.jsonl", """{"step":1,"epoch":1,"loss":0.9}""" + "\n" + """{"step":2,"epoch":1,"loss":0.8}""" + "\n");
            _run.Follow();
            File.WriteAllText(Path.Combine(_training, "steps.jsonl"), """{"step":1,"epoch":1,"loss":0.5}""" + "\n");

            _run.Follow();

            Assert.That(_run.Read().TrainLoss.Select(point => point.Y), Is.EqualTo(new[] { 0.5 }));
        }

        [Test]
        public void AttachedProcess_IsOnlyTheOneThatWasStarted()
        {
            using var own = Process.GetCurrentProcess();
            var start = AttachedProcess.FindStart(own.Id);

            Assert.That(new AttachedProcess(own.Id, start).IsAlive, Is.True);
            Assert.That(new AttachedProcess(own.Id, start - 1).IsAlive, Is.False, "another process with the same id");
            Assert.That(new AttachedProcess(int.MaxValue, start).IsAlive, Is.False);
        }

        private void Append(string file, string text) => File.AppendAllText(Path.Combine(_training, file), text);
    }
}
