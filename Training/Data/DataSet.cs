using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Training.Data.Inventory;
using Saccade.Training.Data.Layouts;

namespace Saccade.Training.Data
{
    /// <summary>Labelled pictures in splits, in any <see cref="DataLayout"/>, which is recognised by what lies there.</summary>
    /// <remarks>
    /// The order of the pictures is that of the lists or the table; in folders it is by class, then by file name (ordinal). Only
    /// names are read: a picture may turn out broken when it is decoded.
    /// </remarks>
    public sealed class DataSet
    {
        private DataSet(DataListing listing, DataOptions options)
        {
            Directory = listing.Directory;
            Layout = listing.Layout;
            Labels = listing.OrderClasses(options.PreferredOrder);
            var drawn = !listing.Pictures.Any(picture => picture.Split == DataSplit.Validation);
            var pictures = drawn ? StratifiedSplit.Draw(listing.Pictures, options.Seed, options.ValidationShare) : listing.Pictures;
            var labels = Labels.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
            LabelledFile[] Take(DataSplit split)
            {
                var files = pictures.Where(picture => picture.Split == split)
                    .Select(picture => new LabelledFile(picture.Path, labels[picture.Class]));
                return [.. Layout == DataLayout.ClassFolders ? files.OrderBy(file => file.Label) : files];
            }

            (Train, Validation, Test) = (Take(DataSplit.Train), Take(DataSplit.Validation), Take(DataSplit.Test));
            if (Validation.Count == 0)
            {
                throw new TrainingException(
                    $"{listing.Origin}: no class has two pictures, so none can validate. Add some, or name a validation split.");
            }

            Description = Describe(listing, drawn ? options : null);
            IsValidationDrawn = drawn;
            Account = listing.Account;
        }

        private DataSet(DataSet whole, IReadOnlySet<string> without)
        {
            (Directory, Layout, Description, Labels) = (whole.Directory, whole.Layout, whole.Description, whole.Labels);
            IsValidationDrawn = whole.IsValidationDrawn;
            Account = whole.Account.WithUnreadable(whole.Directory, [.. without.Order(StringComparer.Ordinal)]);
            LabelledFile[] Keep(IReadOnlyList<LabelledFile> files) => [.. files.Where(file => !without.Contains(file.Path))];

            (Train, Validation, Test) = (Keep(whole.Train), Keep(whole.Validation), Keep(whole.Test));
        }

        /// <summary>The folder that the pictures' relative paths begin at: the data folder, or the one that the table lies in.</summary>
        public string Directory { get; }

        /// <summary>Which layout was recognised.</summary>
        public DataLayout Layout { get; }

        /// <summary>Which layout was recognised, what it holds and how it is split, in words; and what is odd about it.</summary>
        public string Description { get; }

        /// <summary>Whether the validation pictures were drawn by chance, because the data set names none.</summary>
        public bool IsValidationDrawn { get; }

        /// <summary>The class names; a picture's label is an index into them.</summary>
        public IReadOnlyList<string> Labels { get; }

        /// <summary>The pictures to learn from; each class has one at least.</summary>
        public IReadOnlyList<LabelledFile> Train { get; }

        /// <summary>The pictures that decide how good the model is; not empty.</summary>
        public IReadOnlyList<LabelledFile> Validation { get; }

        /// <summary>Pictures for a last judgement that no choice was made by; may be empty.</summary>
        public IReadOnlyList<LabelledFile> Test { get; }

        /// <summary>Lists a data set.</summary>
        /// <param name="path">The folder that holds it, or a CSV file.</param>
        /// <param name="options">How to read it.</param>
        /// <param name="note">Told how far it is where a folder is large; null for nobody.</param>
        /// <exception cref="TrainingException">
        /// It has none of the layouts, contradicts itself, or a picture, a class or a split is missing.
        /// </exception>
        /// <exception cref="ArgumentOutOfRangeException">The validation share isn't between 0 and 1.</exception>
        public static DataSet Open(string path, DataOptions? options = null, Action<string>? note = null)
        {
            options ??= new DataOptions();
            if (options.ValidationShare is not (> 0 and < 1))
            {
                throw new ArgumentOutOfRangeException(nameof(options), options.ValidationShare, "Expected a share above 0 and below 1.");
            }

            try
            {
                return new DataSet(DataListing.Read(path, note), options);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new TrainingException($"{path}: can't be read. {failure.Message.TrimEnd('.')}. Check --data.", failure);
            }
        }

        /// <summary>Every file of the folder, and what became of it.</summary>
        internal DataAccount Account { get; }

        /// <summary>The pictures of a split by its name.</summary>
        /// <param name="name">
        /// <c>train</c>, <c>validation</c> or <c>test</c>; null for the test pictures where there are some, else validation.
        /// What Oxford-IIIT Pet calls test is validation here, and found under both names.
        /// </param>
        /// <exception cref="TrainingException">There is no such split, or it has no pictures.</exception>
        public IReadOnlyList<LabelledFile> GetSplit(string? name)
        {
            var test = Test.Count == 0 && (name is null || Layout == DataLayout.OxfordPet) ? Validation : Test;
            var files = name is null ? test : SplitNames.Parse(name) switch
            {
                DataSplit.Train => Train,
                DataSplit.Validation => Validation,
                DataSplit.Test => test,
                _ => throw new TrainingException($"{Directory}: no split '{name}'; expected train, validation or test."),
            };
            return files.Count > 0
                ? files
                : throw new TrainingException($"{Directory}: there are no {name} pictures. Choose another --split, or add some.");
        }

        /// <summary>The same data set without some pictures, such as broken ones.</summary>
        /// <param name="paths">Paths as in <see cref="LabelledFile.Path"/>.</param>
        /// <exception cref="TrainingException">A class would have no training picture left, or validation none at all.</exception>
        public DataSet Without(IReadOnlySet<string> paths)
        {
            var rest = new DataSet(this, paths);
            var kept = rest.Train.Select(file => file.Label).ToHashSet();
            if (Labels.Index().FirstOrDefault(entry => !kept.Contains(entry.Index)) is { Item: { } lost })
            {
                throw new TrainingException(
                    $"{Directory}: class '{lost}' would have no training pictures without the {paths.Count} to leave out. Replace "
                    + "some of them.");
            }

            return rest.Validation.Count > 0
                ? rest
                : throw new TrainingException(
                    $"{Directory}: there would be no validation pictures without the {paths.Count} to leave out. Replace some of them.");
        }

        private string Describe(DataListing listing, DataOptions? drawn)
        {
            var test = Test.Count > 0 ? FormattableString.Invariant($", {Test.Count:N0} test") : "";
            var by = drawn is null
                ? $"as {listing.SplitBy} say"
                : FormattableString.Invariant($"{drawn.ValidationShare:P0} of each class drawn with seed {drawn.Seed}");
            var counts = FormattableString.Invariant(
                $"{Labels.Count} classes; {Train.Count:N0} pictures train, {Validation.Count:N0} validate{test}");
            return string.Concat($"{listing.Kind}: {counts}, {by}.", drawn is null ? "" : DescribeSingles(), listing.Remark);
        }

        private string DescribeSingles()
        {
            var validated = Validation.Select(file => file.Label).ToHashSet();
            var single = Labels.Where((_, label) => !validated.Contains(label)).ToArray();
            return single.Length == 0 ? "" : $" Of these there is one picture, which trains: {Shortened.List(single)}.";
        }
    }
}
