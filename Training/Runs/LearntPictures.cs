using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Training.Data;
using static TorchSharp.torch;

namespace Saccade.Training.Runs
{
    /// <summary>Finds pictures that a model is to be judged by although it has learnt from them, by their content.</summary>
    internal static class LearntPictures
    {
        /// <summary>Says how many there are.</summary>
        /// <param name="model">The model folder.</param>
        /// <param name="split">The name of the split that judges.</param>
        /// <param name="files">Its pictures.</param>
        /// <param name="cancellation">Stops it.</param>
        /// <returns>Null where there are none, where the split is there to learn from, or where nobody noted any.</returns>
        /// <exception cref="ModelFileException">The model's record can't be read.</exception>
        /// <exception cref="TrainingException">A picture can't be read.</exception>
        internal static string? Describe(string model, string split, IReadOnlyList<LabelledFile> files, CancellationToken cancellation)
        {
            if (split == "train" || RunRecord.Read(model)?.Train is not { Length: > 0 } train)
            {
                return null;
            }

            var learnt = train.ToHashSet(StringComparer.Ordinal);
            var count = InParallel
                .Select(files, get_num_threads(), file => Convert.ToHexStringLower(DataFingerprint.HashContent(file.Path)), cancellation)
                .Count(learnt.Contains);
            return count == 0
                ? null
                : $"{model}: has learnt from {count} of these {files.Count} {split} pictures, so what comes out says little of new ones. "
                    + "Give the --data that it was trained with, or other pictures.";
        }
    }
}
