using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Training.Data.Inventory;
using Saccade.Training.Naming;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>What a layout says, before classes have numbers and what isn't split is.</summary>
    internal sealed record DataListing
    {
        private const string Examples =
            """
            Point --data to one of
              a folder for each class   DIR/train/cat/1.jpg and DIR/validation/cat/2.jpg; or DIR/cat/1.jpg, of which a fifth validates
              a table                   FILE.csv with lines like images/1.jpg,cat under the heading path,label, or one for each
                                        split: DIR/train.csv, DIR/test.csv; Hugging Face's metadata.csv or metadata.jsonl;
                                        images/1.jpg,cat|dog under path,labels where pictures show several classes
              Oxford-IIIT Pet's files   DIR/annotations/trainval.txt and test.txt with lines like Abyssinian_1 1 1 1, and
                                        DIR/images/Abyssinian_1.jpg
            """;

        public required DataLayout Layout { get; init; }

        public required string Directory { get; init; }

        /// <summary>Where the training pictures are listed, for messages.</summary>
        public required string Origin { get; init; }

        /// <summary>The layout in words that a sentence begins with.</summary>
        public required string Kind { get; init; }

        /// <summary>What decides about the splits, in words.</summary>
        public required string SplitBy { get; init; }

        /// <summary>Sentences on what is odd, each after a space.</summary>
        public string Remark { get; init; } = "";

        /// <summary>The classes in the layout's own order; each has a training picture.</summary>
        public required IReadOnlyList<string> Classes { get; init; }

        /// <summary>What to do where that is too few classes, a sentence after a space.</summary>
        public string Hint { get; init; } = "";

        public required IReadOnlyList<ListedPicture> Pictures { get; init; }

        /// <summary>Every file, and what became of it.</summary>
        public required DataAccount Account { get; init; }

        /// <summary>Recognises a layout and reads it.</summary>
        /// <param name="path">The folder or the table.</param>
        /// <param name="note">Told how far it is where that takes long; null for nobody.</param>
        internal static DataListing Read(string path, Action<string>? note = null) => Recognise(path, note).WithComparableNames();

        private static DataListing Recognise(string path, Action<string>? note)
        {
            if (File.Exists(path))
            {
                return TableFile.IsTable(path)
                    ? TableListing.Read(path)
                    : throw new TrainingException($"{path}: is neither a folder nor a .csv or .jsonl file. {Examples}");
            }

            if (!System.IO.Directory.Exists(path))
            {
                throw new TrainingException($"{path}: no such folder. {Examples}");
            }

            var root = FolderReader.Read(path, note);
            if (OxfordPet.IsIn(path))
            {
                return OxfordPet.Read(root);
            }

            // Folders with splits may carry a table of something else; folders without are told from a table's picture folder by it.
            return TableSearch.FindMetadata(root) is { Count: > 0 } metadata ? TableListing.Read(root, metadata)
                : ClassFolders.FindSplits(root) is { Count: > 0 } splits
                    ? ClassFolders.ReadSplits(root, splits).BesideTables(root)
                : TableSearch.Find(root, out var problem) is { Count: > 0 } tables ? TableListing.Read(root, tables)
                : ReadWhole(root, problem);
        }

        /// <summary>The classes in the preferred order if that has the same ones.</summary>
        internal IReadOnlyList<string> OrderClasses(IReadOnlyList<string>? preferred)
        {
            if (Classes.Count < 2)
            {
                throw new TrainingException($"{Origin}: {Classes.Count} classes; at least 2 are needed to tell apart.{Hint}");
            }

            var known = Classes.ToHashSet(StringComparer.Ordinal);
            var unknown = Pictures.FirstOrDefault(picture => !picture.Classes.All(known.Contains));
            if (unknown.Path is not null)
            {
                var name = unknown.Classes.First(entry => !known.Contains(entry));
                throw new TrainingException(
                    $"{unknown.Source}: class '{name}' has no counterpart among the training classes "
                    + $"{Shortened.List(Classes)}. Rename or remove it.");
            }

            return preferred?.Count == Classes.Count && known.SetEquals(preferred.Select(ClassName.Normalize)) ? preferred : Classes;
        }

        private DataListing WithComparableNames()
        {
            if (Pictures.Select(picture => FileNames.FindFault(picture.Path)).FirstOrDefault(fault => fault is not null) is { } unreadable)
            {
                throw new TrainingException(unreadable);
            }

            var names = Pictures.SelectMany(picture => picture.Classes.Append(picture.Class)).Concat(Classes)
                .Distinct(StringComparer.Ordinal)
                .ToDictionary(name => name, ClassName.Normalize, StringComparer.Ordinal);
            if (names.All(name => name.Key == name.Value))
            {
                return this;
            }

            // Where the order is that of the names, it is that of the names as they are compared.
            var classes = Classes.Select(name => names[name]).Distinct(StringComparer.Ordinal);
            return this with
            {
                Classes = [.. Layout == DataLayout.OxfordPet ? classes : classes.Order(StringComparer.Ordinal)],
                Pictures =
                [
                    .. Pictures.Select(picture => picture with
                    {
                        Class = names[picture.Class],
                        Several = picture.Several?.Select(name => names[name]).Distinct(StringComparer.Ordinal).ToArray(),
                    }),
                ],
            };
        }

        private DataListing BesideTables(DataFolder root) => TableSearch.FindAny(root) is { } table
                ? this with
                {
                    Remark = $"{Remark} {Path.GetFileName(table.Path)} isn't used, the folders are: to use it, point --data to it.",
                }
                : this;

        // A table that nobody understands is a stray beside folders of classes; alone it is what was meant.
        private static DataListing ReadWhole(DataFolder root, string tableProblem)
        {
            var classes = ClassFolders.FindClasses(root).Take(2).Count();
            return classes > 1 || (classes == 1 && tableProblem.Length == 0) ? ClassFolders.ReadWhole(root)
                : throw new TrainingException(
                    tableProblem.Length > 0 && root.Files.Count(file => LabelTable.IsTable(file.Name)) == 1
                        ? tableProblem
                        : $"{root.Path}: holds no data set of a known layout. {Examples}");
        }
    }
}
