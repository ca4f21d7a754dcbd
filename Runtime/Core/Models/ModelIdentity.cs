using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Graphs;
using Saccade.Reading;

namespace Saccade.Models
{
    /// <summary>
    /// What a model is: the content of its configuration, its preprocessing rule, its graph and the graph's outside data. Two cameras share
    /// a model only where all of these are the same.
    /// </summary>
    internal sealed class ModelIdentity
    {
        private readonly string _config;
        private readonly string? _rule;
        private readonly string _configPath;
        private readonly string _rulePath;
        private readonly string _graph;
        private readonly string? _labels;
        private readonly bool _isKnown;
        private readonly Lazy<string> _content;

        /// <summary>Describes a model whose two JSON files were read; the large files are read when they are asked for.</summary>
        /// <param name="configPath">The configuration.</param>
        /// <param name="config">What was read from it.</param>
        /// <param name="rulePath">The preprocessing rule.</param>
        /// <param name="rule">What was read from it, or null where there is none.</param>
        /// <param name="graph">The ONNX file.</param>
        /// <param name="content">The content where it is known already, as of what was unpacked; else null.</param>
        /// <param name="labels">The text file with the labels, or null.</param>
        public ModelIdentity(
            string configPath, string config, string rulePath, string? rule, string graph, string? content = null, string? labels = null)
        {
            _labels = labels;
            _isKnown = content != null;
            _configPath = configPath;
            _config = config;
            _rulePath = rulePath;
            _rule = rule;
            _graph = graph;
            _content = new Lazy<string>(() => content ?? Describe(_config, _rule));
        }

        /// <summary>
        /// The content in short. The first time it reads the large files, unless this process knows them: not for the main thread of a
        /// running game.
        /// </summary>
        public string Content => _content.Value;

        /// <summary>Reads what <see cref="Content"/> needs now, so that it takes no time later.</summary>
        public void Read() => _ = Content;

        /// <summary>Whether a file is another by now.</summary>
        public bool HasChanged()
        {
            try
            {
                // An ONNX file may lie alone.
                var config = _config.Length == 0 && !File.Exists(_configPath) ? _config : JsonFile.ReadText(_configPath);
                return !_isKnown && Describe(config, File.Exists(_rulePath) ? JsonFile.ReadText(_rulePath) : null) != Content;
            }
            catch (Preprocessing.ModelFileException)
            {
                // A trainer takes the configuration away first.
                return true;
            }
        }

        /// <summary>
        /// The files beside a graph that can hold its weights: large graphs keep them in files of their own, under any name.
        /// </summary>
        /// <param name="graph">The ONNX file.</param>
        public static IEnumerable<string> FindOutsideData(string graph)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(graph))!;
            if (Path.GetFileName(folder) != ModelLayout.GraphFolder)
            {
                return FindNamedData(folder, graph);
            }

            var files = Directory.GetFiles(folder);
            Array.Sort(files, StringComparer.Ordinal);
            var others = files.Where(file => IsGraph(file) && Path.GetFileName(file) != Path.GetFileName(graph))
                .Select(file => file.Substring(0, file.Length - ModelLayout.GraphEnding.Length) + ".")
                .ToArray();
            return files.Where(file => !IsGraph(file)
                && !file.EndsWith(ModelLayout.WeightEnding, StringComparison.OrdinalIgnoreCase)
                && !others.Any(other => file.StartsWith(other, StringComparison.Ordinal)));
        }

        // Beside config.json lies much that is no weights: there the graph's own word counts.
        private static string[] FindNamedData(string folder, string graph)
        {
            try
            {
                return OnnxDescription.Read(graph).OutsideFiles
                    .Where(file => file.IndexOfAny(Path.GetInvalidPathChars()) < 0)
                    .Select(file => Path.Combine(folder, file))
                    .ToArray();
            }
            catch (Preprocessing.ModelFileException)
            {
                // What can't be read can't be loaded either, and is told then.
                return Array.Empty<string>();
            }
        }

        /// <summary>The graph, or a file beside it that can hold its weights, if Git left only a pointer of it; or null.</summary>
        /// <param name="graph">The ONNX file.</param>
        public static string? FindPointer(string graph) => FindOutsideData(graph).Prepend(graph).FirstOrDefault(GitLfs.IsPointer);

        private string Describe(string config, string? rule)
        {
            var hash = default(ContentHash);
            hash.Add(config);
            hash.Add(rule ?? "");
            Add(ref hash, _graph);
            if (_labels != null)
            {
                Add(ref hash, _labels);
            }

            foreach (var file in FindOutsideData(_graph))
            {
                hash.Add(Path.GetFileName(file));
                Add(ref hash, file);
            }

            return hash.Value.ToString("x16");
        }

        // A file that can't be read is no reason to refuse a model that perhaps doesn't need it; then its time has to do.
        private static void Add(ref ContentHash hash, string path)
        {
            try
            {
                hash.Add(FileContents.Shared.Hash(path));
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                hash.Add((ulong)new FileInfo(path).LastWriteTimeUtc.Ticks);
            }
        }

        private static bool IsGraph(string file) => file.EndsWith(ModelLayout.GraphEnding, StringComparison.OrdinalIgnoreCase);
    }
}
