using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>
    /// Reads the rows of Hugging Face's <c>metadata.jsonl</c>: a JSON object a line with <c>file_name</c>, <c>label</c> or <c>labels</c>,
    /// and perhaps <c>split</c>.
    /// </summary>
    internal static class LabelLines
    {
        private const string Expected = "expected a JSON object such as {\"file_name\": \"1.jpg\", \"label\": \"cat\"} on each line";

        private const string FileName = "file_name";

        private static readonly string[] LabelNames = ["label", "labels"];

        internal static bool IsLines(string path) => path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

        /// <summary>Whether the first line names a file and its label.</summary>
        /// <exception cref="TrainingException">It doesn't.</exception>
        internal static void RequireHeading(string path)
        {
            var line = File.ReadLines(path).FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "";
            bool Has(string name) => line.Contains($"\"{name}\"", StringComparison.Ordinal);
            if (!Has(FileName) || !LabelNames.Any(Has))
            {
                throw new TrainingException($"{path}: {Expected}.");
            }
        }

        /// <summary>Reads the rows, in their order.</summary>
        internal static IEnumerable<TableRow> ReadRows(string path) => ListFile.Read(path).Split('\n').Index()
                .Where(line => !string.IsNullOrWhiteSpace(line.Item))
                .Select(line => Parse($"{path}:{line.Index + 1}", line.Item));

        private static TableRow Parse(string source, string line)
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                var row = json.RootElement;
                var file = Find(row, source, FileName);
                var label = Find(row, source, LabelNames);
                DataSplit? split = row.TryGetProperty("split", out var text) ? SplitNames.Parse(text.ToString())
                    ?? throw new TrainingException($"{source}: split '{text}'; expected train, validation or test.") : null;
                return new TableRow(file, label, split, source);
            }
            catch (JsonException failure)
            {
                throw new TrainingException($"{source}: is no JSON: {failure.Message.TrimEnd('.')}; {Expected}.", failure);
            }
        }

        private static string Find(JsonElement row, string source, params string[] names)
        {
            var name = row.ValueKind == JsonValueKind.Object ? Array.Find(names, name => row.TryGetProperty(name, out _)) : null;
            if (name is null)
            {
                throw new TrainingException($"{source}: no '{names[0]}'; {Expected}.");
            }

            var value = row.GetProperty(name);

            // A list of one label is a label.
            value = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1 ? value[0] : value;
            var text = value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
                ? value.ToString().Trim()
                : "";
            return text.Length > 0 && !text.Contains('\0')
                ? text
                : throw new TrainingException($"{source}: {name} is {value}, expected one text; {Expected}.");
        }
    }
}
