using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Training.Data;
using Saccade.Training.Data.Layouts;

namespace Saccade.Training.Runs
{
    /// <summary>
    /// Finds pictures that are to judge a run although it learns from a copy of them, or although the model that it starts from has learnt
    /// from them.
    /// </summary>
    internal static class LearntPictures
    {
        /// <summary>Says how many there are, a sentence for each kind.</summary>
        /// <param name="data">The run's pictures.</param>
        /// <param name="contents">What <see cref="DataFingerprint.HashContents"/> says of them.</param>
        /// <param name="recorded">What was seen before the run; null where nobody noted it.</param>
        internal static IEnumerable<string> Describe(DataSet data, byte[][] contents, RecordedParts? recorded)
        {
            string[] names = [.. contents.Select(Convert.ToHexStringLower)];
            var learning = names[..data.Train.Count].ToHashSet(StringComparer.Ordinal);
            var judging = names[data.Train.Count..];
            var copies = judging.Count(learning.Contains);
            if (copies > 0)
            {
                yield return $"{copies} of the {judging.Length} pictures that are to judge this run are copies of training pictures, so "
                    + "its figures say little of new ones. saccade data show names them; remove one of each.";
            }

            var known = judging.Count(name => !learning.Contains(name) && recorded?.Find(name) == DataSplit.Train);
            if (known > 0)
            {
                yield return $"The starting model has learnt from {known} of the {judging.Length} pictures that are to judge this run, so "
                    + "its figures say little of new ones. Divide the pictures as that run did, or start from another model.";
            }
        }
    }
}
