using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Saccade.Preprocessing;

namespace Saccade.Inference
{
    /// <summary>
    /// A model folder's ONNX file in ONNX Runtime, with input and outputs bound once to memory that stays where it is, so that
    /// a run allocates nothing.
    /// </summary>
    internal sealed class OnnxModel : IClassifierModel
    {
        private const string InputName = "pixel_values";
        private const string LogitsName = "logits";
        private const string AttentionName = "cls_attention";

        private readonly ModelFolder _folder;
        private readonly InferenceSession _session;
        private readonly RunOptions _runOptions = new RunOptions();
        private readonly OrtIoBinding _binding;
        private readonly List<OrtValue> _values = new List<OrtValue>();
        private readonly float[] _input;
        private readonly float[] _logits;
        private readonly float[]? _attention;
        private readonly int _heads;

        private OnnxModel(ModelFolder folder, int threads)
        {
            _folder = folder;
            using (SessionOptions options = new SessionOptions())
            {
                options.IntraOpNumThreads = threads;
                options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;

                // Idle threads must sleep: the game needs the cores between two frames.
                options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
                _session = new InferenceSession(folder.OnnxPath, options);
            }

            try
            {
                _binding = _session.CreateIoBinding();
                CheckNames();
                long[] inputShape = { 1, PreprocessingRule.Channels, folder.InputHeight, folder.InputWidth };
                CheckInputShape(inputShape);
                _input = new float[PreprocessingRule.Channels * folder.InputHeight * folder.InputWidth];
                OrtValue input = Own(OrtValue.CreateTensorValueFromMemory(_input, inputShape));
                _binding.BindInput(InputName, input);

                // Exports with symbolic dimensions tell their output shapes only by running once; that run is the warm-up too.
                bool hasAttention = _session.OutputMetadata.ContainsKey(AttentionName);
                string[] names = hasAttention ? new[] { LogitsName, AttentionName } : new[] { LogitsName };
                using (IDisposableReadOnlyCollection<OrtValue> outputs =
                    _session.Run(_runOptions, new[] { InputName }, new[] { input }, names))
                {
                    long[] logitsShape = outputs[0].GetTensorTypeAndShape().Shape;
                    int classes = CheckLogits(logitsShape);
                    _logits = new float[classes];
                    _binding.BindOutput(LogitsName, Own(OrtValue.CreateTensorValueFromMemory(_logits, logitsShape)));
                    if (hasAttention)
                    {
                        long[] attentionShape = outputs[1].GetTensorTypeAndShape().Shape;
                        _heads = CheckAttention(attentionShape);
                        _attention = new float[_heads * GridHeight * GridWidth];
                        _binding.BindOutput(AttentionName, Own(OrtValue.CreateTensorValueFromMemory(_attention, attentionShape)));
                    }
                }
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        private int GridHeight => _folder.InputHeight / _folder.Config.PatchHeight;

        private int GridWidth => _folder.InputWidth / _folder.Config.PatchWidth;

        /// <summary>Loads and warms up the model.</summary>
        /// <param name="folder">Where it lies.</param>
        /// <param name="threads">Threads of one run, at least 1.</param>
        /// <exception cref="ModelFileException">The file is no ONNX model, or doesn't fit the folder's JSON files.</exception>
        public static OnnxModel Load(ModelFolder folder, int threads)
        {
            try
            {
                return new OnnxModel(folder, threads);
            }
            catch (OnnxRuntimeException e)
            {
                throw new ModelFileException(
                    $"{folder.OnnxPath}: ONNX Runtime can't load it. {e.Message} Export the model again with ./saccade export.", e);
            }
        }

        public Classification CreateResult(int topK) =>
            new Classification(_folder.Config.Labels, topK, _attention == null ? null : new AttentionMap(_heads, GridHeight, GridWidth));

        public void Run(ReadOnlySpan<float> input, Classification result)
        {
            input.CopyTo(_input);
            long began = Stopwatch.GetTimestamp();
            _session.RunWithBinding(_runOptions, _binding);
            result.InferenceSeconds = (Stopwatch.GetTimestamp() - began) / (double)Stopwatch.Frequency;
            if (!result.SetLogits(_logits))
                throw new InvalidOperationException(
                    $"{_folder.OnnxPath}: the model's logits are not numbers (NaN or infinity). Its weights are broken: "
                    + "train or export it again.");
            _attention?.AsSpan().CopyTo(result.Attention!.Buffer);
        }

        public void Cancel() => _runOptions.Terminate = true;

        public void Dispose()
        {
            _binding?.Dispose();
            foreach (OrtValue value in _values)
                value.Dispose();
            _values.Clear();
            _runOptions.Dispose();
            _session.Dispose();
        }

        private OrtValue Own(OrtValue value)
        {
            _values.Add(value);
            return value;
        }

        private void CheckNames()
        {
            if (!_session.InputMetadata.ContainsKey(InputName) || _session.InputMetadata.Count != 1)
            {
                throw new ModelFileException(
                    $"{_folder.OnnxPath}: the model's inputs are {string.Join(", ", _session.InputMetadata.Keys)}, expected "
                    + "pixel_values alone. Export an image classifier.");
            }

            if (!_session.OutputMetadata.ContainsKey(LogitsName))
            {
                throw new ModelFileException(
                    $"{_folder.OnnxPath}: the model's outputs are {string.Join(", ", _session.OutputMetadata.Keys)}, expected logits "
                    + "among them. Export an image classifier.");
            }
        }

        private void CheckInputShape(long[] expected)
        {
            int[] declared = _session.InputMetadata[InputName].Dimensions;
            bool fits = declared.Length == expected.Length && declared.Zip(expected, (d, e) => d < 0 || d == e).All(ok => ok);
            if (!fits)
            {
                throw new ModelFileException(
                    $"{_folder.OnnxPath}: pixel_values is [{string.Join(", ", declared)}] (-1 is any), but preprocessor_config.json "
                    + $"makes [{string.Join(", ", expected)}]. Export again, or point to the matching folder.");
            }
        }

        private int CheckLogits(long[] shape)
        {
            int labels = _folder.Config.Labels.Count;
            if (shape.Length != 2 || shape[0] != 1)
                throw new ModelFileException(
                    $"{_folder.OnnxPath}: logits is [{string.Join(", ", shape)}] for one picture, expected [1, classes]. "
                    + "Export an image classifier.");
            if (labels != shape[1])
            {
                throw new ModelFileException(
                    $"labels: config.json has {labels} id2label entries but the model's logits have {shape[1]}. "
                    + $"Re-export, or point the model folder to the matching one ({_folder.Path}).");
            }

            return labels;
        }

        private int CheckAttention(long[] shape)
        {
            int patches = GridHeight * GridWidth;
            if (shape.Length != 3 || shape[0] != 1 || shape[2] != patches)
            {
                throw new ModelFileException(
                    $"{_folder.OnnxPath}: cls_attention is [{string.Join(", ", shape)}], expected [1, heads, {patches}] for "
                    + $"{GridHeight} x {GridWidth} patches. Export again, or point to the matching folder.");
            }

            return (int)shape[1];
        }
    }
}
