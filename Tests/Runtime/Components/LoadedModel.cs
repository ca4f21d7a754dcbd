using System;
using System.Collections.Generic;
using System.IO;
using Saccade.Core.Tests;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>A model folder whose files change while a game runs: each change gives its classes other names.</summary>
    internal sealed class LoadedModel
    {
        private const string Original = "class ";
        private readonly bool _changes;
        private int _version;

        private LoadedModel(string folder, bool changes)
        {
            Folder = folder;
            _changes = changes;
        }

        public string Folder { get; }

        /// <summary>A folder that stays as it is.</summary>
        public static LoadedModel Fixed(string folder) => new(folder, false);

        /// <summary>A copy to change.</summary>
        public static LoadedModel Copy(string root, string name)
        {
            LoadedModel model = new(Path.Combine(root, name), true);
            Directory.CreateDirectory(Path.Combine(model.Folder, "onnx"));
            foreach (var file in new[] { "config.json", "preprocessor_config.json", "onnx/model.onnx" })
            {
                File.Copy(Fixtures.Find("exported", "vit-tiny", file), Path.Combine(model.Folder, file));
            }

            model.Change();
            return model;
        }

        /// <summary>Whether it has no file to change.</summary>
        public bool IsFixed => !_changes;

        /// <summary>Changes the configuration, and the rule with it, as a retrained model would.</summary>
        public void Change()
        {
            _version++;
            var config = File.ReadAllText(Fixtures.Find("exported", "vit-tiny", "config.json"));
            Replace("config.json", config.Replace('"' + Original, '"' + PrefixOf(_version), StringComparison.Ordinal));
            var rule = File.ReadAllText(Fixtures.Find("exported", "vit-tiny", "preprocessor_config.json"));
            Replace(
                "preprocessor_config.json",
                _version % 2 == 0 ? rule : rule.Replace("\"do_rescale\": true", "\"do_rescale\": false", StringComparison.Ordinal));
        }

        /// <summary>Whether labels are those of one of its states since a number of changes.</summary>
        public bool Owns(IReadOnlyList<string> labels, int since)
        {
            for (var version = since; version <= _version && _changes; version++)
            {
                if (labels[0].StartsWith(PrefixOf(version), StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return !_changes;
        }

        /// <summary>How often it was changed.</summary>
        public int Version => _version;

        private string PrefixOf(int version) => $"{Path.GetFileName(Folder)} {version} ";

        // At once, as a tool does that writes beside and moves.
        private void Replace(string file, string text)
        {
            var path = Path.Combine(Folder, file);
            File.WriteAllText(path + ".new", text);
            File.Move(path + ".new", path, true);
        }
    }
}
