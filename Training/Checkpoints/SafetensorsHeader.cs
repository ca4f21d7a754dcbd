using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Saccade.Reading;

namespace Saccade.Training.Checkpoints
{
    /// <summary>The checked header of a safetensors file.</summary>
    internal sealed class SafetensorsHeader
    {
        /// <summary>The format's own limit: a larger header is an attack or no safetensors file at all.</summary>
        internal const long MaxLength = 100_000_000;

        private const string MetadataKey = "__metadata__";
        private static readonly int[] TypeSizes = { 4, 2, 2, 8, 8, 4, 2, 1, 8, 4, 2, 1, 1 };

        private readonly string _path;
        private readonly long _dataStart;
        private readonly long _dataLength;

        private SafetensorsHeader(string path, long dataStart, long dataLength)
        {
            _path = path;
            _dataStart = dataStart;
            _dataLength = dataLength;
        }

        internal Dictionary<string, SafetensorsEntry> Entries { get; } = new(StringComparer.Ordinal);

        internal Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

        internal static SafetensorsHeader Read(string path, SafeFileHandle handle)
        {
            var fileLength = RandomAccess.GetLength(handle);
            Span<byte> lengthBytes = stackalloc byte[sizeof(ulong)];
            if (fileLength < lengthBytes.Length || RandomAccess.Read(handle, lengthBytes, 0) < lengthBytes.Length)
            {
                throw new InvalidDataException(
                    $"{path}: {fileLength} bytes are too few for a safetensors file, which starts with 8 bytes of length.");
            }

            if (GitLfs.IsPointer(path))
            {
                throw new InvalidDataException(GitLfs.Explain(path));
            }

            var length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
            var longest = Math.Min(MaxLength, fileLength - lengthBytes.Length);
            if (length > (ulong)longest)
            {
                throw new InvalidDataException(
                    $"{path}: the header is said to have {length} bytes, but at most {longest} are possible. The file is cut "
                    + "short or no safetensors file.");
            }

            var json = new byte[length];
            var read = 0;
            while (read < json.Length)
            {
                var count = RandomAccess.Read(handle, json.AsSpan(read), lengthBytes.Length + read);
                if (count == 0)
                {
                    throw new InvalidDataException($"{path}: the file ends inside of its header.");
                }

                read += count;
            }

            var dataStart = lengthBytes.Length + json.Length;
            var header = new SafetensorsHeader(path, dataStart, fileLength - dataStart);
            try
            {
                header.Parse(json);
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException)
            {
                // A string of invalid UTF-8 makes the JSON reader throw InvalidOperationException.
                throw new InvalidDataException($"{path}: the header is not valid JSON: {error.Message}", error);
            }

            header.CheckCoverage();
            return header;
        }

        private void Parse(byte[] json)
        {
            var reader = new Utf8JsonReader(json);
            Expect(ref reader, JsonTokenType.StartObject, "the header");
            while (ReadMember(ref reader, out var name))
            {
                if (name == MetadataKey)
                {
                    ParseMetadata(ref reader);
                }
                else if (!Entries.TryAdd(name, ParseEntry(ref reader, name)))
                {
                    throw new InvalidDataException($"{_path}: tensor '{name}' is in the header twice.");
                }
            }

            if (reader.Read())
            {
                throw new InvalidDataException($"{_path}: more text follows the header's JSON object.");
            }
        }

        private void ParseMetadata(ref Utf8JsonReader reader)
        {
            Expect(ref reader, JsonTokenType.StartObject, MetadataKey);
            while (ReadMember(ref reader, out var key))
            {
                Expect(ref reader, JsonTokenType.String, $"{MetadataKey} '{key}'");
                if (!Metadata.TryAdd(key, reader.GetString()!))
                {
                    throw new InvalidDataException($"{_path}: {MetadataKey} has the key '{key}' twice.");
                }
            }
        }

        private SafetensorsEntry ParseEntry(ref Utf8JsonReader reader, string tensor)
        {
            string? typeName = null;
            List<long>? shape = null;
            List<long>? offsets = null;
            Expect(ref reader, JsonTokenType.StartObject, $"tensor '{tensor}'");
            while (ReadMember(ref reader, out var key))
            {
                switch (key)
                {
                    case "dtype" when typeName is null:
                        Expect(ref reader, JsonTokenType.String, $"tensor '{tensor}', dtype");
                        typeName = reader.GetString();
                        break;
                    case "shape" when shape is null:
                        shape = ParseNumbers(ref reader, $"tensor '{tensor}', shape");
                        break;
                    case "data_offsets" when offsets is null:
                        offsets = ParseNumbers(ref reader, $"tensor '{tensor}', data_offsets");
                        break;
                    default:
                        throw new InvalidDataException(
                            $"{_path}: tensor '{tensor}' has '{key}', but only dtype, shape and data_offsets are known, once each.");
                }
            }

            if (typeName is null || shape is null || offsets is null || offsets.Count != 2)
            {
                throw new InvalidDataException($"{_path}: tensor '{tensor}' needs dtype, shape and two data_offsets.");
            }

            var type = Array.IndexOf(Enum.GetNames<SafetensorsType>(), typeName);
            if (type < 0)
            {
                throw new InvalidDataException(
                    $"{_path}: tensor '{tensor}' has dtype '{typeName}'; known are {string.Join(", ", Enum.GetNames<SafetensorsType>())}.");
            }

            if (offsets[0] > offsets[1] || offsets[1] > _dataLength)
            {
                throw new InvalidDataException(
                    $"{_path}: tensor '{tensor}' lies at {offsets[0]} to {offsets[1]}, outside of the {_dataLength} bytes of data.");
            }

            var length = offsets[1] - offsets[0];
            var expected = (Int128)TypeSizes[type];
            foreach (var dimension in shape)
            {
                // The product can overflow even 128 bits, but not before it exceeds every file.
                expected *= dimension;
                if (expected > long.MaxValue)
                {
                    break;
                }
            }

            if (expected != length)
            {
                throw new InvalidDataException(
                    $"{_path}: tensor '{tensor}', {typeName} [{string.Join(", ", shape)}], needs {expected} bytes but its "
                    + $"data_offsets hold {length}.");
            }

            return new SafetensorsEntry(tensor, (SafetensorsType)type, shape, _dataStart + offsets[0], length);
        }

        private List<long> ParseNumbers(ref Utf8JsonReader reader, string what)
        {
            var numbers = new List<long>();
            Expect(ref reader, JsonTokenType.StartArray, what);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0)
                {
                    throw new InvalidDataException($"{_path}: {what} must hold whole numbers of 0 or more.");
                }

                numbers.Add(number);
            }

            return numbers;
        }

        // Every byte of data belongs to exactly one tensor: a second owner would alias weights, no owner would hide a payload.
        private void CheckCoverage()
        {
            var end = _dataStart;
            SafetensorsEntry? previous = null;
            foreach (var entry in Entries.Values.OrderBy(entry => entry.Offset).ThenBy(entry => entry.Length))
            {
                if (entry.Offset != end)
                {
                    throw new InvalidDataException(
                        $"{_path}: tensor '{entry.Name}' starts {Math.Abs(entry.Offset - end)} bytes "
                        + (entry.Offset < end ? $"before the end of '{previous!.Name}'." : "after the end of what is before it."));
                }

                end = entry.Offset + entry.Length;
                previous = entry;
            }

            if (end != _dataStart + _dataLength)
            {
                throw new InvalidDataException($"{_path}: {_dataStart + _dataLength - end} bytes at the end belong to no tensor.");
            }
        }

        private bool ReadMember(ref Utf8JsonReader reader, out string name)
        {
            name = "";
            if (!reader.Read())
            {
                throw new InvalidDataException($"{_path}: the header's JSON ends too early.");
            }

            if (reader.TokenType == JsonTokenType.EndObject)
            {
                return false;
            }

            name = reader.GetString()!;
            return true;
        }

        private void Expect(ref Utf8JsonReader reader, JsonTokenType type, string what)
        {
            if (!reader.Read() || reader.TokenType != type)
            {
                throw new InvalidDataException($"{_path}: {what} must be a JSON {type}, but is {reader.TokenType}.");
            }
        }
    }
}
