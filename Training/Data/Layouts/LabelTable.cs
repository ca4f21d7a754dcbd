using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>
    /// Reads a CSV file with the columns <c>path</c>, <c>label</c> and perhaps <c>split</c>; what else may say the label see
    /// <see cref="LabelColumns"/>. Paths are relative to the file. They may lead out of its folder: the table is its owner's, as are the
    /// pictures.
    /// </summary>
    internal static class LabelTable
    {
        internal static bool IsTable(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

        /// <returns>The folder's table; null unless there is exactly one.</returns>
        internal static string? FindIn(string directory)
        {
            var tables = Directory.EnumerateFiles(directory)
                .Where(path => IsTable(path) && !Path.GetFileName(path).StartsWith('.'))
                .Take(2)
                .ToArray();
            return tables.Length == 1 ? tables[0] : null;
        }

        internal static DataListing Read(string path)
        {
            var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
            using var records = new CsvReader(path, ListFile.Read(path)).Read().GetEnumerator();
            var columns = records.MoveNext()
                ? Columns.Find(path, records.Current.Line, records.Current.Fields)
                : throw new TrainingException($"{path}: is empty; expected the heading path,label and a line for each picture.");
            var pictures = new List<ListedPicture>();
            while (records.MoveNext())
            {
                pictures.Add(columns.Parse(directory, $"{path}:{records.Current.Line}", records.Current.Fields));
            }

            RefuseTwice(pictures);
            RefuseMissing(pictures);
            var classes = ListClasses(pictures);
            var unseen = columns.Label.Named.Except(classes, StringComparer.Ordinal).ToArray();
            return new DataListing
            {
                Layout = DataLayout.Table,
                Directory = directory,
                Origin = path,
                Kind = $"The table {Path.GetFileName(path)}",
                SplitBy = "its rows",
                Classes = classes,
                Remark = unseen.Length == 0 ? "" : $" No training picture shows {Shortened.List(unseen)}: the model won't know it.",
                Pictures = pictures,
            };
        }

        /// <summary>The classes of the training pictures, by name.</summary>
        internal static IReadOnlyList<string> ListClasses(IReadOnlyList<ListedPicture> pictures) => pictures
                .Where(picture => picture.Split == DataSplit.Train)
                .SelectMany(picture => picture.Classes)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .ToArray();

        internal static void RefuseTwice(IReadOnlyList<ListedPicture> pictures)
        {
            var seen = new Dictionary<string, ListedPicture>(StringComparer.Ordinal);
            foreach (var picture in pictures)
            {
                if (!seen.TryAdd(Path.GetFullPath(picture.Path), picture))
                {
                    throw new TrainingException(
                        $"{picture.Source}: {picture.Path} is named in {seen[Path.GetFullPath(picture.Path)].Source} already. Remove one "
                        + "of the two lines.");
                }
            }
        }

        internal static void RefuseMissing(IReadOnlyList<ListedPicture> pictures)
        {
            var missing = pictures.Where(picture => !File.Exists(picture.Path)).ToArray();
            if (missing.Length > 0)
            {
                throw new TrainingException(
                    $"{missing[0].Source}: {missing[0].Path} is missing; of {pictures.Count} pictures {missing.Length} are. Paths are "
                    + "relative to the table. Correct or remove these lines.");
            }
        }

        /// <summary>Where the columns are.</summary>
        private sealed record Columns(int Count, int Path, LabelColumns Label, int Split)
        {
            internal static Columns Find(string table, int line, IReadOnlyList<string> heading)
            {
                var names = heading.Select(name => name.Trim().ToLowerInvariant()).ToList();
                foreach (var name in new[] { "path", "split" })
                {
                    var count = names.Count(other => other == name);
                    if (count > 1 || (count == 0 && name != "split"))
                    {
                        throw new TrainingException(
                            $"{table}:{line}: the heading has {count} columns '{name}', expected one: path,label or path,label,split, "
                            + "separated by commas.");
                    }
                }

                var (path, split) = (names.IndexOf("path"), names.IndexOf("split"));
                return new Columns(names.Count, path, LabelColumns.Find($"{table}:{line}", heading, [path, split]), split);
            }

            internal ListedPicture Parse(string directory, string source, IReadOnlyList<string> fields)
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

                var split = Split < 0 ? DataSplit.Train : SplitNames.Parse(fields[Split].Trim())
                    ?? throw new TrainingException($"{source}: split '{fields[Split]}'; expected train, validation or test.");
                var (file, classes) = (System.IO.Path.Combine(directory, path), Label.Read(source, fields));
                return Label.IsMultiLabel
                    ? new ListedPicture(file, "", split, source) { Several = classes }
                    : new ListedPicture(file, classes[0], split, source);
            }
        }
    }
}
