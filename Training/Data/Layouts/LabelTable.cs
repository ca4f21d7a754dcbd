using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>
    /// Reads the rows of a CSV file with the columns <c>path</c>, which has other usual names too, <c>label</c> and perhaps <c>split</c>;
    /// what else may say the label see <see cref="LabelColumns"/>.
    /// </summary>
    internal static class LabelTable
    {
        private const string Split = "split";

        // The first that is there counts: a table may number its rows besides.
        private static readonly string[] PathNames = ["path", "file_name", "filename", "file", "image", "id"];

        internal static bool IsTable(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

        /// <summary>Reads the heading alone and, where it has a column for each class, the first row.</summary>
        /// <exception cref="TrainingException">It names no column of paths or of labels.</exception>
        internal static void RequireHeading(string path)
        {
            var text = new StringBuilder();
            var records = 0;
            foreach (var line in File.ReadLines(path))
            {
                text.Append(line).Append('\n');
                records += line.Length > 0 && line.Count(letter => letter == '"') % 2 == 0 ? 1 : 0;
                if (records == 2)
                {
                    break;
                }
            }

            using var read = Open(path, $"{text}", out var columns);
            if (columns.Label.Named.Any() && read.MoveNext())
            {
                columns.Parse($"{path}:{read.Current.Line}", read.Current.Fields);
            }
        }

        internal static TableContent Read(string path)
        {
            using var records = Open(path, ListFile.Read(path), out var columns);
            var rows = new List<TableRow>();
            while (records.MoveNext())
            {
                rows.Add(columns.Parse($"{path}:{records.Current.Line}", records.Current.Fields));
            }

            return new TableContent(rows, columns.Label.IsMultiLabel) { Named = [.. columns.Label.Named] };
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
        private sealed record Columns(int Count, int Path, LabelColumns Label, int Split)
        {
            internal static Columns Find(string table, int line, IReadOnlyList<string> heading)
            {
                var names = heading.Select(name => name.Trim().ToLowerInvariant()).ToList();
                var path = Array.Find(PathNames, names.Contains) ?? PathNames[0];
                foreach (var name in new[] { path, LabelTable.Split })
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

                var others = PathNames.Append(LabelTable.Split).Select(name => names.IndexOf(name)).ToArray();
                return new Columns(
                    names.Count,
                    names.IndexOf(path),
                    LabelColumns.Find($"{table}:{line}", heading, others),
                    names.IndexOf(LabelTable.Split));
            }

            internal TableRow Parse(string source, IReadOnlyList<string> fields)
            {
                if (fields.Count != Count)
                {
                    throw new TrainingException(
                        $"{source}: {fields.Count} fields, but the heading has {Count}. Put a field with a comma in it into quotes.");
                }

                var path = fields[Path].Trim();
                if (path.Length == 0 || path.Contains('\0'))
                {
                    throw new TrainingException($"{source}: path '{path}'; expected a file.");
                }

                DataSplit? split = Split < 0 ? null : SplitNames.Parse(fields[Split].Trim())
                    ?? throw new TrainingException($"{source}: split '{fields[Split]}'; expected train, validation or test.");
                return new TableRow(path, Label.Read(source, fields), split, source);
            }
        }
    }
}
