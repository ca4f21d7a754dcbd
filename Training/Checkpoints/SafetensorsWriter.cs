using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using Saccade.Training.Files;

namespace Saccade.Training.Checkpoints
{
    /// <summary>Writes F32 tensors in Hugging Face's safetensors format.</summary>
    public static class SafetensorsWriter
    {
        /// <summary>Writes a file that is either complete or not there: it grows under another name and is renamed at the end.</summary>
        /// <param name="path">The file; an existing one is replaced.</param>
        /// <param name="tensors">The tensors, in any order; they are written sorted by name.</param>
        /// <param name="metadata">
        /// Text for <c>__metadata__</c>, or null for <c>format: pt</c>, without which transformers refuses the file.
        /// </param>
        /// <exception cref="ArgumentException">
        /// A name comes twice or is <c>__metadata__</c>, or a tensor's elements don't fill its shape.
        /// </exception>
        /// <exception cref="IOException">The file can't be written, for example because the disk is full.</exception>
        public static void Write(
            string path, IEnumerable<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
        {
            var sorted = tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal).ToArray();
            var header = MakeHeader(sorted, metadata ?? new Dictionary<string, string> { ["format"] = "pt" });
            WholeFile.Write(path, stream =>
            {
                Span<byte> length = stackalloc byte[sizeof(ulong)];
                BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
                stream.Write(length);
                stream.Write(header);
                foreach (var tensor in sorted)
                {
                    WriteElements(stream, tensor);
                }
            });
        }

        private static byte[] MakeHeader(SafetensorsTensor[] tensors, IReadOnlyDictionary<string, string> metadata)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                json.WriteStartObject("__metadata__");
                foreach (var (key, value) in metadata)
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
                var offset = 0L;
                var names = new HashSet<string>(StringComparer.Ordinal) { "__metadata__" };
                foreach (var tensor in tensors)
                {
                    if (!names.Add(tensor.Name))
                    {
                        throw new ArgumentException(
                            $"The name '{tensor.Name}' is taken; every tensor needs a name of its own.", nameof(tensors));
                    }

                    json.WriteStartObject(tensor.Name);
                    json.WriteString("dtype", nameof(SafetensorsType.F32));
                    WriteNumbers(json, "shape", tensor.Shape);
                    var end = offset + Count(tensor) * sizeof(float);
                    WriteNumbers(json, "data_offsets", [offset, end]);
                    json.WriteEndObject();
                    offset = end;
                }

                json.WriteEndObject();
            }

            // Padding with spaces aligns the data to eight bytes, so that readers can map it.
            var header = new byte[(buffer.WrittenCount + 7) / 8 * 8];
            header.AsSpan().Fill((byte)' ');
            buffer.WrittenSpan.CopyTo(header);
            return header;
        }

        private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
        {
            json.WriteStartArray(name);
            foreach (var number in numbers)
            {
                json.WriteNumberValue(number);
            }

            json.WriteEndArray();
        }

        private static void WriteElements(FileStream stream, SafetensorsTensor tensor)
        {
            var elements = tensor.Read();
            if (elements.Length != Count(tensor))
            {
                throw new ArgumentException(
                    $"Tensor '{tensor.Name}' has {elements.Length} elements, but its shape [{string.Join(", ", tensor.Shape)}] "
                    + $"needs {Count(tensor)}.");
            }

            stream.Write(MemoryMarshal.AsBytes(elements.AsSpan()));
        }

        private static long Count(SafetensorsTensor tensor) =>
            tensor.Shape.Aggregate(1L, (product, dimension) => checked(product * dimension));
    }
}
