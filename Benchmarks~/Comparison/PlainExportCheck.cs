using System;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Saccade.Files;
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
            var source = Path.Combine(fixtures, "huggingface", "vit");
            var optimum = Path.Combine(fixtures, "huggingface", "optimum", ModelLayout.Graph);
            var plain = Path.Combine(folder, "plain-fixture.onnx");
            var config = ModelConfig.ReadFile(Path.Combine(source, ModelLayout.Config));
            using ImageClassifier model = new(config, config.Labels.Count);
            Checkpoint.Load(model, Path.Combine(source, ModelLayout.Weights), newHead: false);
            PlainExport.Write(model, plain);

            RequireEqual([.. ReadOperators(plain), .. OnlyInOptimums], ReadOperators(optimum));
            using var expected = SafetensorsFile.Open(Path.Combine(source, "expected_32x32.safetensors"));
            using var pixelValues = OrtValue.CreateTensorValueFromMemory(
                expected.ReadSingles(OnnxNames.PixelValues), expected.Entries[OnnxNames.PixelValues].Shape.ToArray());
            using ContestantSession ours = new(plain);
            using ContestantSession theirs = new(optimum);
            var difference = LargestDifference(ours.Run(pixelValues), theirs.Run(pixelValues));
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
        private static string[] ReadOperators(string path) => ModelProto.Parser.ParseFrom(File.ReadAllBytes(path))
            .Graph.Node.Select(node => node.OpType)
            .Where(type => type is not ("Constant" or "Identity"))
            .ToArray();

        private static void RequireEqual(string[] actual, string[] expected)
        {
            string Describe(string[] some, string[] other) => string.Join(
                ", ", some.CountBy(type => type).Except(other.CountBy(type => type)).Select(pair => $"{pair.Value} {pair.Key}"));

            var more = Describe(actual, expected);
            var less = Describe(expected, actual);
            if (more != less)
            {
                throw new InvalidOperationException(
                    $"The plain export has [{more}] where Optimum's file has [{less}] operators: repair PlainExport.");
            }
        }
    }
}
