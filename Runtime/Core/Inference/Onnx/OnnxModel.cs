using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Saccade.Capture;
using Saccade.Files;
using Saccade.Graphs;
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

        // Results that tell by their numbers whether they are probabilities.
        private const int FirstResults = 3;

        private readonly ModelFolder _folder;
        private readonly OnnxInspection _graph;
        private readonly InputConversion? _conversion;
        private readonly ScoreReading? _scores;
        private readonly IReadOnlyList<string> _labels = Array.Empty<string>();
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
            try
            {
                _graph = folder.Graph;
                _inputName = _graph.Found.Input!;
                Layout = _graph.TakesPatches ? PixelLayout.Patches : PixelLayout.Planes;
                _conversion = _graph.IsInputPlain
                    ? null : new InputConversion(_graph, folder.Rule, folder.InputHeight, folder.InputWidth);
                MaxBatch = CheckInput();
                _length = PreprocessingRule.Channels * folder.InputHeight * folder.InputWidth;
                _input = new float[_length];
                _heads = stop.Do(FindOutputs, Cancel);
                Bind(1);
                if (_outputs.Find(output => output.Name == _graph.Tensor) is Output classes)
                {
                    _labels = NameClasses(classes.Length);
                    _scores = stop.Do(() => ReadFirst(classes), Cancel);
                }

                Notice = Join(notice, folder.Notice, Explain());
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

        public string? Notice { get; private set; }

        public int MaxBatch { get; private set; }

        public double WarmUpSeconds { get; }

        public bool TakesDeviceMemory =>
            (Provider == ExecutionProvider.Cuda || Provider == ExecutionProvider.TensorRT) && _conversion == null;

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
                var content = folder.Graph.IsTensorHidden ? HiddenOutput.Add(folder.OnnxPath, folder.Graph.Tensor!) : null;
                var session = OnnxSessions.Open(folder.OnnxPath, content, options, stop, out var provider, out var notice);
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
            _labels,
            topK,
            _heads > 0 ? new AttentionMap(_heads, _folder.GridHeight, _folder.GridWidth) : null,
            Has(OnnxNames.Rollout) ? new PatchMap(_folder.GridHeight, _folder.GridWidth) : null,
            Has(OnnxNames.Relevance) ? new PatchMap(_folder.GridHeight, _folder.GridWidth) : null,
            _scores?.HasIndependentClasses ?? false)
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
                _conversion?.Grow(_input.Length / _length);
            }

            return _input.AsSpan(index * _length, _length);
        }

        public bool Run(int count)
        {
            try
            {
                var binding = _bindings[count] ?? Bind(count);
                _conversion?.Convert(_input, count);
                _session.RunWithBinding(_runOptions, binding.Io);
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

        public string? Read(int index, Classification result)
        {
            foreach (var output in _outputs)
            {
                var values = output.Read(index);
                if (!AllFinite.Of(values))
                {
                    return output.Name;
                }

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
                        if (!result.SetLogits(ReadScores(values)))
                        {
                            return output.Name;
                        }

                        break;
                }
            }

            return null;
        }

        /// <summary>An output of the last run, with the classes' numbers as logits.</summary>
        /// <param name="name">The output, see <see cref="OnnxNames"/>; <see cref="OnnxNames.Logits"/> for the classes.</param>
        /// <param name="index">The picture's place in the batch.</param>
        /// <returns>Empty where the model has no such output; until the next call.</returns>
        public ReadOnlySpan<float> ReadOutput(string name, int index)
        {
            var isScores = name == OnnxNames.Logits;
            var output = _outputs.Find(o => o.Name == (isScores ? _graph.Tensor : name));
            return output == null ? default : isScores ? ReadScores(output.Read(index)) : output.Read(index);
        }

        /// <summary>The class names in the order of the logits; none without a head.</summary>
        public IReadOnlyList<string> Labels => _labels;

        /// <summary>What was done to the logits inside the graph; null without a head, and where nothing tells.</summary>
        public OutputActivation? Activation => _scores == null || _scores.IsAsked ? (OutputActivation?)null : _scores.Activation;

        /// <summary>Whether each class has a probability of its own, the sigmoid of its logit.</summary>
        public bool HasIndependentClasses => _scores?.HasIndependentClasses ?? false;

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

        private long[] InputShape(int count) => _conversion != null ? _conversion.ShapeOf(count) : Layout == PixelLayout.Patches
            ? new long[] { count, Patches, PreprocessingRule.Channels * _folder.PatchHeight * _folder.PatchWidth }
            : new long[] { count, PreprocessingRule.Channels, _folder.InputHeight, _folder.InputWidth };

        // Returns the pictures that one run may hold.
        private int CheckInput()
        {
            var input = _session.InputMetadata[_inputName];
            var declared = input.Dimensions;
            var expected = InputShape(1);
            if (declared.Length != expected.Length || declared.Where((size, i) => size >= 0 && size != expected[i]).Any())
            {
                throw new ModelFileException(
                    $"{_folder.OnnxPath}: {_inputName} is [{string.Join(", ", declared)}] (-1 is any), but {ModelLayout.Preprocessor} "
                    + $"makes [{string.Join(", ", expected)}]. Export again, or point to the matching folder.");
            }

            // Where scales are found in all pictures of a run, one camera's picture would change another's answer.
            return declared[0] < 0 && !_graph.File.IsBatchShared ? MaximumBatch : 1;
        }

        // Exports with symbolic dimensions tell their output shapes only by running once; that run is the warm-up too. Returns the
        // attention's heads.
        private int FindOutputs()
        {
            // Without a known patch grid there is no place for a map.
            string[] maps = { OnnxNames.ClassAttention, OnnxNames.Rollout, OnnxNames.Relevance };
            var names = maps.Where(name => _session.OutputMetadata.ContainsKey(name) && Patches > 0).ToList();
            if (_graph.Tensor != null)
            {
                names.Insert(0, _graph.Tensor);
            }

            if (names.Count == 0)
            {
                throw new ModelFileException(
                    $"{_folder.OnnxPath}: the model's outputs are {string.Join(", ", _session.OutputMetadata.Keys)}: it has no head that "
                    + "gives classes, and no attention to show. Export an image classifier.");
            }

            var heads = 0;
            using (var input = CreateInput(1))
            using (var outputs = _session.Run(_runOptions, new[] { _inputName }, new[] { input }, names))
            {
                for (var i = 0; i < names.Count; i++)
                {
                    var info = outputs[i].GetTensorTypeAndShape();
                    var shape = info.Shape;
                    var isHalf = info.ElementDataType == TensorElementType.Float16;
                    if (info.ElementDataType != TensorElementType.Float && !isHalf)
                    {
                        throw new ModelFileException(
                            $"{_folder.OnnxPath}: {names[i]} holds numbers of type {info.ElementDataType}, expected Float or "
                            + "Float16. Export with outputs of single precision, as ./saccade export --fp16 does too.");
                    }

                    if (names[i] == _graph.Tensor)
                    {
                        CheckClasses(shape);
                    }
                    else if (names[i] == OnnxNames.ClassAttention)
                    {
                        heads = CheckAttention(shape);
                    }
                    else
                    {
                        CheckMap(names[i], shape);
                    }

                    _outputs.Add(new Output(names[i], shape, MaxBatch, isHalf));
                }
            }

            return heads;
        }

        private OrtValue CreateInput(int count) => _conversion != null
            ? _conversion.Create(count)
            : OrtValue.CreateTensorValueFromMemory(
                OrtMemoryInfo.DefaultInstance, _input.AsMemory(0, count * _length), InputShape(count));

        private void CheckClasses(long[] shape)
        {
            if (shape.Length < 2 || shape[0] != 1 || shape.Skip(2).Any(size => size != 1))
            {
                throw new ModelFileException(
                    $"{_folder.OnnxPath}: {_graph.Found.Output} is [{string.Join(", ", shape)}] for one picture, expected [1, classes]. "
                    + "Export an image classifier.");
            }
        }

        // Where nobody has named them they are called as in transformers.
        private IReadOnlyList<string> NameClasses(int count)
        {
            var labels = _folder.Labels;
            if (labels.Count == count)
            {
                return labels;
            }

            if (_folder.Facts.Labels.Count == 0 && (_graph.Labels == null || _folder.Facts.Record.Labels == OnnxRecord.NoLabels))
            {
                return ProblemTypes.NameClasses(count);
            }

            var source = _folder.Facts.Labels.Count == 0 ? $"{_folder.OnnxPath} names {labels.Count} classes in its metadata"
                : _folder.Facts.Record.Labels is string file && file != OnnxRecord.LabelsFromConfig ? $"{file} has {labels.Count} lines"
                : $"{ModelLayout.Config} has {labels.Count} id2label entries";
            throw new ModelFileException(
                $"labels: {source} but the model's logits have {count}. "
                + $"Re-export, or point the model folder to the matching one ({_folder.Path}).");
        }

        // The graph's last steps tell what the numbers are. Where they don't, pictures of noise are classified too.
        private ScoreReading ReadFirst(Output classes)
        {
            var first = new List<float[]>();
            var levels = new Random(1);
            var values = _folder.Rule.CreateNormalizationTable();
            var isOpen = _graph.Found.Activation == null || _folder.Facts.Record.Activation != null;
            for (var run = 0; run < (isOpen ? FirstResults : 1); run++)
            {
                for (var i = 0; i < _length && run > 0; i++)
                {
                    _input[i] = values[levels.Next(256)];
                }

                Run(1);
                first.Add(classes.Read(0).ToArray());
            }

            Array.Clear(_input, 0, _length);
            return new ScoreReading(_graph, _folder.Facts.Record.Activation, _folder.Facts.ProblemType, first);
        }

        private ReadOnlySpan<float> ReadScores(ReadOnlySpan<float> values)
        {
            var isNew = _scores!.Contradiction == null;
            var logits = _scores.ToLogits(values);
            if (isNew && _scores.Contradiction != null)
            {
                Notice = Join(Notice, _scores.Contradiction);
            }

            return logits;
        }

        // What a person has to say, or should know.
        private string? Explain()
        {
            var told = _graph.Warnings.ToList();
            if (_folder.Facts.ReplacesRule)
            {
                told.Add($"{_folder.Path}: {OnnxRecord.Key}.{OnnxRecord.RangeKey} in {ModelLayout.Config} counts, in place of what "
                    + $"{ModelLayout.Preprocessor} says of rescaling and normalising.");
            }

            // Classes without names show it themselves, and numbers may have told the activation.
            told.AddRange(_graph.Questions
                .Where(question => question.Key != OnnxRecord.LabelsKey && question.Key != OnnxRecord.ActivationKey
                    && (question.Key != OnnxRecord.RangeKey || !_folder.Facts.HasRuleFile))
                .Select(question => question.Text));
            if (_scores != null && _scores.IsAsked)
            {
                told.Add(_scores.Question);
            }

            if (_scores?.Contradiction != null)
            {
                told.Add(_scores.Contradiction);
            }

            return told.Count > 0 ? string.Join(" ", told) : null;
        }

        private static string? Join(params string?[] notices)
        {
            var told = string.Join(" ", notices.Where(notice => !string.IsNullOrEmpty(notice)));
            return told.Length > 0 ? told : null;
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
            private readonly float[] _values;
            private readonly Float16[]? _halves;

            public Output(string name, long[] shape, int pictures, bool isHalf)
            {
                Name = name;
                _shape = shape;
                Length = (int)shape.Aggregate(1L, (product, size) => product * size);
                _values = new float[pictures * Length];
                _halves = isHalf ? new Float16[_values.Length] : null;
            }

            public string Name { get; }

            /// <summary>Numbers of one picture.</summary>
            public int Length { get; }

            /// <summary>The numbers of a picture.</summary>
            public ReadOnlySpan<float> Read(int index)
            {
                for (var i = index * Length; i < (index + 1) * Length && _halves != null; i++)
                {
                    _values[i] = (float)_halves[i];
                }

                return _values.AsSpan(index * Length, Length);
            }

            /// <summary>The memory for some pictures, to be bound.</summary>
            public OrtValue Create(int count) => _halves == null
                ? OrtValue.CreateTensorValueFromMemory(
                    OrtMemoryInfo.DefaultInstance, _values.AsMemory(0, count * Length), ShapeOf(count))
                : OrtValue.CreateTensorValueFromMemory(
                    OrtMemoryInfo.DefaultInstance, _halves.AsMemory(0, count * Length), ShapeOf(count));

            private long[] ShapeOf(int count) => new long[] { count }.Concat(_shape.Skip(1)).ToArray();
        }

        /// <summary>Inputs and outputs of one batch size, bound.</summary>
        private sealed class Binding : IDisposable
        {
            private readonly List<OrtValue> _values = new List<OrtValue>();

            public Binding(OnnxModel model, int count)
                : this(model)
            {
                Io.BindInput(model._inputName, Own(model.CreateInput(count)));
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
                    Io.BindOutput(output.Name, Own(output.Create(count)));
                }
            }

            private OrtValue Own(OrtValue value)
            {
                _values.Add(value);
                return value;
            }
        }
    }
}
