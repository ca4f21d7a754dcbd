using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Saccade.Files;
using Saccade.Training.Files;

namespace Saccade.Training.Reports.Logs
{
    /// <summary>Reads what a run wrote about its epochs.</summary>
    internal static class TrainingHistory
    {
        /// <summary>
        /// The epochs in a model folder up to the first line that is none: a run that was killed may leave half a line.
        /// </summary>
        /// <param name="model">The model folder.</param>
        /// <returns>No epochs where there is no such file.</returns>
        internal static IReadOnlyList<RunLog.EpochLine> Read(string model) => ReadFolder(Path.Combine(model, ModelLayout.Training));

        /// <summary>The same by the folder that the file lies in, also while the run still writes there.</summary>
        internal static IReadOnlyList<RunLog.EpochLine> ReadFolder(string directory)
        {
            var path = Path.Combine(directory, RunLog.EpochsFile);
            var epochs = new List<RunLog.EpochLine>();
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

        private static RunLog.EpochLine? Parse(string line)
        {
            try
            {
                var epoch = JsonSerializer.Deserialize<RunLog.EpochLine>(line, JsonLine.Options);
                return epoch is { Epoch: >= 1, TrainLoss: >= 0, ValidationLoss: >= 0 } ? epoch : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
