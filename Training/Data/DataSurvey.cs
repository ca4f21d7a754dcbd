using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Saccade.Training.Data.Inventory;
using Saccade.Training.Pictures;

namespace Saccade.Training.Data
{
    /// <summary>What one wants to know of a data set before training on it: every picture of it was read once.</summary>
    internal sealed class DataSurvey
    {
        // A class this much rarer than another is seldom learnt by plain cross entropy.
        private const int LargestImbalance = 10;

        private DataSurvey(DataSet data, SurveyedPicture[] pictures)
        {
            Data = data;
            Broken = [.. pictures.Where(picture => picture.Problem is not null)];
            BySize = [.. pictures.Where(picture => picture.Problem is null).OrderBy(picture => (long)picture.Width * picture.Height)];
            Formats = [.. BySize.CountBy(picture => picture.Format).OrderByDescending(format => format.Value)];
            Duplicates =
            [
                .. pictures.Where(picture => picture.Problem is null)
                    .GroupBy(picture => picture.Content)
                    .Where(group => group.Skip(1).Any())
                    .Select(group => group.ToArray()),
            ];
        }

        internal DataSet Data { get; }

        /// <summary>Every file, and what became of it: what can't be decoded isn't used.</summary>
        internal DataAccount Account => Data.Account.WithUnreadable(Data.Directory, [.. Broken.Select(picture => picture.Path)]);

        /// <summary>Pictures that can't be decoded.</summary>
        internal IReadOnlyList<SurveyedPicture> Broken { get; }

        /// <summary>The other pictures, by the number of their pixels.</summary>
        internal IReadOnlyList<SurveyedPicture> BySize { get; }

        /// <summary>How many files each format has, the most frequent one first.</summary>
        internal IReadOnlyList<KeyValuePair<string, int>> Formats { get; }

        /// <summary>Groups of files with the same bytes.</summary>
        internal IReadOnlyList<SurveyedPicture[]> Duplicates { get; }

        /// <summary>Reads every picture.</summary>
        internal static DataSurvey Make(DataSet data, int workers, CancellationToken cancellation, Action<int>? progress = null)
        {
            var files = new[] { ("train", data.Train), ("validation", data.Validation), ("test", data.Test) }
                .SelectMany(split => split.Item2.Select(file => new SurveyedPicture(file.Path, file.Labels, split.Item1)))
                .ToArray();
            return new DataSurvey(data, InParallel.Select(files, workers, file => file.Read(), cancellation, progress));
        }

        /// <summary>Number of pictures of each class in a split.</summary>
        internal int[] CountClasses(IReadOnlyList<LabelledFile> split) => ClassBalance.Count(split, Data.Labels.Count);

        /// <summary>What may spoil the training, a sentence each.</summary>
        internal IEnumerable<string> ListWarnings()
        {
            var counts = CountClasses(Data.Train);
            var (rarest, commonest) = (counts.Min(), counts.Max());
            if (commonest > LargestImbalance * rarest)
            {
                yield return $"'{Data.Labels[Array.IndexOf(counts, commonest)]}' has {commonest} training pictures and "
                    + $"'{Data.Labels[Array.IndexOf(counts, rarest)]}' {rarest}: look at macro accuracy, add rare ones, "
                    + "or train with --class-weights balanced.";
            }

            var leaks = Duplicates.Count(group => group.Any(picture => picture.Split != group[0].Split));
            if (leaks > 0)
            {
                yield return $"The same picture is in two splits, {leaks} times: what is learnt by heart judges nothing. Remove "
                    + "one of each.";
            }

            var contradictions = Duplicates.Count(group => group.Any(picture => !picture.Labels.SequenceEqual(group[0].Labels)));
            if (contradictions > 0)
            {
                yield return $"The same picture is in two classes, {contradictions} times. Remove the wrong ones.";
            }

            var doubts = new PictureDoubts();
            foreach (var picture in BySize)
            {
                doubts.Add(picture.Path, picture.IsFlat, picture.IsClipped);
            }

            foreach (var doubt in doubts.Describe())
            {
                yield return doubt;
            }

            if (Broken.Count > 0)
            {
                yield return $"Pictures that can't be decoded: {Broken.Count}. Copy them again, remove them, or train with --skip-bad.";
            }
        }
    }
}
