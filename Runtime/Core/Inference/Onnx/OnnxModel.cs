using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Saccade.Capture;
using Saccade.Files;
using Saccade.Maps;
using Saccade.Models;
using Saccade.Preprocessing;
using Saccade.Reading;

namespace Saccade.Inference.Onnx
{
    /// <summary>
    /// A model folder's ONNX file in ONNX Runtime, with inputs and outputs bound once for each batch size to memory that stays where
    /// it is, so that a run allocates nothing.
    /// </summary>
    internal sealed class OnnxModel : IClassifierModel
    {
        /// <summary>Pictures in one run at most.</summary>
        public const int MaximumBatch = 16;

        private const int MaximumDeviceBindings = 64;

        private readonly ModelFolder _folder;
        private readonly InferenceSession _session;
        private readonly RunOptions _runOptions = new RunOptions();
        private readonly Binding?[] _bindings = new Binding?[MaximumBatch + 1];
        private readonly Dictionary<IntPtr, Binding> _deviceBindings = new Dictionary<IntPtr, Binding>();
        private readonly List<Output> _outputs = new List<Output>();
        private readonly string _inputName;
        private readonly int _length;
        private readonly int _heads;
        private float[] _input;

        private OnnxModel(ModelFolder folder, InferenceSession session, LoadStop stop, ExecutionProvider provider, string? notice)
        {
            _folder = folder;
            _session = session;
            Provider = provider;
            Notice = notice;
            try
            {
                _inputName = FindInput();
                Layout = _inputName == OnnxNames.Patches ? PixelLayout.Patches : PixelLayout.Planes;
                MaxBatch = CheckInput();
                _length = PreprocessingRule.Channels * folder.InputHeight * folder.InputWidth;
                _input = new float[_length];
                _heads = stop.Do(FindOutputs, Cancel);
                Bind(1);
                WarmUpSeconds = stop.Do(MeasureRun, Cancel);
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public PixelLayout Layout { get; }

        public ExecutionProvider Provider { get; }

        public string? Notice { get; }

        public int MaxBatch { get; private set; }

        public double WarmUpSeconds { get; }

        public bool TakesDeviceMemory => Provider == ExecutionProvider.Cuda || Provider == ExecutionProvider.TensorRT;

        private int Patches => _folder.GridHeight * _folder.GridWidth;

        /// <summary>Loads and warms up the model.</summary>
        /// <param name="folder">Where it lies.</param>
        /// <param name="options">How to run it.</param>
        /// <param name="stop">Tells when it is no longer wanted; null where that can't be.</param>
        /// <exception cref="ModelFileException">The file is no ONNX model, or doesn't fit the folder's JSON files.</exception>
        /// <exception cref="OperationCanceledException">Loading was stopped.</exception>
        public static OnnxModel Load(ModelFolder folder, in InferenceOptions options, LoadStop? stop = null)
        {
            stop ??= new LoadStop();
            try
            {
                var session = OnnxSessions.Open(folder.OnnxPath, options, stop, out var provider, out var notice);
                return new OnnxModel(folder, session, stop, provider, notice);
            }
            catch (OnnxRuntimeException e) when (stop.IsAsked)
            {
                throw new OperationCanceledException($"{folder.OnnxPath}: nobody wants the model any more.", e);
            }
            catch (OnnxRuntimeException e)
            {
                throw new ModelFileException(
                    ModelIdentity.FindPointer(folder.OnnxPath) is string pointer ? GitLfs.Explain(pointer)
                    : $"{folder.OnnxPath}: ONNX Runtime can't load it. {e.Message} Export the model again with ./saccade export.", e);
            }
        }

        /// <summary>Does the same, and sees that the weights belong to the JSON files that were read before.</summary>
        /// <inheritdoc cref="Load"/>
        public static OnnxModel LoadUnchanged(ModelFolder folder, in InferenceOptions options, LoadStop stop)
        {
            var model = Load(folder, options, stop);
            if (!folder.Identity.HasChanged())
            {
                return model;
            }

            model.Dispose();
            throw new ModelFileException(
                $"{folder.Path}: the model's files were changed while it was being loaded, so its weights and its labels may not belong "
                + "together. Load it again.");
        }

        public Classification CreateResult(int topK) => new Classification(
            _folder.Labels,
            topK,
            _heads > 0 ? new AttentionMap(_heads, _folder.GridHeight, _folder.GridWidth) : null,
            Has(OnnxNames.Rollout) ? new PatchMap(_folder.GridHeight, _folder.GridWidth) : null,
            Has(OnnxNames.Relevance) ? new PatchMap(_folder.GridHeight, _folder.GridWidth) : null,
            _folder.Facts.HasIndependentClasses)
        {
            ShowsBestByRollout = _folder.Config is ModelConfig config && DefaultMap.IsRollout(config.Layers),
        };

        public Span<float> Input(int index)
        {
            var needed = (index + 1) * _length;
            if (_input.Length < needed)
            {
                // What is bound is the old memory, so everything is bound anew; this happens when a camera joins.
                Unbind();
                Array.Resize(ref _input, Math.Min(Math.Max(needed, 2 * _input.Length), MaximumBatch * _length));
            }

            return _input.AsSpan(index * _length, _length);
        }

        public bool Run(int count)
        {
            try
            {
                _session.RunWithBinding(_runOptions, (_bindings[count] ?? Bind(count)).Io);
                return true;
            }
            catch (OnnxRuntimeException) when (count > 1 && !_runOptions.Terminate)
            {
                // The graph's inside is fixed to one picture though its input isn't.
                MaxBatch = 1;
                return false;
            }
        }

        public void RunOnDevice(IntPtr pixels)
        {
            if (!_deviceBindings.TryGetValue(pixels, out var binding))
            {
                // An encoder has a few places, and a new one comes with a new size of ring or a new camera: the old ones are let go.
                if (_deviceBindings.Count == MaximumDeviceBindings)
                {
                    UnbindDevice();
                }

                _deviceBindings.Add(pixels, binding = new Binding(this, pixels));
            }

            _session.RunWithBinding(_runOptions, binding.Io);
            binding.Io.SynchronizeBoundOutputs();
        }

        public void Read(int index, Classification result)
        {
            foreach (var output in _outputs)
            {
                ReadOnlySpan<float> values = output.Values.AsSpan(index * output.Length, output.Length);
                switch (output.Name)
                {
                    case OnnxNames.ClassAttention:
                        values.CopyTo(result.Attention!.Buffer);
                        break;
                    case OnnxNames.Rollout:
                        values.CopyTo(result.Rollout!.Buffer);
                        break;
                    case OnnxNames.Relevance:
                        values.CopyTo(result.Relevance!.Buffer);
                        break;
                    default:
                        if (!result.SetLogits(values))
                        {
                            throw new InvalidOperationException(
                                $"{_folder.OnnxPath}: the model's logits are not numbers (NaN or infinity). Its weights are broken: "
                                + "train or export it again.");
                        }

                        break;
                }
            }
        }

        public void Cancel() => _runOptions.Terminate = true;

        public void Dispose()
        {
            Unbind();
            UnbindDevice();
            _runOptions.Dispose();
            _session.Dispose();
        }

        // The run that found the outputs was the first, and took longer than those to come.
        private double MeasureRun()
        {
            var began = Stopwatch.GetTimestamp();
            Run(1);
            return (Stopwatch.GetTimestamp() - began) / (double)Stopwatch.Frequency;
        }

        private bool Has(string output) => _outputs.Any(o => o.Name == output);

        private Binding Bind(int count) => _bindings[count] = new Binding(this, count);

        private void Unbind()
        {
            for (var i = 0; i < _bindings.Length; i++)
            {
                _bindings[i]?.Dispose();
                _bindings[i] = null;
            }
        }

        private void UnbindDevice()
        {
            foreach (var binding in _deviceBindings.Values)
            {
                binding.Dispose();
            }

            _deviceBindings.Clear();
        }

        private long[] InputShape(int count) => Layout == PixelLayout.Patches
            ? new long[] { count, Patches, PreprocessingRule.Channels * _folder.PatchHeight * _folder.PatchWidth }
            : new long[] { count, PreprocessingRule.Channels, _folder.InputHeight, _folder.InputWidth };

        private string FindInput()
        {
            var names = _session.InputMetadata.Keys.ToArray();
            if (names.Length != 1 || names[0] != OnnxNames.PixelValues && names[0] != OnnxNames.Patches)
            {
                throw new ModelFileException(
                    $"{_folder.OnnxPath}: the model's inputs are {string.Join(", ", names)}, expected "
                    + $"{OnnxNames.PixelValues} or {OnnxNames.Patches} alone. Export an image classifier.");
            }

            return names[0];
        }

        // Returns the pictures that one run may hold.
        private int CheckInput()
        {
            var input = _session.InputMetadata[_inputName];
            if (input.ElementDataType != TensorElementType.Float)
            {
                throw new ModelFileException(
                    $"{_folder.OnnxPath}: {_inputName} holds numbers of type {input.ElementDataType}, expected Float. "
                    + "Export with single precision inputs, as ./saccade export --fp16 does too.");
            }

            var declared = input.Dimensions;
            var expected = InputShape(1);
            if (declared.Length != expected.Length || declared.Where((size, i) => size >= 0 && size != expected[i]).Any())
            {
                throw new ModelFileException(
                    $"{_folder.OnnxPath}: {_inputName} is [{string.Join(", ", declared)}] (-1 is any), but {ModelLayout.Preprocessor} "
                    + $"makes [{string.Join(", ", expected)}]. Export again, or point to the matching folder.");
            }

            return declared[0] < 0 ? MaximumBatch : 1;
        }

        // Exports with symbolic dimensions tell their output shapes only by running once; that run is the warm-up too. Returns the
        // attention's heads.
        private int FindOutputs()
        {
            if (!_session.OutputMetadata.ContainsKey(OnnxNames.Logits))
            {
                throw new ModelFileException(
                    $"{_folder.OnnxPath}: the model's outputs are {string.Join(", ", _session.OutputMetadata.Keys)}, expected "
                    + $"{OnnxNames.Logits} among them. Export an image classifier.");
            }

            // Without a known patch grid there is no place for a map.
            string[] known = { OnnxNames.Logits, OnnxNames.ClassAttention, OnnxNames.Rollout, OnnxNames.Relevance };
            var names = known
                .Where(name => _session.OutputMetadata.ContainsKey(name) && (name == OnnxNames.Logits || Patches > 0))
                .ToArray();
            var heads = 0;
            using (var input = OrtValue.CreateTensorValueFromMemory(_input, InputShape(1)))
            using (var outputs = _session.Run(_runOptions, new[] { _inputName }, new[] { input }, names))
            {
                for (var i = 0; i < names.Length; i++)
                {
                    var info = outputs[i].GetTensorTypeAndShape();
                    var shape = info.Shape;
                    if (info.ElementDataType != TensorElementType.Float)
                    {
                        throw new ModelFileException(
                            $"{_folder.OnnxPath}: {names[i]} holds numbers of type {info.ElementDataType}, expected Float. "
                            + "Export with single precision outputs, as ./saccade export --fp16 does too.");
                    }

                    if (names[i] == OnnxNames.Logits)
                    {
                        CheckLogits(shape);
                    }
                    else if (names[i] == OnnxNames.ClassAttention)
                    {
                        heads = CheckAttention(shape);
                    }
                    else
                    {
                        CheckMap(names[i], shape);
                    }

                    _outputs.Add(new Output(names[i], shape, MaxBatch));
                }
            }

            return heads;
        }

        private void CheckLogits(long[] shape)
        {
            var labels = _folder.Labels.Count;
            if (shape.Length != 2 || shape[0] != 1)
            {
                throw new ModelFileException(
                    $"{_folder.OnnxPath}: {OnnxNames.Logits} is [{string.Join(", ", shape)}] for one picture, expected [1, classes]. "
                    + "Export an image classifier.");
            }

            if (labels != shape[1])
            {
                throw new ModelFileException(
                    $"labels: {ModelLayout.Config} has {labels} id2label entries but the model's logits have {shape[1]}. "
                    + $"Re-export, or point the model folder to the matching one ({_folder.Path}).");
            }
        }

        private int CheckAttention(long[] shape)
        {
            if (shape.Length != 3 || shape[0] != 1 || shape[1] < 1 || shape[2] != Patches)
            {
                throw UnexpectedMap(OnnxNames.ClassAttention, shape, $"[1, heads, {Patches}]");
            }

            return (int)shape[1];
        }

        private void CheckMap(string name, long[] shape)
        {
            if (shape.Length != 2 || shape[0] != 1 || shape[1] != Patches)
            {
                throw UnexpectedMap(name, shape, $"[1, {Patches}]");
            }
        }

        private ModelFileException UnexpectedMap(string name, long[] shape, string expected) => new ModelFileException(
            $"{_folder.OnnxPath}: {name} is [{string.Join(", ", shape)}], expected {expected} for "
            + $"{_folder.GridHeight} x {_folder.GridWidth} patches. Export again, or point to the matching folder.");

        /// <summary>One output of the graph, and memory for it.</summary>
        private sealed class Output
        {
            private readonly long[] _shape;

            public Output(string name, long[] shape, int pictures)
            {
                Name = name;
                _shape = shape;
                Length = (int)shape.Aggregate(1L, (product, size) => product * size);
                Values = new float[pictures * Length];
            }

            public string Name { get; }

            /// <summary>Numbers of one picture.</summary>
            public int Length { get; }

            public float[] Values { get; }

            public long[] ShapeOf(int count) => new long[] { count }.Concat(_shape.Skip(1)).ToArray();
        }

        /// <summary>Inputs and outputs of one batch size, bound.</summary>
        private sealed class Binding : IDisposable
        {
            private readonly List<OrtValue> _values = new List<OrtValue>();

            public Binding(OnnxModel model, int count)
                : this(model)
            {
                Io.BindInput(model._inputName, Own(model._input, count * model._length, model.InputShape(count)));
                BindOutputs(model, count);
            }

            /// <summary>Binds one picture in the memory of the card that the session computes on.</summary>
            public Binding(OnnxModel model, IntPtr pixels)
                : this(model)
            {
                using (var card = new OrtMemoryInfo(OrtMemoryInfo.allocatorCUDA, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default))
                {
                    var input = OrtValue.CreateTensorValueWithData(
                        card, TensorElementType.Float, model.InputShape(1), pixels, (long)model._length * sizeof(float));
                    _values.Add(input);
                    Io.BindInput(model._inputName, input);
                }

                BindOutputs(model, 1);
            }

            private Binding(OnnxModel model)
            {
                Io = model._session.CreateIoBinding();
            }

            public OrtIoBinding Io { get; }

            public void Dispose()
            {
                Io.Dispose();
                foreach (var value in _values)
                {
                    value.Dispose();
                }
            }

            private void BindOutputs(OnnxModel model, int count)
            {
                foreach (var output in model._outputs)
                {
                    Io.BindOutput(output.Name, Own(output.Values, count * output.Length, output.ShapeOf(count)));
                }
            }

            private OrtValue Own(float[] memory, int length, long[] shape)
            {
                var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory.AsMemory(0, length), shape);
                _values.Add(value);
                return value;
            }
        }
    }
}
