using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Saccade.Files;
using Saccade.Host.Tooling;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Benchmarks.Comparison
{
    /// <summary>ViT-Base with one set of weights: our exports, a usual exporter's, and the model itself in TorchSharp.</summary>
    internal sealed class VitComparison : IDisposable
    {
        private const string Plain = "plain operators, as Optimum exports them";
        private const string Eager = "TorchSharp, eager";
        private const float Tolerance = 1e-3f;

        private static readonly string[] Labels = Enumerable.Range(0, 1000).Select(i => $"class {i}").ToArray();

        private static readonly PreprocessingRule Rule = PreprocessingRule.Stretch(224, 224);

        // What the plain export gives, and no more.
        private static readonly ExportOptions Bare = new() { Rollout = false, Relevance = false };

        // The first is what all are compared with, but for those that name another.
        private static readonly Export[] Exports =
        [
            new(Plain, PlainExport.Write),
            new("Saccade", Write(Bare)),
            new("Saccade, class relevance", Write(Bare with { Relevance = true }), "Saccade"),
            new("Saccade, int8", Write(Bare with { Precision = WeightPrecision.Quantized }), Tolerance: 0.1f),
            new("Saccade, half", Write(Bare with { Precision = WeightPrecision.Half }), Tolerance: 0.01f),
        ];

        private readonly ImageClassifier _model;
        private readonly Dictionary<string, ContestantSession> _sessions = [];

        /// <summary>Makes the weights, writes and loads all exports, and deletes the files again.</summary>
        /// <param name="folder">Room for a few files of 350 MB.</param>
        /// <param name="onExport">Called with what is to be written next.</param>
        internal VitComparison(string folder, Action<string> onExport)
        {
            // What ViTConfig says when it is told nothing is ViT-Base with patches of 16.
            _model = new ImageClassifier(ModelConfig.Parse("""{ "model_type": "vit" }""", ModelLayout.Config), Labels.Length);
            random.manual_seed(1);
            Initialization.FromScratch(_model);
            foreach (var export in Exports)
            {
                onExport(export.Name);
                var path = Path.Combine(folder, "vit.onnx");
                export.Write(_model, path);
                _sessions.Add(export.Name, new ContestantSession(path));
                File.Delete(path);
            }
        }

        /// <summary>Number of exports.</summary>
        internal static int ExportCount => Exports.Length;

        /// <summary>Measures all of them with batches of one size.</summary>
        /// <param name="batch">Pictures a batch.</param>
        /// <param name="rounds">How often each runs.</param>
        /// <param name="onRound">Called after each round.</param>
        /// <returns>The table.</returns>
        /// <exception cref="InvalidOperationException">Two that should compute the same don't.</exception>
        internal string Measure(int batch, int rounds, Action onRound)
        {
            long[] shape = [batch, PreprocessingRule.Channels, 224, 224];
            Random values = new(1);
            var numbers = Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => values.NextSingle() * 2 - 1).ToArray();
            using var input = OrtValue.CreateTensorValueFromMemory(numbers, shape);
            using var pixelValues = tensor(numbers, shape);
            var differences = Compare(input, pixelValues);
            Contestant[] contestants =
            [
                .. Exports.Select(export => Contestant.Time(export.Name, () => _sessions[export.Name].Run(input), export.Against)),
                Contestant.Time(Eager, () => Forward(pixelValues)),
            ];
            string Differ(string name) => name == Plain ? "" : $"{100 * differences[name]:0.0000} %";
            return MarkdownTable.Write(
                [$"ViT-Base, batch {batch}", "ms", "ratio", "quartiles", "to", "logits differ by"],
                Measurement.Take(contestants, rounds, onRound).Select(
                    result => result.Describe().Append(Differ(result.Name))));
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            foreach (var session in _sessions.Values)
            {
                session.Dispose();
            }

            _model.Dispose();
        }

        private float[] Forward(Tensor pixelValues)
        {
            using var frozen = no_grad();
            using var logits = _model.call(pixelValues);
            return Checkpoint.ReadSingles(logits);
        }

        // Of the largest logit, because a head that has learnt nothing gives small ones.
        private Dictionary<string, float> Compare(OrtValue input, Tensor pixelValues)
        {
            var reference = _sessions[Plain].Run(input);
            var largest = reference.Max(MathF.Abs);
            float Differ(float[] logits) => PlainExportCheck.LargestDifference(logits, reference) / largest;

            Dictionary<string, float> differences = new() { [Eager] = Differ(Forward(pixelValues)) };
            Require(Eager, differences[Eager], Tolerance);
            foreach (var export in Exports)
            {
                differences.Add(export.Name, Differ(_sessions[export.Name].Run(input)));
                Require(export.Name, differences[export.Name], export.Tolerance);
            }

            return differences;
        }

        private static Action<ImageClassifier, string> Write(ExportOptions options) =>
            (model, path) => OnnxExporter.Export(model, Labels, Rule, path, options);

        private static void Require(string name, float difference, float tolerance)
        {
            if (!(difference <= tolerance))
            {
                throw new InvalidOperationException(
                    $"The logits of '{name}' differ from those of '{Plain}' by {difference} of the largest, more than {tolerance}.");
            }
        }

        /// <param name="Name">What it is called in the table.</param>
        /// <param name="Write">Writes the file.</param>
        /// <param name="Against">What its ratio is to; null for the plain export.</param>
        /// <param name="Tolerance">How far its logits may be from the plain export's, as a part of the largest.</param>
        private sealed record Export(
            string Name, Action<ImageClassifier, string> Write, string? Against = null, float Tolerance = VitComparison.Tolerance);
    }
}
