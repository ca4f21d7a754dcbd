using System;
using System.Collections.Generic;
using System.Threading;
using Saccade.Files;
using Saccade.Training.Data;
using Saccade.Training.Data.Batches;
using Saccade.Training.Export;
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
            using var outputs = new TorchOutputs(model);
            return Evaluate(model, outputs, files, batchSize, progress, cancellation);
        }

        /// <summary>The same with any backend.</summary>
        internal static EvaluationResult Evaluate(
            PretrainedModel model,
            IModelOutputs outputs,
            IReadOnlyList<LabelledFile> files,
            int batchSize,
            IProgress<int>? progress,
            CancellationToken cancellation)
        {
            var logits = ComputeLogits(model, outputs, files, batchSize, progress, cancellation);
            return new EvaluationResult(model.Labels, files, logits);
        }

        /// <summary>What the model says of each picture, [N, C].</summary>
        internal static float[] ComputeLogits(
            PretrainedModel model,
            IModelOutputs outputs,
            IReadOnlyList<LabelledFile> files,
            int batchSize,
            IProgress<int>? progress,
            CancellationToken cancellation)
        {
            RequireHead(model);
            if (files.Count == 0)
            {
                throw new TrainingException("There are no pictures to evaluate on. Choose a --split that has some.");
            }

            var (height, width) = OnnxExporter.FindPictureSize(model.Folder.ModelConfig, model.Folder.Rule);
            using var pictures = new PictureSet(files, model.Folder.Rule, width, height, cacheBytes: 0);
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

        internal static void RequireHead(PretrainedModel model)
        {
            if (model.Labels.Count == 0)
            {
                throw new TrainingException(
                    $"{model.Folder.Directory}: the model has no head, so it names no class. Train one with saccade train first.");
            }
        }
    }
}
