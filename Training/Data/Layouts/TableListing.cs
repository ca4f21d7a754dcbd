using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Training.Data.Inventory;
using Saccade.Training.Pictures;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>
    /// Lists the pictures that tables name. Paths are relative to their table. They may lead out of its folder: the table is its owner's,
    /// as are the pictures.
    /// </summary>
    internal static class TableListing
    {
        /// <summary>Reads a table that was pointed at itself.</summary>
        internal static DataListing Read(string table)
        {
            var listing = Read(Path.GetDirectoryName(Path.GetFullPath(table))!, [new TableFile(table)]);
            return listing with { Account = DataAccount.OfTable(listing.Pictures.Count) };
        }

        /// <summary>Reads tables that were found in a folder.</summary>
        internal static DataListing Read(DataFolder root, IReadOnlyList<TableFile> tables)
        {
            var listing = Read(root.Path, tables);
            var names = tables.Count == 1 ? Path.GetFileName(tables[0].Path) : "the tables";
            return listing with
            {
                Account = DataAccount.Make(
                    root,
                    listing.Pictures.Select(picture => picture.Path),
                    tables.Select(table => table.Path),
                    file => file.Guess.Kind == GuessedKind.Picture
                        ? new LeftOut(LeftOutReason.NotListed, $"picture(s) not named by {names}")
                        : null),
            };
        }

        private static DataListing Read(string directory, IReadOnlyList<TableFile> tables)
        {
            var splitBy = tables.Count > 1 ? "the tables" : "its rows";
            var contents = tables.Select(table => table.Read()).ToArray();
            var showSeveral = contents.SelectMany(content => content.Rows).Any(row => row.Classes.Count != 1);
            var pictures = tables.Zip(contents)
                .SelectMany(table => ListPictures(table.First, table.Second.Rows, showSeveral, ref splitBy))
                .ToArray();
            RefuseTwice(pictures);
            RefuseMissing(pictures);
            var classes = pictures.Where(picture => picture.Split == DataSplit.Train)
                .SelectMany(picture => picture.Classes)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .ToArray();
            var names = tables.Select(table => Path.GetRelativePath(directory, Path.GetFullPath(table.Path))).ToArray();
            return new DataListing
            {
                Layout = DataLayout.Table,
                Directory = directory,
                Origin = tables[0].Path,
                Kind = names.Length == 1 ? $"The table {names[0]}" : $"The tables {string.Join(", ", names[..^1])} and {names[^1]}",
                SplitBy = splitBy,
                Classes = classes,
                Remark = Describe(contents, classes, showSeveral),
                Pictures = pictures,
                Account = DataAccount.OfTable(pictures.Length),
            };
        }

        private static string Describe(TableContent[] contents, string[] classes, bool showSeveral)
        {
            var unseen = contents.SelectMany(content => content.Named)
                .Except(classes, StringComparer.Ordinal)
                .ToArray();
            return string.Concat(
                unseen.Length == 0 ? "" : $" No training picture shows {Shortened.List(unseen)}: the model won't know it.",
                showSeveral || !contents.Any(content => content.CanNameSeveral)
                    ? ""
                    : " Every row names one class, so each picture shows one.");
        }

        private static ListedPicture[] ListPictures(
            TableFile table, IReadOnlyList<TableRow> rows, bool showSeveral, ref string splitBy)
        {
            if (rows.Count == 0)
            {
                return [];
            }

            // Hugging Face's table for the whole folder leaves the split to the folders that its pictures lie in.
            var byFolder = table is { Stem: TableSearch.Metadata, Split: null }
                && rows.All(row => row.Split is null && FindFolderSplit(row.File) is not null);
            splitBy = byFolder ? "the folders in its rows" : splitBy;
            var files = new NamedFiles(table.Path, rows[0].File);
            return [.. rows.Select(List)];

            ListedPicture List(TableRow row) =>
                new ListedPicture(files.Find(row.File), showSeveral ? "" : row.Classes[0], Split(row), row.Source)
                {
                    Several = showSeveral ? row.Classes : null,
                };

            DataSplit Split(TableRow row) => table.Split is { } whole && row.Split is { } own && own != whole
                ? throw new TrainingException($"{row.Source}: the split is {own}, but the table's name says {whole}. Correct one of them.")
                : row.Split ?? table.Split ?? (byFolder ? FindFolderSplit(row.File) : null) ?? DataSplit.Train;
        }

        private static DataSplit? FindFolderSplit(string file) =>
            file.Split('/', '\\') is { Length: > 1 } parts ? SplitNames.Parse(parts[0]) : null;

        private static void RefuseTwice(ListedPicture[] pictures)
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

        private static void RefuseMissing(ListedPicture[] pictures)
        {
            var missing = pictures.Where(picture => !File.Exists(picture.Path)).ToArray();
            if (missing.Length > 0)
            {
                throw new TrainingException(
                    $"{missing[0].Source}: {missing[0].Path} is missing; of {pictures.Length} pictures {missing.Length} are. Paths are "
                    + "relative to the table. Correct or remove these lines.");
            }
        }
    }
}
