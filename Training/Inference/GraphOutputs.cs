using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Files;
using Saccade.Models;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Inference
{
    /// <summary>ONNX Runtime with a folder's file, where there are no weights that anything else could be exported from.</summary>
    /// <param name="graph">The file, which stays the caller's.</param>
    /// <param name="patch">The size of a patch, for a file that takes patches.</param>
    internal sealed class GraphOutputs(ExportedModel graph, (int Height, int Width) patch) : IModelOutputs
    {
        public Dictionary<string, TensorValues> Compute(Tensor pixelValues, IReadOnlyCollection<string> names)
        {
            using var scope = NewDisposeScope();
            var input = graph.Input == OnnxNames.Patches
                ? PatchEmbedding.Cut(pixelValues, patch.Height, patch.Width)
                : pixelValues;

            // Not every exporter leaves the batch open.
            var isSingle = graph.InputShape[0] == 1 && input.shape[0] > 1;
            var parts = isSingle ? input.split(1) : [input];
            var computed = parts.Select(Run).ToArray();
            return computed[0].Keys.Where(names.Contains).ToDictionary(
                name => name, name => Join(computed.Select(outputs => outputs[name]).ToArray()));
        }

        public void Dispose()
        {
        }

        /// <summary>Refuses a file that doesn't take what the folder's preprocessing makes.</summary>
        /// <param name="graph">The file.</param>
        /// <param name="facts">What the folder's JSON files say.</param>
        /// <exception cref="ModelFileException">It takes something else.</exception>
        internal static void RequireInput(ExportedModel graph, ModelFacts facts)
        {
            if (graph.Input is not (OnnxNames.PixelValues or OnnxNames.Patches))
            {
                throw new ModelFileException(
                    $"{graph.Path}: the model's input is '{graph.Input}', expected {OnnxNames.PixelValues} or {OnnxNames.Patches}. Export "
                    + "an image classifier with Optimum or saccade export.");
            }

            var patch = PreprocessingRule.Channels * facts.PatchHeight * facts.PatchWidth;
            long[] expected = graph.Input == OnnxNames.Patches
                ? [1, facts.GridHeight * facts.GridWidth, patch]
                : [1, PreprocessingRule.Channels, facts.InputHeight, facts.InputWidth];
            if (!graph.Takes(expected))
            {
                throw new ModelFileException(
                    $"{graph.Path}: {graph.Input} is [{string.Join(", ", graph.InputShape)}] (-1 is any), but {ModelLayout.Preprocessor} "
                    + $"makes [{string.Join(", ", expected)}]. Point to the JSON files and the ONNX file of one model.");
            }
        }

        private static TensorValues Join(TensorValues[] parts) => parts.Length == 1
            ? parts[0]
            : new TensorValues(
                parts.SelectMany(part => part.Values).ToArray(), [parts.Length, .. parts[0].Shape.Skip(1)]);

        private Dictionary<string, TensorValues> Run(Tensor input)
        {
            if (!graph.Takes(input.shape))
            {
                throw new ExportException(
                    $"{graph.Path}: {graph.Input} is [{string.Join(", ", graph.InputShape)}] (-1 is any), but there is "
                    + $"[{string.Join(", ", input.shape)}], and without weights the model can't be exported for that.");
            }

            return graph.Run(Checkpoint.ReadSingles(input), input.shape);
        }
    }
}
