using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Saccade.Training.Data
{
    /// <summary>
    /// A data set of one folder for each class, split by folders: <c>train/cat/1.png</c>, <c>validation/cat/2.png</c>,
    /// <c>test/…</c>.
    /// </summary>
    /// <remarks>
    /// Pictures come in the order class, file name (ordinal). Hidden files and what is no picture by its name are passed over.
    /// </remarks>
    public sealed class ImageFolder
    {
        private static readonly HashSet<string> Extensions =
            new(StringComparer.OrdinalIgnoreCase) { ".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif" };

        private ImageFolder(
            IReadOnlyList<string> labels,
            IReadOnlyList<LabelledFile> train,
            IReadOnlyList<LabelledFile> validation,
            IReadOnlyList<LabelledFile> test)
        {
            Labels = labels;
            Train = train;
            Validation = validation;
            Test = test;
        }

        /// <summary>The class names; a picture's label is an index into them.</summary>
        public IReadOnlyList<string> Labels { get; }

        /// <summary>The pictures to learn from; each class has one at least.</summary>
        public IReadOnlyList<LabelledFile> Train { get; }

        /// <summary>The pictures that decide how good the model is; not empty.</summary>
        public IReadOnlyList<LabelledFile> Validation { get; }

        /// <summary>Pictures for a last judgement that no choice was made by; may be empty.</summary>
        public IReadOnlyList<LabelledFile> Test { get; }

        /// <summary>Lists a data set.</summary>
        /// <param name="directory">The folder that holds <c>train</c>, <c>validation</c> and perhaps <c>test</c>.</param>
        /// <param name="preferredOrder">
        /// A model's labels. When they are this data set's classes, their order is kept and the model's head fits; otherwise, as
        /// with null, the classes are sorted by name.
        /// </param>
        /// <exception cref="TrainingException">A folder is missing or empty, or validation has a class that training lacks.</exception>
        public static ImageFolder Open(string directory, IReadOnlyList<string>? preferredOrder = null)
        {
            var train = Path.Combine(directory, "train");
            var validation = Path.Combine(directory, "validation");
            foreach (var split in new[] { directory, train, validation })
            {
                if (!Directory.Exists(split))
                {
                    throw new TrainingException(
                        $"{split}: no such folder. A data set is DIR/train/CLASS/*.png and DIR/validation/CLASS/*.png; "
                        + "point --data to DIR.");
                }
            }

            var classes = ListClasses(train);
            if (classes.Length < 2)
            {
                throw new TrainingException($"{train}: {classes.Length} class folders; at least 2 are needed to tell apart.");
            }

            var isPreferred = preferredOrder is not null && preferredOrder.ToHashSet(StringComparer.Ordinal).SetEquals(classes);
            var labels = isPreferred ? preferredOrder! : classes;
            var folder = new ImageFolder(
                labels, List(train, labels), List(validation, labels), List(Path.Combine(directory, "test"), labels));
            var empty = Enumerable.Range(0, labels.Count).Except(folder.Train.Select(file => file.Label)).ToArray();
            if (empty.Length > 0)
            {
                throw new TrainingException(
                    $"{train}: no pictures of {string.Join(", ", empty.Select(label => $"'{labels[label]}'"))}. "
                    + $"Add some ({string.Join(", ", Extensions)}).");
            }

            if (folder.Validation.Count == 0)
            {
                throw new TrainingException($"{validation}: no pictures. Move about a fifth of the training pictures there, by scene.");
            }

            return folder;
        }

        private static string[] ListClasses(string split)
        {
            return Directory.EnumerateDirectories(split)
                .Select(path => Path.GetFileName(path))
                .Where(name => !name.StartsWith('.'))
                .Order(StringComparer.Ordinal)
                .ToArray();
        }

        private static LabelledFile[] List(string split, IReadOnlyList<string> labels)
        {
            if (!Directory.Exists(split))
            {
                return [];
            }

            var unknown = ListClasses(split).Except(labels, StringComparer.Ordinal).ToArray();
            if (unknown.Length > 0)
            {
                throw new TrainingException(
                    $"{split}: class folder '{unknown[0]}' has no counterpart among the training classes "
                    + $"{string.Join(", ", labels)}. Rename or remove it.");
            }

            return labels
                .SelectMany((name, label) => ListPictures(Path.Combine(split, name)).Select(path => new LabelledFile(path, label)))
                .ToArray();
        }

        private static IEnumerable<string> ListPictures(string directory)
        {
            return Directory.Exists(directory)
                ? Directory.EnumerateFiles(directory)
                    .Where(path => Extensions.Contains(Path.GetExtension(path)) && !Path.GetFileName(path).StartsWith('.'))
                    .Order(StringComparer.Ordinal)
                : [];
        }
    }
}
