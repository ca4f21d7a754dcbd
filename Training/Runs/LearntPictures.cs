using System;
using System.Linq;
using Saccade.Training.Data;
using Saccade.Training.Data.Layouts;

namespace Saccade.Training.Runs
{
    /// <summary>
    /// Finds pictures that a run is to be judged by although the model that it starts from has learnt from them, by their content.
    /// </summary>
    internal static class LearntPictures
    {
        /// <summary>Says how many there are.</summary>
        /// <param name="data">The run's pictures.</param>
        /// <param name="contents">What <see cref="DataFingerprint.HashContents"/> says of them.</param>
        /// <param name="recorded">What the starting model's run saw; null where nobody noted it.</param>
        /// <returns>Null where there are none.</returns>
        internal static string? Describe(DataSet data, byte[][] contents, RecordedParts? recorded)
        {
            var judging = contents.Skip(data.Train.Count).ToArray();
            var count = judging.Count(content => recorded?.Find(Convert.ToHexStringLower(content)) == DataSplit.Train);
            return count == 0
                ? null
                : $"The starting model has learnt from {count} of the {judging.Length} pictures that are to judge this run, so its figures "
                    + "say little of new ones. Use the same split as that run did, or start from a model that hasn't seen them.";
        }
    }
}
