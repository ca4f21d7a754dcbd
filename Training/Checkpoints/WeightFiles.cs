using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Saccade.Files;

namespace Saccade.Training.Checkpoints
{
    /// <summary>A checkpoint's tensors, from one safetensors file or from the shards that an index names.</summary>
    public sealed class WeightFiles : IDisposable
    {
        /// <summary>The one file of a checkpoint that is not sharded.</summary>
        public const string Whole = ModelLayout.Weights;

        /// <summary>The index of a sharded checkpoint.</summary>
        public const string Index = ModelLayout.WeightIndex;

        private const long LargestIndex = 64 << 20;

        private readonly List<SafetensorsFile> _files = [];
        private readonly Dictionary<string, (SafetensorsFile File, SafetensorsEntry Entry)> _tensors = new(StringComparer.Ordinal);

        private WeightFiles(string path)
        {
            Path = path;
        }

        /// <summary>The file or the index that the tensors were found by.</summary>
        public string Path { get; }

        /// <summary>The paths of the files that hold tensors.</summary>
        public IReadOnlyList<string> Files => _files.Select(file => file.Path).ToArray();

        /// <summary>Every tensor's description, by its name.</summary>
        public IReadOnlyDictionary<string, SafetensorsEntry> Entries => _tensors.ToDictionary(
            tensor => tensor.Key, tensor => tensor.Value.Entry, StringComparer.Ordinal);

        /// <summary>Whether a model folder holds weights.</summary>
        /// <param name="directory">The folder.</param>
        public static bool Exist(string directory) =>
            File.Exists(System.IO.Path.Combine(directory, Whole)) || File.Exists(System.IO.Path.Combine(directory, Index));

        /// <summary>Opens the weights of a model folder, or one safetensors file.</summary>
        /// <param name="path">The folder or the file.</param>
        /// <returns>The open files; dispose it to close them.</returns>
        /// <exception cref="InvalidDataException">A file is missing or damaged, or the index contradicts its shards.</exception>
        /// <exception cref="IOException">A file can't be read.</exception>
        public static WeightFiles Open(string path)
        {
            var single = Directory.Exists(path) ? System.IO.Path.Combine(path, Whole) : path;
            var index = System.IO.Path.Combine(path, Index);
            var isSharded = !File.Exists(single) && File.Exists(index);
            if (!isSharded && !File.Exists(single))
            {
                throw new InvalidDataException(
                    MistakenFolder.ExplainContent(path)
                    ?? $"{single}: the file is missing, and so is {Index}. Point to a model folder with its weights; "
                    + "`saccade pull` fetches one.");
            }

            var weights = new WeightFiles(isSharded ? index : single);
            try
            {
                if (isSharded)
                {
                    weights.AddShards(path, index);
                }
                else
                {
                    weights.Add(single, null);
                }

                return weights;
            }
            catch
            {
                weights.Dispose();
                throw;
            }
        }

        /// <summary>Reads one tensor as singles, see <see cref="SafetensorsFile.ReadSingles"/>.</summary>
        /// <param name="name">The tensor's name.</param>
        /// <returns>The elements in row-major order.</returns>
        public float[] ReadSingles(string name) => _tensors[name].File.ReadSingles(name);

        /// <summary>Closes the files.</summary>
        public void Dispose() => _files.ForEach(file => file.Dispose());

        private void AddShards(string directory, string index)
        {
            foreach (var shard in ReadIndex(index).GroupBy(entry => entry.Value, entry => entry.Key, StringComparer.Ordinal))
            {
                // The index may come from anywhere; what it names has to lie beside it, on every system.
                if (shard.Key.AsSpan().ContainsAny('/', '\\', ':') || shard.Key is "" or "." or "..")
                {
                    throw new InvalidDataException(
                        $"{index}: weight_map names the file '{shard.Key}'; expected the name of a file beside the index. Download again.");
                }

                var path = System.IO.Path.Combine(directory, shard.Key);
                if (!File.Exists(path))
                {
                    throw new InvalidDataException($"{path}: the shard is missing, though {Index} names it. Download the model again.");
                }

                Add(path, shard.ToHashSet(StringComparer.Ordinal));
            }
        }

        private static Dictionary<string, string> ReadIndex(string index)
        {
            if (new FileInfo(index).Length > LargestIndex)
            {
                throw new InvalidDataException($"{index}: the index has more than {LargestIndex:N0} bytes. Download the model again.");
            }

            try
            {
                using var json = JsonDocument.Parse(File.ReadAllBytes(index));
                var map = json.RootElement.GetProperty("weight_map");
                var files = map.EnumerateObject().ToDictionary(
                    entry => entry.Name,
                    entry => entry.Value.GetString() ?? throw new InvalidOperationException($"'{entry.Name}' has no file."),
                    StringComparer.Ordinal);
                return files.Count > 0 ? files : throw new InvalidOperationException("It names no tensor.");
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
            {
                throw new InvalidDataException(
                    $"{index}: expected a JSON object with weight_map, from each tensor to its file. {error.Message} "
                    + "Download the model again.",
                    error);
            }
        }

        private void Add(string path, HashSet<string>? expected)
        {
            var file = SafetensorsFile.Open(path);
            _files.Add(file);
            foreach (var name in expected ?? [])
            {
                if (!file.Entries.ContainsKey(name))
                {
                    throw new InvalidDataException(
                        $"{path}: tensor '{name}' is missing, though {Index} says that it is here. Download the model again.");
                }
            }

            foreach (var (name, entry) in file.Entries)
            {
                if (!_tensors.TryAdd(name, (file, entry)))
                {
                    throw new InvalidDataException(
                        $"{path}: tensor '{name}' is also in {_tensors[name].File.Path}. Download the model again.");
                }
            }
        }
    }
}
