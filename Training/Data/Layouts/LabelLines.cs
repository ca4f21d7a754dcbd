using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>
    /// Reads Hugging Face's <c>metadata.jsonl</c>: a JSON object a line with <c>file_name</c>, relative to the file, <c>label</c> or
    /// <c>labels</c>, a text or a list of texts, and perhaps <c>split</c>.
    /// </summary>
    internal static class LabelLines
    {
        private const string FileName = "metadata.jsonl";

        internal static bool IsLines(string path) => path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

        /// <returns>The folder's file; null where there is none.</returns>
        internal static string? FindIn(string directory)
        {
            var path = Path.Combine(directory, FileName);
            return File.Exists(path) ? path : null;
        }

        internal static DataListing Read(string path)
        {
            var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
            var lines = ListFile.Read(path).Split('\n').Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)).ToArray();
            var rows = lines.Select(line => Parse($"{path}:{line.Index + 1}", line.Item)).ToArray();
            var isMultiLabel = rows.Any(row => row.IsList);
            var pictures = rows.Select(row => isMultiLabel
                ? new ListedPicture(Path.Combine(directory, row.File), "", row.Split, row.Source) { Several = row.Labels }
                : new ListedPicture(Path.Combine(directory, row.File), row.Labels[0], row.Split, row.Source)).ToArray();
            LabelTable.RefuseTwice(pictures);
            LabelTable.RefuseMissing(pictures);
            return new DataListing
            {
                Layout = DataLayout.Table,
                Directory = directory,
                Origin = path,
                Kind = $"The list {Path.GetFileName(path)}",
                SplitBy = "its lines",
                Classes = LabelTable.ListClasses(pictures),
                Pictures = pictures,
            };
        }

        private static Row Parse(string source, string line)
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                var row = json.RootElement;
                var file = row.ValueKind == JsonValueKind.Object && row.TryGetProperty("file_name", out var name) ? ReadText(name) : null;
                if (string.IsNullOrEmpty(file) || file.Contains('\0'))
                {
                    throw new TrainingException(
                        $"{source}: expected a JSON object with the text 'file_name', such as "
                        + "{\"file_name\": \"1.jpg\", \"label\": \"cat\"}.");
                }

                if (!row.TryGetProperty("label", out var label) && !row.TryGetProperty("labels", out label))
                {
                    throw new TrainingException(
                        $"{source}: neither 'label' nor 'labels'; expected the name of a class or a list of names.");
                }

                var split = !row.TryGetProperty("split", out var text) ? DataSplit.Train : SplitNames.Parse(ReadText(text) ?? "")
                    ?? throw new TrainingException($"{source}: split '{text}'; expected train, validation or test.");
                return new Row(file, ReadLabels(source, label), label.ValueKind == JsonValueKind.Array, split, source);
            }
            catch (JsonException failure)
            {
                throw new TrainingException($"{source}: is no JSON: {failure.Message} Expected an object a line.", failure);
            }
        }

        private static string[] ReadLabels(string source, JsonElement label)
        {
            var labels = label.ValueKind == JsonValueKind.Array ? label.EnumerateArray().Select(ReadText).ToArray() : [ReadText(label)];
            return labels.All(name => !string.IsNullOrWhiteSpace(name))
                ? labels.Select(name => name!.Trim()).Distinct(StringComparer.Ordinal).ToArray()
                : throw new TrainingException($"{source}: label '{label}'; expected the name of a class or a list of names.");
        }

        private static string? ReadText(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

        private readonly record struct Row(string File, IReadOnlyList<string> Labels, bool IsList, DataSplit Split, string Source);
    }
}
