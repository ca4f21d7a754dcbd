using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Saccade.Training.Pictures;

namespace Saccade.Training.Data
{
    /// <summary>Finds the pictures that training would stop at.</summary>
    public static class BrokenPictures
    {
        /// <summary>Decodes every picture whole, as training does.</summary>
        /// <param name="files">The pictures.</param>
        /// <param name="workers">Threads to use.</param>
        /// <param name="cancellation">Stops it.</param>
        /// <param name="progress">Told by any thread how many pictures are done.</param>
        /// <returns>Those that can't be decoded and why, in the order given.</returns>
        /// <exception cref="OperationCanceledException">It was stopped.</exception>
        public static IReadOnlyList<(string Path, string Reason)> Find(
            IEnumerable<LabelledFile> files, int workers, CancellationToken cancellation, Action<int>? progress = null)
        {
            var paths = files.Select(file => file.Path).ToArray();
            var reasons = InParallel.Select(paths, workers, FindReason, cancellation, progress);
            return [.. paths.Zip(reasons).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!))];
        }

        private static string? FindReason(string path)
        {
            try
            {
                Picture.Decode(path);
                return null;
            }
            catch (TrainingException failure)
            {
                return Explain(path, failure);
            }
        }

        /// <summary>A failure's message without the path that it begins with.</summary>
        internal static string Explain(string path, TrainingException failure)
        {
            var start = $"{path}: ";
            return failure.Message.StartsWith(start, StringComparison.Ordinal) ? failure.Message[start.Length..] : failure.Message;
        }
    }
}
