using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Saccade.Files;
using Saccade.Training.Files;
using Saccade.Training.Progress;

namespace Saccade.Training.Reports.Logs
{
    /// <summary>Reads what a run wrote about its epochs.</summary>
    internal static class TrainingHistory
    {
        /// <summary>The file in <c>training/</c>: an epoch a line.</summary>
        internal const string FileName = "metrics.jsonl";

        /// <summary>
        /// The epochs in <c>training/metrics.jsonl</c> up to the first line that is none: a run that was killed may leave half a line.
        /// </summary>
        /// <param name="model">The model folder.</param>
        /// <returns>No epochs where there is no such file.</returns>
        internal static IReadOnlyList<EpochReport> Read(string model)
        {
            return ReadFolder(Path.Combine(model, ModelLayout.Training));
        }

        /// <summary>The same by the folder that the file lies in, also while the run still writes there.</summary>
        internal static IReadOnlyList<EpochReport> ReadFolder(string directory)
        {
            var path = Path.Combine(directory, FileName);
            var epochs = new List<EpochReport>();
            if (!File.Exists(path))
            {
                return epochs;
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            while (reader.ReadLine() is { } line && Parse(line) is { } epoch)
            {
                epochs.Add(epoch);
            }

            return epochs;
        }

        private static EpochReport? Parse(string line)
        {
            try
            {
                var epoch = JsonSerializer.Deserialize<EpochReport>(line, JsonLine.Options);
                return epoch is { Epoch: >= 1, TrainLoss: >= 0, ValidationLoss: >= 0 } ? epoch : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
