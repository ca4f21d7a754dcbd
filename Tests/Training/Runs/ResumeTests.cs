using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using NUnit.Framework;
using Saccade.Files;
using Saccade.Host.Tests.Demo;
using Saccade.Training.CommandLine;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Fitting;
using Saccade.Training.Progress;
using Saccade.Training.Reports.TensorBoard;
using Saccade.Training.Runs;

namespace Saccade.Training.Tests.Runs
{
    /// <summary>A run that was stopped goes on as if it never was.</summary>
    public sealed class ResumeTests
    {
        private const int Epochs = 4;
        private const int StepsPerEpoch = 3;

        private TemporaryFolder _folder = null!;
        private TrainingArguments _arguments = null!;

        [SetUp]
        public void MakeData()
        {
            _folder = new TemporaryFolder();
            _arguments = new TrainingArguments
            {
                Model = SyntheticPictures.WriteModel(_folder),
                Data = SyntheticPictures.WriteData(_folder),
                Output = _folder.Combine("whole"),
                FromScratch = true,
                Train = TrainedPart.All,
                BatchSize = 5,
                Augment = Augmentation.Tutorial,
                HeadHiddenSize = 8,
                HeadDropout = 0.3,
                StochasticDepth = 0.2,
                Trainer = new TrainerOptions
                {
                    Epochs = Epochs,
                    LearningRate = 5e-3,
                    Accumulate = 2,
                    MaxGradientNorm = 1,
                    LabelSmoothing = 0.1,
                },
            };
        }

        [TearDown]
        public void DeleteData() => _folder.Dispose();

        [Test]
        public void ARunThatIsStoppedAfterEveryStep_EndsAsOneThatNeverWas()
        {
            Execute(_arguments);
            var stopped = _arguments with { Output = _folder.Combine("stopped") };
            for (var step = 1; step <= Epochs * StepsPerEpoch; step++)
            {
                var stop = new Stop(step);
                Assert.That(() => Execute(stopped, stop, resume: step > 1), Throws.InstanceOf<OperationCanceledException>());
                Assert.That(stop.FirstStep, Is.EqualTo(step));
            }

            Execute(stopped, new Stop(int.MaxValue), resume: true);
            AssertSame(stopped.Output);
        }

        [Test]
        public void ARunWhoseFeaturesAreKept_GoesOnTheSame()
        {
            var head = _arguments with { Train = TrainedPart.Head, Augment = Augmentation.Flip, Keep = KeptEpoch.Best };
            Execute(head);
            var stopped = head with { Output = _folder.Combine("stopped") };
            Assert.That(() => Execute(stopped, new Stop(7)), Throws.InstanceOf<OperationCanceledException>());
            Execute(stopped, new Stop(int.MaxValue), resume: true);
            AssertSame(stopped.Output);
        }

        [Test]
        public void ARunWithEveryRecipe_GoesOnTheSame_WhereverItStopped()
        {
            const int Steps = 8;
            _arguments = _arguments with
            {
                Keep = KeptEpoch.Best,
                Variation = new PictureVariation
                {
                    VerticalFlip = true,
                    Rotation = 20,
                    Brightness = 0.3,
                    Contrast = 0.3,
                    Saturation = 0.3,
                    Hue = 0.1,
                    Erasing = 0.5,
                },
                Trainer = _arguments.Trainer with { Schedule = ScheduleKind.OneCycle, MaxSteps = Steps, AverageDecay = 0.8 },
            };
            Execute(_arguments);
            Assert.That(File.ReadAllLines(_folder.Combine("whole", "training", "steps.jsonl")), Has.Length.EqualTo(Steps));
            var stopped = _arguments with { Output = _folder.Combine("stopped") };

            // Within an epoch, at the end of one, and at the end of the run.
            foreach (var step in new[] { 2, StepsPerEpoch, Steps })
            {
                Assert.That(
                    () => Execute(stopped, new Stop(step), resume: step > 2), Throws.InstanceOf<OperationCanceledException>());
            }

            Execute(stopped, new Stop(int.MaxValue), resume: true);
            AssertSame(stopped.Output);
        }

        [Test]
        public void WhatIsWrittenAfterTheCheckpoint_IsTakenBack()
        {
            Execute(_arguments);
            var stopped = _arguments with { Output = _folder.Combine("stopped") };
            Assert.That(() => Execute(stopped, new Stop(5)), Throws.InstanceOf<OperationCanceledException>());

            // As a run that dies leaves it: lines after the last checkpoint, one of them half, and a half checkpoint.
            var training = Path.Combine(stopped.Output, "training");
            File.AppendAllText(Path.Combine(training, "steps.jsonl"), "{\"step\":6}\n{\"st");
            File.AppendAllText(Path.Combine(training, "metrics.jsonl"), "{\"epoch\":2,\"trai");
            File.WriteAllText(Path.Combine(training, "checkpoints", "last.safetensors.0123"), "half");
            Execute(stopped, new Stop(int.MaxValue), resume: true);
            AssertSame(stopped.Output);
        }

        [Test]
        public void ADiskThatFillsUp_StopsTheRunWithAClearError_AndItGoesOnWhenThereIsRoom()
        {
            Execute(_arguments);
            Directory.CreateDirectory(_folder.Combine("small"));
            using var disk = SmallDisk.Mount(_folder.Combine("small"), 4);
            var stopped = _arguments with { Output = _folder.Combine("small", "stopped") };
            var filler = _folder.Combine("small", "filler");
            var fill = new Stop(5) { Do = () => Fill(filler) };
            Assert.That(
                () => Execute(stopped, fill), Throws.InstanceOf<Exception>().With.Message.Contains("space").IgnoreCase);
            File.Delete(filler);
            Execute(stopped, new Stop(int.MaxValue), resume: true);
            AssertSame(stopped.Output);
        }

        [Test]
        public void AFinishedRun_SaysSo_AndExitsWithSuccess()
        {
            Execute(_arguments);
            var before = File.ReadAllBytes(Path.Combine(_arguments.Output, "model.safetensors"));
            var (exit, output, _) = RunCommand("--resume", "--output", _arguments.Output);
            Assert.That(exit, Is.Zero);
            Assert.That(output, Does.Contain("finished"));
            Assert.That(File.ReadAllBytes(Path.Combine(_arguments.Output, "model.safetensors")), Is.EqualTo(before));
        }

        [TestCase("--learning-rate", "0.1", "0.005")]
        [TestCase("--epochs", "5", "4")]
        [TestCase("--train", "head", "all")]
        [TestCase("--data", "/elsewhere", "data")]
        [TestCase("--max-gradient-norm", "2", "1")]
        [TestCase("--augment", "none", "Tutorial")]
        [TestCase("--schedule", "one-cycle", "cosine")]
        [TestCase("--ema", "0.9", "0")]
        [TestCase("--rotation", "10", "0")]
        public void AFlagThatContradictsTheRun_IsRefused_NamingBoth(string flag, string value, string was)
        {
            Assert.That(() => Execute(_arguments, new Stop(2)), Throws.InstanceOf<OperationCanceledException>());
            var (exit, _, error) = RunCommand("--resume", "--output", _arguments.Output, flag, value);
            Assert.That(exit, Is.EqualTo(1));
            Assert.That(error, Does.Contain(flag).And.Contain(value).IgnoreCase.And.Contain(was));
        }

        [Test]
        public void TheSameFlagsAgain_AreNoContradiction()
        {
            Execute(_arguments);
            var stopped = _arguments with { Output = _folder.Combine("stopped") };
            Assert.That(() => Execute(stopped, new Stop(2)), Throws.InstanceOf<OperationCanceledException>());
            var (exit, _, error) = RunCommand(
                "--resume", "--output", stopped.Output, "--epochs", "4", "--learning-rate", "5e-3", "--data", stopped.Data,
                "--train", "all",
                "--augment", "tutorial", "--accumulate", "2");
            Assert.That(exit, Is.Zero, error);
            AssertSame(stopped.Output);
        }

        [Test]
        public void NothingToGoOnWith_IsAnError()
        {
            var (exit, _, error) = RunCommand("--resume", "--output", _folder.Combine("nowhere"));
            Assert.That(exit, Is.EqualTo(1));
            Assert.That(error, Does.Contain("arguments.json").And.Contain("--resume"));
        }

        [Test]
        public void AnUnfinishedRun_IsNotOverwritten_UnlessForced()
        {
            Assert.That(() => Execute(_arguments, new Stop(4)), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(
                () => Execute(_arguments),
                Throws.TypeOf<TrainingException>().With.Message.Contains("--resume").And.Message.Contains("--force"));
            var record = new Stop(int.MaxValue);
            TrainingRun.Execute(_arguments, record, CancellationToken.None, new RunMode(Force: true));
            Assert.That(record.FirstStep, Is.EqualTo(1));
        }

        [Test]
        public void TwoRunsInOneFolder_TheSecondRefuses_AndTheFirstIsNotDisturbed()
        {
            Exception? refused = null;
            var stop = new Stop(4)
            {
                Do = () => refused = Assert.Catch(
                    () => TrainingRun.Execute(_arguments, new Stop(1), CancellationToken.None, new RunMode(Force: true))),
            };
            Execute(_arguments, stop);
            Assert.That(refused, Is.TypeOf<TrainingException>().With.Message.Contains("another training run"));
        }

        [Test]
        public void AnotherStartingModel_IsRefused_UnlessForced()
        {
            Assert.That(() => Execute(_arguments, new Stop(4)), Throws.InstanceOf<OperationCanceledException>());
            var rule = Path.Combine(_arguments.Model, "preprocessor_config.json");
            File.WriteAllText(rule, File.ReadAllText(rule).Replace("0.5", "0.4"));
            Assert.That(
                () => Execute(_arguments, new Stop(int.MaxValue), resume: true),
                Throws.TypeOf<TrainingException>().With.Message.Contains("starting model").And.Message.Contains("--force"));
            var record = new Stop(int.MaxValue);
            TrainingRun.Execute(_arguments, record, CancellationToken.None, new RunMode(Resume: true, Force: true));
            Assert.That(record.FirstStep, Is.EqualTo(5));
        }

        [Test]
        public void OtherPictures_AreRefused_UnlessForced()
        {
            Assert.That(() => Execute(_arguments, new Stop(4)), Throws.InstanceOf<OperationCanceledException>());
            var picture = Directory.GetFiles(Path.Combine(_arguments.Data, "train", "red"))[0];
            File.Copy(picture, picture + ".png");
            Assert.That(
                () => Execute(_arguments, new Stop(int.MaxValue), resume: true),
                Throws.TypeOf<TrainingException>().With.Message.Contains("36 then and 37 now").And.Message.Contains("--force"));

            // The same number of pictures, one of them with other contents.
            File.Delete(picture + ".png");
            var bytes = File.ReadAllBytes(picture);
            File.Copy(Path.Combine(_arguments.Data, "train", "blue", "0.png"), picture, overwrite: true);
            Assert.That(
                () => Execute(_arguments, new Stop(int.MaxValue), resume: true),
                Throws.TypeOf<TrainingException>().With.Message.Contains("pictures are other ones"));

            File.WriteAllBytes(picture, bytes);
            Execute(_arguments, new Stop(int.MaxValue), resume: true);
        }

        // Where a class has no other picture that trains, one with a lower hash would take the place of the one that did.
        [Test]
        public void WhatWasLearntBeforeTheStop_NeverJudgesTheRun_EvenIfOtherPicturesCame()
        {
            var data = Path.Combine(_arguments.Data, "train");
            var arguments = _arguments with { Data = data, ValidationShare = 0.999, BatchSize = 1 };
            Assert.That(() => Execute(arguments, new Stop(2)), Throws.InstanceOf<OperationCanceledException>());
            var before = RunRecord.Read(Path.Combine(arguments.Output, "training"))!;
            Assert.That(before.Train, Has.Length.EqualTo(SyntheticPictures.Colours.Length));
            foreach (var colour in SyntheticPictures.Colours)
            {
                for (var i = 0; i < 30; i++)
                {
                    using var picture = SyntheticPictures.DrawNoise(8, new Random(colour.Length * 100 + i));
                    SyntheticPictures.Save(picture, Path.Combine(data, colour, $"new-{i}.png"));
                }
            }

            var stored = TrainingRun.ReadArguments(arguments.Output);
            TrainingRun.Execute(stored, new Stop(int.MaxValue), CancellationToken.None, new RunMode(Resume: true, Force: true));
            var after = RunRecord.Read(arguments.Output)!;
            Assert.That(before.Train, Is.SubsetOf(after.Train!));
            Assert.That(before.Train!.Intersect(after.Validation!), Is.Empty);
            Assert.That(before.Validation, Is.SubsetOf(after.Validation!));
            Assert.That(File.Exists(Path.Combine(arguments.Output, "training", "saccade_run.json")), Is.False, "the model has it");
        }

        [Test]
        public void ADamagedCheckpoint_IsAClearError()
        {
            Assert.That(() => Execute(_arguments, new Stop(4)), Throws.InstanceOf<OperationCanceledException>());
            var path = Path.Combine(_arguments.Output, "training", "checkpoints", "last.safetensors");
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..1000]);
            Assert.That(
                () => Execute(_arguments, new Stop(int.MaxValue), resume: true),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains(path));
        }

        [Test]
        public void Cancelling_KeepsTheBestSoFar_AsAModelFolder()
        {
            Assert.That(() => Execute(_arguments, new Stop(StepsPerEpoch + 1)), Throws.InstanceOf<OperationCanceledException>());
            var best = Path.Combine(_arguments.Output, "training", "best");
            Assert.That(
                Directory.GetFiles(best).Select(Path.GetFileName),
                Is.EquivalentTo(new[] { "config.json", "preprocessor_config.json", "model.safetensors", "saccade_run.json" }));
        }

        private static void Fill(string path)
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            try
            {
                while (true)
                {
                    file.Write(new byte[1]);
                }
            }
            catch (IOException)
            {
                // Full.
            }
        }

        private static void Execute(TrainingArguments arguments, Stop? stop = null, bool resume = false)
        {
            stop ??= new Stop(int.MaxValue);
            var stored = resume ? TrainingRun.ReadArguments(arguments.Output) : arguments;
            TrainingRun.Execute(stored, stop, stop.Token, new RunMode(resume));
        }

        private static (int Exit, string Output, string Error) RunCommand(params string[] arguments)
        {
            var (output, error) = (new StringWriter(), new StringWriter());
            return (Commands.Run(["train", "--progress", "plain", .. arguments], output, error), output.ToString(), error.ToString());
        }

        private void AssertSame(string output)
        {
            string[] files = ["training/steps.jsonl", "model.safetensors", "onnx/model.onnx", "config.json", "training/confusion.csv"];
            foreach (var file in files)
            {
                var expected = File.ReadAllBytes(Path.Combine(_arguments.Output, file));
                Assert.That(File.ReadAllBytes(Path.Combine(output, file)), Is.EqualTo(expected), file);
            }

            var other = _folder.Combine("whole", "training");
            var kept = Directory.Exists(Path.Combine(other, "best")) ? "best" : "last";
            Assert.That(
                File.ReadAllBytes(Path.Combine(output, "training", kept, "model.safetensors")),
                Is.EqualTo(File.ReadAllBytes(Path.Combine(other, kept, "model.safetensors"))));
            Assert.That(ReadMetrics(output), Is.EqualTo(ReadMetrics(_arguments.Output)));
            Assert.That(CheckEvents(output), Is.EqualTo(CheckEvents(_arguments.Output)));
        }

        // Every record has the length of its counterpart; reading all of them to go on finds any that is not whole.
        private static long CheckEvents(string output)
        {
            var path = Directory.GetFiles(Path.Combine(output, "training"), "events.out.tfevents.*").Single();
            var length = new FileInfo(path).Length;
            EventFile.Resume(path, length).Dispose();
            return length;
        }

        private static string[] ReadMetrics(string output) =>
            File.ReadLines(Path.Combine(output, "training", "metrics.jsonl")).Select(line =>
            {
                var epoch = JsonNode.Parse(line)!.AsObject();
                epoch.Remove("imagesPerSecond");
                return epoch.ToJsonString();
            }).ToArray();

        /// <summary>Stops a run at a step, or does something else there.</summary>
        private sealed class Stop : ITrainingObserver
        {
            private readonly int _step;

            internal Stop(int step)
            {
                var source = new CancellationTokenSource();
                _step = step;
                Do = source.Cancel;
                Token = source.Token;
            }

            internal Action Do { get; init; }

            internal int FirstStep { get; private set; }

            internal CancellationToken Token { get; }

            public void OnNote(string text)
            {
            }

            public void OnFinding(string text)
            {
            }

            public void OnStarted(StartReport report)
            {
            }

            public void OnStep(StepReport report)
            {
                FirstStep = FirstStep == 0 ? report.Step : FirstStep;
                if (report.Step == _step)
                {
                    Do();
                }
            }

            public void OnEpoch(EpochReport report)
            {
            }

            public void OnFinished(FinishReport report)
            {
            }
        }
    }
}
