using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Saccade.Files;
using Saccade.Training.Checkpoints;
using Saccade.Training.Data.Batches;
using Saccade.Training.Export;
using Saccade.Training.Inference;
using Saccade.Training.ModelFolders;
using Saccade.Training.Naming;
using static TorchSharp.torch;

namespace Saccade.Training.Evaluation
{
    /// <summary>How well one file classifies.</summary>
    /// <param name="Path">The ONNX file.</param>
    /// <param name="Pictures">How many pictures were classified.</param>
    /// <param name="Accuracy">
    /// Share of them whose top class is the true one, 0 to 1; null where the data has other classes, or several a picture.
    /// </param>
    /// <param name="Agreement">Share of them whose top class is that of the first file, 0 to 1.</param>
    public sealed record ExportAccuracy(string Path, int Pictures, double? Accuracy, double Agreement)
    {
        private const int BatchSize = 16;

        /// <summary>Classifies pictures with several files.</summary>
        /// <param name="model">The model that the files were made from.</param>
        /// <param name="files">The ONNX files; the first is what the others are compared with.</param>
        /// <param name="input">What the files take.</param>
        /// <param name="judged">The pictures.</param>
        /// <param name="note">Told what is being done.</param>
        /// <param name="cancellation">Stops between two batches.</param>
        /// <returns>One for each file.</returns>
        /// <exception cref="TrainingException">A picture can't be read, or the model has no head.</exception>
        internal static IReadOnlyList<ExportAccuracy> Measure(
            PretrainedModel model,
            IReadOnlyList<string> files,
            ExportInput input,
            JudgedPictures judged,
            Action<string> note,
            CancellationToken cancellation)
        {
            if (model.Labels.Count == 0)
            {
                throw new TrainingException($"{model.Folder.Directory}: the model has no head, so it has no accuracy. Leave --data out.");
            }

            if (model.Labels.Count == 1)
            {
                throw new TrainingException(
                    $"{model.Folder.Directory}: the model has one class, so it takes no picture for another. Leave --data out.");
            }

            var hasTruth = judged.Files.All(file => file.Several is null) && judged.Labels.SequenceEqual(model.Labels, ClassName.Comparer);
            var (height, width) = OnnxExporter.FindPictureSize(model.Folder.ModelConfig, model.Folder.Rule);
            using var pictures = new PictureSet(judged.Files, model.Folder.Rule, width, height, cacheBytes: long.MaxValue);
            var choices = files.Select(file =>
            {
                note($"Classifying {pictures.Count} pictures with {file}");
                return Classify(model, file, input, pictures, cancellation);
            }).ToArray();
            return files.Zip(choices, (file, chosen) => new ExportAccuracy(
                file,
                pictures.Count,
                hasTruth ? Share(chosen, judged.Files.Select(picture => picture.Label)) : null,
                Share(chosen, choices[0]))).ToArray();
        }

        internal string Describe()
        {
            var accuracy = Accuracy is { } share ? FormattableString.Invariant($"accuracy {share:P2}, ") : "";
            var agreement = FormattableString.Invariant($"{Agreement:P2} of {Pictures} pictures");
            return $"{Path}: {accuracy}top class as the full-precision file's for {agreement}";
        }

        private static double Share(IEnumerable<int> chosen, IEnumerable<int> expected) =>
            chosen.Zip(expected, (a, b) => a == b ? 1.0 : 0.0).Average();

        private static int[] Classify(
            PretrainedModel model, string file, ExportInput input, PictureSet pictures, CancellationToken cancellation)
        {
            using var frozen = no_grad();
            using var session = ExportedModel.Open(file);
            var chosen = new List<int>();
            var options = new BatchOptions { BatchSize = BatchSize, Workers = get_num_threads() };
            foreach (var batch in new PixelBatches(pictures, options).Epoch(0, cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
                using (batch)
                using (NewDisposeScope())
                {
                    var patches = model.Model.Backbone.Embeddings.Patches;
                    var values = input == ExportInput.Patches ? patches.Flatten(batch.Inputs) : batch.Inputs;
                    var logits = session.Run(Checkpoint.ReadSingles(values), values.shape)[OnnxNames.Logits];
                    FiniteLogits.Require(logits.Values, model.Labels, file);
                    chosen.AddRange(OnnxVerification.FindBest(logits.Values, batch.Count));
                }
            }

            return [.. chosen];
        }
    }
}
