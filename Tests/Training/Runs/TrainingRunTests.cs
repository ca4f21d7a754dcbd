using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading;
using NUnit.Framework;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Data;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Data.Batches;
using Saccade.Training.Evaluation;
using Saccade.Training.Export;
using Saccade.Training.Fitting;
using Saccade.Training.ModelFolders;
using Saccade.Training.Progress;
using Saccade.Training.Runs;

namespace Saccade.Training.Tests.Runs
{
    public sealed class TrainingRunTests
    {
        private TemporaryFolder _folder = null!;
        private TrainingArguments _fromScratch = null!;

        [SetUp]
        public void MakeData()
        {
            _folder = new TemporaryFolder();
            _fromScratch = new TrainingArguments
            {
                Model = SyntheticPictures.WriteModel(_folder),
                Data = SyntheticPictures.WriteData(_folder, test: true),
                Output = _folder.Combine("base"),
                FromScratch = true,
                Train = TrainedPart.All,
                BatchSize = 5,
                Augment = Augmentation.Flip,
                Trainer = new TrainerOptions { Epochs = 12, LearningRate = 5e-3 },
            };
        }

        [TearDown]
        public void DeleteData() => _folder.Dispose();

        [Test]
        public void FromScratch_LearnsTheColours_AndWritesAWholeModelFolder()
        {
            var report = Execute(_fromScratch);
            Assert.That(report.ValidationAccuracy, Is.GreaterThanOrEqualTo(0.9));
            Assert.That(report.TestAccuracy, Is.GreaterThanOrEqualTo(0.8));

            var folder = ModelDescription.Open(_fromScratch.Output);
            Assert.That(folder.ModelConfig.Labels, Is.EqualTo(new[] { "blue", "green", "red" }));
            Assert.That(
                File.ReadAllText(folder.Find("preprocessor_config.json")),
                Is.EqualTo(PreprocessingRule.Parse(SyntheticPictures.Preprocessor, "source").ToJson()));
            string[] written =
            [
                "config.json", "preprocessor_config.json", "model.safetensors", "onnx/model.onnx", "README.md", "saccade_run.json",
                "training/.lock", "training/arguments.json", "training/inputs.json", "training/summary.json",
                "training/first-batch.png", "training/steps.jsonl", "training/metrics.jsonl",
                "training/curves.png", "training/confusion-matrix.png", "training/confusion.csv", "training/confusion.json",
                "training/mistakes.json",
                "training/before-after.png",
                "training/best/config.json", "training/best/preprocessor_config.json", "training/best/model.safetensors",
                "training/best/saccade_run.json",
            ];
            Assert.That(
                Directory.GetFiles(folder.Directory, "*", SearchOption.AllDirectories)
                    .Where(path => !path.Contains("events.out.tfevents.")),
                Is.EquivalentTo(written.Select(folder.Find)));
            Assert.That(Directory.GetFiles(folder.Find("training"), "events.out.tfevents.*"), Has.Length.EqualTo(1));
            Assert.That(File.ReadAllLines(folder.Find("training/steps.jsonl")), Has.Length.EqualTo(12 * 5));
            Assert.That(File.ReadAllLines(folder.Find("training/metrics.jsonl")), Has.Length.EqualTo(12));
        }

        [Test]
        public void TheModel_NamesItsRunAndItsPicturesByTheirContent()
        {
            var arguments = _fromScratch with { Trainer = new TrainerOptions { Epochs = 1 } };
            Execute(arguments);
            var record = RunRecord.Read(arguments.Output)!;

            string[] parts = ["train", "validation", "test"];
            Assert.That(new[] { record.Train, record.Validation, record.Test }, Is.EqualTo(parts.Select(HashPictures)));
            Assert.That(record.Run, Is.EqualTo(RunInputs.HashModel(arguments.Output, withWeights: true)));

            // The same run elsewhere has the same name, another one another.
            var again = arguments with { Output = _folder.Combine("again") };
            Execute(again);
            Assert.That(RunRecord.ReadRun(again.Output), Is.EqualTo(record.Run));
            var other = arguments with { Output = _folder.Combine("other"), Seed = 7 };
            Execute(other);
            Assert.That(RunRecord.ReadRun(other.Output), Is.Not.EqualTo(record.Run));

            string[] HashPictures(string part) =>
            [
                .. Directory.GetFiles(Path.Combine(arguments.Data, part), "*", SearchOption.AllDirectories)
                    .Select(path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))))
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ];
        }

        [Test]
        public void ARunOnTheWeightsOfAnother_NamesTheOthersPicturesToo_AndTellsWhatTheyFlatter()
        {
            var once = _fromScratch with { Trainer = new TrainerOptions { Epochs = 1 } };
            Execute(once);
            var before = RunRecord.Read(once.Output)!;

            // One picture that the other run has learnt from judges this one, and one is a copy of what this one learns from.
            var data = Path.Combine(_folder.Path, "others");
            foreach (var (part, colour, number, target) in new[]
            {
                ("train", "red", 0, "validation/red/a.png"), ("validation", "red", 1, "train/red/b.png"),
                ("validation", "blue", 1, "train/blue/c.png"), ("validation", "green", 1, "train/green/d.png"),
                ("validation", "green", 1, "validation/green/e.png"), ("validation", "green", 2, "validation/green/f.png"),
            })
            {
                var path = Path.Combine([data, .. target.Split('/')]);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Copy(Path.Combine(once.Data, part, colour, $"{number}.png"), path);
            }

            var record = new Record();
            var next = once with { Model = once.Output, Data = data, Output = _folder.Combine("next"), FromScratch = false };
            TrainingRun.Execute(next, record, CancellationToken.None);
            Assert.That(record.Findings, Has.Some.Contains("1 of the 3 pictures that are to judge this run are copies"));
            Assert.That(record.Findings, Has.Some.Contains("has learnt from 1 of the 3 pictures"));
            foreach (var folder in new[] { next.Output, Path.Combine(next.Output, "training", "best") })
            {
                var after = RunRecord.Read(folder)!;
                Assert.That(before.Train!, Is.SubsetOf(after.Train!));
                Assert.That(after.Train, Has.Length.EqualTo(24 + 3));
                Assert.That(before.Test!, Is.SubsetOf(after.Test!));
            }

            var anew = next with { Output = _folder.Combine("anew"), FromScratch = true };
            Execute(anew);
            Assert.That(RunRecord.Read(anew.Output)!.Train, Has.Length.EqualTo(3), "nobody uses the weights");
        }

        [Test]
        public void AShareThatChangesNothing_IsTold()
        {
            var record = new Record();
            TrainingRun.Execute(
                _fromScratch with { ValidationShare = 0.3, Trainer = new TrainerOptions { Epochs = 1 } }, record, CancellationToken.None);
            Assert.That(record.Findings, Has.Some.StartsWith("--validation-share changes nothing"));
        }

        [Test]
        public void TheOnnxFile_RecognisesTheValidationPictures()
        {
            var report = Execute(_fromScratch);
            var folder = ModelDescription.Open(_fromScratch.Output);
            var data = DataSet.Open(_fromScratch.Data);
            using var pictures = new PictureSet(data.Validation, folder.Rule, 16, 16, long.MaxValue);
            using var all = new PixelBatches(pictures, new BatchOptions { BatchSize = 100 }).Epoch(0, CancellationToken.None).Single();
            var outputs = OnnxVerification.Run(folder.Find(ModelLayout.Graph), Checkpoint.ReadSingles(all.Inputs), all.Inputs.shape);
            var predicted = outputs["logits"].Chunk(3).Select(row => Array.IndexOf(row, row.Max())).ToArray();
            var right = predicted.Zip(data.Validation).Count(pair => pair.First == pair.Second.Label);
            Assert.That((double)right / predicted.Length, Is.EqualTo(report.ValidationAccuracy));
        }

        [Test]
        public void TheSameSeed_GivesTheSameWeights_BitForBit_AndAnotherDoesNot()
        {
            byte[] Train(string output, long seed)
            {
                var arguments = _fromScratch with { Output = _folder.Combine(output), Seed = seed, Augment = Augmentation.Tutorial };
                Execute(arguments with { Trainer = arguments.Trainer with { Epochs = 2 } });
                return File.ReadAllBytes(Path.Combine(arguments.Output, "model.safetensors"));
            }

            var first = Train("first", 5);
            Assert.That(Train("second", 5), Is.EqualTo(first));
            Assert.That(Train("third", 6), Is.Not.EqualTo(first));
        }

        [Test]
        public void TrainingTheHead_LeavesTheBackboneAlone_AndKeepsAHeadOfTheSameClasses()
        {
            Execute(_fromScratch);
            var record = new Record();
            var tuned = _fromScratch with
            {
                Model = _fromScratch.Output,
                Output = _folder.Combine("tuned"),
                FromScratch = false,
                Train = TrainedPart.Head,
                Trainer = new TrainerOptions { Epochs = 1, LearningRate = 1e-9 },
            };
            TrainingRun.Execute(tuned, record, CancellationToken.None);

            Assert.That(record.Start!.NewHead, Is.False);
            Assert.That(record.Start.TrainableParameters, Is.EqualTo(3 * 16 + 3));
            using var before = SafetensorsFile.Open(Path.Combine(tuned.Model, "model.safetensors"));
            using var after = SafetensorsFile.Open(Path.Combine(tuned.Output, "model.safetensors"));
            foreach (var name in before.Entries.Keys)
            {
                Assert.That(
                    after.ReadSingles(name), Is.EqualTo(before.ReadSingles(name)).Within(name.StartsWith("vit.") ? 0 : 1e-6f), name);
            }
        }

        [Test]
        public void TheModelCard_TellsOfTheRun_AndNamesTheHubModelThatItBeganWith()
        {
            Execute(_fromScratch);
            Assert.That(File.ReadAllText(Path.Combine(_fromScratch.Output, "README.md")), Does.Not.Contain("base_model"));

            new HubOrigin("org/colours", "main", "0123").Write(Path.Combine(_fromScratch.Output, HubOrigin.File));
            var tuned = _fromScratch with
            {
                Model = _fromScratch.Output,
                Output = _folder.Combine("tuned"),
                FromScratch = false,
                Train = TrainedPart.LastBlocks(1),
                Trainer = new TrainerOptions { Epochs = 2, MaxGradientNorm = 0.5 },
            };
            var report = Execute(tuned);
            var card = File.ReadAllText(Path.Combine(tuned.Output, "README.md"));
            string[] told =
            [
                "base_model: \"org/colours\"", "split: \"test\"", $"value: {report.TestAccuracy}", "| Trained weights | last-1 |",
                "| Gradient clipping | norm 0.5 |", "24 pictures to learn from, 12 to validate and 6 to test",
            ];
            Assert.That(told.Where(text => !card.Contains(text)), Is.Empty, card);
            Assert.That(card, Does.Not.Contain(_folder.Path), "A card tells nothing of the machine.");
        }

        [Test]
        public void TheModel_HasTheAverageThatWasJudged_AndCardAndLogNameTheRecipe()
        {
            var averaged = _fromScratch with
            {
                Variation = new PictureVariation { Rotation = 5, Hue = 0.02 },
                Trainer = new TrainerOptions
                {
                    MaxSteps = 23,
                    LearningRate = 5e-3,
                    AverageDecay = 0.9,
                    Schedule = ScheduleKind.Linear,
                    WarmupShare = 0.25,
                },
            };
            var record = new Record();
            var report = TrainingRun.Execute(averaged, record, CancellationToken.None);

            // Judged by the weights that lie in the folder.
            using var model = PretrainedModel.Load(averaged.Output);
            var judged = Evaluator.Evaluate(model, DataSet.Open(averaged.Data).Validation, batchSize: 4);
            Assert.That(judged.Loss, Is.EqualTo(report.ValidationLoss).Within(1e-5));
            Assert.That(report.Epoch, Is.EqualTo(5));

            var card = File.ReadAllText(Path.Combine(averaged.Output, "README.md"));
            string[] told =
            [
                "| Epochs | 5; these weights are those of epoch 5 |", "| Schedule | linear warm-up over 0.25 of the steps, then linear |",
                "| Optimiser steps | 23 at most |", "| Moving average of the weights | decay 0.9 |", "| Rotation | up to 5 degrees |",
            ];
            Assert.That(told.Where(text => !card.Contains(text)), Is.Empty, card);
            Assert.That(
                record.Findings,
                Has.Some.EqualTo(
                    "Beyond the tutorial: schedule linear warm-up over 0.25 of the steps, then linear; optimiser steps 23 at most; moving "
                    + "average of the weights decay 0.9; rotation up to 5 degrees; hue +-0.02"));
        }

        [Test]
        public void AFeatureCache_KeepsVariedViews_AndNotOfTwoFaces()
        {
            var head = _fromScratch with { Train = TrainedPart.Head, Trainer = new TrainerOptions { Epochs = 2 } };
            var features = Path.Combine(head.Output, "training", "features");
            Execute(head with { Variation = new PictureVariation { Erasing = 0.3 } });
            Assert.That(Directory.Exists(features), Is.False, "Every epoch sees other pictures.");
            Execute(head with { Variation = new PictureVariation { Erasing = 0.3 }, FeatureCache = 2 });
            var varied = File.ReadAllBytes(Path.Combine(features, "train.f32"));
            Execute(head with { FeatureCache = 2 });
            Assert.That(File.ReadAllBytes(Path.Combine(features, "train.f32")), Is.Not.EqualTo(varied));
        }

        [Test]
        public void AFeatureCache_HoldsAsManyViewsAsWereAskedFor_AndServesTheNextRun()
        {
            var cached = _fromScratch with { Train = TrainedPart.Head, Augment = Augmentation.Tutorial, FeatureCache = 3 };
            Execute(cached);
            var features = new FileInfo(Path.Combine(cached.Output, "training", "features", "train.f32"));
            Assert.That(features.Length, Is.EqualTo(3 * 24 * 16 * sizeof(float)));
            var written = features.LastWriteTimeUtc;

            Execute(cached with { Trainer = cached.Trainer with { LearningRate = 1e-3 } });
            features.Refresh();
            Assert.That(features.LastWriteTimeUtc, Is.EqualTo(written));
        }

        [Test]
        public void AFeatureCacheOfABackboneThatLearns_IsRefused() => Assert.That(
                () => Execute(_fromScratch with { FeatureCache = 2 }),
                Throws.TypeOf<TrainingException>().With.Message.Contains("--feature-cache 2").And.Message.Contains("--train all"));

        [Test]
        public void NewClasses_GetANewHead()
        {
            Execute(_fromScratch);
            Directory.Move(Path.Combine(_fromScratch.Data, "train", "red"), Path.Combine(_fromScratch.Data, "train", "crimson"));
            Directory.Move(Path.Combine(_fromScratch.Data, "validation", "red"), Path.Combine(_fromScratch.Data, "validation", "crimson"));
            Directory.Delete(Path.Combine(_fromScratch.Data, "test"), recursive: true);
            var record = new Record();
            var tuned = _fromScratch with
            {
                Model = _fromScratch.Output,
                Output = _folder.Combine("tuned"),
                FromScratch = false,
                Train = TrainedPart.Head,
            };
            var report = TrainingRun.Execute(tuned, record, CancellationToken.None);
            Assert.That(record.Start!.NewHead, Is.True);
            Assert.That(record.Start.Classes, Is.EqualTo(new[] { "blue", "crimson", "green" }));
            Assert.That(report.TestAccuracy, Is.Null);
        }

        [Test]
        public void Cancelling_StopsAtTheNextStep_AndTheOutputKeepsItsModel()
        {
            Execute(_fromScratch);
            var before = File.ReadAllBytes(Path.Combine(_fromScratch.Output, "model.safetensors"));
            using var cancellation = new CancellationTokenSource();
            var record = new Record
            {
                AtStep = step =>
                {
                    if (step == 7)
                    {
                        cancellation.Cancel();
                    }
                },
            };
            Assert.That(
                () => TrainingRun.Execute(_fromScratch with { Seed = 1 }, record, cancellation.Token),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(record.Steps, Is.EqualTo(7));
            Assert.That(File.ReadAllBytes(Path.Combine(_fromScratch.Output, "model.safetensors")), Is.EqualTo(before));
            Assert.That(Directory.GetFileSystemEntries(_fromScratch.Output, ".new-*"), Is.Empty);
        }

        [Test]
        public void ALossThatIsNoNumber_StopsTheRun_WithAdvice()
        {
            Assert.That(
                () => Execute(_fromScratch with { Trainer = new TrainerOptions { Epochs = 5, LearningRate = 1e30 } }),
                Throws.TypeOf<TrainingException>().With.Message.Contains("--learning-rate"));
            Assert.That(File.Exists(Path.Combine(_fromScratch.Output, "config.json")), Is.False);
        }

        [Test]
        public void Best_GivesTheModelTheBestEpoch_Last_TheLast_AndTheOtherLiesBeside()
        {
            var restless = _fromScratch with { Trainer = _fromScratch.Trainer with { LearningRate = 0.05 } };
            var report = Execute(restless with { Keep = KeptEpoch.Best });
            var epochs = File.ReadAllLines(Path.Combine(_fromScratch.Output, "training", "metrics.jsonl"))
                .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
                .ToArray();
            var best = epochs
                .OrderByDescending(epoch => epoch.GetProperty("validationMacroAccuracy").GetDouble())
                .ThenBy(epoch => epoch.GetProperty("validationLoss").GetDouble())
                .First();
            Assert.That(
                report.BestEpoch,
                Is.EqualTo(best.GetProperty("epoch").GetInt32()).And.LessThan(12),
                "The test needs a best before the last.");
            Assert.That(report.Epoch, Is.EqualTo(report.BestEpoch));
            Assert.That(report.ValidationLoss, Is.EqualTo(best.GetProperty("validationLoss").GetDouble()).Within(1e-9));
            var (bestWeights, lastWeights) = (ReadWeights("model.safetensors"), ReadWeights("training/last/model.safetensors"));
            Assert.That(bestWeights, Is.Not.EqualTo(lastWeights));

            Assert.That(Execute(restless).Epoch, Is.EqualTo(12));
            Assert.That(ReadWeights("model.safetensors"), Is.EqualTo(lastWeights));
            Assert.That(ReadWeights("training/best/model.safetensors"), Is.EqualTo(bestWeights));
            Assert.That(Directory.Exists(Path.Combine(_fromScratch.Output, "training", "last")), Is.False);
        }

        [Test]
        public void EarlyStopping_EndsTheRun_WhenNothingGetsBetter()
        {
            var stuck = _fromScratch with { Trainer = _fromScratch.Trainer with { LearningRate = 1e-12, EarlyStopping = 3 } };
            Assert.That(Execute(stuck).Epoch, Is.LessThan(12));
        }

        [Test]
        public void APictureThatCantBeRead_IsNamed_AndSkippedWhereThatIsAskedFor()
        {
            var broken = Path.Combine(_fromScratch.Data, "train", "red", "broken.png");
            File.WriteAllText(broken, "no picture");
            Assert.That(() => Execute(_fromScratch), Throws.InstanceOf<Exception>().With.Message.Contains(broken));

            var record = new Record();
            TrainingRun.Execute(_fromScratch with { SkipBad = true }, record, CancellationToken.None);
            Assert.That(record.Findings, Has.Some.StartsWith($"Skipped: {broken}"));
            Assert.That(record.Start!.TrainPictures, Is.EqualTo(3 * 8));
        }

        [Test]
        public void TheSeed_DrawsTheSplitOfAFolderWithoutOne()
        {
            string[] Draw(long seed)
            {
                var arguments = _fromScratch with
                {
                    Data = Path.Combine(_fromScratch.Data, "train"),
                    Output = _folder.Combine($"{seed}"),
                    Seed = seed,
                    Trainer = new TrainerOptions { Epochs = 1 },
                };
                Execute(arguments);
                return File.ReadAllLines(Path.Combine(arguments.Output, "training", "inputs.json"));
            }

            Assert.That(Draw(1), Is.Not.EqualTo(Draw(2)));
        }

        [Test]
        public void AModelWithoutWeights_IsRefused_UnlessFromScratch() => Assert.That(
                () => Execute(_fromScratch with { FromScratch = false }),
                Throws.TypeOf<TrainingException>().With.Message.Contains("model.safetensors").And.Message.Contains("--from-scratch"));

        private byte[] ReadWeights(string file) => File.ReadAllBytes(Path.Combine(_fromScratch.Output, file));

        private static FinishReport Execute(TrainingArguments arguments) =>
            TrainingRun.Execute(arguments, new Record(), CancellationToken.None);

        private sealed class Record : ITrainingObserver
        {
            internal StartReport? Start { get; private set; }

            internal List<string> Findings { get; } = [];

            internal int Steps { get; private set; }

            internal Action<int> AtStep { get; init; } = _ => { };

            public void OnNote(string text)
            {
            }

            public void OnFinding(string text) => Findings.Add(text);

            public void OnStarted(StartReport report) => Start = report;

            public void OnStep(StepReport report)
            {
                Steps = report.Step;
                AtStep(report.Step);
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
