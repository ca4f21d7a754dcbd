using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Saccade.Training.Data.Batches;
using Saccade.Training.Evaluation;
using Saccade.Training.Fitting.Losses;
using Saccade.Training.Progress;
using Saccade.Training.Randomness;
using static TorchSharp.torch;

namespace Saccade.Training.Fitting
{
    /// <summary>Optimises weights with AdamW, a schedule and the loss that was chosen.</summary>
    /// <remarks>
    /// Nothing random survives a step: torch's generator is seeded anew for each batch, from the seed and the batch's number. So a run
    /// that goes on from stored weights does what it would have done.
    /// </remarks>
    /// <param name="learner">The model.</param>
    /// <param name="options">How to train.</param>
    /// <param name="seed">What random numbers depend on.</param>
    /// <param name="time">The clock.</param>
    internal sealed class Trainer(Learner learner, TrainerOptions options, long seed, TimeProvider time)
    {
        /// <summary>How old the work that a stop can lose may become within an epoch.</summary>
        internal static readonly TimeSpan SaveInterval = TimeSpan.FromMinutes(5);

        private static readonly TimeSpan SaveIntervalBeforeValidation = TimeSpan.FromMinutes(1);

        private readonly ClassificationLoss _loss = new()
        {
            Kind = options.Loss ?? (learner.IsMultiLabel ? LossKind.Bce : LossKind.CrossEntropy),
            IsMultiLabel = learner.IsMultiLabel,
            ClassWeights = learner.ClassWeights,
            Smoothing = options.LabelSmoothing,
            Gamma = options.FocalGamma,
            Alpha = options.FocalAlpha,
        };

        private long _started;
        private long _saved;
        private double _secondsBefore;

        /// <summary>Trains to the end; the parameters then hold the last epoch's weights.</summary>
        /// <param name="train">The samples to learn from.</param>
        /// <param name="validation">The samples to judge by.</param>
        /// <param name="state">How far the run has come; moves on with it.</param>
        /// <param name="optimizer">The optimiser, with the state that belongs to it.</param>
        /// <param name="store">Keeps what is needed to go on: after each epoch, every five minutes, and when cancelled.</param>
        /// <param name="observer">Told about steps and epochs.</param>
        /// <param name="cancellation">Stops before the next step.</param>
        /// <returns>The last epoch's evaluation; null when there was nothing left to do.</returns>
        /// <exception cref="DivergedException">Loss or gradient are no longer numbers; the weights are those before the step.</exception>
        /// <exception cref="OperationCanceledException">The run was cancelled; all that was learnt is stored.</exception>
        internal Validation? Fit(
            IBatchSource train,
            IBatchSource validation,
            TrainingState state,
            AdamW optimizer,
            ITrainingStore store,
            ITrainerObserver observer,
            CancellationToken cancellation)
        {
            Validation? last = null;
            _started = _saved = time.GetTimestamp();
            _secondsBefore = state.Seconds;
            void Save()
            {
                state.Seconds = _secondsBefore + time.GetElapsedTime(_started).TotalSeconds;
                store.Save(state, optimizer);
                _saved = time.GetTimestamp();
            }

            try
            {
                for (var first = state.Epoch; !state.IsComplete;)
                {
                    var rate = TrainEpoch(train, state, optimizer, Save, observer, cancellation);
                    if (time.GetElapsedTime(_saved) >= SaveIntervalBeforeValidation)
                    {
                        Save();
                    }

                    using (learner.Averages?.Show())
                    {
                        last = Evaluate(validation, cancellation);
                        RequireNumber("The validation loss", last.Loss, state);
                        EndEpoch(last, state, store, first, rate, TrainingLength.Of(options, train.Batches), observer);
                    }

                    Save();
                }
            }
            catch (OperationCanceledException)
            {
                // Weights and state change together, at the end of a step, so they fit each other wherever this comes from.
                Save();
                throw;
            }

            return last;
        }

        /// <summary>Judges the weights as they are.</summary>
        /// <param name="source">The samples to judge by.</param>
        /// <param name="cancellation">Stops before the next batch.</param>
        internal Validation Evaluate(IBatchSource source, CancellationToken cancellation)
        {
            if (learner.IsMultiLabel)
            {
                return MultiLabelJudge.Evaluate(learner, source, cancellation);
            }

            using var frozen = no_grad();
            learner.SetLearning(false);
            var confusion = new ConfusionMatrix(learner.Classes);
            var judgements = new List<SamplePrediction>();
            var loss = 0.0;
            foreach (var batch in source.Epoch(0, cancellation))
            {
                using (batch)
                using (NewDisposeScope())
                {
                    cancellation.ThrowIfCancellationRequested();
                    var logits = learner.Classify(batch.Inputs.to(learner.Device));
                    loss += nn.functional.cross_entropy(logits, batch.Labels.to(learner.Device)).item<float>() * batch.Count;
                    var labels = batch.Labels.data<long>().ToArray();
                    RequireFinite(logits);
                    var predictions = logits.argmax(1).cpu().data<long>().ToArray();
                    var probabilities = logits.softmax(1).cpu().data<float>().ToArray();
                    for (var i = 0; i < labels.Length; i++)
                    {
                        confusion.Add((int)labels[i], (int)predictions[i]);
                        var row = probabilities.AsSpan(i * learner.Classes, learner.Classes);
                        judgements.Add(new SamplePrediction((int)predictions[i], row[(int)predictions[i]], row[(int)labels[i]]));
                    }
                }
            }

            return new Validation(loss / source.Count, confusion) { Predictions = judgements };
        }

        // A softmax of what is no number has no class; the loss alone may hide it, where another picture's makes up for it.
        private static void RequireFinite(Tensor logits)
        {
            if (!logits.isfinite().all().item<bool>())
            {
                throw new DivergedException(
                    "The model's logits for a validation picture are no finite numbers. Lower --learning-rate or set --max-gradient-norm; "
                    + "if it happens in the first epoch, the starting weights are broken.");
            }
        }

        /// <summary>Adds the gradients of one batch's loss to those that the parameters have.</summary>
        /// <param name="batch">The batch.</param>
        /// <param name="step">Optimiser steps made before; with the position it decides all that is random.</param>
        /// <param name="position">The batch's place among those of the step, 0 for the first.</param>
        /// <param name="batches">How many batches make the step: each adds its share.</param>
        /// <returns>The batch's mean loss.</returns>
        internal double Backward(Batch batch, int step, int position, int batches)
        {
            // Every intermediate tensor is native memory that the garbage collector doesn't see: the scope frees it now.
            using var scope = NewDisposeScope();
            manual_seed(new SampleRandom(seed, step, position).NextInt(int.MaxValue));
            var targets = (batch.Targets ?? batch.Labels).to(learner.Device);
            var logits = learner.Classify(batch.Inputs.to(learner.Device));
            var loss = _loss.Compute(logits, targets);
            (batches == 1 ? loss : loss / batches).backward();
            return loss.item<float>();
        }

        /// <summary>The loss of who knows nothing of a batch: what a new head begins with.</summary>
        internal double ComputeGuessing(Batch batch)
        {
            using var scope = NewDisposeScope();
            return _loss.Compute(zeros(batch.Count, learner.Classes), batch.Targets ?? batch.Labels).item<float>();
        }

        private double TrainEpoch(
            IBatchSource train,
            TrainingState state,
            AdamW optimizer,
            Action save,
            ITrainerObserver observer,
            CancellationToken cancellation)
        {
            learner.SetLearning(true);
            var schedule = LearningRateSchedule.Make(options, TrainingLength.Of(options, train.Batches).Steps);
            var started = time.GetTimestamp();
            var seenBefore = state.Seen;
            var group = new List<(double Loss, int Count)>();
            var size = 0;
            var batches = HasReachedLimit(state) ? [] : train.Epoch(state.Epoch, cancellation, state.Batches);
            foreach (var batch in batches)
            {
                using (batch)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (group.Count == 0)
                    {
                        optimizer.ZeroGradients();
                        size = Math.Min(options.Accumulate, train.Batches - state.Batches);
                    }

                    group.Add((Backward(batch, state.Step, group.Count, size), batch.Count));
                }

                if (group.Count < size)
                {
                    continue;
                }

                var rate = schedule.GetRate(state.Step);
                var norm = Move(group.Average(part => part.Loss), rate, optimizer, state);
                state.Step++;
                learner.Averages?.Update(state.Step);
                state.Batches += size;
                state.Seen += group.Sum(part => part.Count);
                state.LossSum += group.Sum(part => part.Loss * part.Count);
                observer.OnStep(new StepReport(
                    state.Step,
                    schedule.TotalSteps,
                    state.Epoch,
                    group.Average(part => part.Loss),
                    rate,
                    norm,
                    (state.Seen - seenBefore) / time.GetElapsedTime(started).TotalSeconds));
                group.Clear();
                if (time.GetElapsedTime(_saved) >= SaveInterval)
                {
                    save();
                }

                if (HasReachedLimit(state))
                {
                    break;
                }
            }

            return (state.Seen - seenBefore) / time.GetElapsedTime(started).TotalSeconds;
        }

        private bool HasReachedLimit(TrainingState state) => state.Step >= options.MaxSteps;

        private double Move(double loss, double rate, AdamW optimizer, TrainingState state)
        {
            RequireNumber("The loss", loss, state);
            var norm = nn.utils.clip_grad_norm_(
                learner.Parameters.Select(parameter => parameter.Value), options.MaxGradientNorm ?? double.PositiveInfinity);
            RequireNumber("The gradient's norm", norm, state);
            optimizer.Step(state.Step + 1, rate);
            return norm;
        }

        private void EndEpoch(
            Validation evaluation,
            TrainingState state,
            ITrainingStore store,
            int first,
            double rate,
            TrainingLength length,
            ITrainerObserver observer)
        {
            if (IsBest(evaluation, state))
            {
                state.BestEpoch = state.Epoch;
                state.BestMacroAccuracy = evaluation.Quality;
                state.BestLoss = evaluation.Loss;
                store.SaveBest();
            }

            var ended = state.Epoch;
            state.IsComplete = ended >= length.Epochs
                || HasReachedLimit(state)
                || ended - state.BestEpoch >= options.EarlyStopping;
            var elapsed = time.GetElapsedTime(_started).TotalSeconds;
            observer.OnEpoch(new EpochReport(
                ended,
                length.Epochs,
                state.LossSum / state.Seen,
                evaluation.Loss,
                evaluation.Accuracy,
                evaluation.MacroAccuracy,
                rate,
                state.IsComplete ? 0 : elapsed / (ended - first + 1) * (length.Epochs - ended))
            {
                ValidationMeanAveragePrecision = evaluation.MultiLabel?.MeanAveragePrecision,
                ValidationMacroF1 = evaluation.MacroF1,
            });
            (state.Epoch, state.Batches, state.Seen, state.LossSum) = (ended + 1, 0, 0, 0);
        }

        private static bool IsBest(Validation challenger, TrainingState state)
        {
            var quality = challenger.Quality;
            return state.BestEpoch == 0
                || quality > state.BestMacroAccuracy
                || (quality == state.BestMacroAccuracy && challenger.Loss < state.BestLoss);
        }

        private void RequireNumber(string what, double value, TrainingState state)
        {
            if (!double.IsFinite(value))
            {
                throw new DivergedException(
                    $"{what} became {value} in step {state.Step + 1}, epoch {state.Epoch}. Lower --learning-rate "
                    + $"({options.LearningRate}) or set --max-gradient-norm; if it happens in the first steps, the starting weights "
                    + "are broken.");
            }
        }
    }
}
