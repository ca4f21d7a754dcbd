using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Training.Data.Batches;
using Saccade.Training.Fitting;
using Saccade.Training.Progress;
using TorchSharp;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Fitting
{
    /// <summary>The loop by itself, on a linear model of two numbers and a clock that the test moves.</summary>
    public sealed class TrainerTests
    {
        private const int Samples = 10;

        private DisposeScope _scope = null!;
        private TorchSharp.Modules.Parameter _weight = null!;
        private SteppingTime _time = null!;
        private Store _store = null!;

        [SetUp]
        public void MakeModel()
        {
            _scope = NewDisposeScope();
            _weight = nn.Parameter(tensor(new float[] { 0.1f, -0.2f, 0.3f, 0.4f }, [2, 2]));
            _time = new SteppingTime();
            _store = new Store();
        }

        [TearDown]
        public void FreeModel()
        {
            _weight.Dispose();
            _scope.Dispose();
        }

        [Test]
        public void WithinALongEpoch_TheRunIsStoredEveryFiveMinutes()
        {
            Fit(new TrainerOptions { Epochs = 1 }, batchSize: 1, _ => _time.Advance(TimeSpan.FromMinutes(2)));

            // After 6 of 20 minutes, 12, 18; then what the validation could lose, and the epoch's end.
            Assert.That(_store.Saved, Is.EqualTo(new[] { (1, 3), (1, 6), (1, 9), (1, 10), (2, 0) }));
        }

        [Test]
        public void InShortEpochs_TheRunIsStoredAtTheEndOfEach()
        {
            Fit(new TrainerOptions { Epochs = 3 }, batchSize: 4, _ => { });
            Assert.That(_store.Saved, Is.EqualTo(new[] { (2, 0), (3, 0), (4, 0) }));
        }

        [Test]
        public void TheLastPartialBatch_AndTheLastPartialGroup_AreLearntFrom()
        {
            // 10 samples in batches of 4, 4 and 2; groups of two batches: 8 and 2 samples.
            var steps = new List<StepReport>();
            var reports = Fit(new TrainerOptions { Epochs = 2, Accumulate = 2, LearningRate = 1e-9 }, batchSize: 4, steps.Add);
            Assert.That(steps.Select(step => step.Step), Is.EqualTo(new[] { 1, 2, 3, 4 }));
            Assert.That(steps.Select(step => step.Steps), Is.All.EqualTo(4));

            // With weights that stand still each epoch's mean over the samples is the loss of all samples at once.
            Assert.That(reports[0].TrainLoss, Is.EqualTo(reports[0].ValidationLoss).Within(1e-6));
        }

        [Test]
        public void AccumulatedBatches_OfOneSize_MakeTheStepOfOneLargeBatch()
        {
            float[] Train(int batchSize, int accumulate)
            {
                MakeModel();
                Fit(new TrainerOptions { Epochs = 3, Accumulate = accumulate, LearningRate = 0.1 }, batchSize, _ => { });
                return _weight.data<float>().ToArray();
            }

            Assert.That(Train(5, 2), Is.EqualTo(Train(10, 1)).Within(1e-6f));
        }

        [Test]
        public void TheGradientsNorm_IsReportedBeforeItIsClipped()
        {
            var free = new List<StepReport>();
            var clipped = new List<StepReport>();
            Fit(new TrainerOptions { Epochs = 1 }, 10, free.Add);
            MakeModel();
            Fit(new TrainerOptions { Epochs = 1, MaxGradientNorm = 1e-6 }, 10, clipped.Add);
            Assert.That(free[0].GradientNorm, Is.GreaterThan(0.01));
            Assert.That(clipped[0].GradientNorm, Is.EqualTo(free[0].GradientNorm));
            Assert.That(_weight.grad!.norm().item<float>(), Is.EqualTo(1e-6f).Within(1e-8f));
        }

        [Test]
        public void ALossThatIsNoNumber_ChangesNoWeight_AndStoresNothing()
        {
            var before = _weight.data<float>().ToArray();
            Assert.That(
                () => Fit(new TrainerOptions { Epochs = 1 }, 4, _ => { }, inputs: float.NaN), Throws.TypeOf<DivergedException>());
            Assert.That(_weight.data<float>().ToArray(), Is.EqualTo(before));
            Assert.That(_store.Saved, Is.Empty);
        }

        [Test]
        public void AValidationLogitThatIsNoNumber_IsRefused_ThoughTheLossIsOne()
        {
            Tensor Classify(Tensor batch) =>
                cat([nn.functional.linear(batch, _weight), full([batch.shape[0], 1], float.NegativeInfinity)], 1);
            var learner = new Learner(Classify, 3, [new("weight", _weight)]);
            var trainer = new Trainer(learner, new TrainerOptions(), seed: 1, _time);
            Assert.That(
                () => trainer.Evaluate(new Points(4, 1), CancellationToken.None),
                Throws.TypeOf<DivergedException>().With.Message.Contains("no finite numbers"));
        }

        [Test]
        public void TheRateOfAParameter_IsScaled()
        {
            var other = nn.Parameter(_weight.detach().clone());
            using var optimizer = new AdamW([new("full", _weight), new("half", other, 0.5)], weightDecay: 0);
            (_weight.sum() + other.sum()).backward();
            var before = _weight.detach().clone();
            optimizer.Step(1, 0.2);
            Assert.That((before - _weight).mean().item<float>(), Is.EqualTo(0.2f).Within(1e-5f));
            Assert.That((before - other).mean().item<float>(), Is.EqualTo(0.1f).Within(1e-5f));
        }

        [Test]
        public void TheLimitOfSteps_EndsTheRunWithinAnEpoch_AndTheScheduleWithIt()
        {
            // Three batches an epoch: the fifth step is the second of the second epoch.
            var steps = new List<StepReport>();
            var options = new TrainerOptions { MaxSteps = 5, Schedule = ScheduleKind.Linear, WarmupShare = 0 };
            var epochs = Fit(options, batchSize: 4, steps.Add);
            Assert.That(steps.Select(step => step.Step), Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
            Assert.That(steps.Select(step => step.Steps), Is.All.EqualTo(5));
            Assert.That(steps[4].LearningRate, Is.EqualTo(options.LearningRate / 5).Within(1e-12));
            Assert.That(epochs.Select(epoch => (epoch.Epoch, epoch.Epochs)), Is.EqualTo(new[] { (1, 2), (2, 2) }));
            Assert.That(epochs[1].SecondsLeft, Is.Zero);
        }

        [Test]
        public void TheLimitOfSteps_OverrulesTheEpochs_AndCountsStepsNotBatches()
        {
            var steps = new List<StepReport>();
            var epochs = Fit(new TrainerOptions { Epochs = 1, MaxSteps = 4, Accumulate = 2 }, batchSize: 4, steps.Add);
            Assert.That(steps, Has.Count.EqualTo(4));
            Assert.That(epochs, Has.Count.EqualTo(2));
        }

        [Test]
        public void TheAverage_IsJudged_AndTheWeightsGoOnWithoutIt()
        {
            float[] Train(double decay, out List<EpochReport> epochs)
            {
                MakeModel();
                epochs = Fit(new TrainerOptions { Epochs = 3, LearningRate = 0.1, AverageDecay = decay }, 4, _ => { });
                return _weight.data<float>().ToArray();
            }

            var plain = Train(0, out var epochsOfLast);
            var averaged = Train(0.9, out var epochsOfAverage);
            Assert.That(averaged, Is.EqualTo(plain));
            Assert.That(epochsOfAverage.Select(epoch => epoch.TrainLoss), Is.EqualTo(epochsOfLast.Select(epoch => epoch.TrainLoss)));
            Assert.That(epochsOfAverage[0].ValidationLoss, Is.Not.EqualTo(epochsOfLast[0].ValidationLoss).Within(1e-4));
        }

        private List<EpochReport> Fit(TrainerOptions options, int batchSize, Action<StepReport> atStep, float inputs = 1)
        {
            TrainedParameter[] parameters = [new("weight", _weight)];
            using var averages = options.AverageDecay > 0 ? new AveragedWeights(parameters, options.AverageDecay) : null;
            var learner = new Learner(batch => nn.functional.linear(batch, _weight), 2, parameters) { Averages = averages };
            using var optimizer = new AdamW(learner.Parameters, options.WeightDecay);
            var source = new Points(batchSize, inputs);
            var observer = new Record(atStep);
            new Trainer(learner, options, seed: 1, _time).Fit(
                source, source, new TrainingState(), optimizer, _store, observer, CancellationToken.None);
            return observer.Epochs;
        }

        private sealed class Store : ITrainingStore
        {
            internal List<(int Epoch, int Batches)> Saved { get; } = [];

            public void Save(TrainingState state, AdamW optimizer) => Saved.Add((state.Epoch, state.Batches));

            public void SaveBest()
            {
            }
        }

        private sealed class Points(int batchSize, float scale) : IBatchSource
        {
            public int Count => Samples;

            public int Batches => (Samples + batchSize - 1) / batchSize;

            public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation, int firstBatch = 0)
            {
                foreach (var chunk in Enumerable.Range(0, Samples).Chunk(batchSize).Skip(firstBatch))
                {
                    var points = chunk.SelectMany(i => new[] { scale * (i - 4.5f), scale * (i % 3) }).ToArray();
                    yield return new Batch(tensor(points, [chunk.Length, 2]), tensor(chunk.Select(i => (long)(i % 2)).ToArray()));
                }
            }
        }

        private sealed class Record(Action<StepReport> atStep) : ITrainerObserver
        {
            internal List<EpochReport> Epochs { get; } = [];

            public void OnStep(StepReport report) => atStep(report);

            public void OnEpoch(EpochReport report) => Epochs.Add(report);
        }
    }
}
