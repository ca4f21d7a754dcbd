using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Saccade.Training.Data.Batches;
using Saccade.Training.Progress;
using static TorchSharp.torch;

namespace Saccade.Training.Fitting
{
    /// <summary>
    /// The learning rate range test (Smith, "Cyclical Learning Rates for Training Neural Networks", 2017) as fastai's <c>lr_find</c> does
    /// it: the rate grows from step to step by one factor until the loss explodes.
    /// </summary>
    /// <param name="learner">The model; its weights are worthless afterwards.</param>
    /// <param name="options">How to train.</param>
    /// <param name="seed">What random numbers depend on.</param>
    /// <param name="time">The clock.</param>
    internal sealed class LearningRateFinder(Learner learner, TrainerOptions options, long seed, TimeProvider time)
    {
        private const int UsualSteps = 100;
        private const double FirstRate = 1e-7;
        private const double LastRate = 10;
        private const double LossDecay = 0.98;
        private const double Explosion = 4;

        // fastai looks at neither: the average still swings, and at the end the loss explodes.
        private const int SkippedShare = 10;
        private const int SkippedAtEnd = 5;

        private const int ShortestFall = 3;

        /// <summary>Steps at most.</summary>
        internal int Steps => options.MaxSteps ?? UsualSteps;

        /// <summary>Trains with one rate after the other.</summary>
        /// <param name="train">The samples to learn from, over and over.</param>
        /// <param name="observer">Told about each step.</param>
        /// <param name="cancellation">Stops before the next batch.</param>
        /// <returns>The steps, up to the one whose loss is no number or far above the least.</returns>
        internal IReadOnlyList<RateTrial> Try(IBatchSource train, ITrainerObserver observer, CancellationToken cancellation)
        {
            learner.SetLearning(true);
            using var optimizer = new AdamW(learner.Parameters, options.WeightDecay);
            var trainer = new Trainer(learner, options, seed, time);
            var trials = new List<RateTrial>();
            var started = time.GetTimestamp();
            var (sum, average, least, position, seen) = (0.0, 0.0, double.PositiveInfinity, 0, 0L);
            foreach (var (epoch, batch) in Repeat(train, cancellation))
            {
                using (batch)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (position == 0)
                    {
                        optimizer.ZeroGradients();
                    }

                    sum += trainer.Backward(batch, trials.Count, position, options.Accumulate);
                    seen += batch.Count;
                }

                if (++position < options.Accumulate)
                {
                    continue;
                }

                var (loss, rate) = (sum / position, GetRate(trials.Count));
                var norm = nn.utils.clip_grad_norm_(
                    learner.Parameters.Select(parameter => parameter.Value), options.MaxGradientNorm ?? double.PositiveInfinity);
                if (!double.IsFinite(loss) || !double.IsFinite(norm))
                {
                    break;
                }

                average = LossDecay * average + (1 - LossDecay) * loss;
                var smooth = average / (1 - Math.Pow(LossDecay, trials.Count + 1));
                trials.Add(new RateTrial(trials.Count + 1, rate, loss, smooth));
                observer.OnStep(new StepReport(
                    trials.Count, Steps, epoch, loss, rate, norm, seen / time.GetElapsedTime(started).TotalSeconds));
                least = Math.Min(least, smooth);
                if (smooth > Explosion * least || trials.Count == Steps)
                {
                    break;
                }

                optimizer.Step(trials.Count, rate);
                (sum, position) = (0, 0);
            }

            return trials;
        }

        /// <summary>fastai's <c>valley</c>: the rate in the middle of the longest fall of the smoothed loss.</summary>
        /// <param name="trials">All steps.</param>
        /// <returns>Null where the loss doesn't fall.</returns>
        internal double? Suggest(IReadOnlyList<RateTrial> trials)
        {
            var looked = trials.Skip(Steps / SkippedShare).SkipLast(SkippedAtEnd).ToArray();
            var falls = new int[looked.Length];
            var end = 0;
            for (var i = 0; i < looked.Length; i++)
            {
                falls[i] = 1 + Enumerable.Range(0, i)
                    .Where(before => looked[i].SmoothLoss < looked[before].SmoothLoss)
                    .Select(before => falls[before])
                    .DefaultIfEmpty()
                    .Max();
                end = falls[i] > falls[end] ? i : end;
            }

            if (looked.Length == 0 || falls[end] < ShortestFall)
            {
                return null;
            }

            // A third of the fall, and half of a third: its middle, rounded as fastai does.
            var section = falls[end] / 3.0;
            return looked[Math.Max(0, end - falls[end] + (int)section + (int)(section / 2))].Rate;
        }

        private double GetRate(int step) => FirstRate * Math.Pow(LastRate / FirstRate, (double)step / Steps);

        private static IEnumerable<(int Epoch, Batch Batch)> Repeat(IBatchSource train, CancellationToken cancellation)
        {
            for (var epoch = 1; ; epoch++)
            {
                foreach (var batch in train.Epoch(epoch, cancellation))
                {
                    yield return (epoch, batch);
                }
            }
        }
    }
}
