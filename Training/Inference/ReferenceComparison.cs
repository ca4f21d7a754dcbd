using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export;
using static TorchSharp.torch;

namespace Saccade.Training.Inference
{
    /// <summary>Compares what a model computes with a file of what another program computed.</summary>
    internal static class ReferenceComparison
    {
        /// <summary>The tensor of a reference file that is the input.</summary>
        internal const string PixelValues = OnnxNames.PixelValues;

        /// <summary>Runs the file's <c>pixel_values</c> and compares every tensor that the model can compute.</summary>
        /// <param name="outputs">The model.</param>
        /// <param name="reference">The file.</param>
        /// <returns>The differences by name, in the file's order of names.</returns>
        /// <exception cref="InvalidDataException">
        /// The file lacks <c>pixel_values</c>, or a tensor's shape is another than the model's.
        /// </exception>
        /// <exception cref="TrainingException">The model computes what is no finite number.</exception>
        internal static SortedDictionary<string, TensorDifference> Compare(IModelOutputs outputs, SafetensorsFile reference)
        {
            var entry = reference.Entries.GetValueOrDefault(PixelValues);
            if (entry is null || entry.Shape.Count != 4)
            {
                throw new InvalidDataException(
                    $"{reference.Path}: expected a tensor 'pixel_values' [B, 3, H, W], and beside it what another program made of it.");
            }

            using var pixelValues = tensor(reference.ReadSingles(PixelValues), entry.Shape.ToArray());
            var names = reference.Entries.Keys.Where(name => name != PixelValues).ToHashSet(StringComparer.Ordinal);

            // An exported model answers for its most likely class only; which that is its logits say.
            var isRelevance = names.Contains(OnnxNames.RelevanceOfEachClass);
            var wanted = isRelevance ? names.Union([OnnxNames.Relevance, OnnxNames.Logits]).ToArray() : names.ToArray();
            var computed = outputs.Compute(pixelValues, wanted);
            RequireFinite(computed, reference.Path);
            var differences = new SortedDictionary<string, TensorDifference>(StringComparer.Ordinal);
            foreach (var name in names.Where(computed.ContainsKey))
            {
                differences.Add(name, Compare(reference, name, computed[name]));
            }

            if (isRelevance && !differences.ContainsKey(OnnxNames.RelevanceOfEachClass)
                && computed.TryGetValue(OnnxNames.Relevance, out var relevance))
            {
                differences.Add(OnnxNames.RelevanceOfEachClass, CompareRelevance(reference, relevance, computed[OnnxNames.Logits]));
            }

            return differences;
        }

        private static void RequireFinite(Dictionary<string, TensorValues> computed, string path)
        {
            foreach (var (name, values) in computed.OrderBy(output => output.Key, StringComparer.Ordinal))
            {
                if (Array.Find(values.Values, value => !float.IsFinite(value)) is var value && !float.IsFinite(value))
                {
                    throw new TrainingException(FormattableString.Invariant(
                        $"{path}: of these pictures the model makes {name} with {value} in them, expected finite numbers. The weights are ")
                        + "damaged, or training went wrong; use another checkpoint.");
                }
            }
        }

        private static TensorDifference Compare(SafetensorsFile reference, string name, TensorValues computed)
        {
            var (expected, shape) = (reference.ReadSingles(name), reference.Entries[name].Shape);
            if (!IsComparable(shape, computed.Shape))
            {
                throw Mismatch(reference, name, computed.Shape);
            }

            // A wider row of the reference has columns for the class token or registers in front.
            var (own, wide) = ((int)computed.Shape[^1], (int)shape[^1]);
            return new TensorDifference(computed.Shape, Largest(computed.Values, i => expected[i / own * wide + wide - own + i % own]));
        }

        private static TensorDifference CompareRelevance(SafetensorsFile reference, TensorValues relevance, TensorValues logits)
        {
            var name = OnnxNames.RelevanceOfEachClass;
            var (pictures, classes, patches) = (relevance.Shape[0], logits.Shape[1], relevance.Shape[1]);
            if (!reference.Entries[name].Shape.SequenceEqual([pictures, classes, patches]))
            {
                throw Mismatch(reference, name, [pictures, classes, patches]);
            }

            var expected = reference.ReadSingles(name);
            var best = OnnxVerification.FindBest(logits.Values, (int)pictures);
            float Find(int i)
            {
                var (picture, patch) = (i / (int)patches, i % (int)patches);
                return expected[(picture * (int)classes + best[picture]) * (int)patches + patch];
            }

            return new TensorDifference(relevance.Shape, Largest(relevance.Values, Find));
        }

        private static bool IsComparable(IReadOnlyList<long> reference, long[] own) => reference.Count == own.Length && own.Length > 0
                && reference.SkipLast(1).SequenceEqual(own.SkipLast(1)) && reference[^1] >= own[^1] && own[^1] > 0;

        private static float Largest(float[] values, Func<int, float> expected)
        {
            var largest = 0f;
            for (var i = 0; i < values.Length; i++)
            {
                var difference = MathF.Abs(values[i] - expected(i));
                largest = MathF.Max(largest, float.IsNaN(difference) ? float.PositiveInfinity : difference);
            }

            return largest;
        }

        private static InvalidDataException Mismatch(SafetensorsFile reference, string name, long[] own) => new InvalidDataException(
                $"{reference.Path}: tensor '{name}' is [{string.Join(", ", reference.Entries[name].Shape)}], but the model computes "
                + $"[{string.Join(", ", own)}]. Point to a reference that was made with this model.");
    }
}
