using System;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>
    /// Reads Hugging Face's <c>metadata.jsonl</c>: a JSON object a line with <c>file_name</c>, <c>label</c> or <c>labels</c>, a text or a
    /// list of texts, and perhaps <c>split</c>.
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

        internal static TableContent Read(string path)
        {
            var lists = false;
            var rows = ListFile.Read(path).Split('\n').Index()
                .Where(line => !string.IsNullOrWhiteSpace(line.Item))
                .Select(line => Parse($"{path}:{line.Index + 1}", line.Item, ref lists))
                .ToArray();
            return new TableContent(rows, lists);
        }

        private static TableRow Parse(string source, string line, ref bool lists)
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                var row = json.RootElement;
                var file = ReadText(Find(row, source, FileName), source, FileName);
                var label = Find(row, source, LabelNames);
                var isList = label.ValueKind == JsonValueKind.Array;
                lists |= isList;
                string[] classes = isList
                    ? [.. label.EnumerateArray().Select(name => ReadText(name, source, LabelNames[1])).Distinct(StringComparer.Ordinal)]
                    : [ReadText(label, source, LabelNames[0])];
                DataSplit? split = row.TryGetProperty("split", out var text) ? SplitNames.Parse(text.ToString())
                    ?? throw new TrainingException($"{source}: split '{text}'; expected train, validation or test.") : null;
                return new TableRow(file, classes, split, source);
            }
            catch (JsonException failure)
            {
                throw new TrainingException($"{source}: is no JSON: {failure.Message.TrimEnd('.')}; {Expected}.", failure);
            }
        }

        private static JsonElement Find(JsonElement row, string source, params string[] names)
        {
            var name = row.ValueKind == JsonValueKind.Object ? Array.Find(names, name => row.TryGetProperty(name, out _)) : null;
            return name is null ? throw new TrainingException($"{source}: no '{names[0]}'; {Expected}.") : row.GetProperty(name);
        }

        private static string ReadText(JsonElement value, string source, string name)
        {
            var text = value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
                ? value.ToString().Trim()
                : "";
            return text.Length > 0 && !text.Contains('\0')
                ? text
                : throw new TrainingException($"{source}: {name} is {value}, expected one text; {Expected}.");
        }
    }
}
