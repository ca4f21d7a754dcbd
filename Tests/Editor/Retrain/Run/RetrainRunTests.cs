using System;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Editor.Classifier;
using Saccade.Editor.Retrain.Window;

namespace Saccade.Editor.Tests.Retrain.Run
{
    public sealed class RetrainRunTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        private RetrainSettings _settings = null!;
        private FakeTool _tool = null!;
        private string _models = "";

        [SetUp]
        public void MakeTool()
        {
            _tool = new FakeTool();
            _settings = new RetrainSettings { Data = "/d", StartingModel = "/m", Output = "/o" };
            _models = Directory.CreateTempSubdirectory("saccade-models-").FullName;
        }

        [TearDown]
        public void RemoveFolder() => Directory.Delete(_models, true);

        [Test]
        public void Start_ChecksTrainsAndFinishes()
        {
            var run = Start();

            Assert.That(run.Wait(Patience), Is.True);
            var end = run.Read();
            Assert.That(end.State, Is.EqualTo(RetrainState.Finished));
            Assert.That(end.Data!.Classes.Select(entry => entry.Name), Is.EqualTo(new[] { "cone", "cube" }));
            Assert.That(_tool.Commands.Select(command => command.Split(' ')[0]), Is.EqualTo(new[] { "data", "train" }));
            Assert.That(_tool.Commands.Last(), Does.Contain("--model /m"));
        }

        [Test]
        public void Start_ModelOfTheHub_IsPulledOnceAndTrained()
        {
            _settings.StartingModel = "org/name";
            var folder = Path.Combine(_models, "name");
            _tool.Pull = (_, _) =>
            {
                Directory.CreateDirectory(folder);
                File.WriteAllText(Path.Combine(folder, "config.json"), "{}");
                return FakeTool.Parse(FakeTool.Trained);
            };

            Start().Wait(Patience);
            Start().Wait(Patience);

            Assert.That(
                _tool.Commands.Select(command => command.Split(' ')[0]), Is.EqualTo(new[] { "data", "pull", "train", "data", "train" }));
            Assert.That(_tool.Commands.Last(), Does.Contain("--model " + folder));
        }

        [Test]
        public void Start_FromAPublishedModel_TakesTheWeightsOfItsRun()
        {
            var made = TinyTraining.MakeRun(Path.Combine(_models, "Runs", "solids"), "ab12");
            _settings.StartingModel = ModelPublisher.Publish(made, Path.Combine(_models, "StreamingAssets"));
            _settings.RunsFolder = Path.Combine(_models, "Runs");

            Start().Wait(Patience);

            Assert.That(_tool.Commands.Last(), Does.Contain($"--model {made} "));
            Assert.That(_tool.Commands.First(), Does.StartWith("data show ").And.EndsWith($"--model {made}"));
        }

        [Test]
        public void Start_DataThatCannotBeTrainedOn_FailsBeforeTraining()
        {
            _tool.Count = (_, _) => throw new TrainingToolException("/d: 1 classes; at least 2 are needed to tell apart.");

            var run = Start();
            run.Wait(Patience);

            Assert.That(run.Read().State, Is.EqualTo(RetrainState.Failed));
            Assert.That(run.Read().Error, Does.Contain("at least 2"));
            Assert.That(_tool.Commands, Has.Count.EqualTo(1));
        }

        [Test]
        public void Read_WhileItTrains_ShowsEpochSpeedTimeLeftAndCurves()
        {
            long seconds = 0;
            using ManualResetEventSlim told = new();
            _tool.Train = (listener, cancellation) =>
            {
                listener.OnLog("Decoding");
                listener.OnEvent(FakeTool.Parse("""{"version":1,"event":"started","epochs":4,"stepsDone":10}"""));
                Interlocked.Exchange(ref seconds, 20);
                listener.OnEvent(
                    FakeTool.Parse("""{"version":1,"event":"step","step":20,"steps":40,"epoch":2,"loss":0.5,"imagesPerSecond":410}"""));
                listener.OnEvent(FakeTool.Parse(
                    """{"version":1,"event":"epoch","epoch":2,"epochs":4,"validationLoss":0.4,"validationAccuracy":0.75}"""));
                listener.OnEvent(FakeTool.Parse("""{"version":1,"event":"news","of":"tomorrow"}"""));
                told.Set();
                return FakeTool.WaitForCancel(cancellation);
            };
            var run = Start(() => TimeSpan.FromSeconds(Interlocked.Read(ref seconds)));
            Assert.That(told.Wait(Patience), Is.True);

            var now = run.Read();

            Assert.That(now.State, Is.EqualTo(RetrainState.Running));
            Assert.That((now.Epoch, now.Epochs, now.Share), Is.EqualTo((2, 4, 0.5)));
            Assert.That(RetrainText.Describe(now, "/o"), Is.EqualTo("Epoch 2 of 4 · 410 images/s · 40 s left"));
            Assert.That((now.TrainLoss.Single().X, now.TrainLoss.Single().Y), Is.EqualTo((2.0, 0.5)));
            Assert.That(now.ValidationAccuracy.Single().Y, Is.EqualTo(0.75));
            Assert.That(now.Log, Is.EqualTo(new[] { "Decoding" }));
            run.Cancel();
            run.Wait(Patience);
        }

        [Test]
        public void Cancel_WhileItTrains_ReturnsAtOnceAndEndsCancelled()
        {
            using ManualResetEventSlim begun = new();
            using ManualResetEventSlim mayEnd = new();
            _tool.Train = (_, cancellation) =>
            {
                begun.Set();
                cancellation.WaitHandle.WaitOne();
                mayEnd.Wait(CancellationToken.None);
                throw new OperationCanceledException();
            };
            var run = Start();
            begun.Wait(Patience);

            run.Cancel();
            run.Cancel();

            Assert.That(run.Read().State, Is.EqualTo(RetrainState.Cancelling));
            mayEnd.Set();
            Assert.That(run.Wait(Patience), Is.True);
            Assert.That(run.Read().State, Is.EqualTo(RetrainState.Cancelled));
        }

        [Test]
        public void Cancel_WhileItCounts_NeverTrains()
        {
            using ManualResetEventSlim begun = new();
            _tool.Count = (_, cancellation) =>
            {
                begun.Set();
                return FakeTool.WaitForCancel(cancellation);
            };
            var run = Start();
            begun.Wait(Patience);

            run.Cancel();

            Assert.That(run.Wait(Patience), Is.True);
            Assert.That(run.Read().State, Is.EqualTo(RetrainState.Cancelled));
            Assert.That(_tool.Commands, Has.Count.EqualTo(1));
        }

        [Test]
        public void Cancel_WhatIsOver_ChangesNothing()
        {
            var run = Start();
            run.Wait(Patience);

            run.Cancel();

            Assert.That(run.Read().State, Is.EqualTo(RetrainState.Finished));
        }

        [Test]
        public void Start_Resuming_NeitherCountsNorPulls()
        {
            RetrainRun run = new(_tool, _settings, _models);
            run.Start(resumes: true);
            run.Wait(Patience);

            Assert.That(_tool.Commands, Is.EqualTo(new[] { "train --resume --output /o" }));
        }

        [Test]
        public void Failure_OfAnyKind_IsShown()
        {
            _tool.Train = (_, _) => throw new InvalidOperationException("something odd");

            var run = Start();
            run.Wait(Patience);

            Assert.That(run.Read().Error, Does.Contain("something odd"));
        }

        [Test]
        public void CanResume_NeedsABegunRunWithoutSummary()
        {
            var training = Path.Combine(_models, "training");
            Directory.CreateDirectory(training);
            Assert.That(RetrainRun.CanResume(_models), Is.False);
            File.WriteAllText(Path.Combine(training, "inputs.json"), "{}");
            Assert.That(RetrainRun.CanResume(_models), Is.True);
            File.WriteAllText(Path.Combine(training, "summary.json"), "{}");
            Assert.That(RetrainRun.CanResume(_models), Is.False);
            Assert.That(RetrainRun.CanResume(""), Is.False);
        }

        private RetrainRun Start(Func<TimeSpan>? clock = null)
        {
            var run = clock == null ? new RetrainRun(_tool, _settings, _models) : new RetrainRun(_tool, _settings, _models, clock);
            run.Start(resumes: false);
            return run;
        }
    }
}
