using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Saccade.Editor
{
    /// <summary>What a finished run wrote about its model. What is missing or damaged is left out.</summary>
    public sealed class RetrainResult
    {
        private const long MaxBytes = 64_000_000;
        private const int MaxMistakes = 24;

        private RetrainResult(Confusion? confusion, IReadOnlyList<WorstMistake> mistakes)
        {
            Confusion = confusion;
            Mistakes = mistakes;
        }

        /// <summary>What is taken for what among the validation pictures; null where the run wrote none.</summary>
        public Confusion? Confusion { get; }

        /// <summary>The validation pictures whose truth seemed least likely, the worst first.</summary>
        public IReadOnlyList<WorstMistake> Mistakes { get; }

        /// <summary>Reads the result of the run in an output folder.</summary>
        /// <param name="output">The output folder.</param>
        public static RetrainResult Read(string output)
        {
            string folder = Path.Combine(output, "training");
            return new RetrainResult(
                ReadConfusion(Load(Path.Combine(folder, "confusion.json"))),
                ReadMistakes(folder, Load(Path.Combine(folder, "mistakes.json"))));
        }

        private static JObject? Load(string path)
        {
            try
            {
                FileInfo file = new FileInfo(path);
                if (!file.Exists || file.Length > MaxBytes)
                    return null;
                using (JsonTextReader reader = new JsonTextReader(new StringReader(File.ReadAllText(path))) { MaxDepth = 16 })
                    return JObject.Load(reader);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException || e is JsonException)
            {
                return null;
            }
        }

        private static Confusion? ReadConfusion(JObject? json)
        {
            try
            {
                string[]? classes = json?["classes"]?.ToObject<string[]>();
                int[][]? counts = json?["counts"]?.ToObject<int[][]>();
                return classes != null && counts != null && classes.Length > 0 && counts.Length == classes.Length
                    && counts.All(row => row != null && row.Length == classes.Length)
                    ? new Confusion(classes, counts)
                    : null;
            }
            catch (Exception e) when (IsDamage(e))
            {
                return null;
            }
        }

        private static WorstMistake[] ReadMistakes(string folder, JObject? json)
        {
            try
            {
                return (json?["mistakes"] as JArray ?? new JArray()).OfType<JObject>().Take(MaxMistakes).Select(entry => new WorstMistake(
                    (string?)entry["name"] ?? "",
                    (string?)entry["truth"] ?? "",
                    (string?)entry["guess"] ?? "",
                    (double?)entry["probability"] ?? 0,
                    Path.Combine(folder, "mistakes", Path.GetFileName((string?)entry["picture"] ?? "")))).ToArray();
            }
            catch (Exception e) when (IsDamage(e))
            {
                return Array.Empty<WorstMistake>();
            }
        }

        private static bool IsDamage(Exception e) =>
            e is JsonException || e is ArgumentException || e is FormatException || e is InvalidCastException || e is OverflowException;
    }
}
