using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using Saccade.Training.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Saccade.Training.Fitting
{
    /// <summary>Optimises weights with AdamW, cosine schedule and cross entropy, and keeps the best.</summary>
    /// <remarks>It knows no model: only a function from a batch's inputs to logits, and the parameters that may change.</remarks>
    /// <param name="classify">A batch's inputs to logits.</param>
    /// <param name="trained">The parameters that may change.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="options">How to train.</param>
    /// <param name="setLearning">Told whether what follows is learning, which drops values, or judging, which doesn't.</param>
    internal sealed class Trainer(
        Func<Tensor, Tensor> classify,
        IReadOnlyList<Parameter> trained,
        int classes,
        TrainerOptions options,
        Action<bool>? setLearning = null)
    {
        /// <summary>Trains; at the end the parameters hold the kept epoch's weights.</summary>
        /// <param name="train">The samples to learn from.</param>
        /// <param name="validation">The samples to judge by.</param>
        /// <param name="observer">Told about steps and epochs.</param>
        /// <param name="cancellation">Stops before the next step.</param>
        /// <returns>The kept epoch, 1 for the first, and its evaluation.</returns>
        /// <exception cref="TrainingException">The loss is no longer a number.</exception>
        /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
        internal (int Epoch, Evaluation Evaluation) Fit(
            IBatchSource train, IBatchSource validation, ITrainerObserver observer, CancellationToken cancellation)
        {
            var schedule = CosineSchedule.WithTenthAsWarmup(options.LearningRate, options.Epochs * train.Batches);
            using var scope = NewDisposeScope();
            using var optimizer = optim.AdamW(trained, options.LearningRate, weight_decay: options.WeightDecay);
            using var kept = new Snapshot(trained);
            (int Epoch, Evaluation Evaluation)? best = null;
            var clock = Stopwatch.StartNew();
            for (var epoch = 1; epoch <= options.Epochs; epoch++)
            {
                var (trainLoss, rate) = TrainEpoch(train, epoch, optimizer, schedule, observer, cancellation);
                var evaluation = Evaluate(validation, cancellation);
                if (best is null || options.Keep == KeptEpoch.Last || IsBetter(evaluation, best.Value.Evaluation))
                {
                    best = (epoch, evaluation);
                    kept.Take();
                }

                observer.OnEpoch(new EpochReport(
                    epoch,
                    options.Epochs,
                    trainLoss,
                    evaluation.Loss,
                    evaluation.Confusion.Accuracy,
                    evaluation.Confusion.MacroAccuracy,
                    rate,
                    clock.Elapsed.TotalSeconds / epoch * (options.Epochs - epoch)));
            }

            kept.Restore();
            return best!.Value;
        }

        /// <summary>Judges the weights as they are.</summary>
        /// <param name="source">The samples to judge by.</param>
        /// <param name="cancellation">Stops before the next batch.</param>
        internal Evaluation Evaluate(IBatchSource source, CancellationToken cancellation)
        {
            using var frozen = no_grad();
            setLearning?.Invoke(false);
            var confusion = new ConfusionMatrix(classes);
            var loss = 0.0;
            foreach (var batch in source.Epoch(0, cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
                using (batch)
                using (NewDisposeScope())
                {
                    var logits = classify(batch.Inputs);
                    loss += nn.functional.cross_entropy(logits, batch.Labels).item<float>() * batch.Count;
                    var labels = batch.Labels.data<long>().ToArray();
                    var predictions = logits.argmax(1).data<long>().ToArray();
                    for (var i = 0; i < labels.Length; i++)
                    {
                        confusion.Add((int)labels[i], (int)predictions[i]);
                    }
                }
            }

            return new Evaluation(loss / source.Count, confusion);
        }

        private static bool IsBetter(Evaluation challenger, Evaluation best)
        {
            return challenger.Confusion.MacroAccuracy > best.Confusion.MacroAccuracy
                || (challenger.Confusion.MacroAccuracy == best.Confusion.MacroAccuracy && challenger.Loss < best.Loss);
        }

        private (double Loss, double ImagesPerSecond) TrainEpoch(
            IBatchSource train,
            int epoch,
            optim.Optimizer optimizer,
            CosineSchedule schedule,
            ITrainerObserver observer,
            CancellationToken cancellation)
        {
            setLearning?.Invoke(true);
            var clock = Stopwatch.StartNew();
            var loss = 0.0;
            var seen = 0;
            var step = (epoch - 1) * train.Batches;
            foreach (var batch in train.Epoch(epoch, cancellation))
            {
                using (batch)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var rate = schedule.GetRate(step++);
                    var batchLoss = Step(batch, optimizer, rate);
                    if (!double.IsFinite(batchLoss))
                    {
                        throw new TrainingException(
                            $"The loss became {batchLoss} in step {step} of {schedule.TotalSteps}. "
                            + $"Lower --learning-rate ({options.LearningRate}); if it happens in the first steps, the starting weights "
                            + "are broken.");
                    }

                    loss += batchLoss * batch.Count;
                    seen += batch.Count;
                    observer.OnStep(new StepReport(step, schedule.TotalSteps, epoch, batchLoss, rate, seen / clock.Elapsed.TotalSeconds));
                }
            }

            return (loss / seen, seen / clock.Elapsed.TotalSeconds);
        }

        private double Step(Batch batch, optim.Optimizer optimizer, double rate)
        {
            // Every intermediate tensor is native memory that the garbage collector doesn't see: the scope frees it now.
            using var scope = NewDisposeScope();
            foreach (var group in optimizer.ParamGroups)
            {
                group.LearningRate = rate;
            }

            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(classify(batch.Inputs), batch.Labels, label_smoothing: options.LabelSmoothing);
            loss.backward();
            optimizer.step();
            return loss.item<float>();
        }
    }
}
