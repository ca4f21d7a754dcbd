using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Saccade.Files;
using Saccade.Training.Data;
using Saccade.Training.Data.Layouts;
using Saccade.Training.Progress;

namespace Saccade.Training.Evaluation
{
    /// <summary>
    /// The pictures that a model is judged by. What its run has learnt from judges nothing, so those pictures are left out, known by their
    /// content, unless they are asked for.
    /// </summary>
    internal sealed record JudgedPictures
    {
        /// <summary>The split's name that asks for every picture, learnt from or not.</summary>
        internal const string All = "all";

        private const string Learnt = "train";

        /// <summary>What these pictures are, before the word "pictures".</summary>
        internal required string Split { get; init; }

        /// <summary>The data set's folder or table, as it was given.</summary>
        internal required string Data { get; init; }

        /// <summary>All of the data set, in which no validation pictures are drawn.</summary>
        internal required DataSet Set { get; init; }

        /// <summary>The data set's class names.</summary>
        internal IReadOnlyList<string> Labels => Set.Labels;

        /// <summary>The pictures, with indices into <see cref="Labels"/>; at least 1.</summary>
        internal required IReadOnlyList<LabelledFile> Files { get; init; }

        /// <summary>Whether the model's folder says which pictures its run saw; otherwise nobody can tell, and all counts are 0.</summary>
        internal bool IsRecorded { get; private init; }

        /// <summary>How many of them chose the epoch.</summary>
        internal int Validation { get; private init; }

        /// <summary>How many of them judged the model when the run ended.</summary>
        internal int Test { get; private init; }

        /// <summary>How many of them the run never saw.</summary>
        internal int Unseen { get; private init; }

        /// <summary>How many of them it has learnt from, because they were asked for.</summary>
        internal int Trained { get; private init; }

        /// <summary>Pictures that were left out because it has learnt from them.</summary>
        internal int LeftOut { get; private init; }

        /// <summary>Chooses them.</summary>
        /// <param name="model">The model folder.</param>
        /// <param name="data">The data set's folder or table.</param>
        /// <param name="order">The model's labels, see <see cref="DataOptions.PreferredOrder"/>.</param>
        /// <param name="split">
        /// <c>train</c>, <c>validation</c> or <c>test</c>, as the data set says or, where it says nothing, as the run had it; <c>all</c>;
        /// null for the test pictures where some are named, else the validation pictures that are named, else all that the model hasn't
        /// learnt from.
        /// </param>
        /// <param name="note">Told how far it is.</param>
        /// <param name="cancellation">Stops it.</param>
        /// <exception cref="TrainingException">The data can't be read, or nothing of it can judge.</exception>
        internal static JudgedPictures Choose(
            string model, string data, IReadOnlyList<string> order, string? split, Action<string> note, CancellationToken cancellation)
        {
            var options = new DataOptions { PreferredOrder = order, DrawsValidation = false };
            var set = DataSet.Open(data, options, note, cancellation);
            var recorded = RecordedParts.Read(model);
            var isNamed = split is null or "test" ? set.NamesValidation || set.Test.Count > 0 : split == All || set.NamesValidation;
            if (!isNamed && split is not null && recorded is null)
            {
                throw new TrainingException(
                    $"{data}: names no {split} pictures, and {model} has no {ModelLayout.Run} that says which of them were. Leave --split "
                    + "out to judge all of it.");
            }

            var files = split == All ? [.. set.Train, .. set.Validation, .. set.Test] : isNamed ? set.GetSplit(split) : set.Train;
            var parts = FindParts(recorded, files, note, cancellation);
            var asked = isNamed || split is null
                ? [.. files.Index()]
                : files.Index().Where(file => parts[file.Index] == SplitNames.Parse(split)).ToArray();
            var judged = split is All or Learnt ? asked : [.. asked.Where(file => parts[file.Index] != DataSplit.Train)];
            if (judged.Length == 0)
            {
                throw new TrainingException(
                    asked.Length == 0
                        ? $"{data}: the run of {model} had none of these {files.Count} pictures in its {split} part. Give another --split."
                        : $"{data}: {model} has learnt from all {asked.Length} of these pictures, so none of them can judge it. Give other "
                        + $"pictures, or judge by them all the same with --split {All}.");
            }

            int Count(DataSplit? part) => recorded is null ? 0 : judged.Count(file => parts[file.Index] == part);
            return new JudgedPictures
            {
                Split = split ?? NameSplit(set, recorded),
                Data = data,
                Set = set,
                Files = [.. judged.Select(file => file.Item)],
                IsRecorded = recorded is not null,
                Validation = Count(DataSplit.Validation),
                Test = Count(DataSplit.Test),
                Unseen = Count(null),
                Trained = Count(DataSplit.Train),
                LeftOut = asked.Length - judged.Length,
            };
        }

        /// <summary>How many pictures a model has learnt from that judge another one.</summary>
        internal int CountLearntBy(string model, CancellationToken cancellation) => RecordedParts.Read(model) is { } recorded
            ? FindParts(recorded, Files, _ => { }, cancellation).Count(part => part == DataSplit.Train)
            : 0;

        /// <summary>Refuses pictures of which some were learnt from, or may have been.</summary>
        /// <exception cref="TrainingException">There are such.</exception>
        internal void RefuseLearnt(string model)
        {
            if (!IsRecorded || Trained + LeftOut > 0)
            {
                throw new TrainingException(
                    (IsRecorded
                        ? $"{Data}: {model} has learnt from {Trained + LeftOut} of these {Files.Count + LeftOut} pictures."
                        : $"{model}: has no {ModelLayout.Run} that says which pictures it has learnt from.")
                    + " Leave --strict out to judge by the others, or give pictures that the model never saw.");
            }
        }

        /// <summary>What they are and what was left out, in sentences.</summary>
        /// <param name="model">What to call the model.</param>
        internal string Describe(string model)
        {
            if (!IsRecorded)
            {
                return $"{model} has no {ModelLayout.Run} that says which pictures it has learnt from: nobody can tell whether some of "
                    + $"these {Files.Count} are among them.";
            }

            (int Count, string Text)[] kinds =
            [
                (Validation, "that its run validated with"), (Test, "that its run was tested with"), (Unseen, "that its run never saw"),
                (Trained, "THAT IT HAS LEARNT FROM, which say nothing of new ones"),
            ];
            var judged = string.Join(", ", kinds.Where(kind => kind.Count > 0).Select(kind => $"{kind.Count} {kind.Text}"));
            var leftOut = LeftOut == 0 ? "" : $" Left out: {LeftOut} that it has learnt from.";
            return $"Pictures that {model} is judged by: {judged}.{leftOut}";
        }

        private static DataSplit?[] FindParts(
            RecordedParts? recorded, IReadOnlyList<LabelledFile> files, Action<string> note, CancellationToken cancellation)
        {
            if (recorded is null)
            {
                return new DataSplit?[files.Count];
            }

            var progress = new SlowProgress(note, "Reading pictures", files.Count, TimeProvider.System);
            return InParallel.Select(
                files,
                Environment.ProcessorCount,
                file => recorded.Find(Convert.ToHexStringLower(DataFingerprint.HashContent(file.Path))),
                cancellation,
                progress.Report);
        }

        private static string NameSplit(DataSet set, RecordedParts? recorded) =>
            set.Test.Count > 0 || (set.NamesValidation && set.Layout == DataLayout.OxfordPet) ? "test"
            : set.NamesValidation ? "validation"
            : recorded is null ? All
            : "held-out";
    }
}
