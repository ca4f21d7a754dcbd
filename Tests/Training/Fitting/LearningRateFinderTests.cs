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
    public sealed class LearningRateFinderTests
    {
        private DisposeScope _scope = null!;

        [SetUp]
        public void OpenScope() => _scope = NewDisposeScope();

        [TearDown]
        public void CloseScope() => _scope.Dispose();

        [Test]
        public void TheRate_GrowsByOneFactor_AndTheLossIsSmoothedAsFastaiDoes()
        {
            var trials = Try(new TrainerOptions { MaxSteps = 40 }, out _);
            Assert.That(trials[0].Rate, Is.EqualTo(1e-7).Within(1e-15));
            var factors = trials.Zip(trials.Skip(1), (a, b) => b.Rate / a.Rate);
            Assert.That(factors, Is.All.EqualTo(Math.Pow(1e8, 1 / 40.0)).Within(1e-9));

            // The running average of fastai's AvgSmoothLoss, written out: newer losses count 0.02, all shares sum to one.
            for (var i = 0; i < trials.Count; i++)
            {
                var weights = Enumerable.Range(0, i + 1).Select(j => Math.Pow(0.98, i - j)).ToArray();
                var smooth = weights.Zip(trials, (weight, trial) => weight * trial.Loss).Sum() / weights.Sum();
                Assert.That(trials[i].SmoothLoss, Is.EqualTo(smooth).Within(1e-9));
            }
        }

        [Test]
        public void WhatExplodes_EndsTheSearch_AndTheSuggestionLiesWhereTheLossFell()
        {
            var options = new TrainerOptions();
            var trials = Try(options, out var finder);
            Assert.That(trials, Has.Count.LessThan(100), "10 is far too much for these points.");
            var rate = finder.Suggest(trials)!.Value;
            Assert.That(rate, Is.InRange(1e-5, 1));
            var best = trials.MinBy(trial => trial.SmoothLoss);
            Assert.That(rate, Is.LessThan(best.Rate));
        }

        [Test]
        public void AccumulatedBatches_AreOneStep() =>
            Assert.That(Try(new TrainerOptions { MaxSteps = 7, Accumulate = 3 }, out _), Has.Count.EqualTo(7));

        [Test]
        public void TheSuggestion_IsFastaisValley()
        {
            // A plateau, a fall of 30 steps, a rise: fastai's valley takes the 30 and goes 10 and 5 into them.
            double Loss(int i) => i < 40 ? 2 + 1e-3 * i : i < 70 ? 2 - 0.05 * (i - 39) : 0.5 + 0.2 * (i - 69);
            var finder = new LearningRateFinder(new Learner(x => x, 2, []), new TrainerOptions(), 1, TimeProvider.System);
            var trials = Enumerable.Range(0, 100).Select(i => new RateTrial(i + 1, i, Loss(i), Loss(i))).ToArray();

            // The plateau rises, so its first point that is looked at, 10, begins the fall: 31 long, from 39 - 1 on, and 10 and 5 further.
            Assert.That(finder.Suggest(trials), Is.EqualTo(69 - 31 + 10 + 5));
        }

        [Test]
        public void WhereTheLossNeverFalls_NothingIsSuggested()
        {
            var finder = new LearningRateFinder(new Learner(x => x, 2, []), new TrainerOptions(), 1, TimeProvider.System);
            RateTrial[] Rise(int count) => Enumerable.Range(1, count).Select(i => new RateTrial(i, i, i, i)).ToArray();

            Assert.That(finder.Suggest(Rise(100)), Is.Null);
            Assert.That(finder.Suggest(Rise(3)), Is.Null);
            Assert.That(finder.Suggest([]), Is.Null);
        }

        private static IReadOnlyList<RateTrial> Try(TrainerOptions options, out LearningRateFinder finder)
        {
            var weight = nn.Parameter(zeros(2, 2));
            var learner = new Learner(batch => nn.functional.linear(batch, weight), 2, [new("weight", weight)]);
            finder = new LearningRateFinder(learner, options, 1, TimeProvider.System);
            return finder.Try(new Points(), new Silent(), CancellationToken.None);
        }

        private sealed class Points : IBatchSource
        {
            public int Count => 12;

            public int Batches => 3;

            public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation, int firstBatch = 0) =>
                Enumerable.Range(firstBatch, Batches - firstBatch).Select(number =>
                {
                    // Every third batch says the opposite, so no large weight is right.
                    float[] points = [.. Enumerable.Range(0, 4).SelectMany(i => new[] { i % 2 == 0 ? 30f : -30f, 1f })];
                    return new Batch(tensor(points, [4, 2]), tensor(number == 2 ? new long[] { 1, 0, 1, 0 } : [0, 1, 0, 1]));
                });
        }

        private sealed class Silent : ITrainerObserver
        {
            public void OnStep(StepReport report)
            {
            }

            public void OnEpoch(EpochReport report)
            {
            }
        }
    }
}
