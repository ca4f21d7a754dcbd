using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using Saccade.Training.Data.Layouts;

namespace Saccade.Training.Data
{
    /// <summary>
    /// Deals the pictures of training and validation into folds for cross-validation. A picture's fold follows from the contents of its
    /// class's pictures and from the seed, not from any name; copies lie in one fold, and each class is spread evenly over all.
    /// </summary>
    internal static class Folds
    {
        /// <summary>A data set whose validation is one fold, and whose training is the others; the test pictures stay.</summary>
        /// <param name="data">The data set.</param>
        /// <param name="fold">1 for the first.</param>
        /// <param name="folds">How many there are, 2 or more.</param>
        /// <param name="seed">What the choice depends on.</param>
        /// <param name="workers">Threads to read with.</param>
        /// <param name="cancellation">Stops it.</param>
        /// <exception cref="TrainingException">A fold is empty, or a picture can't be read.</exception>
        internal static DataSet Take(DataSet data, int fold, int folds, long seed, int workers, CancellationToken cancellation)
        {
            LabelledFile[] files = [.. data.Train, .. data.Validation];
            var contents = InParallel.Select(files, workers, file => DataFingerprint.HashContent(file.Path), cancellation);
            var dealt = Deal([.. files.Zip(contents, (file, content) => (file.Label, content))], seed, folds);
            LabelledFile[] Choose(bool validates) => [.. files.Where((_, i) => dealt[i] == fold == validates).OrderBy(file => file.Label)];

            var (train, validation) = (Choose(false), Choose(true));
            if (validation.Length == 0)
            {
                var most = dealt.Max() is { } last ? $"at most {last}" : "more pictures";
                throw new TrainingException(
                    $"{data.Directory}: --folds {folds}, but there are too few pictures that differ for so many. Ask for {most}.");
            }

            if (data.Labels.Where((_, label) => train.All(file => file.Label != label)).ToArray() is [_, ..] lost)
            {
                throw new TrainingException(
                    $"{data.Directory}: fold {fold} of {folds} would leave no training picture of {Shortened.List(lost)}. Add pictures "
                    + "that differ, or remove copies that lie in two classes.");
            }

            var single = data.Labels.Where((_, label) => files.Index().All(
                entry => entry.Item.Label != label || dealt[entry.Index] is null)).ToArray();
            var remark = single.Length == 0 ? "" : $" Of these there is one picture, which always trains: {Shortened.List(single)}.";
            return data.WithValidation(
                train,
                validation,
                FormattableString.Invariant(
                    $"Fold {fold} of {folds}: {train.Length:N0} pictures train, {validation.Length:N0} validate.{remark}"));
        }

        /// <summary>The fold of each picture, 1 for the first; null for the only picture of a class, which has to train.</summary>
        /// <param name="pictures">Class and SHA-256 of the content of each.</param>
        /// <param name="seed">What the choice depends on.</param>
        /// <param name="folds">How many folds there are.</param>
        internal static int?[] Deal(IReadOnlyList<(int Label, byte[] Content)> pictures, long seed, int folds)
        {
            var known = new Dictionary<string, int?>(StringComparer.Ordinal);
            var keys = pictures.Select(picture => MakeKey(picture.Content, seed)).ToArray();
            var next = 0;
            foreach (var members in keys.Zip(pictures, (key, picture) => (key, picture.Label)).Distinct().GroupBy(member => member.Label)
                .OrderBy(group => group.Key))
            {
                // Where one class ends the next goes on, so that the folds are of one size.
                var ordered = members.Select(member => member.key).Order(StringComparer.Ordinal).ToArray();
                foreach (var key in ordered.Where(key => !known.ContainsKey(key)))
                {
                    known[key] = ordered.Length == 1 ? null : next++ % folds + 1;
                }
            }

            return [.. keys.Select(key => known[key])];
        }

        private static string MakeKey(byte[] content, long seed)
        {
            var text = new byte[sizeof(long) + content.Length];
            BinaryPrimitives.WriteInt64LittleEndian(text, seed);
            content.CopyTo(text, sizeof(long));
            return Convert.ToHexStringLower(SHA256.HashData(text));
        }
    }
}
