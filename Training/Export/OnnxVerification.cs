using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Saccade.Training.Checkpoints;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Export
{
    /// <summary>Compares an exported file, run in ONNX Runtime, with the model that it was made from.</summary>
    internal static class OnnxVerification
    {
        /// <summary>How far any logit and any attention weight may be off.</summary>
        internal const float Tolerance = 1e-4f;

        // More than one picture, so that an axis that was meant to be the batch and isn't shows.
        private const int Batch = 2;

        internal static void Verify(ImageClassifier model, string path)
        {
            using var frozen = no_grad();
            using var scope = NewDisposeScope();
            var config = model.Config;
            var pixelValues = MakePixelValues(Batch * config.Channels * config.ImageHeight * config.ImageWidth);
            long[] shape = [Batch, config.Channels, config.ImageHeight, config.ImageWidth];
            var outputs = Run(path, pixelValues, shape);
            var trace = model.Trace(tensor(pixelValues, shape));
            Compare(OnnxExporter.Logits, outputs[OnnxExporter.Logits], trace.Logits);
            Compare(
                OnnxExporter.ClassAttention,
                outputs[OnnxExporter.ClassAttention],
                trace.Attentions[^1].select(2, 0).narrow(2, 1, config.Patches));
        }

        internal static Dictionary<string, float[]> Run(string path, float[] pixelValues, long[] shape)
        {
            try
            {
                using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
                using var session = new InferenceSession(path, options);
                using var run = new RunOptions();
                using var input = OrtValue.CreateTensorValueFromMemory(pixelValues, shape);
                using var outputs = session.Run(run, [OnnxExporter.PixelValues], [input], session.OutputNames);
                return session.OutputNames.Zip(outputs).ToDictionary(
                    output => output.First, output => output.Second.GetTensorDataAsSpan<float>().ToArray());
            }
            catch (OnnxRuntimeException error)
            {
                throw new ExportException($"ONNX Runtime can't run the exported file, so it was not kept: {error.Message}", error);
            }
        }

        // Numbers of the size that normalised pictures have, the same at every export and without touching torch's generator.
        private static float[] MakePixelValues(int count)
        {
            var random = new Random(0);
            return Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1).ToArray();
        }

        private static void Compare(string name, float[] actual, Tensor expected)
        {
            var reference = Checkpoint.ReadSingles(expected);
            if (actual.Length != reference.Length)
            {
                throw new ExportException(
                    $"The exported file gives {actual.Length} numbers as {name}, the model {reference.Length}, so the file was not kept.");
            }

            // MathF.Max lets a NaN through, which LINQ's Max would skip.
            var difference = actual.Zip(reference, (a, b) => MathF.Abs(a - b)).Aggregate(0f, MathF.Max);
            if (!(difference <= Tolerance))
            {
                throw new ExportException(
                    $"The exported file's {name} differ from the model's by {difference}, more than {Tolerance}, so the file was not kept. "
                    + "Check the weights for huge or missing values.");
            }
        }
    }
}
