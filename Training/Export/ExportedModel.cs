using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Saccade.Models;
using Saccade.Reading;

namespace Saccade.Training.Export
{
    /// <summary>An ONNX file with one input of singles, open in ONNX Runtime.</summary>
    internal sealed class ExportedModel : IDisposable
    {
        private readonly InferenceSession _session;

        private ExportedModel(string path, InferenceSession session)
        {
            Path = path;
            _session = session;
            Input = session.InputNames[0];
            InputShape = session.InputMetadata[Input].Dimensions.Select(size => (long)size).ToArray();
            Outputs = session.OutputMetadata
                .Where(output => output.Value.ElementDataType == TensorElementType.Float)
                .Select(output => output.Key)
                .ToArray();
        }

        /// <summary>The file.</summary>
        internal string Path { get; }

        /// <summary>What the file says about itself.</summary>
        internal OnnxMetadata Metadata => OnnxMetadata.Parse(_session.ModelMetadata.CustomMetadataMap, Path);

        /// <summary>The input's name.</summary>
        internal string Input { get; }

        /// <summary>The input's dimensions, -1 for those that are free.</summary>
        internal IReadOnlyList<long> InputShape { get; }

        /// <summary>The names of the outputs of singles.</summary>
        internal IReadOnlyList<string> Outputs { get; }

        /// <param name="path">The file.</param>
        /// <param name="threads">Threads for the computation; 0 leaves the choice to ONNX Runtime.</param>
        /// <exception cref="ExportException">ONNX Runtime refuses the file, or it has other inputs than one of singles.</exception>
        internal static ExportedModel Open(string path, int threads = 0)
        {
            try
            {
                using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
                options.IntraOpNumThreads = threads;
                var session = new InferenceSession(path, options);
                if (session.InputNames.Count == 1 && session.InputMetadata.Values.Single().ElementDataType == TensorElementType.Float)
                {
                    return new ExportedModel(path, session);
                }

                session.Dispose();
                throw new ExportException($"{path}: expected one input of 32-bit floating point numbers. Export the model again.");
            }
            catch (OnnxRuntimeException error)
            {
                throw new ExportException(
                    ModelIdentity.FindPointer(path) is { } pointer
                        ? GitLfs.Explain(pointer)
                        : $"{path}: ONNX Runtime can't open the file. {error.Message}",
                    error);
            }
        }

        /// <summary>Whether the input takes a tensor of these dimensions.</summary>
        internal bool Takes(IReadOnlyList<long> shape) =>
            InputShape.Count == shape.Count && InputShape.Zip(shape).All(size => size.First < 0 || size.First == size.Second);

        /// <exception cref="ExportException">ONNX Runtime fails.</exception>
        internal Dictionary<string, TensorValues> Run(float[] input, long[] shape)
        {
            try
            {
                using var run = new RunOptions();
                using var value = OrtValue.CreateTensorValueFromMemory(input, shape);
                using var outputs = _session.Run(run, [Input], [value], Outputs);
                return Outputs.Zip(outputs).ToDictionary(
                    output => output.First,
                    output => new TensorValues(
                        output.Second.GetTensorDataAsSpan<float>().ToArray(), output.Second.GetTensorTypeAndShape().Shape));
            }
            catch (OnnxRuntimeException error)
            {
                throw new ExportException($"{Path}: ONNX Runtime can't run the file. {error.Message}", error);
            }
        }

        public void Dispose() => _session.Dispose();
    }
}
