using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Fitting;
using Saccade.Training.Progress;
using Saccade.Training.Runs;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Runs
{
    [Category("Long")]
    public sealed class MemoryTests
    {
        private const int Steps = 1000;
        private const int WarmUp = 200;
        private const long Allowed = 24 << 20;

        [TestCase(Augmentation.Tutorial, "all")]
        [TestCase(Augmentation.Flip, "head")]
        public void OverAThousandSteps_MemoryIsFlat(Augmentation augment, string part)
        {
            using var folder = new TemporaryFolder();
            Assert.That(TrainedPart.TryParse(part, out var trained), Is.True);
            var arguments = new TrainingArguments
            {
                Model = SyntheticPictures.WriteModel(folder),
                Data = SyntheticPictures.WriteData(folder),
                Output = folder.Combine("output"),
                FromScratch = true,
                Train = trained,
                BatchSize = 4,
                Augment = augment,
                Trainer = new TrainerOptions { Epochs = (Steps / 6) + 1, LearningRate = 1e-3, Accumulate = 1, MaxGradientNorm = 1 },
            };
            var record = new Record();
            TrainingRun.Execute(arguments, record, CancellationToken.None);
            Assert.That(record.Tensors, Has.Count.GreaterThanOrEqualTo(Steps));

            // A step that leaks one tensor would show eight hundred; those that the collector has not come to yet are few.
            Assert.That(record.Tensors[Steps - 1], Is.LessThan(record.Tensors[WarmUp] + 200));
            Assert.That(record.WorkingSets[Steps - 1], Is.LessThan(record.WorkingSets.Take(WarmUp).Max() + Allowed));
        }

        private sealed class Record : ITrainingObserver
        {
            internal List<long> Tensors { get; } = [];

            internal List<long> WorkingSets { get; } = [];

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
                Tensors.Add(Tensor.TotalCount);
                WorkingSets.Add(Environment.WorkingSet);
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
