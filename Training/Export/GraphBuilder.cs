using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export.Onnx;
using Saccade.Training.Model;
using TorchSharp.Modules;
using static TorchSharp.torch;
using ElementType = Saccade.Training.Export.Onnx.TensorProto.Types.DataType;

namespace Saccade.Training.Export
{
    /// <summary>Writes an ONNX graph node by node; every method returns the name of the value that it adds.</summary>
    internal sealed class GraphBuilder
    {
        // 20 is the first that has Gelu.
        private const int Opset = 20;
        private const string MicrosoftDomain = "com.microsoft";

        private readonly GraphProto _graph;
        private readonly WeightPrecision _precision;
        private readonly int _bits;
        private readonly HashSet<string> _constants = new(StringComparer.Ordinal);
        private readonly HashSet<string> _singles = new(StringComparer.Ordinal);
        private readonly HashSet<string> _quantized = new(StringComparer.Ordinal);

        internal GraphBuilder(string name, WeightPrecision precision, int bits)
        {
            _graph = new GraphProto { Name = name };
            _precision = precision;
            _bits = bits;
        }

        private ElementType Element => _precision == WeightPrecision.Half ? ElementType.Float16 : ElementType.Float;

        internal ModelProto Build(IEnumerable<(string Key, string Value)> metadata)
        {
            var model = new ModelProto
            {
                IrVersion = 9,
                ProducerName = "Saccade",
                ProducerVersion = typeof(GraphBuilder).Assembly.GetName().Version!.ToString(3),
                Graph = _graph,
            };
            model.OpsetImport.Add(new OperatorSetIdProto { Version = Opset });
            if (_graph.Node.Any(node => node.Domain == MicrosoftDomain))
            {
                model.OpsetImport.Add(new OperatorSetIdProto { Domain = MicrosoftDomain, Version = 1 });
            }

            model.MetadataProps.AddRange(metadata.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
            return model;
        }

        /// <summary>Adds an input of singles; the graph goes on with it in its own precision.</summary>
        /// <param name="name">The input's name.</param>
        /// <param name="shape">Numbers for fixed dimensions, names for those that each call chooses.</param>
        internal string Input(string name, params object[] shape)
        {
            _graph.Input.Add(Describe(name, shape));
            return Element == ElementType.Float ? name : Cast($"{name}.half", name, Element);
        }

        /// <summary>Adds an output of singles.</summary>
        internal void Output(string name, string value, params object[] shape)
        {
            _ = Element == ElementType.Float
                ? Add(new NodeProto { Name = name, OpType = "Identity" }, [value], [name])
                : Add(new NodeProto { Name = name, OpType = "Cast" }, [value], [name], Attribute("to", (long)ElementType.Float));
            _graph.Output.Add(Describe(name, shape));
        }

        internal string Node(string operation, string name, IEnumerable<string> inputs, params AttributeProto[] attributes) =>
            Add(new NodeProto { Name = name, OpType = operation }, inputs, [name], attributes);

        internal string[] Split(string name, string input, int axis, params long[] sizes)
        {
            var outputs = sizes.Select((_, i) => $"{name}.{i}").ToArray();
            Add(new NodeProto { Name = name, OpType = "Split" }, [input, Integers(sizes)], outputs, Attribute("axis", (long)axis));
            return outputs;
        }

        /// <summary>x·W + b with the weights as a matrix in the graph's precision.</summary>
        /// <param name="name">The name of the result.</param>
        /// <param name="input">[…, in].</param>
        /// <param name="weight">[out, in], as torch keeps it.</param>
        /// <param name="bias">[out], or null.</param>
        internal string Linear(string name, string input, Tensor weight, Tensor? bias) => _precision == WeightPrecision.Quantized
                ? QuantizedLinear(name, input, weight, bias)
                : PlainLinear(name, input, weight, bias);

        /// <summary><see cref="Linear"/> with weights that are never quantised.</summary>
        internal string PlainLinear(string name, string input, Tensor weight, Tensor? bias)
        {
            using var scope = NewDisposeScope();

            // torch keeps [out, in]; MatMul multiplies from the right and wants [in, out].
            var product = Node("MatMul", bias is null ? name : $"{name}.product", [input, Weights($"{name}.weight", weight.t())]);
            return bias is null ? product : Node("Add", name, [product, Weights($"{name}.bias", bias)]);
        }

        /// <summary>What lies between the two layers of an MLP.</summary>
        /// <param name="name">The first part of the names of what is added.</param>
        /// <param name="hidden">[…, M], or [..., 2·M] for a gated MLP.</param>
        /// <param name="activation">The activation.</param>
        /// <param name="width">M.</param>
        internal string Activate(string name, string hidden, Activation activation, long width)
        {
            if (activation != Activation.SwiGlu)
            {
                var approximation = activation == Activation.GeluTanh ? "tanh" : "none";
                return Node("Gelu", $"{name}.gelu", [hidden], Attribute("approximate", approximation));
            }

            var halves = Split($"{name}.half", hidden, -1, width, width);
            var sigmoid = Node("Sigmoid", $"{name}.sigmoid", [halves[0]]);
            return Node("Mul", $"{name}.gated", [Node("Mul", $"{name}.silu", [halves[0], sigmoid]), halves[1]]);
        }

        /// <summary>A value in singles, whatever the graph's precision.</summary>
        internal string AsSingle(string value)
        {
            if (Element == ElementType.Float)
            {
                return value;
            }

            var name = $"{value}.single";
            return _singles.Add(value) ? Cast(name, value, ElementType.Float) : name;
        }

        internal string Norm(string name, string input, LayerNorm norm)
        {
            string[] inputs = [input, Weights($"{name}.weight", norm.weight!), Weights($"{name}.bias", norm.bias!)];
            return Node("LayerNormalization", name, inputs, Attribute("axis", -1), Attribute("epsilon", (float)norm.eps));
        }

        /// <summary>
        /// Adds weights, once however often they are asked for. The elements are copied in row-major order, so a transposed view
        /// is written transposed.
        /// </summary>
        internal string Weights(string name, Tensor weights)
        {
            if (_constants.Add(name))
            {
                var elements = Checkpoint.ReadSingles(weights);

                // Without a copy where possible: a base model's weights are hundreds of megabytes, and nobody else has this array.
                var bytes = Element == ElementType.Float
                    ? UnsafeByteOperations.UnsafeWrap(new SinglesMemory(elements).Memory)
                    : ByteString.CopyFrom(MemoryMarshal.AsBytes(Array.ConvertAll(elements, element => (Half)element).AsSpan()));
                AddConstant(name, Element, bytes, weights.shape);
            }

            return name;
        }

        internal string Scalar(float value)
        {
            var name = FormattableString.Invariant($"scalar.{value:R}");
            if (_constants.Add(name))
            {
                AddConstant(name, Element, Element == ElementType.Float
                    ? ByteString.CopyFrom(MemoryMarshal.AsBytes<float>([value]))
                    : ByteString.CopyFrom(MemoryMarshal.AsBytes<Half>([(Half)value])));
            }

            return name;
        }

        /// <summary>A number in singles, whatever the graph's precision.</summary>
        internal string Single(float value)
        {
            var name = FormattableString.Invariant($"single.{value:R}");
            if (_constants.Add(name))
            {
                AddConstant(name, ElementType.Float, ByteString.CopyFrom(MemoryMarshal.AsBytes<float>([value])));
            }

            return name;
        }

        /// <summary>Whether the weights of a <see cref="Linear"/> of that name are integers.</summary>
        internal bool IsQuantized(string linear) => _quantized.Contains(linear);

        /// <summary>Adds a vector of integers, once however often it is asked for.</summary>
        internal string Integers(params long[] values)
        {
            var name = $"integers.{string.Join(",", values)}";
            if (_constants.Add(name))
            {
                AddConstant(name, ElementType.Int64, ByteString.CopyFrom(MemoryMarshal.AsBytes<long>(values)), values.Length);
            }

            return name;
        }

        internal static AttributeProto Attribute(string name, long value) =>
            new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

        internal static AttributeProto Attribute(string name, float value) =>
            new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

        internal static AttributeProto Attribute(string name, string value) =>
            new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };

        internal static AttributeProto Attribute(string name, params long[] values)
        {
            var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
            attribute.Ints.AddRange(values);
            return attribute;
        }

        private static ValueInfoProto Describe(string name, object[] shape)
        {
            var dimensions = new TensorShapeProto();
            dimensions.Dim.AddRange(shape.Select(size => size is string symbol
                ? new TensorShapeProto.Types.Dimension { DimParam = symbol }
                : new TensorShapeProto.Types.Dimension { DimValue = Convert.ToInt64(size, null) }));
            var tensor = new TypeProto.Types.Tensor { ElemType = (int)ElementType.Float, Shape = dimensions };
            return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
        }

        private string QuantizedLinear(string name, string input, Tensor weight, Tensor? bias)
        {
            using var scope = NewDisposeScope();
            _quantized.Add(name);
            var transposed = weight.t();
            var quantized = Quantization.Quantize(Checkpoint.ReadSingles(transposed), (int)transposed.shape[1], _bits);
            var levels = ByteString.CopyFrom(MemoryMarshal.AsBytes(quantized.Levels.AsSpan()));
            var scales = ByteString.CopyFrom(MemoryMarshal.AsBytes(quantized.Scales.AsSpan()));
            AddConstant($"{name}.weight", ElementType.Int8, levels, transposed.shape);
            AddConstant($"{name}.scale", ElementType.Float, scales, quantized.Scales.Length);

            // The empty name leaves out the zero point: the levels lie around zero.
            string[] biases = bias is null ? [] : [Weights($"{name}.bias", bias)];
            string[] inputs = [input, $"{name}.weight", $"{name}.scale", "", .. biases];
            return Add(new NodeProto { Name = name, OpType = "DynamicQuantizeMatMul", Domain = MicrosoftDomain }, inputs, [name]);
        }

        private string Cast(string name, string input, ElementType type) => Node("Cast", name, [input], Attribute("to", (long)type));

        private string Add(NodeProto node, IEnumerable<string> inputs, string[] outputs, params AttributeProto[] attributes)
        {
            node.Input.AddRange(inputs);
            node.Output.AddRange(outputs);
            node.Attribute.AddRange(attributes);
            _graph.Node.Add(node);
            return outputs[0];
        }

        private void AddConstant(string name, ElementType type, ByteString bytes, params long[] shape)
        {
            var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = bytes };
            tensor.Dims.AddRange(shape);
            _graph.Initializer.Add(tensor);
        }
    }
}
