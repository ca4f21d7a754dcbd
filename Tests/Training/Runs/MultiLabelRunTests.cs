using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using NUnit.Framework;
using Saccade.Files;
using Saccade.Training.CommandLine;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Fitting;
using Saccade.Training.Fitting.Losses;
using Saccade.Training.Progress;
using Saccade.Training.Runs;

namespace Saccade.Training.Tests.Runs
{
    /// <summary>Runs on pictures that show several classes, and runs that make up for rare ones.</summary>
    public sealed class MultiLabelRunTests
    {
        private TemporaryFolder _folder = null!;
        private TrainingArguments _arguments = null!;

        [SetUp]
        public void MakeData()
        {
            _folder = new TemporaryFolder();
            _arguments = new TrainingArguments
            {
                Model = SyntheticPictures.WriteModel(_folder),
                Data = MultiLabelPictures.WriteData(_folder),
                Output = _folder.Combine("model"),
                FromScratch = true,
                Train = TrainedPart.All,
                BatchSize = 8,
                Augment = Augmentation.Flip,
                Trainer = new TrainerOptions { Epochs = 12, LearningRate = 5e-3 },
            };
        }

        [TearDown]
        public void DeleteData() => _folder.Dispose();

        [Test]
        public void SeveralClassesAPicture_AreLearnt_AndTheFolderSaysHowToReadThem()
        {
            var report = Execute(_arguments);
            Assert.That(report.ValidationMeanAveragePrecision, Is.GreaterThan(0.95));
            Assert.That(report.ValidationMacroF1, Is.GreaterThan(0.9));
            Assert.That(report.TestMeanAveragePrecision, Is.GreaterThan(0.9));

            var config = JsonNode.Parse(File.ReadAllText(Find("config.json")))!.AsObject();
            Assert.That(config["problem_type"]!.ToString(), Is.EqualTo("multi_label_classification"));
            var thresholds = config["saccade_thresholds"]!.AsArray().Select(value => (double)value!).ToArray();
            Assert.That(thresholds, Has.Length.EqualTo(3).And.All.InRange(0, 1));
            Assert.That(File.ReadAllText(Find("training", "best", "config.json")), Does.Contain("multi_label_classification"));

            var epoch = JsonDocument.Parse(File.ReadAllLines(Find("training", "metrics.jsonl"))[^1]).RootElement;
            Assert.That(epoch.GetProperty("validationMeanAveragePrecision").GetDouble(), Is.EqualTo(report.ValidationMeanAveragePrecision));
            var classes = File.ReadAllLines(Find("training", "per-class.csv"));
            Assert.That(classes[0], Is.EqualTo("class,averagePrecision,rocAuc,threshold,precision,recall,f1,support"));
            Assert.That(classes[1..].Select(line => line.Split(',')[0]), Is.EqualTo(new[] { "blue", "green", "red" }));
            Assert.That(File.Exists(Find("training", "confusion.csv")), Is.False, "there is none of several classes");
            Assert.That(File.Exists(Find("training", RunResults.ConfusionFile)), Is.False);
            var figures = JsonDocument.Parse(File.ReadAllText(Find("training", RunResults.MultiLabelFile))).RootElement;
            Assert.That(figures.GetProperty("macroF1").GetDouble(), Is.EqualTo(report.ValidationMacroF1));
            Assert.That(
                figures.GetProperty("classes").EnumerateArray().Select(entry => entry.GetProperty("threshold").GetDouble()),
                Is.EqualTo(thresholds));

            var card = File.ReadAllText(Find("README.md"));
            Assert.That(card, Does.Contain("- average_precision").And.Contain("Mean average precision").And.Contain("## Thresholds"));
            Assert.That(card, Does.Contain("says which of 3 classes a picture shows"));
        }

        [TestCase("torch")]
        [TestCase("onnx", Category = "Long")]
        public void Evaluate_SaysOfTheValidationPictures_WhatTheRunSaid(string backend)
        {
            var report = Execute(_arguments with { Trainer = new TrainerOptions { Epochs = 3, LearningRate = 5e-3 } });
            var (output, error) = (new StringWriter(), new StringWriter());
            string[] evaluate =
            [
                "evaluate", "--model", _arguments.Output, "--data", _arguments.Data, "--output", _folder.Combine("report"),
                "--split", "validation", "--backend", backend, "--before", _arguments.Output,
            ];
            Assert.That(Commands.Run(evaluate, output, error), Is.Zero, error.ToString());
            Assert.That(output.ToString(), Does.Contain("before: 24 pictures, mAP ").And.Contain("model: 24 pictures, mAP "));
            var json = JsonDocument.Parse(File.ReadAllText(_folder.Combine("report", "metrics.json"))).RootElement;
            var metrics = json.GetProperty("metrics");
            Assert.That(
                metrics.GetProperty("meanAveragePrecision").GetDouble(), Is.EqualTo(report.ValidationMeanAveragePrecision).Within(1e-6));
            Assert.That(
                metrics.GetProperty("macroF1").GetDouble(), Is.EqualTo(report.ValidationMacroF1).Within(1e-6), "the thresholds are read");
            Assert.That(metrics.GetProperty("loss").GetDouble(), Is.EqualTo(report.ValidationLoss).Within(1e-4));
            Assert.That(
                Directory.GetFiles(_folder.Combine("report")).Select(Path.GetFileName),
                Is.EquivalentTo(new[] { "metrics.json", "per-class.csv", "predictions.csv", "mistakes.png", "curves.png", "report.html" }));
            var predictions = File.ReadAllLines(_folder.Combine("report", "predictions.csv"));
            Assert.That(predictions, Has.Length.EqualTo(25));
            Assert.That(predictions[0], Is.EqualTo("path,truth,prediction,blue,green,red"));
            Assert.That(predictions.Single(line => line.StartsWith("35.png,")), Does.StartWith("35.png,green|red,"));
        }

        [Test]
        public void AModelThatNamesOneClass_IsNotJudgedOnPicturesThatShowSeveral()
        {
            var single = _arguments with { Data = SyntheticPictures.WriteData(_folder), Trainer = new TrainerOptions { Epochs = 1 } };
            Execute(single);
            Assert.That(File.ReadAllText(Find("config.json")), Does.Not.Contain("multi_label").And.Not.Contain("saccade_thresholds"));
            var error = new StringWriter();
            string[] evaluate =
                ["evaluate", "--model", single.Output, "--data", _arguments.Data, "--output", _folder.Combine("report")];
            Assert.That(Commands.Run(evaluate, TextWriter.Null, error), Is.EqualTo(1));
            Assert.That(error.ToString(), Does.Contain("a picture may show several classes, but").And.Contain("problem_type"));
            Assert.That(Directory.Exists(_folder.Combine("report")), Is.False);
        }

        [TestCase(LossKind.Bce)]
        [TestCase(null)]
        public void WhatTheHeadIs_FollowsTheRun_NotTheStartingModel(LossKind? loss)
        {
            Execute(_arguments with { Trainer = new TrainerOptions { Epochs = 1 } });
            var next = _arguments with
            {
                Model = _arguments.Output,
                Data = SyntheticPictures.WriteData(_folder),
                Output = _folder.Combine("next"),
                FromScratch = false,
                Train = TrainedPart.Head,
                Trainer = new TrainerOptions { Epochs = 1, Loss = loss },
            };
            var report = Execute(next);
            Assert.That(report.ValidationMeanAveragePrecision is not null, Is.EqualTo(loss is not null));
            var config = JsonNode.Parse(File.ReadAllText(_folder.Combine("next", "config.json")))!.AsObject();
            Assert.That(
                config["problem_type"]!.ToString(),
                Is.EqualTo(loss is null ? "single_label_classification" : "multi_label_classification"));
            Assert.That(config.ContainsKey("saccade_thresholds"), Is.EqualTo(loss is not null));
        }

        [Test]
        public void AStoppedRun_EndsAsIfItHadNotStopped()
        {
            var arguments = _arguments with
            {
                Train = TrainedPart.Head,
                FromScratch = false,
                Mixup = 0,
                Sampling = SamplingKind.Balanced,
                ClassWeights = ClassWeighting.Balanced,
                Trainer = new TrainerOptions { Epochs = 4, LearningRate = 5e-3, Loss = LossKind.Focal, FocalAlpha = 0.25 },
            };
            Execute(_arguments with { Trainer = new TrainerOptions { Epochs = 1 }, Output = _folder.Combine("base") });
            arguments = arguments with { Model = _folder.Combine("base"), NewHead = true };
            Execute(arguments);
            var stopped = arguments with { Output = _folder.Combine("stopped") };
            using (var source = new CancellationTokenSource())
            {
                Assert.That(
                    () => TrainingRun.Execute(stopped, new Observer { AtEpoch = epoch => Cancel(epoch, source) }, source.Token),
                    Throws.InstanceOf<OperationCanceledException>());
            }

            TrainingRun.Execute(
                TrainingRun.ReadArguments(stopped.Output), new Observer(), CancellationToken.None, new RunMode(Resume: true));
            Assert.That(
                File.ReadAllBytes(Path.Combine(stopped.Output, "model.safetensors")),
                Is.EqualTo(File.ReadAllBytes(Find("model.safetensors"))));
            Assert.That(File.ReadAllText(Path.Combine(stopped.Output, "config.json")), Is.EqualTo(File.ReadAllText(Find("config.json"))));

            static void Cancel(int epoch, CancellationTokenSource source)
            {
                if (epoch == 2)
                {
                    source.Cancel();
                }
            }
        }

        [Test]
        [Category("Long")]
        public void MixedPictures_OfSeveralClasses_AreLearntFromToo()
        {
            var trainer = _arguments.Trainer with { Epochs = 8 };
            var report = Execute(_arguments with { Mixup = 0.2, Cutmix = 1, Trainer = trainer });
            Assert.That(report.ValidationMeanAveragePrecision, Is.GreaterThan(0.85));
        }

        [TestCase(ClassWeighting.None, SamplingKind.Uniform, null, 1.61)]
        [TestCase(ClassWeighting.Balanced, SamplingKind.Uniform, null, 1.0986)]
        [TestCase(ClassWeighting.None, SamplingKind.Balanced, null, 1.0986)]
        [TestCase(ClassWeighting.Balanced, SamplingKind.Uniform, LossKind.Focal, 1.0986, Category = "Long")]
        public void OfPicturesThatTellNothing_AModelSaysHowFrequentClassesAre_UnlessTheyAreBalanced(
            ClassWeighting weights, SamplingKind sampling, LossKind? loss, double expected)
        {
            // Eight in ten training pictures are red, and all look the same; of the validation pictures a third each.
            var data = SyntheticPictures.WriteData(_folder, 24);
            var same = File.ReadAllBytes(Path.Combine(data, "train", "red", "0.png"));
            foreach (var path in Directory.GetFiles(data, "*.png", SearchOption.AllDirectories))
            {
                File.WriteAllBytes(path, same);
                if (path.Contains("train") && !path.Contains("red") && int.Parse(Path.GetFileNameWithoutExtension(path)) >= 3)
                {
                    File.Delete(path);
                }
            }

            var report = Execute(_arguments with
            {
                Data = data,
                ClassWeights = weights,
                Sampling = sampling,
                Trainer = new TrainerOptions { Epochs = 10, LearningRate = 1e-2, Loss = loss },
            });
            Assert.That(report.ValidationLoss, Is.EqualTo(expected).Within(0.15));
            var card = File.ReadAllText(Find("README.md"));
            Assert.That(card.Contains("Class weights"), Is.EqualTo(weights == ClassWeighting.Balanced));
            Assert.That(card.Contains("Sampling"), Is.EqualTo(sampling == SamplingKind.Balanced));
            Assert.That(card.Contains("focal, gamma 2"), Is.EqualTo(loss is not null));
        }

        [Test]
        public void DataShow_CountsAPictureForEachClassThatItShows()
        {
            var (output, error) = (new StringWriter(), new StringWriter());
            string[] show = ["data", "show", "--data", _arguments.Data, "--json", "--output", _folder.Combine("samples.png")];
            Assert.That(Commands.Run(show, output, error), Is.Zero, error.ToString());
            var json = JsonDocument.Parse(output.ToString()).RootElement;
            Assert.That(json.GetProperty("pictures").GetProperty("train").GetInt32(), Is.EqualTo(32));
            Assert.That(
                json.GetProperty("classes").EnumerateArray().Select(entry => entry.GetProperty("train").GetInt32()), Is.All.EqualTo(16));
            Assert.That(json.GetProperty("description").GetString(), Does.Contain("32 do, 8 show none"));
        }

        [Test]
        public void ChoicesThatContradictEachOther_AreRefused_BeforeAnythingIsWritten()
        {
            var single = SyntheticPictures.WriteData(_folder);
            Refuse(_arguments with { Trainer = new TrainerOptions { Loss = LossKind.CrossEntropy } }, "--loss cross-entropy");
            Refuse(_arguments with { Sampling = SamplingKind.Balanced, Shuffle = false }, "--sampling balanced");
            Refuse(_arguments with { Trainer = new TrainerOptions { FocalAlpha = 0.25 } }, "--focal-alpha");
            Refuse(_arguments with { Trainer = new TrainerOptions { FocalGamma = 0.5 } }, "--focal-gamma 0.5 goes with --loss focal");
            var focal = new TrainerOptions { FocalAlpha = 0.25, Loss = LossKind.Focal };
            Refuse(_arguments with { Data = single, Trainer = focal }, "--focal-alpha");

            void Refuse(TrainingArguments arguments, string message) => Assert.That(
                () => Execute(arguments), Throws.TypeOf<TrainingException>().With.Message.StartsWith(message));
        }

        [Test]
        public void TheCommandLine_SetsThem_AndRefusesOthers()
        {
            string[] places = ["train", "--model", _arguments.Model, "--data", _arguments.Data, "--output", _arguments.Output];
            var error = new StringWriter();
            string[] chosen =
            [
                .. places, "--from-scratch", "--epochs", "1", "--loss", "focal", "--focal-gamma", "1.5", "--focal-alpha", "0.25",
                "--class-weights", "balanced", "--sampling", "balanced", "--progress", "plain",
            ];
            Assert.That(Commands.Run(chosen, TextWriter.Null, error), Is.Zero, error.ToString());
            var arguments = TrainingRun.ReadArguments(_arguments.Output);
            Assert.That(arguments.ClassWeights, Is.EqualTo(ClassWeighting.Balanced));
            Assert.That(arguments.Sampling, Is.EqualTo(SamplingKind.Balanced));
            Assert.That(
                (arguments.Trainer.Loss, arguments.Trainer.FocalGamma, arguments.Trainer.FocalAlpha),
                Is.EqualTo((LossKind.Focal, 1.5, 0.25)));
            string[][] wrong =
            [
                ["--loss", "hinge"], ["--focal-gamma", "-1"], ["--focal-alpha", "1"], ["--class-weights", "all"], ["--sampling", "0"],
            ];
            foreach (var option in wrong)
            {
                Assert.That(Commands.Run([.. places, .. option], TextWriter.Null, TextWriter.Null), Is.EqualTo(2), option[0]);
            }
        }

        private static FinishReport Execute(TrainingArguments arguments) =>
            TrainingRun.Execute(arguments, new Observer(), CancellationToken.None);

        private string Find(params string[] parts) => Path.Combine([_arguments.Output, .. parts]);

        private sealed class Observer : ITrainingObserver
        {
            internal Action<int>? AtEpoch { get; init; }

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
            }

            public void OnEpoch(EpochReport report) => AtEpoch?.Invoke(report.Epoch);

            public void OnFinished(FinishReport report)
            {
            }
        }
    }
}
