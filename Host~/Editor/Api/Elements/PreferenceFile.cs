using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace Saccade.Host.Editor
{
    /// <summary>
    /// Texts under names, in a file of JSON or in memory alone. A file that can't be read counts as empty: these are habits, not work.
    /// </summary>
    internal sealed class PreferenceFile
    {
        private readonly string? _path;
        private readonly SortedDictionary<string, string> _values;

        /// <summary>Reads the file.</summary>
        /// <param name="path">The file; null for memory alone.</param>
        internal PreferenceFile(string? path)
        {
            _path = path;
            _values = new SortedDictionary<string, string>(Read(path), StringComparer.Ordinal);
        }

        internal string? Get(string key) => _values.GetValueOrDefault(key);

        internal void Set(string key, string? value)
        {
            if (Get(key) == value)
            {
                return;
            }

            if (value == null)
            {
                _values.Remove(key);
            }
            else
            {
                _values[key] = value;
            }

            Write();
        }

        internal void Clear()
        {
            _values.Clear();
            Write();
        }

        private static Dictionary<string, string> Read(string? path)
        {
            try
            {
                return path != null && File.Exists(path)
                    ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) ?? []
                    : [];
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
            {
                return [];
            }
        }

        // Beside it first: a full disk must not cost what was there.
        private void Write()
        {
            if (_path == null)
            {
                return;
            }

            var beside = _path + ".new";
            try
            {
                File.WriteAllText(beside, JsonSerializer.Serialize(_values));
                File.Move(beside, _path, overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                UnityEngine.Debug.LogWarning($"{_path}: the editor's settings can't be saved. {e.Message} They hold until it is closed.");
            }
        }
    }
}
