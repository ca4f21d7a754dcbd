using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Training.Data.Inventory;
using Saccade.Training.Data.Layouts;
using Saccade.Training.Naming;
using Saccade.Training.Progress;

namespace Saccade.Training.Data
{
    /// <summary>Labelled pictures in splits, in any <see cref="DataLayout"/>, which is recognised by what lies there.</summary>
    /// <remarks>
    /// The order of the pictures is that of the lists or the table; in folders it is by class, then by file name (ordinal). Only
    /// names are read: a picture may turn out broken when it is decoded.
    /// </remarks>
    public sealed class DataSet
    {
        private readonly DataListing _listing;
        private readonly DataOptions _options;
        private readonly IReadOnlyDictionary<string, byte[]> _contents;

        private DataSet(DataListing listing, DataOptions options, IReadOnlyDictionary<string, byte[]> contents)
        {
            (_listing, _options, _contents) = (listing, options, contents);
            Directory = listing.Directory;
            Layout = listing.Layout;
            Labels = listing.OrderClasses(options.PreferredOrder);
            NamesValidation = NamesPart(listing, DataSplit.Validation);
            var drawn = NamesValidation || !options.DrawsValidation ? null : Draw();
            var pictures = drawn?.Pictures ?? listing.Pictures;
            var labels = Labels.Index().ToDictionary(entry => entry.Item, entry => entry.Index, ClassName.Comparer);
            LabelledFile[] Take(DataSplit split)
            {
                var files = pictures.Where(picture => picture.Split == split).Select(picture => picture.Several is { } several
                    ? LabelledFile.ShowingSeveral(picture.Path, several.Select(name => labels[name]))
                    : new LabelledFile(picture.Path, labels[picture.Class]));
                return [.. Layout == DataLayout.ClassFolders ? files.OrderBy(file => file.Label) : files];
            }

            (Train, Validation, Test) = (Take(DataSplit.Train), Take(DataSplit.Validation), Take(DataSplit.Test));
            Description = Describe(drawn);
            IsValidationDrawn = drawn is not null;
        }

        private DataSet(
            DataSet whole, IReadOnlyList<LabelledFile> train, IReadOnlyList<LabelledFile> validation, string description)
        {
            (_listing, _options, _contents) = (whole._listing, whole._options, whole._contents);
            (Directory, Layout, Description, Labels) = (whole.Directory, whole.Layout, description, whole.Labels);
            (NamesValidation, IsValidationDrawn) = (whole.NamesValidation, true);
            (Train, Validation, Test) = (train, validation, whole.Test);
        }

        /// <summary>The folder that the pictures' relative paths begin at: the data folder, or the one that the table lies in.</summary>
        public string Directory { get; }

        /// <summary>Which layout was recognised.</summary>
        public DataLayout Layout { get; }

        /// <summary>Which layout was recognised, what it holds and how it is split, in words; and what is odd about it.</summary>
        public string Description { get; }

        /// <summary>Whether the validation pictures were drawn by chance, because the data set names none.</summary>
        public bool IsValidationDrawn { get; }

        /// <summary>Whether the data set says itself which pictures validate.</summary>
        internal bool NamesValidation { get; }

        /// <summary>Whether a picture may show several classes, or none.</summary>
        public bool IsMultiLabel => Train.Any(file => file.Several is not null);

        /// <summary>The class names; a picture's label is an index into them.</summary>
        public IReadOnlyList<string> Labels { get; }

        /// <summary>The pictures to learn from; each class has one at least.</summary>
        public IReadOnlyList<LabelledFile> Train { get; }

        /// <summary>The pictures that decide how good the model is; not empty where training is to be done.</summary>
        public IReadOnlyList<LabelledFile> Validation { get; }

        /// <summary>Pictures for a last judgement that no choice was made by; may be empty.</summary>
        public IReadOnlyList<LabelledFile> Test { get; }

        /// <summary>Lists a data set. Where it names no validation pictures, the contents of all others decide, and are read.</summary>
        /// <param name="path">The folder that holds it, or a CSV file.</param>
        /// <param name="options">How to read it.</param>
        /// <param name="note">Told how far the reading is.</param>
        /// <param name="cancellation">Stops the reading.</param>
        /// <exception cref="TrainingException">
        /// It has none of the layouts, contradicts itself, or a picture, a class or a split is missing.
        /// </exception>
        /// <exception cref="ArgumentOutOfRangeException">The validation share isn't between 0 and 1.</exception>
        /// <exception cref="OperationCanceledException">It was stopped.</exception>
        public static DataSet Open(
            string path, DataOptions? options = null, Action<string>? note = null, CancellationToken cancellation = default)
        {
            options ??= new DataOptions();
            if (options.ValidationShare is not (> 0 and < 1))
            {
                throw new ArgumentOutOfRangeException(nameof(options), options.ValidationShare, "Expected a share above 0 and below 1.");
            }

            try
            {
                var listing = DataListing.Read(path, note);
                var contents = !options.DrawsValidation || NamesPart(listing, DataSplit.Validation)
                    ? new Dictionary<string, byte[]>()
                    : ReadContents(listing, note, cancellation);
                var data = new DataSet(listing, options, contents);
                return data.Validation.Count > 0 || !options.DrawsValidation
                    ? data
                    : throw new TrainingException(
                        $"{listing.Origin}: no class has two pictures with different contents, so none can validate. Add some, or name "
                        + "a validation split.");
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new TrainingException($"{path}: can't be read. {failure.Message.TrimEnd('.')}. Check --data.", failure);
            }
        }

        /// <summary>Every file of the folder, and what became of it.</summary>
        internal DataAccount Account => _listing.Account;

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

        /// <summary>The same data set without some pictures, such as broken ones, as if they had never been there.</summary>
        /// <param name="paths">Paths as in <see cref="LabelledFile.Path"/>.</param>
        /// <exception cref="TrainingException">A class would have no training picture left, or validation none at all.</exception>
        public DataSet Without(IReadOnlySet<string> paths)
        {
            var listing = _listing with
            {
                Pictures = [.. _listing.Pictures.Where(picture => !paths.Contains(picture.Path))],
                Account = _listing.Account.WithUnreadable(Directory, [.. paths.Order(StringComparer.Ordinal)]),
            };
            var rest = new DataSet(listing, _options, _contents);
            var kept = rest.Train.SelectMany(file => file.Labels).ToHashSet();
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

        /// <summary>The same data set with other pictures to learn from and to validate; those of the test stay.</summary>
        internal DataSet WithValidation(IReadOnlyList<LabelledFile> train, IReadOnlyList<LabelledFile> validation, string description) =>
            new DataSet(this, train, validation, description);

        /// <summary>The same data set as one whose pictures may show several classes.</summary>
        public DataSet AsMultiLabel() => new DataSet(
            _listing with { Pictures = [.. _listing.Pictures.Select(picture => picture with { Class = "", Several = picture.Classes })] },
            _options,
            _contents);

        /// <summary>SHA-256 of a picture's file, where drawing needed it.</summary>
        /// <returns>Null of any other.</returns>
        internal byte[]? FindContent(string path) => _contents.GetValueOrDefault(path);

        /// <summary>The names of the classes that a picture shows, as a table has them.</summary>
        internal string NameClasses(IReadOnlyList<int> labels) =>
            labels.Count == 0 ? "none" : string.Join(LabelColumns.Separator, labels.Select(label => Labels[label]));

        private static bool NamesPart(DataListing listing, DataSplit part) => listing.Pictures.Any(picture => picture.Split == part);

        private static Dictionary<string, byte[]> ReadContents(
            DataListing listing, Action<string>? note, CancellationToken cancellation)
        {
            var paths = listing.Pictures
                .Where(picture => picture.Split == DataSplit.Train)
                .Select(picture => picture.Path)
                .Distinct(StringComparer.Ordinal)
                .ToArray();
            var progress = new SlowProgress(note ?? (_ => { }), "Reading pictures", paths.Length, TimeProvider.System);
            var contents = InParallel.Select(paths, Environment.ProcessorCount, TryRead, cancellation, progress.Report);
            return paths.Zip(contents)
                .Where(pair => pair.Second is not null)
                .ToDictionary(pair => pair.First, pair => pair.Second!, StringComparer.Ordinal);
        }

        // What can't be read is named by who has to read it, or skipped there.
        private static byte[]? TryRead(string path)
        {
            try
            {
                return DataFingerprint.HashContent(path);
            }
            catch (TrainingException)
            {
                return null;
            }
        }

        private ContentSplit Draw() => ContentSplit.Draw(
                _listing.Pictures,
                [.. _listing.Pictures.Select(picture => picture.Split == DataSplit.Train ? WriteContent(picture.Path) : null)],
                _options.Seed,
                _options.ValidationShare,
                content => _options.Recorded?.Find(content));

        private string? WriteContent(string path) => FindContent(path) is { } content ? Convert.ToHexStringLower(content) : null;

        private string Describe(ContentSplit? drawn)
        {
            var test = Test.Count > 0 ? FormattableString.Invariant($", {Test.Count:N0} test") : "";
            var by = drawn is not null
                ? FormattableString.Invariant($"{100 * _options.ValidationShare:0.##} % drawn by content with seed {_options.Seed}")
                : NamesValidation ? $"as {_listing.SplitBy} say" : "not divided";
            var counts = FormattableString.Invariant(
                $"{Labels.Count} classes; {Train.Count:N0} pictures train, {Validation.Count:N0} validate{test}");
            var odd = DescribeSeveral() + (drawn is null ? "" : DescribeDrawn(drawn));
            return string.Concat($"{_listing.Kind}: {counts}, {by}.", odd, _listing.Remark);
        }

        private string DescribeDrawn(ContentSplit drawn)
        {
            var validated = Validation.SelectMany(file => file.Labels).ToHashSet();
            var unjudged = Labels.Where((_, label) => !validated.Contains(label)).ToArray();
            return string.Concat(
                drawn.Recorded == 0
                    ? ""
                    : FormattableString.Invariant($" {drawn.Recorded:N0} of them keep the part that they had before."),
                drawn.Kept.Count == 0
                    ? ""
                    : $" All pictures of these would validate, so one of each trains: {Shortened.List(drawn.Kept)}.",
                drawn.IsLent ? " All pictures would train, so one of them validates." : "",
                unjudged.Length == 0 ? "" : $" No picture of these validates: {Shortened.List(unjudged)}.");
        }

        private string DescribeSeveral()
        {
            if (!IsMultiLabel)
            {
                return "";
            }

            var counts = Train.Concat(Validation).Concat(Test).Select(file => file.Labels.Count).ToArray();
            var (several, none) = (counts.Count(count => count > 1), counts.Count(count => count == 0));
            return FormattableString.Invariant($" A picture may show several classes: {several:N0} do, {none:N0} show none.");
        }
    }
}
