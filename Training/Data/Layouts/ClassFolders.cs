using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Training.Pictures;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>Reads a folder for each class, below folders for the splits or without any.</summary>
    /// <remarks>No folder is entered deeper than its pictures lie, so links in circles do no harm.</remarks>
    internal static class ClassFolders
    {
        private const string Kind = "A folder for each class";

        /// <summary>The folders of the splits.</summary>
        /// <returns>Empty where there are none.</returns>
        internal static Dictionary<DataSplit, string> FindSplits(string directory)
        {
            var splits = new Dictionary<DataSplit, string>();
            foreach (var folder in ListFolders(directory))
            {
                // A class may be called train as well: its folder holds pictures.
                if (SplitNames.Parse(Path.GetFileName(folder)) is not { } split || IsClass(folder))
                {
                    continue;
                }

                if (!splits.TryAdd(split, folder))
                {
                    throw new TrainingException($"{folder}: {splits[split]} is there too, and means the same. Join or rename one of them.");
                }
            }

            return splits;
        }

        /// <summary>Whether folders with pictures lie in the folder.</summary>
        internal static bool AreIn(string directory) => ListFolders(directory).Any(folder => PictureFiles.List(folder).Any());

        internal static DataListing ReadSplits(string directory, Dictionary<DataSplit, string> splits)
        {
            if (!splits.TryGetValue(DataSplit.Train, out var train))
            {
                throw new TrainingException(
                    $"{Path.Combine(directory, "train")}: no such folder beside {splits.Values.First()}. Name the training pictures' "
                    + "folder so.");
            }

            var pictures = splits.SelectMany(entry => ListPictures(entry.Value, entry.Key)).ToArray();
            var isValidated = pictures.Any(picture => picture.Split == DataSplit.Validation);
            if (!isValidated && splits.TryGetValue(DataSplit.Validation, out var validation))
            {
                throw new TrainingException(
                    $"{validation}: no pictures. Move about a fifth of the training pictures there, by scene, or remove the folder "
                    + "and they are drawn by chance.");
            }

            return Make(directory, train, pictures);
        }

        internal static DataListing ReadWhole(string directory) => Make(directory, directory, ListPictures(directory, DataSplit.Train));

        private static DataListing Make(string directory, string train, IReadOnlyList<ListedPicture> pictures)
        {
            var classes = ListFolders(train).Select(folder => Path.GetFileName(folder)).ToArray();
            var trained = pictures.Where(picture => picture.Split == DataSplit.Train).Select(picture => picture.Class);
            var empty = classes.Except(trained, StringComparer.Ordinal).ToArray();
            if (empty.Length > 0)
            {
                throw new TrainingException(
                    $"{train}: no pictures of {Shortened.List(empty)}. Add some ({string.Join(", ", PictureFiles.Extensions)}) or remove "
                    + "the empty folders.");
            }

            return new DataListing
            {
                Layout = DataLayout.ClassFolders,
                Directory = directory,
                Origin = train,
                Kind = Kind,
                SplitBy = "the folders",
                Classes = classes,
                Pictures = pictures,
            };
        }

        private static ListedPicture[] ListPictures(string directory, DataSplit split) => ListFolders(directory)
                .SelectMany(folder =>
                    PictureFiles.List(folder).Select(path => new ListedPicture(path, Path.GetFileName(folder), split, folder)))
                .ToArray();

        private static IEnumerable<string> ListFolders(string directory) => Directory.EnumerateDirectories(directory)
                .Where(path => !Path.GetFileName(path).StartsWith('.'))
                .OrderBy(path => Path.GetFileName(path), StringComparer.Ordinal);

        private static bool IsClass(string folder) => PictureFiles.List(folder).Any() && !ListFolders(folder).Any();
    }
}
