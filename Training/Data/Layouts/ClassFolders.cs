using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Training.Data.Inventory;
using Saccade.Training.Naming;
using Saccade.Training.Pictures;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>
    /// Reads a folder for each class, below folders for the splits or without any. As in torchvision's <c>ImageFolder</c>, all pictures
    /// below a class's folder are of that class, at any depth.
    /// </summary>
    internal static class ClassFolders
    {
        private const string Kind = "A folder for each class";

        /// <summary>The folders of the splits.</summary>
        /// <returns>Empty where there are none.</returns>
        internal static Dictionary<DataSplit, DataFolder> FindSplits(DataFolder root)
        {
            var splits = new Dictionary<DataSplit, DataFolder>();
            foreach (var folder in root.DataFolders)
            {
                // A class may be called train as well: its folder holds pictures.
                if (SplitNames.Parse(folder.Name) is not { } split || IsClass(folder))
                {
                    continue;
                }

                if (!splits.TryAdd(split, folder))
                {
                    throw new TrainingException(
                        $"{folder.Path}: {splits[split].Path} is there too, and means the same. Join or rename one of them.");
                }
            }

            return splits;
        }

        /// <summary>The folders with pictures, their own or their folders', and those of which nobody knows.</summary>
        internal static IEnumerable<DataFolder> FindClasses(DataFolder root) =>
            root.DataFolders.Where(folder => folder.Closed == LeftOutReason.UnreadableFolder || folder.ListPictures().Any());

        internal static DataListing ReadSplits(DataFolder root, Dictionary<DataSplit, DataFolder> splits)
        {
            if (!splits.TryGetValue(DataSplit.Train, out var train))
            {
                throw new TrainingException(
                    $"{Path.Combine(root.Path, "train")}: no such folder beside {splits.Values.First().Path}. Name the training pictures' "
                    + "folder so.");
            }

            var pictures = splits.SelectMany(entry => ListPictures(entry.Value, entry.Key)).ToArray();
            var isValidated = pictures.Any(picture => picture.Split == DataSplit.Validation);
            if (!isValidated && splits.TryGetValue(DataSplit.Validation, out var validation))
            {
                throw new TrainingException(
                    $"{validation.Path}: no pictures. Move about a fifth of the training pictures there, by scene, or remove the folder "
                    + "and they are drawn by chance.");
            }

            return Make(root, train, [.. splits.Values], pictures);
        }

        internal static DataListing ReadWhole(DataFolder root)
        {
            var classes = FindClasses(root).ToArray();
            if (classes.Length > 1 && classes.All(folder => SplitNames.Parse(folder.Name) is not null))
            {
                throw new TrainingException(
                    $"{root.Path}: the pictures lie in {Shortened.List([.. classes.Select(folder => folder.Name)])} themselves, so nothing "
                    + "says of which class they are. Make a folder for each class in them, such as train/cat, or a table with path,label.");
            }

            return Make(root, root, [root], ListPictures(root, DataSplit.Train));
        }

        private static DataListing Make(
            DataFolder root, DataFolder train, IReadOnlyList<DataFolder> parents, IReadOnlyList<ListedPicture> pictures)
        {
            var classes = pictures.Where(picture => picture.Split == DataSplit.Train)
                .Select(picture => picture.Class)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .ToArray();
            var empty = parents.SelectMany(parent => parent.DataFolders)
                .Where(folder => folder.Closed is null && !folder.ListPictures().Any())
                .ToArray();
            RefuseLost(parents, empty);
            var subfolders = CountSubfolders(parents);
            return new DataListing
            {
                Layout = DataLayout.ClassFolders,
                Directory = root.Path,
                Origin = train.Path,
                Kind = Kind,
                SplitBy = "the folders",
                Classes = classes,
                Remark = classes.Length > 1 && subfolders.Length == classes.Length && subfolders.All(entry => entry.Own == 0)
                    ? " All pictures lie in subfolders of their classes: is --data a level too high?"
                    : "",
                Hint = HintAtLevel(train, subfolders),
                Pictures = pictures,
                Account = DataAccount.Make(
                    root,
                    pictures.Select(picture => picture.Path),
                    [Path.Combine(root.Path, CapturedData.IndexFile), Path.Combine(root.Path, CapturedData.SettingsFile)],
                    file => Explain(file, parents),
                    empty,
                    subfolders),
            };
        }

        // A class of which nothing can be read would be missing without a word.
        private static void RefuseLost(IReadOnlyList<DataFolder> parents, IReadOnlyList<DataFolder> empty)
        {
            var closed = parents.SelectMany(parent => parent.Walk())
                .FirstOrDefault(folder => folder.Closed == LeftOutReason.UnreadableFolder);
            if (closed is not null)
            {
                throw new TrainingException(
                    FileNames.FindFault(closed.Path)
                    ?? $"{closed.Path}: can't be read, so nobody knows which pictures it holds. Allow it to be read, or move it out of the "
                    + "data.");
            }

            foreach (var folder in empty)
            {
                var lost = folder.Walk().SelectMany(inner => inner.Files)
                    .Where(file => !file.IsHidden && file.Guess.Kind == GuessedKind.Foreign)
                    .ToArray();
                if (lost.Length > 0)
                {
                    throw new TrainingException(
                        $"{folder.Path}: none of its {lost.Length} pictures can be decoded, {lost[0].Name} is {lost[0].Guess.Format}. "
                        + "Convert them to JPEG or PNG, or move the folder out of the data.");
                }
            }
        }

        private static Subfolders[] CountSubfolders(IReadOnlyList<DataFolder> parents) => parents.SelectMany(parent => parent.DataFolders)
                .GroupBy(folder => ClassName.Normalize(folder.Name), StringComparer.Ordinal)
                .Select(group => new Subfolders(
                    group.Key,
                    group.Sum(folder => folder.ListOwnPictures().Count()),
                    [
                        .. group.SelectMany(folder => folder.DataFolders)
                            .GroupBy(inner => inner.Name, StringComparer.Ordinal)
                            .Select(inner => new Subfolders.Folder(inner.Key, inner.Sum(folder => folder.ListPictures().Count())))
                            .Where(inner => inner.Pictures > 0),
                    ]))
                .Where(entry => entry.Folders.Count > 0)
                .OrderBy(entry => entry.Class, StringComparer.Ordinal)
                .ToArray();

        // For who points a level too high.
        private static string HintAtLevel(DataFolder train, IReadOnlyList<Subfolders> subfolders) =>
            subfolders is [{ Own: 0 } only] && FindClasses(train).Count() == 1
                ? $" Its pictures lie in {Shortened.List([.. only.Folders.Select(folder => folder.Name)])}: if these are the classes, or "
                    + $"the splits, point --data to {FindClasses(train).First().Path}."
                : "";

        private static LeftOut? Explain(DataFile file, IReadOnlyList<DataFolder> parents) =>
            file.Guess.Kind != GuessedKind.Picture ? null
            : parents.Contains(file.Folder) ? new LeftOut(LeftOutReason.NoClass, "picture(s) in no class folder")
            : new LeftOut(LeftOutReason.BesideSplits, "picture(s) beside the splits");

        private static ListedPicture[] ListPictures(DataFolder parent, DataSplit split) => parent.DataFolders
                .SelectMany(folder => folder.ListPictures()
                    .Select(file => new ListedPicture(file.Path, ClassName.Normalize(folder.Name), split, folder.Path)))
                .ToArray();

        private static bool IsClass(DataFolder folder) => folder.ListOwnPictures().Any() && !folder.DataFolders.Any();
    }
}
