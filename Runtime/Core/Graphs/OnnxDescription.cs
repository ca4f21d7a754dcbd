using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Saccade.Preprocessing;
using Saccade.Reading;

namespace Saccade.Graphs
{
    /// <summary>
    /// What an ONNX file says of itself without its weights, which are passed over: inputs, outputs, the steps by name, metadata, and
    /// the names of the files beside it that hold weights.
    /// </summary>
    internal sealed class OnnxDescription
    {
        // ONNX's own field numbers: ModelProto, GraphProto, NodeProto, AttributeProto, TensorProto, ValueInfoProto, TypeProto.
        private const int ModelGraph = 7;
        private const int ModelMetadata = 14;
        private const int GraphNode = 1;
        private const int GraphInitializer = 5;
        private const int GraphInput = 11;
        private const int GraphOutput = 12;
        private const int GraphSparseInitializer = 15;

        private const int MostParts = 4_000_000;
        private const int MostDimensions = 64;

        private static readonly string[] Integer =
        {
            "MatMulInteger", "ConvInteger", "DynamicQuantizeLinear", "QuantizeLinear", "DequantizeLinear", "QLinearConv", "QLinearMatMul",
            "QGemm", "DynamicQuantizeMatMul", "MatMulIntegerToFloat", "MatMulNBits",
        };

        private readonly ProtoReader _reader;
        private readonly List<OnnxValue> _inputs = new List<OnnxValue>();
        private readonly List<OnnxValue> _outputs = new List<OnnxValue>();
        private readonly List<OnnxNode> _nodes = new List<OnnxNode>();
        private readonly Dictionary<string, string> _metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        private readonly SortedSet<string> _outside = new SortedSet<string>(StringComparer.Ordinal);
        private readonly HashSet<string> _initializers = new HashSet<string>(StringComparer.Ordinal);
        private bool _hasGraph;
        private bool _hasHalfWeights;
        private int _parts;

        private OnnxDescription(Stream stream)
        {
            _reader = new ProtoReader(stream);
            ReadModel();
            _inputs.RemoveAll(input => _initializers.Contains(input.Name));
        }

        /// <summary>The inputs; what old files list among them though it is weights is left out.</summary>
        public IReadOnlyList<OnnxValue> Inputs => _inputs;

        /// <summary>The outputs.</summary>
        public IReadOnlyList<OnnxValue> Outputs => _outputs;

        /// <summary>The steps of the outermost graph.</summary>
        public IReadOnlyList<OnnxNode> Nodes => _nodes;

        /// <summary>What its maker has written beside the graph.</summary>
        public IReadOnlyDictionary<string, string> Metadata => _metadata;

        /// <summary>The files beside it that hold weights, as the file names them, sorted.</summary>
        public IReadOnlyCollection<string> OutsideFiles => _outside;

        /// <summary>Whether weights or steps are in 8 bits or fewer.</summary>
        public bool IsQuantized => _nodes.Any(node => Array.IndexOf(Integer, node.Operation) >= 0);

        /// <summary>Whether the pictures of a run change each other's results, because steps find scales in all of them.</summary>
        public bool IsBatchShared => _nodes.Any(node => node.Operation.StartsWith("DynamicQuantize", StringComparison.Ordinal));

        /// <summary>Whether weights are in 16-bit floating point.</summary>
        public bool IsHalf => _hasHalfWeights && !IsQuantized;

        /// <summary>Whether a name is that of weights.</summary>
        public bool IsInitializer(string name) => _initializers.Contains(name);

        /// <summary>Reads a file.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="ModelFileException">It is missing, can't be read, or is no ONNX file.</exception>
        public static OnnxDescription Read(string path)
        {
            try
            {
                using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read))
                {
                    return new OnnxDescription(stream);
                }
            }
            catch (InvalidDataException e)
            {
                throw new ModelFileException(
                    GitLfs.IsPointer(path) ? GitLfs.Explain(path)
                    : $"{path}: is no ONNX file, or a damaged one: {e.Message}. Download it again, or export it with ./saccade export.", e);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                throw new ModelFileException($"{path}: the file can't be read. {e.Message}", e);
            }
        }

        /// <summary>Reads what lies in memory or in an archive.</summary>
        /// <param name="stream">The file; it can seek.</param>
        /// <param name="name">What to call it in messages.</param>
        /// <exception cref="ModelFileException">It is no ONNX file.</exception>
        public static OnnxDescription Read(Stream stream, string name)
        {
            try
            {
                return new OnnxDescription(stream);
            }
            catch (InvalidDataException e)
            {
                throw new ModelFileException(
                    $"{name}: is no ONNX file, or a damaged one: {e.Message}. Download it again, or export it with ./saccade export.", e);
            }
        }

        private void ReadModel()
        {
            while (_reader.Next(_reader.Length, out var field, out var isMessage))
            {
                if (field == ModelGraph && isMessage)
                {
                    _hasGraph = true;
                    ReadGraph(_reader.Enter(_reader.Length));
                }
                else if (field == ModelMetadata && isMessage)
                {
                    var (key, value) = ReadEntry(_reader.Enter(_reader.Length));
                    _metadata[key] = value;
                }
                else
                {
                    _reader.Skip(_reader.Length, isMessage);
                }
            }

            if (!_hasGraph)
            {
                throw _reader.Broken("no graph");
            }
        }

        private void ReadGraph(long end)
        {
            while (_reader.Next(end, out var field, out var isMessage))
            {
                Count();
                if (!isMessage || field != GraphNode && field != GraphInitializer && field != GraphInput && field != GraphOutput
                    && field != GraphSparseInitializer)
                {
                    _reader.Skip(end, isMessage);
                    continue;
                }

                var stop = _reader.Enter(end);
                switch (field)
                {
                    case GraphNode:
                        ReadNode(stop);
                        break;
                    case GraphInitializer:
                        ReadTensor(stop, true);
                        break;
                    case GraphInput:
                        _inputs.Add(ReadValue(stop));
                        break;
                    case GraphOutput:
                        _outputs.Add(ReadValue(stop));
                        break;
                    default:
                        ReadSparse(stop);
                        break;
                }
            }
        }

        private void ReadNode(long end)
        {
            var operation = "";
            var inputs = new List<string>();
            var outputs = new List<string>();
            var classes = new List<string>();
            while (_reader.Next(end, out var field, out var isMessage))
            {
                Count();
                switch (isMessage ? field : 0)
                {
                    case 1:
                        inputs.Add(_reader.ReadText(end));
                        break;
                    case 2:
                        outputs.Add(_reader.ReadText(end));
                        break;
                    case 4:
                        operation = _reader.ReadText(end);
                        break;
                    case 5:
                        ReadAttribute(_reader.Enter(end), classes);
                        break;
                    default:
                        _reader.Skip(end, isMessage);
                        break;
                }
            }

            _nodes.Add(new OnnxNode(operation, inputs, outputs, classes.Count > 0 ? classes : null));
        }

        // A constant's tensor may lie in another file; ZipMap's names are the only other attribute of interest.
        private void ReadAttribute(long end, List<string> classes)
        {
            var name = "";
            var found = new List<string>();
            while (_reader.Next(end, out var field, out var isMessage))
            {
                Count();
                if (field == 1 && isMessage)
                {
                    name = _reader.ReadText(end);
                }
                else if (field == 5 && isMessage)
                {
                    ReadTensor(_reader.Enter(end), false);
                }
                else if (field == 9 && isMessage && name == "classlabels_strings")
                {
                    found.Add(_reader.ReadText(end));
                }
                else if (field == 8 && name == "classlabels_int64s")
                {
                    var stop = isMessage ? _reader.Enter(end) : 0;
                    do
                    {
                        Count();
                        found.Add(_reader.ReadInteger(isMessage ? stop : end).ToString(CultureInfo.InvariantCulture));
                    }
                    while (isMessage && _reader.HasMore(stop));
                }
                else
                {
                    _reader.Skip(end, isMessage);
                }
            }

            classes.AddRange(found);
        }

        private void ReadSparse(long end)
        {
            while (_reader.Next(end, out var field, out var isMessage))
            {
                if (field <= 2 && isMessage)
                {
                    ReadTensor(_reader.Enter(end), false);
                }
                else
                {
                    _reader.Skip(end, isMessage);
                }
            }
        }

        private void ReadTensor(long end, bool isInitializer)
        {
            while (_reader.Next(end, out var field, out var isMessage))
            {
                Count();
                if (field == 2 && !isMessage)
                {
                    _hasHalfWeights |= _reader.ReadInteger(end) == OnnxValue.Half;
                }
                else if (field == 8 && isMessage && isInitializer)
                {
                    _initializers.Add(_reader.ReadText(end));
                }
                else if (field == 13 && isMessage)
                {
                    var (key, value) = ReadEntry(_reader.Enter(end));
                    if (key == "location")
                    {
                        _outside.Add(value);
                    }
                }
                else
                {
                    _reader.Skip(end, isMessage);
                }
            }
        }

        private (string Key, string Value) ReadEntry(long end)
        {
            Count();
            var key = "";
            var value = "";
            while (_reader.Next(end, out var field, out var isMessage))
            {
                if (field == 1 && isMessage)
                {
                    key = _reader.ReadText(end);
                }
                else if (field == 2 && isMessage)
                {
                    value = _reader.ReadText(end);
                }
                else
                {
                    _reader.Skip(end, isMessage);
                }
            }

            return (key, value);
        }

        private OnnxValue ReadValue(long end)
        {
            var name = "";
            var elementType = 0;
            var isSequence = false;
            long[]? shape = null;
            while (_reader.Next(end, out var field, out var isMessage))
            {
                if (field == 1 && isMessage)
                {
                    name = _reader.ReadText(end);
                }
                else if (field == 2 && isMessage)
                {
                    var type = _reader.Enter(end);
                    while (_reader.Next(type, out var kind, out var isType))
                    {
                        if (kind == 1 && isType)
                        {
                            (elementType, shape) = ReadTensorType(_reader.Enter(type));
                        }
                        else
                        {
                            isSequence |= kind == 4;
                            _reader.Skip(type, isType);
                        }
                    }
                }
                else
                {
                    _reader.Skip(end, isMessage);
                }
            }

            return new OnnxValue(name, elementType, isSequence, shape);
        }

        private (int ElementType, long[]? Shape) ReadTensorType(long end)
        {
            var elementType = 0;
            List<long>? shape = null;
            while (_reader.Next(end, out var field, out var isMessage))
            {
                if (field == 1 && !isMessage)
                {
                    elementType = (int)Math.Min(int.MaxValue, Math.Max(0, _reader.ReadInteger(end)));
                }
                else if (field == 2 && isMessage)
                {
                    shape ??= new List<long>();
                    var stop = _reader.Enter(end);
                    while (_reader.Next(stop, out var dimension, out var isDimension))
                    {
                        if (dimension == 1 && isDimension && shape.Count < MostDimensions)
                        {
                            shape.Add(ReadSize(_reader.Enter(stop)));
                        }
                        else
                        {
                            _reader.Skip(stop, isDimension);
                        }
                    }
                }
                else
                {
                    _reader.Skip(end, isMessage);
                }
            }

            return (elementType, shape?.ToArray());
        }

        private long ReadSize(long end)
        {
            var size = -1L;
            while (_reader.Next(end, out var field, out var isMessage))
            {
                if (field == 1 && !isMessage)
                {
                    size = Math.Max(-1, _reader.ReadInteger(end));
                }
                else
                {
                    _reader.Skip(end, isMessage);
                }
            }

            return size;
        }

        private void Count()
        {
            if (++_parts > MostParts)
            {
                throw _reader.Broken("more parts than any model has");
            }
        }
    }
}
