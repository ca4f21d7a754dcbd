using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Saccade.Files;
using Saccade.Host.Tooling;
using Saccade.Preprocessing;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>A model folder's ONNX file with all that it says of a picture, and several pictures at a time.</summary>
    internal sealed class MapModel : IDisposable
    {
        private const int NumbersABatch = 1_200_000;

        private readonly InferenceSession _session;
        private readonly RunOptions _options = new();
        private readonly string[] _outputs;
        private readonly float[] _batch;

        private MapModel(ModelFolder folder)
        {
            Folder = folder;
            using SessionOptions options = new();
            _session = new InferenceSession(folder.OnnxPath, options);
            if (!_session.InputMetadata.TryGetValue(OnnxNames.PixelValues, out var input)
                || !_session.OutputMetadata.ContainsKey(OnnxNames.Logits))
            {
                _session.Dispose();
                throw new ToolingException(
                    $"{folder.OnnxPath}: the benchmark needs a file from {OnnxNames.PixelValues} to {OnnxNames.Logits}. "
                    + $"Export it again: ./saccade export --model \"{folder.Path}\" --rollout --relevance");
            }

            string[] known = [OnnxNames.Logits, OnnxNames.ClassAttention, OnnxNames.Rollout, OnnxNames.Relevance];
            _outputs = [.. known.Where(_session.OutputMetadata.ContainsKey)];
            BatchSize = input.Dimensions[0] > 0
                ? input.Dimensions[0]
                : Math.Clamp(NumbersABatch / PictureLength, 4, 64);
            _batch = new float[BatchSize * PictureLength];
        }

        /// <summary>Where the model lies.</summary>
        public ModelFolder Folder { get; }

        /// <summary>What the folder says of its Vision Transformer.</summary>
        public ModelConfig Config => Folder.Config
            ?? throw new ToolingException($"{Folder.Path}: {ModelLayout.Config} is not that of a Vision Transformer, "
                + "so there are no maps to score.");

        /// <summary>Pictures that are computed together.</summary>
        public int BatchSize { get; }

        /// <summary>Rows of the patch grid.</summary>
        public int GridHeight => Folder.InputHeight / Folder.PatchHeight;

        /// <summary>Columns of the patch grid.</summary>
        public int GridWidth => Folder.InputWidth / Folder.PatchWidth;

        private int PictureLength => 3 * Folder.InputHeight * Folder.InputWidth;

        private int Classes => Folder.Labels.Count;

        /// <summary>Loads a model folder.</summary>
        /// <exception cref="Preprocessing.ModelFileException">A file is missing or contradicts another.</exception>
        /// <exception cref="ToolingException">The ONNX file can't be used.</exception>
        public static MapModel Load(string folder)
        {
            var model = ModelFolder.Open(folder);
            try
            {
                return new MapModel(model);
            }
            catch (OnnxRuntimeException e)
            {
                throw new ToolingException(
                    $"{model.OnnxPath}: ONNX Runtime can't load it. {e.Message} Export it again with ./saccade export.");
            }
        }

        /// <summary>Whether a folder's ONNX file has all kinds of maps.</summary>
        public static bool HasAllMaps(string folder)
        {
            using var model = Load(folder);
            return model._outputs.Length == 4;
        }

        /// <summary>Runs one picture.</summary>
        /// <param name="pixels">[3, H, W].</param>
        /// <returns>The probability of each class, and each map-like output there is, under its name.</returns>
        public (double[] Probabilities, Dictionary<string, float[]> Maps) Run(float[] pixels)
        {
            for (var picture = 0; picture < BatchSize; picture++)
            {
                pixels.CopyTo(_batch, picture * PictureLength);
            }

            var count = _session.InputMetadata[OnnxNames.PixelValues].Dimensions[0] > 0 ? BatchSize : 1;
            using var outputs = Run(count, _outputs);
            Dictionary<string, float[]> maps = [];
            for (var i = 1; i < _outputs.Length; i++)
            {
                var values = outputs[i].GetTensorDataAsSpan<float>();
                maps[_outputs[i]] = values[..(values.Length / count)].ToArray();
            }

            return (Softmax(outputs[0].GetTensorDataAsSpan<float>()[..Classes]), maps);
        }

        /// <summary>The probability of one class in each of several pictures.</summary>
        /// <param name="count">How many, any number.</param>
        /// <param name="write">Writes picture <c>i</c> as [3, H, W] into what it is given.</param>
        /// <param name="classNumber">The class.</param>
        public double[] Predict(int count, WritePicture write, int classNumber)
        {
            var probabilities = new double[count];
            for (var first = 0; first < count; first += BatchSize)
            {
                var here = Math.Min(BatchSize, count - first);
                for (var i = 0; i < here; i++)
                {
                    write(first + i, _batch.AsSpan(i * PictureLength, PictureLength));
                }

                var whole = _session.InputMetadata[OnnxNames.PixelValues].Dimensions[0] > 0 ? BatchSize : here;
                using var outputs = Run(whole, [OnnxNames.Logits]);
                var logits = outputs[0].GetTensorDataAsSpan<float>();
                for (var i = 0; i < here; i++)
                {
                    probabilities[first + i] = Softmax(logits.Slice(i * Classes, Classes))[classNumber];
                }
            }

            return probabilities;
        }

        public void Dispose()
        {
            _options.Dispose();
            _session.Dispose();
        }

        private static double[] Softmax(ReadOnlySpan<float> logits)
        {
            var exponentials = new double[logits.Length];
            var largest = double.NegativeInfinity;
            foreach (var logit in logits)
            {
                largest = Math.Max(largest, logit);
            }

            for (var i = 0; i < logits.Length; i++)
            {
                exponentials[i] = Math.Exp(logits[i] - largest);
            }

            var sum = exponentials.Sum();
            return [.. exponentials.Select(value => value / sum)];
        }

        private IDisposableReadOnlyCollection<OrtValue> Run(int count, string[] outputs)
        {
            long[] shape = [count, 3, Folder.InputHeight, Folder.InputWidth];
            using var input = OrtValue.CreateTensorValueFromMemory(
                OrtMemoryInfo.DefaultInstance, _batch.AsMemory(0, count * PictureLength), shape);
            return _session.Run(_options, [OnnxNames.PixelValues], [input], outputs);
        }

        /// <summary>Writes one picture of several.</summary>
        internal delegate void WritePicture(int number, Span<float> pixels);
    }
}
