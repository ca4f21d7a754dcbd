using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Saccade.Files;

namespace Saccade.Editor
{
    /// <summary>What a finished run wrote about its model. What is missing or damaged is left out.</summary>
    public sealed class RetrainResult
    {
        private const long MaxBytes = 64_000_000;
        private const int MaxMistakes = 24;

        private RetrainResult(Confusion? confusion, MultiLabelFigures? multiLabel, IReadOnlyList<WorstMistake> mistakes)
        {
            Confusion = confusion;
            MultiLabel = multiLabel;
            Mistakes = mistakes;
        }

        /// <summary>What is taken for what among the validation pictures; null where the run wrote none.</summary>
        public Confusion? Confusion { get; }

        /// <summary>How well classes are found of which a picture may show several; null where each shows one.</summary>
        public MultiLabelFigures? MultiLabel { get; }

        /// <summary>The validation pictures whose truth seemed least likely, the worst first.</summary>
        public IReadOnlyList<WorstMistake> Mistakes { get; }

        /// <summary>Reads the result of the run in an output folder.</summary>
        /// <param name="output">The output folder.</param>
        public static RetrainResult Read(string output)
        {
            var folder = Path.Combine(output, ModelLayout.Training);
            return new RetrainResult(
                Check(Load<RunResults.Confusion>(Path.Combine(folder, RunResults.ConfusionFile))),
                Check(Load<RunResults.MultiLabel>(Path.Combine(folder, RunResults.MultiLabelFile))),
                List(folder, Load<RunResults.MistakeList>(Path.Combine(folder, RunResults.MistakesFile))));
        }

        private static T? Load<T>(string path)
            where T : class
        {
            try
            {
                var file = new FileInfo(path);
                if (!file.Exists || file.Length > MaxBytes)
                {
                    return null;
                }

                using (var reader = new JsonTextReader(new StringReader(File.ReadAllText(path))) { MaxDepth = 16 })
                {
                    return new JsonSerializer().Deserialize<T>(reader);
                }
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException || e is JsonException)
            {
                return null;
            }
        }

        private static Confusion? Check(RunResults.Confusion? read)
        {
            var classes = read?.Classes;
            var counts = read?.Counts;
            return classes != null && counts != null && classes.Length > 0 && counts.Length == classes.Length
                && counts.All(row => row != null && row.Length == classes.Length)
                ? new Confusion(classes, counts)
                : null;
        }

        private static MultiLabelFigures? Check(RunResults.MultiLabel? read) =>
            read?.Classes != null && read.Classes.Length > 0 && read.Classes.All(entry => entry != null)
                ? new MultiLabelFigures(
                    read.MeanAveragePrecision,
                    read.MacroF1,
                    read.MicroF1,
                    read.SamplesF1,
                    read.Classes.Select(entry => new FoundClass(
                        entry.Name ?? "", entry.Pictures, entry.AveragePrecision ?? -1, entry.F1, entry.Threshold)).ToArray())
                : null;

        private static WorstMistake[] List(string folder, RunResults.MistakeList? read) =>
            (read?.Mistakes ?? Array.Empty<RunResults.Mistake>()).Where(entry => entry != null).Take(MaxMistakes).Select(
                entry => new WorstMistake(
                    entry.Name ?? "",
                    entry.Truth ?? "",
                    entry.Guess ?? "",
                    entry.Probability,
                    Path.Combine(folder, RunResults.MistakesFolder, Path.GetFileName(entry.Picture ?? "")))).ToArray();
    }
}
