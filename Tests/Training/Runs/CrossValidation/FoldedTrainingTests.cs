using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Files;
using Saccade.Training.CommandLine;
using Saccade.Training.Fitting;
using Saccade.Training.Progress;
using Saccade.Training.Runs;
using Saccade.Training.Runs.CrossValidation;

namespace Saccade.Training.Tests.Runs.CrossValidation
{
    public sealed class FoldedTrainingTests
    {
        private const int Count = 2;

        private TemporaryFolder _folder = null!;
        private TrainingArguments _arguments = null!;

        [SetUp]
        public void MakeData()
        {
            _folder = new TemporaryFolder();
            _arguments = new TrainingArguments
            {
                Model = SyntheticPictures.WriteModel(_folder),
                Data = SyntheticPictures.WriteData(_folder, test: true),
                Output = _folder.Combine("folds"),
                FromScratch = true,
                Train = TrainedPart.All,
                Folds = Count,
                Trainer = new TrainerOptions { Epochs = 2, LearningRate = 5e-3 },
            };
        }

        [TearDown]
        public void DeleteData() => _folder.Dispose();

        [Test]
        public void EveryPicture_IsJudgedOnce_ByAModelThatDidntLearnFromIt_InOneReport_AlsoWhereRunsWereStopped()
        {
            var told = new Record();
            FoldedTraining.Execute(_arguments, told, new RunMode(), CancellationToken.None);

            var records = Enumerable.Range(1, Count).Select(fold => RunRecord.Read(FindFold(fold))!).ToArray();
            Assert.That(records.SelectMany(record => record.Validation!).Distinct().Count(), Is.EqualTo(36));
            Assert.That(records.Select(record => record.Validation!.Length), Is.All.EqualTo(18));
            Assert.That(records.Select(record => record.Train!.Intersect(record.Validation!).Count()), Is.All.Zero);
            Assert.That(records.Select(record => record.Test!.Length), Is.All.EqualTo(6));
            Assert.That(File.Exists(Path.Combine(_arguments.Output, "config.json")), Is.False);
            Assert.That(told.Finished, Is.Zero);

            var rows = File.ReadAllLines(Path.Combine(_arguments.Output, FoldReport.TableFile)).Select(row => row.Split(',')).ToArray();
            Assert.That(rows[0], Is.EqualTo(new[] { "fold", "epoch", "accuracy", "macroAccuracy", "loss", "accuracyOnTest", "seconds" }));
            Assert.That(rows.Skip(1).Select(row => row[0]), Is.EqualTo(new[] { "1", "2" }));
            var accuracies = rows.Skip(1).Select(row => double.Parse(row[2], CultureInfo.InvariantCulture)).ToArray();
            var (mean, spread) = (accuracies.Average(), Math.Sqrt(accuracies.Sum(x => Math.Pow(x - accuracies.Average(), 2))));
            var text = FormattableString.Invariant($"{mean:P1} ± {spread:P1}");
            Assert.That(told.Findings[^1], Does.Contain($"2 folds: accuracy {text}"));
            Assert.That(
                File.ReadAllText(Path.Combine(_arguments.Output, FoldReport.PageFile)), Does.Contain(text.Replace("±", "&#177;")));
            AssertStoppedFoldsEndTheSame();
            AssertAModelThatKnowsThePicturesIsNamed();
        }

        private void AssertAModelThatKnowsThePicturesIsNamed()
        {
            using var cancellation = new CancellationTokenSource();
            var told = new Record { AtStep = cancellation.Cancel };
            var again = _arguments with { Model = FindFold(1), FromScratch = false, Output = _folder.Combine("again") };
            Assert.That(
                () => FoldedTraining.Execute(again, told, new RunMode(), cancellation.Token),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(told.Findings, Has.Some.StartsWith($"{FindFold(1)}: has learnt from 18 of these pictures before"));
        }

        private void AssertStoppedFoldsEndTheSame()
        {
            var stopped = _arguments with { Output = _folder.Combine("stopped") };
            using var cancellation = new CancellationTokenSource();
            var stop = new Record { AtStep = cancellation.Cancel };
            Assert.That(
                () => FoldedTraining.Execute(stopped, stop, new RunMode(), cancellation.Token),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(UnfinishedRun.LiesIn(stopped.Output));
            Assert.That(Directory.Exists(Path.Combine(stopped.Output, "fold-2")), Is.False);

            var (exit, output, error) = Run("train", "--resume", "--output", stopped.Output, "--progress", "plain");
            Assert.That(exit, Is.Zero, error);
            Assert.That(output, Does.Contain("Fold 2 of 2 is done").And.Contain("2 folds: accuracy"));
            foreach (var file in Enumerable.Range(1, Count).Select(fold => Path.Combine($"fold-{fold}", "model.safetensors")))
            {
                Assert.That(
                    File.ReadAllBytes(Path.Combine(stopped.Output, file)),
                    Is.EqualTo(File.ReadAllBytes(Path.Combine(_arguments.Output, file))),
                    file);
            }

            (exit, output, _) = Run("train", "--resume", "--output", stopped.Output, "--progress", "plain");
            Assert.That(exit, Is.Zero);
            Assert.That(output, Does.Contain("finished"));
        }

        [Test]
        public void FoldsOfAnEarlierRun_AreNotTakenForThisOnes()
        {
            var training = Path.Combine(FindFold(2), ModelLayout.Training);
            Directory.CreateDirectory(training);
            File.WriteAllText(Path.Combine(training, UnfinishedRun.SummaryFile), "{}");
            using var cancellation = new CancellationTokenSource();
            Assert.That(
                () => FoldedTraining.Execute(
                    _arguments, new Record { AtStep = cancellation.Cancel }, new RunMode(), cancellation.Token),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(Directory.GetFiles(training), Is.Empty);
        }

        [TestCase("--folds", "1")]
        [TestCase("--folds", "-3")]
        [TestCase("--folds", "3", "--progress", "json")]
        [TestCase("--folds", "3", "--find-learning-rate")]
        public void WhatCantBe_IsRefused(params string[] options)
        {
            var (exit, _, error) = Run(["train", "--model", "m", "--data", "d", "--output", "o", .. options]);
            Assert.That(exit, Is.EqualTo(2));
            Assert.That(error, Does.Contain("--folds"));
        }

        private string FindFold(int fold) => Path.Combine(_arguments.Output, $"fold-{fold}");

        private static (int Exit, string Output, string Error) Run(params string[] arguments)
        {
            var (output, error) = (new StringWriter(), new StringWriter());
            return (Commands.Run(arguments, output, error), output.ToString(), error.ToString());
        }

        private sealed class Record : ITrainingObserver
        {
            internal List<string> Findings { get; } = [];

            internal Action AtStep { get; init; } = () => { };

            internal int Steps { get; private set; }

            internal int Finished { get; private set; }

            public void OnNote(string text)
            {
            }

            public void OnFinding(string text) => Findings.Add(text);

            public void OnStarted(StartReport report)
            {
            }

            public void OnStep(StepReport report)
            {
                Steps++;
                AtStep();
            }

            public void OnEpoch(EpochReport report)
            {
            }

            public void OnFinished(FinishReport report) => Finished++;
        }
    }
}
