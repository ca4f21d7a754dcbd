using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Saccade.Training.Files;
using Saccade.Training.ModelFolders;
using Saccade.Training.Progress;

namespace Saccade.Training.Reports.Logs
{
    /// <summary>Reads what a run wrote about its epochs.</summary>
    internal static class TrainingHistory
    {
        /// <summary>
        /// The epochs in <c>training/metrics.jsonl</c> up to the first line that is none: a run that was killed may leave half a line.
        /// </summary>
        /// <param name="model">The model folder.</param>
        /// <returns>No epochs where there is no such file.</returns>
        internal static IReadOnlyList<EpochReport> Read(string model)
        {
            var path = Path.Combine(model, ModelFolder.Training, "metrics.jsonl");
            var epochs = new List<EpochReport>();
            if (!File.Exists(path))
            {
                return epochs;
            }

            foreach (var line in File.ReadLines(path))
            {
                if (Parse(line) is not { } epoch)
                {
                    break;
                }

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
