using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace Saccade.Core.Tests.Inference
{
    /// <summary>
    /// Model folders with an ONNX file made by hand: the logits are the channels' means times a matrix. For what no exporter would
    /// write, such as weights that are not numbers.
    /// </summary>
    internal sealed class TinyOnnx
    {
        public const int Side = 8;

        private const int Float = 1;
        private const int Int64 = 7;
        private const int Half = 10;

        private readonly List<byte> _graph = [];

        /// <summary>Columns of the matrix, one a class: what red, green and blue count.</summary>
        public float[][] Classes { get; init; } = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];

        /// <summary>The batch that the input declares; null is any.</summary>
        public int? Batch { get; init; }

        /// <summary>Whether the graph works for one picture only, whatever the input declares.</summary>
        public bool IsFixedInside { get; init; }

        public string InputName { get; init; } = "pixel_values";

        public string OutputName { get; init; } = "logits";

        /// <summary>What is done to the logits last; null for nothing.</summary>
        public string? LastOperation { get; init; }

        /// <summary>Whether the input holds half precision numbers.</summary>
        public bool HasHalfInput { get; init; }

        /// <summary>Whether there is no head but attention: a Vision Transformer of 2 x 2 patches.</summary>
        public bool IsBackbone { get; init; }

        /// <summary>The family that <c>config.json</c> names.</summary>
        public string ModelType { get; init; } = "swin";

        /// <summary>How <c>config.json</c> says that logits become probabilities; null for not at all.</summary>
        public string? ProblemType { get; init; }

        /// <summary>Writes the folder.</summary>
        /// <returns>Its path, to be deleted.</returns>
        public string Write()
        {
            var folder = Directory.CreateTempSubdirectory("saccade-tiny-").FullName;
            Directory.CreateDirectory(Path.Combine(folder, "onnx"));
            var labels = string.Join(", ", Classes.Select((_, i) => $"\"{i}\": \"class {i}\""));
            var type = ProblemType is null ? "null" : $"\"{ProblemType}\"";
            File.WriteAllText(
                Path.Combine(folder, "config.json"),
                IsBackbone
                    ? $$"""{"model_type": "vit", "image_size": {{Side}}, "patch_size": {{Side / 2}}}"""
                    : $$"""{"model_type": "{{ModelType}}", "problem_type": {{type}}, "id2label": {{{labels}}} }""");
            File.WriteAllText(
                Path.Combine(folder, "preprocessor_config.json"),
                $$"""{"image_processor_type": "ViTImageProcessor", "size": {"height": {{Side}}, "width": {{Side}}}, "resample": 2}""");
            File.WriteAllBytes(Path.Combine(folder, "onnx", "model.onnx"), Model());
            return folder;
        }

        private byte[] Model()
        {
            var pixels = InputName;
            if (HasHalfInput)
            {
                Node("Cast", [InputName], pixels = "pixels", Message(Text(1, "to"), Number(3, Float), Number(20, 2)));
            }

            Node("GlobalAveragePool", [pixels], "means");
            Node("Reshape", ["means", "shape"], "colours");
            if (IsBackbone)
            {
                return BackboneModel();
            }

            Node("MatMul", ["colours", "matrix"], LastOperation is null ? OutputName : "sums");
            if (LastOperation is not null)
            {
                Node(LastOperation, ["sums"], OutputName);
            }

            var matrix = Enumerable.Range(0, 3).SelectMany(channel => Classes.Select(counts => counts[channel])).ToArray();
            _graph.AddRange(Bytes(5, Tensor("matrix", Float, [3, Classes.Length], MemoryMarshal.AsBytes<float>(matrix))));
            return Finish(Value(OutputName, Float, null, Classes.Length));
        }

        private byte[] BackboneModel()
        {
            Node("MatMul", ["colours", "matrix"], "patches");
            Node("Reshape", ["patches", "heads"], "cls_attention");
            float[] matrix = [1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1];
            _graph.AddRange(Bytes(5, Tensor("heads", Int64, [3], MemoryMarshal.AsBytes<long>(new[] { -1L, 1, 4 }))));
            _graph.AddRange(Bytes(5, Tensor("matrix", Float, [3, 4], MemoryMarshal.AsBytes<float>(matrix))));
            return Finish(Value("cls_attention", Float, null, 1, 4));
        }

        private byte[] Finish(byte[] output)
        {
            _graph.AddRange(Text(2, "tiny"));
            _graph.AddRange(Bytes(5, Tensor("shape", Int64, [2], MemoryMarshal.AsBytes<long>(new[] { IsFixedInside ? 1L : -1, 3 }))));
            _graph.AddRange(Bytes(11, Value(InputName, HasHalfInput ? Half : Float, Batch, 3, Side, Side)));
            _graph.AddRange(Bytes(12, output));
            return Message(Number(1, 9), Bytes(8, Message(Text(1, ""), Number(2, 20))), Bytes(7, [.. _graph]));
        }

        private void Node(string operation, string[] inputs, string output, params byte[][] attributes)
        {
            byte[][] parts =
            [
                .. inputs.Select(input => Text(1, input)), Text(2, output), Text(4, operation), .. attributes.Select(a => Bytes(5, a)),
            ];
            _graph.AddRange(Bytes(1, Message(parts)));
        }

        private static byte[] Tensor(string name, int type, long[] sizes, ReadOnlySpan<byte> data) =>
            Message([.. sizes.Select(size => Number(1, size)), Number(2, type), Text(8, name), Bytes(9, data.ToArray())]);

        private static byte[] Value(string name, int type, params int?[] sizes)
        {
            var shape = Message([.. sizes.Select(size => Bytes(1, size is int known ? Number(1, known) : Text(2, "batch")))]);
            return Message(Text(1, name), Bytes(2, Message(Bytes(1, Message(Number(1, type), Bytes(2, shape))))));
        }

        private static byte[] Message(params byte[][] fields) => [.. fields.SelectMany(field => field)];

        private static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

        private static byte[] Bytes(int field, byte[] content) => [.. Varint(field << 3 | 2), .. Varint(content.Length), .. content];

        private static byte[] Number(int field, long value) => [.. Varint(field << 3), .. Varint(value)];

        private static byte[] Varint(long value)
        {
            List<byte> bytes = [];
            var rest = (ulong)value;
            for (; rest > 127; rest >>= 7)
            {
                bytes.Add((byte)(rest & 127 | 128));
            }

            bytes.Add((byte)rest);
            return [.. bytes];
        }
    }
}
