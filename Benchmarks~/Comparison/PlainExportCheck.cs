using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export.Onnx;
using Saccade.Training.Model;

namespace Saccade.Benchmarks.Comparison
{
    /// <summary>Holds <see cref="PlainExport"/> to a file that Optimum wrote of the same weights: a fair opponent is a true copy.</summary>
    internal static class PlainExportCheck
    {
        private const float Tolerance = 1e-5f;

        // Optimum has these more: of the class token's shape, the -1 that it replaces.
        private static readonly string[] OnlyInOptimums = ["ConstantOfShape", "Equal", "Mul", "Reshape", "Shape", "Where"];

        /// <summary>Exports the fixture and compares operators and logits with Optimum's file.</summary>
        /// <param name="fixtures">The folder <c>Tests/Fixtures~</c>.</param>
        /// <param name="folder">Where to write the export.</param>
        /// <exception cref="InvalidOperationException">The two differ.</exception>
        internal static void Run(string fixtures, string folder)
        {
            string source = Path.Combine(fixtures, "huggingface", "vit");
            string optimum = Path.Combine(fixtures, "huggingface", "optimum", "onnx", "model.onnx");
            string plain = Path.Combine(folder, "plain-fixture.onnx");
            ModelConfig config = ModelConfig.ReadFile(Path.Combine(source, "config.json"));
            using ImageClassifier model = new(config, config.Labels.Count);
            Checkpoint.Load(model, Path.Combine(source, "model.safetensors"), newHead: false);
            PlainExport.Write(model, plain);

            Compare("operators", CountOperators(plain).Concat(OnlyInOptimums).Order(), CountOperators(optimum).Order());
            using SafetensorsFile expected = SafetensorsFile.Open(Path.Combine(source, "expected_32x32.safetensors"));
            using OrtValue pixelValues = OrtValue.CreateTensorValueFromMemory(
                expected.ReadSingles("pixel_values"), expected.Entries["pixel_values"].Shape.ToArray());
            using OnnxSession ours = new(plain);
            using OnnxSession theirs = new(optimum);
            float difference = LargestDifference(ours.Run(pixelValues), theirs.Run(pixelValues));
            if (!(difference <= Tolerance))
            {
                throw new InvalidOperationException(
                    $"The plain export's logits differ from Optimum's by {difference}, more than {Tolerance}: repair PlainExport.");
            }
        }

        /// <summary>The largest difference of two rows of logits; not a number if one of them isn't.</summary>
        internal static float LargestDifference(float[] left, float[] right) =>
            left.Zip(right, (a, b) => MathF.Abs(a - b)).Aggregate(0f, MathF.Max);

        // Constants are left out, for a runtime that has loaded them knows no difference, and the nodes that only rename an output.
        private static IEnumerable<string> CountOperators(string path) => ModelProto.Parser.ParseFrom(File.ReadAllBytes(path))
            .Graph.Node.Select(node => node.OpType)
            .Where(type => type is not ("Constant" or "Identity"));

        private static void Compare(string what, IEnumerable<string> actual, IEnumerable<string> expected)
        {
            string[] differences = actual.CountBy(name => name).Except(expected.CountBy(name => name))
                .Select(pair => $"{pair.Key} x {pair.Value}").ToArray();
            string[] missing = expected.CountBy(name => name).Except(actual.CountBy(name => name))
                .Select(pair => $"{pair.Key} x {pair.Value}").ToArray();
            if (differences.Length + missing.Length > 0)
            {
                throw new InvalidOperationException(
                    $"The plain export's {what} are not Optimum's: [{string.Join(", ", differences)}] instead of "
                    + $"[{string.Join(", ", missing)}]: repair PlainExport.");
            }
        }
    }
}
