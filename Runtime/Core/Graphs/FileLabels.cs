using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Saccade.Preprocessing;
using Saccade.Reading;

namespace Saccade.Graphs
{
    /// <summary>Class names from where other tools put them: an ONNX file's metadata or ZipMap, or a text file with one a line.</summary>
    internal static class FileLabels
    {
        private const long LongestFile = 16L << 20;
        private const int MostLabels = 1 << 20;

        private static readonly string[] Keys = { "names", "labels", "classes", "class_names", "id2label" };

        /// <summary>The names in a file's metadata, else beside its probabilities.</summary>
        /// <returns>Null where it has none.</returns>
        public static IReadOnlyList<string>? Find(OnnxDescription file)
        {
            foreach (var key in Keys)
            {
                if (file.Metadata.TryGetValue(key, out var text) && ParseMetadata(text) is IReadOnlyList<string> names && names.Count > 0)
                {
                    return names;
                }
            }

            return file.Nodes.FirstOrDefault(node => node.Operation == "ZipMap")?.Classes;
        }

        /// <summary>Reads a text file with one name a line; empty lines at its end don't count.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="ModelFileException">It is missing, no text, or has an empty line between names.</exception>
        public static IReadOnlyList<string> ReadText(string path)
        {
            byte[] bytes;
            try
            {
                if (new FileInfo(path).Length > LongestFile)
                {
                    throw new ModelFileException($"{path}: is too long for a list of labels. Expected one name a line.");
                }

                bytes = File.ReadAllBytes(path);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                throw new ModelFileException($"{path}: the labels can't be read. {e.Message} Expected a text file, one name a line.", e);
            }

            return Parse(StrictText.Decode(bytes, path, out var fault) ?? throw new ModelFileException(fault), path);
        }

        /// <summary>The same of a text.</summary>
        /// <param name="text">One name a line.</param>
        /// <param name="path">What to call it in messages.</param>
        public static IReadOnlyList<string> Parse(string text, string path)
        {
            var lines = text.TrimEnd().Split('\n').Select(line => line.Trim()).ToArray();
            var empty = Array.FindIndex(lines, line => line.Length == 0);
            return empty < 0 ? lines : throw new ModelFileException(
                $"{path}: line {empty + 1} is empty, expected one name a line in the order of the model's classes.");
        }

        /// <summary>
        /// Reads names as programs write them into metadata: a JSON list or object from numbers to names, Python's text of either, or names
        /// with commas or line breaks between them.
        /// </summary>
        /// <returns>Null where it is none of these.</returns>
        internal static IReadOnlyList<string>? ParseMetadata(string text)
        {
            text = text.Trim();
            if (text.StartsWith('{') || text.StartsWith('['))
            {
                return ParseJson(text);
            }

            var names = text.Split(text.Contains('\n') ? '\n' : ',').Select(name => name.Trim()).ToArray();
            return names.Length > 1 && names.All(name => name.Length > 0) ? names : null;
        }

        // The reader takes single quotes and keys that are bare numbers, which is how Python writes a dictionary.
        private static string[]? ParseJson(string text)
        {
            JToken token;
            try
            {
                using (var reader = new JsonTextReader(new StringReader(text)) { MaxDepth = 8, DateParseHandling = DateParseHandling.None })
                {
                    token = JToken.ReadFrom(reader);
                }
            }
            catch (JsonException)
            {
                return null;
            }

            if (token is JArray list)
            {
                return list.All(IsName) ? list.Select(Show).ToArray() : null;
            }

            if (!(token is JObject names) || names.Count > MostLabels)
            {
                return null;
            }

            var labels = new string?[names.Count];
            foreach (var (key, value) in names)
            {
                if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= labels.Length
                    || labels[index] != null || value == null || !IsName(value))
                {
                    return null;
                }

                labels[index] = Show(value);
            }

            return labels!;
        }

        private static bool IsName(JToken token) => token.Type == JTokenType.String || token.Type == JTokenType.Integer;

        private static string Show(JToken token) => ((JValue)token).ToString(CultureInfo.InvariantCulture);
    }
}
