using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Saccade.Training.Hub
{
    /// <summary>The index of a sharded checkpoint, before its shards are there.</summary>
    internal static partial class ShardIndex
    {
        /// <summary>The files that an index names, in order.</summary>
        /// <exception cref="InvalidDataException">It is no index, or names what can't be a shard.</exception>
        internal static IReadOnlyList<string> ReadShards(string path)
        {
            try
            {
                using var json = JsonDocument.Parse(File.ReadAllBytes(path));
                var shards = json.RootElement.GetProperty("weight_map").EnumerateObject()
                    .Select(entry => entry.Value.GetString() ?? "")
                    .ToHashSet(StringComparer.Ordinal);
                if (shards.FirstOrDefault(shard => !ShardName().IsMatch(shard)) is { } hostile)
                {
                    throw new InvalidDataException(
                        $"weight_map names the file '{hostile.Printable()}'; expected the plain name of a .safetensors file.");
                }

                return shards.Count > 0
                    ? shards.Order(StringComparer.Ordinal).ToArray()
                    : throw new InvalidDataException("weight_map is empty; expected a file for each tensor.");
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                throw new InvalidDataException($"expected a JSON object with weight_map. {error.Message.Printable()}", error);
            }
        }

        // Plain on every system: no folder, drive, stream or hidden file, and never a pickle.
        [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,200}\.safetensors\z")]
        private static partial Regex ShardName();
    }
}
