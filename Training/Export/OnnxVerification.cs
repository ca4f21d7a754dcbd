using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Files;
using Saccade.Training.Checkpoints;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Export
{
    /// <summary>Compares an exported file, run in ONNX Runtime, with the model that it was made from.</summary>
    internal static class OnnxVerification
    {
        // More than one picture, so that an axis that was meant to be the batch and isn't shows.
        private const int Batch = 2;

        // Of a head of zeros, nothing is relevant.
        private const float SmallestScale = 1e-12f;

        /// <summary>
        /// How far a value may be off, as a share of the largest one: of relevance also before the clamp, of all else at least 1.
        /// </summary>
        internal static float Tolerance(WeightPrecision precision, bool isRelevance) => precision switch
        {
            WeightPrecision.Full => isRelevance ? 1e-3f : 1e-4f,
            WeightPrecision.Half => 0.05f,
            _ => 0.35f,
        };

        internal static void Verify(ImageClassifier model, string path, int height, int width, ExportOptions options)
        {
            using var frozen = no_grad();
            using var scope = NewDisposeScope();
            long[] shape = [Batch, model.Config.Channels, height, width];
            var pixelValues = tensor(MakePixelValues((int)shape.Aggregate(1L, (a, b) => a * b)), shape);
            var isPatches = options.Input == ExportInput.Patches;
            var input = isPatches ? model.Backbone.Embeddings.Patches.Flatten(pixelValues) : pixelValues;
            var outputs = Run(path, Checkpoint.ReadSingles(input), input.shape);
            var reference = new ReferenceValues(model, pixelValues);
            foreach (var (name, actual) in outputs)
            {
                // The file's own choice of class: between two as likely as each other rounding decides.
                if (name == OnnxNames.Relevance)
                {
                    var classes = FindBest(outputs[OnnxNames.Logits], Batch);
                    var scale = MathF.Max(reference.FindRelevanceScale(classes), SmallestScale);
                    Compare(name, actual, reference.FindRelevance(classes), scale, Tolerance(options.Precision, isRelevance: true));
                }
                else
                {
                    Compare(name, actual, reference.Find(name)!, 1, Tolerance(options.Precision, isRelevance: false));
                }
            }
        }

        internal static Dictionary<string, float[]> Run(string path, float[] input, long[] shape)
        {
            using var session = ExportedModel.Open(path);
            return session.Run(input, shape).ToDictionary(output => output.Key, output => output.Value.Values);
        }

        /// <summary>The most likely class of each picture.</summary>
        internal static int[] FindBest(float[] logits, int pictures) =>
            logits.Chunk(logits.Length / pictures).Select(row => Array.IndexOf(row, row.Max())).ToArray();

        // Numbers of the size that normalised pictures have, the same at every export and without touching torch's generator.
        private static float[] MakePixelValues(int count)
        {
            var random = new Random(0);
            return Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1).ToArray();
        }

        private static void Compare(string name, float[] actual, Tensor expected, float smallestScale, float tolerance)
        {
            var reference = Checkpoint.ReadSingles(expected);
            if (reference.Any(value => !float.IsFinite(value)))
            {
                throw new ExportException(
                    $"The model's {name} are no finite numbers, so no file was kept. The weights are damaged, or training went wrong; use "
                    + "another checkpoint.");
            }

            if (actual.Length != reference.Length)
            {
                throw new ExportException(
                    $"The exported file gives {actual.Length} numbers as {name}, the model {reference.Length}, so the file was not kept.");
            }

            // MathF.Max lets a NaN through, which LINQ's Max would skip.
            var largest = reference.Select(MathF.Abs).Aggregate(smallestScale, MathF.Max);
            var difference = actual.Zip(reference, (a, b) => MathF.Abs(a - b)).Aggregate(0f, MathF.Max) / largest;
            if (!(difference <= tolerance))
            {
                throw new ExportException(
                    $"The exported file's {name} differ from the model's by {difference} of the largest value, more than {tolerance}, "
                    + "so the file was not kept. Check the weights for huge or missing values.");
            }
        }
    }
}
