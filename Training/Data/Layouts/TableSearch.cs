using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Training.Data.Inventory;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>Finds the tables of a data folder that say of which class its pictures are. Others are strays.</summary>
    internal static class TableSearch
    {
        // Hugging Face's name for what goes with a folder of pictures.
        internal const string Metadata = "metadata";

        /// <summary>Hugging Face's tables: one in the folder, or one in the folder of each split.</summary>
        /// <returns>Empty where there are none.</returns>
        internal static IReadOnlyList<TableFile> FindMetadata(DataFolder root)
        {
            if (FindMetadata(root, null) is { } whole)
            {
                return [whole];
            }

            var tables = root.DataFolders
                .Select(folder => SplitNames.Parse(folder.Name) is { } split ? FindMetadata(folder, split) : null)
                .OfType<TableFile>()
                .ToArray();
            RefuseTwice(tables);
            return tables.Length == 0 || tables.Any(table => table.Split == DataSplit.Train)
                ? tables
                : throw new TrainingException(
                    $"{tables[0].Path}: there is no such table in a folder train, so nothing says what to learn from. Add one.");
        }

        /// <summary>The tables that lie in the folder: a single one, or one for each split that is called so.</summary>
        /// <param name="root">The folder.</param>
        /// <param name="problem">Why a table there isn't one of pictures; empty where there is none.</param>
        /// <returns>Empty where there are none.</returns>
        internal static IReadOnlyList<TableFile> Find(DataFolder root, out string problem)
        {
            var tables = root.Files.Where(file => !file.IsHidden && LabelTable.IsTable(file.Name))
                .Select(file => new TableFile(file.Path, SplitNames.Parse(Path.GetFileNameWithoutExtension(file.Name))))
                .Select(table => (Table: table, Problem: table.FindProblem()))
                .ToArray();
            problem = tables.Select(entry => entry.Problem).FirstOrDefault(reason => reason is not null) ?? "";
            var named = tables.Where(entry => entry.Problem is null).Select(entry => entry.Table).ToArray();
            if (named.Length == 0)
            {
                return [];
            }

            // The one to learn from is there and can't be read: another one must not take its place.
            if (tables.FirstOrDefault(entry => entry.Table.Split == DataSplit.Train).Problem is { } unreadable)
            {
                throw new TrainingException(unreadable);
            }

            if (named.Length == 1)
            {
                return named[0].Split is DataSplit.Validation or DataSplit.Test
                    ? throw new TrainingException(
                        $"{named[0].Path}: there is no train.csv beside it, so nothing says what to learn from. Add one, or point --data "
                        + "to this table to learn from it.")
                    : [named[0] with { Split = null }];
            }

            RefuseTwice(named);
            return named.All(table => table.Split is not null) && named.Any(table => table.Split == DataSplit.Train)
                ? named
                : throw new TrainingException(
                    $"{root.Path}: {Shortened.List([.. named.Select(table => Path.GetFileName(table.Path))])} all say of which class "
                    + "pictures are. Point --data to one of them, or name them train.csv, validation.csv and test.csv.");
        }

        /// <summary>A table of pictures that lies in the folder; null where there is none.</summary>
        internal static TableFile? FindAny(DataFolder root) => root.Files.Where(file => !file.IsHidden && LabelTable.IsTable(file.Name))
                .Select(file => new TableFile(file.Path))
                .FirstOrDefault(table => table.FindProblem() is null);

        private static TableFile? FindMetadata(DataFolder folder, DataSplit? split)
        {
            var tables = folder.Files.Where(file => TableFile.IsTable(file.Name))
                .Select(file => new TableFile(file.Path, split))
                .Where(table => table.Stem == Metadata && table.FindProblem() is null)
                .ToArray();
            return tables.Length < 2
                ? tables.FirstOrDefault()
                : throw new TrainingException($"{tables[0].Path}: {tables[1].Path} is there too. Remove one of them.");
        }

        private static void RefuseTwice(IEnumerable<TableFile> tables)
        {
            if (tables.GroupBy(table => table.Split).FirstOrDefault(group => group.Key is not null && group.Skip(1).Any()) is { } twice)
            {
                throw new TrainingException(
                    $"{twice.First().Path}: {twice.Last().Path} is there too, and means the same. Join them or remove one.");
            }
        }
    }
}
