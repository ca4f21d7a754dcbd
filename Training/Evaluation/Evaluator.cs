using System;
using System.Collections.Generic;
using System.Threading;
using Saccade.Files;
using Saccade.Training.Data;
using Saccade.Training.Data.Batches;
using Saccade.Training.Inference;
using Saccade.Training.ModelFolders;
using static TorchSharp.torch;

namespace Saccade.Training.Evaluation
{
    /// <summary>Classifies every picture of a split, with the preprocessing of the model folder.</summary>
    public static class Evaluator
    {
        /// <summary>Classifies pictures with TorchSharp.</summary>
        /// <param name="model">The model; it needs a head.</param>
        /// <param name="files">The pictures, with indices into the model's labels.</param>
        /// <param name="batchSize">Pictures that are classified at once, at least 1. It changes speed and memory, no result.</param>
        /// <param name="progress">Told after each batch how many pictures are done.</param>
        /// <param name="cancellation">Stops before the next batch.</param>
        /// <exception cref="TrainingException">There are no pictures, one can't be read, or the model has no head.</exception>
        /// <exception cref="OperationCanceledException">It was cancelled.</exception>
        public static EvaluationResult Evaluate(
            PretrainedModel model,
            IReadOnlyList<LabelledFile> files,
            int batchSize = 32,
            IProgress<int>? progress = null,
            CancellationToken cancellation = default)
        {
            using var loaded = new LoadedModel(model);
            using var outputs = new TorchOutputs(model);
            return Evaluate(loaded, outputs, files, batchSize, progress, cancellation);
        }

        /// <summary>The same with any backend.</summary>
        internal static EvaluationResult Evaluate(
            LoadedModel model,
            IModelOutputs outputs,
            IReadOnlyList<LabelledFile> files,
            int batchSize,
            IProgress<int>? progress,
            CancellationToken cancellation)
        {
            var logits = ComputeLogits(model, outputs, files, batchSize, progress, cancellation);
            return new EvaluationResult(model.Labels, files, logits, model.HasIndependentClasses);
        }

        /// <summary>What the model says of each picture, [N, C].</summary>
        internal static float[] ComputeLogits(
            LoadedModel model,
            IModelOutputs outputs,
            IReadOnlyList<LabelledFile> files,
            int batchSize,
            IProgress<int>? progress,
            CancellationToken cancellation)
        {
            RequireClasses(model);
            if (files.Count == 0)
            {
                throw new TrainingException("There are no pictures to evaluate on. Choose a --split that has some.");
            }

            var (height, width) = model.PictureSize;
            using var pictures = new PictureSet(files, model.Rule, width, height, cacheBytes: 0);
            var source = new PixelBatches(pictures, new BatchOptions { BatchSize = batchSize, Workers = get_num_threads() });
            var logits = new List<float>();
            var done = 0;
            foreach (var batch in source.Epoch(0, cancellation))
            {
                using (batch)
                using (NewDisposeScope())
                {
                    cancellation.ThrowIfCancellationRequested();
                    logits.AddRange(outputs.Compute(batch.Inputs, [OnnxNames.Logits])[OnnxNames.Logits].Values);
                    done += batch.Count;
                    progress?.Report(done);
                }
            }

            return [.. logits];
        }

        internal static void RequireClasses(LoadedModel model)
        {
            if (model.Labels.Count == 0)
            {
                throw new TrainingException(
                    $"{model.Directory}: the model has no head, so it names no class. Train one with saccade train first.");
            }

            // Its only class is the likeliest whatever the picture shows: an accuracy of 100 % that says nothing.
            if (model.Labels.Count == 1)
            {
                throw new TrainingException(
                    $"{model.Directory}: the model has one class, '{model.Labels[0]}', so it takes no picture for another. Look at the "
                    + "probabilities with saccade predict, or evaluate a model of two classes or more.");
            }
        }
    }
}
