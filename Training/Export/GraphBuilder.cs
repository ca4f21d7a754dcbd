using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export.Onnx;
using static TorchSharp.torch;

namespace Saccade.Training.Export
{
    /// <summary>Writes an ONNX graph node by node; every method returns the name of the value that it adds.</summary>
    internal sealed class GraphBuilder
    {
        private readonly GraphProto _graph;
        private readonly Dictionary<string, string> _integers = new();

        internal GraphBuilder(string name)
        {
            _graph = new GraphProto { Name = name };
        }

        internal ModelProto Build(int opset, IEnumerable<(string Key, string Value)> metadata)
        {
            var model = new ModelProto
            {
                IrVersion = 9,
                ProducerName = "Saccade",
                ProducerVersion = typeof(GraphBuilder).Assembly.GetName().Version!.ToString(3),
                Graph = _graph,
            };
            model.OpsetImport.Add(new OperatorSetIdProto { Version = opset });
            model.MetadataProps.AddRange(metadata.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
            return model;
        }

        /// <param name="name">The input's name.</param>
        /// <param name="shape">Numbers for fixed dimensions, names for those that each call chooses.</param>
        internal string Input(string name, params object[] shape)
        {
            _graph.Input.Add(Describe(name, shape));
            return name;
        }

        internal void Output(string name, string value, params object[] shape)
        {
            var node = new NodeProto { Name = name, OpType = "Identity" };
            node.Input.Add(value);
            node.Output.Add(name);
            _graph.Node.Add(node);
            _graph.Output.Add(Describe(name, shape));
        }

        internal string Node(string operation, string name, IEnumerable<string> inputs, params AttributeProto[] attributes)
        {
            var node = new NodeProto { Name = name, OpType = operation };
            node.Input.AddRange(inputs);
            node.Output.Add(name);
            node.Attribute.AddRange(attributes);
            _graph.Node.Add(node);
            return name;
        }

        /// <summary>Adds weights. The elements are copied in row-major order, so a transposed view is written transposed.</summary>
        internal string Weights(string name, Tensor weights)
        {
            var elements = Checkpoint.ReadSingles(weights);
            var tensor = new TensorProto { Name = name, DataType = (int)TensorProto.Types.DataType.Float };
            tensor.Dims.AddRange(weights.shape);

            // Without a copy: a base model's weights are hundreds of megabytes, and nobody else has this array.
            tensor.RawData = UnsafeByteOperations.UnsafeWrap(new SinglesMemory(elements).Memory);
            _graph.Initializer.Add(tensor);
            return name;
        }

        internal string Scalar(string name, float value)
        {
            var tensor = new TensorProto { Name = name, DataType = (int)TensorProto.Types.DataType.Float };
            tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes([value]));
            _graph.Initializer.Add(tensor);
            return name;
        }

        /// <summary>Adds a vector of integers, once however often it is asked for.</summary>
        internal string Integers(params long[] values)
        {
            var key = string.Join(",", values);
            if (!_integers.TryGetValue(key, out var name))
            {
                name = $"integers.{key}";
                var tensor = new TensorProto { Name = name, DataType = (int)TensorProto.Types.DataType.Int64 };
                tensor.Dims.Add(values.Length);
                tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<long>(values));
                _graph.Initializer.Add(tensor);
                _integers.Add(key, name);
            }

            return name;
        }

        internal static AttributeProto Attribute(string name, long value)
        {
            return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };
        }

        internal static AttributeProto Attribute(string name, float value)
        {
            return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };
        }

        internal static AttributeProto Attribute(string name, string value)
        {
            return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };
        }

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
                : new TensorShapeProto.Types.Dimension { DimValue = (int)size }));
            var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = dimensions };
            return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
        }
    }
}
