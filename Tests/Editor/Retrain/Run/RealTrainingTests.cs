using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Editor.Retrain.Run;
using Saccade.Files;
using Saccade.Host.Tests.Demo;

namespace Saccade.Editor.Tests.Retrain.Run
{
    /// <summary>The editor's side and the real training tool, on a data set of two colours.</summary>
    [Platform(Include = "Linux", Reason = "Signals and small disks are Linux's here.")]
    public sealed class RealTrainingTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

        private TinyTraining _tiny = null!;

        [SetUp]
        public void MakeData() => _tiny = new TinyTraining();

        [TearDown]
        public void RemoveData() => _tiny.Dispose();

        [Test]
        public void Run_GoesFromTheCountToConfusionAndMistakes()
        {
            var settings = _tiny.MakeSettings(epochs: 2);

            var run = Start(settings, resumes: false);

            Assert.That(run.Wait(Patience), Is.True);
            var end = run.Read();
            Assert.That(end.State, Is.EqualTo(RetrainState.Finished), end.Error);
            Assert.That(
                end.Data!.Classes.Select(entry => (entry.Name, entry.Train, entry.Validation)),
                Is.EqualTo(new[] { ("blue", 8, 4), ("red", 8, 4) }));
            Assert.That((end.Epoch, end.Epochs), Is.EqualTo((2, 2)));
            Assert.That(end.ValidationLoss, Has.Count.EqualTo(2));
            var record = RunRecord.Read(settings.Output)!;
            Assert.That((record.Train!.Length, record.Validation!.Length, record.Test!.Length), Is.EqualTo((16, 8, 0)));
            Assert.That(record.Run, Does.Match("^[0-9a-f]{64}$"));
            var result = RetrainResult.Read(settings.Output);
            var confusion = result.Confusion!;
            Assert.That(Enumerable.Range(0, 4).Sum(i => confusion.GetCount(i / 2, i % 2)), Is.EqualTo(8));
            Assert.That(result.Mistakes, Has.Count.EqualTo(confusion.GetCount(0, 1) + confusion.GetCount(1, 0)));
            Assert.That(
                result.Mistakes.All(mistake => File.Exists(mistake.Picture) && mistake.Name.Contains('/' + mistake.Truth + '/')), Is.True);
            Assert.That(result.Mistakes.All(mistake => mistake.Truth != mistake.Guess && mistake.Probability >= 0.5), Is.True);
        }

        // A model that knows its training pictures by heart shows by a better figure that it is judged by some of them.
        [Test]
        public void Run_OnNoise_IsJudgedByChance_AndSoIsOneThatGoesOnFromItWithAnotherSeed()
        {
            var settings = _tiny.MakeSettings(epochs: 14);
            settings.Data = _tiny.WriteNoise(100);
            settings.Train = TrainedWeights.All;
            settings.Variation = PictureVariation.None;
            settings.BatchSize = 16;
            settings.Seed = 7;
            var first = Finish(settings);
            Assert.That(first.TrainLoss[^1].Y, Is.LessThan(0.4), "it knows them by heart");

            var next = settings.Copy();
            next.StartingModel = Path.Combine(settings.Output, "training", "last");
            next.LearningRate = 1e-5;
            next.Output = Path.Combine(_tiny.Folder, "next");
            next.Seed = 8;
            next.Epochs = 1;
            var second = Finish(next);

            Assert.That(new[] { first.Accuracy, second.Accuracy }, Is.All.EqualTo(1.0 / 3).Within(0.3));
            Assert.That(Count(second), Is.EqualTo(Count(first)), "the pictures stay in their parts");

            RetrainSnapshot Finish(RetrainSettings asked)
            {
                var run = Start(asked, resumes: false);
                Assert.That(run.Wait(Patience), Is.True);
                Assert.That(run.Read().State, Is.EqualTo(RetrainState.Finished), run.Read().Error);
                return run.Read();
            }

            (string, int, int)[] Count(RetrainSnapshot snapshot) =>
                [.. snapshot.Data!.Classes.Select(entry => (entry.Name, entry.Train, entry.Validation))];
        }

        [Test]
        public void ToArguments_OfAllSettings_AreUnderstoodByTheTool()
        {
            foreach (var train in Enum.GetValues<TrainedWeights>())
            {
                var settings = _tiny.MakeSettings(epochs: 1);
                settings.Data = Path.Combine(_tiny.Folder, "none");
                settings.Train = train;
                settings.Variation = PictureVariation.Tutorial;
                settings.FeatureViews = 3;

                // Arguments that it doesn't know would end it with code 2 and without a word about the data.
                Assert.That(
                    () => new TrainingProcess(TinyTraining.Tool)
                        .Run(settings.ToArguments(settings.StartingModel, true), _ => { }, CancellationToken.None),
                    Throws.InstanceOf<TrainingToolException>().With.Message.Contains("no such folder"));
            }
        }

        [TestCase(1)]
        [TestCase(2)]
        [TestCase(3)]
        public void Cancel_AtARandomMoment_KeepsWhatWasLearntAndResumeEnds(int seed)
        {
            var settings = _tiny.MakeSettings(epochs: 60);
            long moment = new Random(seed).Next(2, 60);
            var run = Start(settings, resumes: false);
            Assert.That(SpinWait.SpinUntil(() => run.ChangeCount > moment || !run.Read().IsBusy, Patience), Is.True);

            run.Cancel();

            Assert.That(run.Wait(Patience), Is.True);
            var end = run.Read();
            Assert.That(end.State, Is.EqualTo(RetrainState.Cancelled).Or.EqualTo(RetrainState.Finished), end.Error);
            Assert.That(
                File.Exists(Path.Combine(settings.Output, "config.json")), Is.EqualTo(end.State == RetrainState.Finished),
                "a whole model or none");
            if (RetrainRun.CanResume(settings.Output))
            {
                var rest = Start(settings, resumes: true);
                Assert.That(rest.Wait(Patience), Is.True);
                Assert.That(rest.Read().State, Is.EqualTo(RetrainState.Finished), rest.Read().Error);
            }
        }

        [Test]
        public void Killed_IsReportedAndResumeEnds()
        {
            var settings = _tiny.MakeSettings(epochs: 60);
            var run = Start(settings, resumes: false);
            Assert.That(SpinWait.SpinUntil(() => run.Read().Epoch > 1 || !run.Read().IsBusy, Patience), Is.True);

            using (var process = Process.GetProcessById(run.ProcessId))
            {
                process.Kill();
            }

            Assert.That(run.Wait(Patience), Is.True);
            Assert.That(run.Read().State, Is.EqualTo(RetrainState.Failed));
            Assert.That(run.Read().Error, Does.Contain("137"));
            Assert.That(RetrainRun.CanResume(settings.Output), Is.True);
            var rest = Start(settings, resumes: true);
            Assert.That(rest.Wait(Patience), Is.True);
            Assert.That(rest.Read().State, Is.EqualTo(RetrainState.Finished), rest.Read().Error);
        }

        [Test]
        public void EditorThatDies_TakesNoRunWithIt()
        {
            var settings = _tiny.MakeSettings(epochs: 3);
            var arguments = string.Join(' ', settings.ToArguments(settings.StartingModel).Select(argument => $"'{argument}'"));

            // The reader is gone after the first line, and the standard input with it.
            using var shell = Process.Start(
                "sh", ["-c", $"dotnet '{TinyTraining.Tool}' {arguments} --progress json </dev/null 2>/dev/null | head -n 1 >/dev/null"]);
            Assert.That(shell.WaitForExit(Patience), Is.True);

            // The shell waits for the whole pipe, so the run is over.
            Assert.That(File.Exists(Path.Combine(settings.Output, "training", "summary.json")), Is.True);
        }

        [Test]
        public void Attached_RunIsFollowedToItsEnd()
        {
            var settings = _tiny.MakeSettings(epochs: 30);
            var run = Start(settings, resumes: false);
            Assert.That(SpinWait.SpinUntil(() => run.Read().Epoch > 0 || !run.Read().IsBusy, Patience), Is.True);
            var id = run.ProcessId;
            AttachedProcess process = new(id, AttachedProcess.FindStart(id));
            AttachedRun attached = new(settings, () => process.IsAlive, process.Kill, () => TimeSpan.Zero);

            Assert.That(SpinWait.SpinUntil(() => !attached.Follow(), Patience), Is.True);

            Assert.That(run.Wait(Patience), Is.True);
            Assert.That(attached.Read().State, Is.EqualTo(RetrainState.Finished));
            Assert.That(
                attached.Read().ValidationLoss.Select(point => point.Y), Is.EqualTo(run.Read().ValidationLoss.Select(point => point.Y)));
        }

        [Test]
        public void DiskThatIsFull_IsSaidAndResumeEndsWhenThereIsRoom()
        {
            var small = Path.Combine(_tiny.Folder, "small");
            Directory.CreateDirectory(small);
            using var disk = SmallDisk.Mount(small, 6);
            var settings = _tiny.MakeSettings(epochs: 200);
            settings.Output = Path.Combine(small, "output");
            var run = Start(settings, resumes: false);
            Assert.That(SpinWait.SpinUntil(() => run.Read().Epoch > 1 || !run.Read().IsBusy, Patience), Is.True);
            var filler = Path.Combine(small, "filler");
            Fill(filler);

            Assert.That(run.Wait(Patience), Is.True);

            Assert.That(run.Read().State, Is.EqualTo(RetrainState.Failed));
            Assert.That(run.Read().Error, Does.Contain("space").IgnoreCase);
            File.Delete(filler);
            var rest = Start(settings, resumes: true);
            Assert.That(rest.Wait(Patience), Is.True);
            Assert.That(rest.Read().State, Is.EqualTo(RetrainState.Finished), rest.Read().Error);
        }

        private RetrainRun Start(RetrainSettings settings, bool resumes)
        {
            RetrainRun run = new(new TrainingProcess(TinyTraining.Tool), settings, Path.Combine(_tiny.Folder, "models"));
            run.Start(resumes);
            return run;
        }

        private static void Fill(string path)
        {
            using FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1);
            var block = new byte[4096];
            try
            {
                while (stream.Length < 100_000_000)
                {
                    stream.Write(block);
                }
            }
            catch (IOException)
            {
                // Full, as it should be.
            }
        }
    }
}
