using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>
    /// Reads the rows of a CSV file with the columns <c>path</c>, which has other usual names too, <c>label</c> and perhaps <c>split</c>.
    /// </summary>
    internal static class LabelTable
    {
        private const string Split = "split";

        // The first that is there counts: a table may number its rows besides.
        private static readonly string[] PathNames = ["path", "file_name", "filename", "file", "image", "id"];
        private static readonly string[] LabelNames = ["label", "labels"];

        internal static bool IsTable(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

        /// <summary>Reads the heading alone.</summary>
        /// <exception cref="TrainingException">It names no column of paths or of labels.</exception>
        internal static void RequireHeading(string path)
        {
            var text = new StringBuilder();
            foreach (var line in File.ReadLines(path))
            {
                text.Append(line).Append('\n');
                if (line.Length > 0 && line.Count(letter => letter == '"') % 2 == 0)
                {
                    break;
                }
            }

            Open(path, $"{text}", out _).Dispose();
        }

        /// <summary>Reads the rows, in their order.</summary>
        internal static IEnumerable<TableRow> ReadRows(string path)
        {
            using var records = Open(path, ListFile.Read(path), out var columns);
            while (records.MoveNext())
            {
                yield return columns.Parse($"{path}:{records.Current.Line}", records.Current.Fields);
            }
        }

        private static IEnumerator<(int Line, IReadOnlyList<string> Fields)> Open(string path, string text, out Columns columns)
        {
            var records = new CsvReader(path, text).Read().GetEnumerator();
            columns = records.MoveNext()
                ? Columns.Find(path, records.Current.Line, records.Current.Fields)
                : throw new TrainingException($"{path}: is empty; expected the heading path,label and a line for each picture.");
            return records;
        }

        /// <summary>Where the columns are.</summary>
        private sealed record Columns(int Count, int Path, int Label, int Split)
        {
            internal static Columns Find(string table, int line, IReadOnlyList<string> heading)
            {
                var names = heading.Select(name => name.Trim().ToLowerInvariant()).ToList();
                var (path, label) = (Array.Find(PathNames, names.Contains), Array.Find(LabelNames, names.Contains));
                foreach (var name in new[] { path ?? PathNames[0], label ?? LabelNames[0], LabelTable.Split })
                {
                    var count = names.Count(other => other == name);
                    if (count > 1 || (count == 0 && name != LabelTable.Split))
                    {
                        throw new TrainingException(
                            $"{table}:{line}: the heading has {count} columns '{name}', expected one: path,label or path,label,split, "
                            + $"separated by commas. The path may also be called {string.Join(", ", PathNames.Skip(1))}. Found: "
                            + $"{Shortened.List(names)}.");
                    }
                }

                return new Columns(names.Count, names.IndexOf(path!), names.IndexOf(label!), names.IndexOf(LabelTable.Split));
            }

            internal TableRow Parse(string source, IReadOnlyList<string> fields)
            {
                if (fields.Count != Count)
                {
                    throw new TrainingException(
                        $"{source}: {fields.Count} fields, but the heading has {Count}. Put a field with a comma in it into quotes.");
                }

                var (path, label) = (fields[Path].Trim(), fields[Label].Trim());
                if (path.Length == 0 || path.Contains('\0') || label.Length == 0)
                {
                    throw new TrainingException($"{source}: path '{path}', label '{label}'; expected a file and the name of a class.");
                }

                DataSplit? split = Split < 0 ? null : SplitNames.Parse(fields[Split].Trim())
                    ?? throw new TrainingException($"{source}: split '{fields[Split]}'; expected train, validation or test.");
                return new TableRow(path, label, split, source);
            }
        }
    }
}
