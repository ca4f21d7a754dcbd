using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Saccade.Training.Checkpoints
{
    /// <summary>Reads tensors out of a file in Hugging Face's safetensors format, one at a time, straight from the disk.</summary>
    /// <remarks>
    /// The file is eight bytes of header length, a JSON header, and the tensors' bytes. A checkpoint may come from anywhere, so
    /// nothing is believed before it is checked: a damaged or hostile file gives an <see cref="InvalidDataException"/> and
    /// never anything else. Elements are little-endian, as is every processor that TorchSharp runs on.
    /// </remarks>
    public sealed class SafetensorsFile : IDisposable
    {
        private readonly SafeFileHandle _handle;
        private readonly Dictionary<string, SafetensorsEntry> _entries;

        private SafetensorsFile(string path, SafeFileHandle handle, SafetensorsHeader header)
        {
            Path = path;
            _handle = handle;
            _entries = header.Entries;
            Metadata = header.Metadata;
        }

        /// <summary>The path that the file was opened by.</summary>
        public string Path { get; }

        /// <summary>Every tensor's description, by its name.</summary>
        public IReadOnlyDictionary<string, SafetensorsEntry> Entries => _entries;

        /// <summary>The free text under <c>__metadata__</c>; empty when the file has none.</summary>
        public IReadOnlyDictionary<string, string> Metadata { get; }

        /// <summary>Opens a file and checks its whole header.</summary>
        /// <param name="path">The file.</param>
        /// <returns>The open file; dispose it to close it.</returns>
        /// <exception cref="InvalidDataException">The file is not a valid safetensors file; the message says where.</exception>
        /// <exception cref="IOException">The file can't be read.</exception>
        public static SafetensorsFile Open(string path)
        {
            var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            try
            {
                return new SafetensorsFile(path, handle, SafetensorsHeader.Read(path, handle));
            }
            catch
            {
                handle.Dispose();
                throw;
            }
        }

        /// <summary>Reads one tensor of floating point numbers as singles.</summary>
        /// <param name="name">The tensor's name.</param>
        /// <returns>The elements in row-major order. F16 and BF16 convert without loss, F64 is rounded.</returns>
        /// <exception cref="InvalidDataException">
        /// The tensor's type is not F64, F32, F16 or BF16, or the file was cut short meanwhile.
        /// </exception>
        /// <exception cref="KeyNotFoundException">There is no tensor of that name.</exception>
        public float[] ReadSingles(string name)
        {
            var entry = Find(name);
            switch (entry.Type)
            {
                case SafetensorsType.F32:
                    var singles = new float[entry.Length / sizeof(float)];
                    Read(entry, MemoryMarshal.AsBytes(singles.AsSpan()));
                    return singles;
                case SafetensorsType.F16:
                    return Convert(ReadBytes(name), sizeof(ushort), bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes));
                case SafetensorsType.BF16:
                    return Convert(
                        ReadBytes(name),
                        sizeof(ushort),
                        bytes => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16));
                case SafetensorsType.F64:
                    return Convert(ReadBytes(name), sizeof(double), bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes));
                default:
                    throw new InvalidDataException(
                        $"{Path}: tensor '{name}' holds {entry.Type}; weights must be F64, F32, F16 or BF16. Convert the checkpoint.");
            }
        }

        /// <summary>Reads one tensor's bytes as they lie in the file (little-endian).</summary>
        /// <param name="name">The tensor's name.</param>
        /// <returns>The bytes, <see cref="SafetensorsEntry.Length"/> of them.</returns>
        /// <exception cref="InvalidDataException">The tensor is too large for one array, or the file was cut short meanwhile.</exception>
        /// <exception cref="KeyNotFoundException">There is no tensor of that name.</exception>
        public byte[] ReadBytes(string name)
        {
            var entry = Find(name);
            if (entry.Length > Array.MaxLength)
            {
                throw new InvalidDataException(
                    $"{Path}: tensor '{name}' has {entry.Length} bytes, more than the {Array.MaxLength} of one array.");
            }

            var bytes = new byte[entry.Length];
            Read(entry, bytes);
            return bytes;
        }

        /// <summary>Closes the file.</summary>
        public void Dispose() => _handle.Dispose();

        private static float[] Convert(byte[] bytes, int size, Func<ReadOnlySpan<byte>, float> convert)
        {
            var singles = new float[bytes.Length / size];
            for (var i = 0; i < singles.Length; i++)
            {
                singles[i] = convert(bytes.AsSpan(size * i, size));
            }

            return singles;
        }

        private SafetensorsEntry Find(string name) => _entries.TryGetValue(name, out var entry)
                ? entry
                : throw new KeyNotFoundException($"{Path} has no tensor '{name}'; it has {_entries.Count} others.");

        private void Read(SafetensorsEntry entry, Span<byte> destination)
        {
            var offset = entry.Offset;
            while (destination.Length > 0)
            {
                var read = RandomAccess.Read(_handle, destination, offset);
                if (read == 0)
                {
                    throw new InvalidDataException($"{Path}: the file ends inside of tensor '{entry.Name}'.");
                }

                destination = destination[read..];
                offset += read;
            }
        }
    }
}
