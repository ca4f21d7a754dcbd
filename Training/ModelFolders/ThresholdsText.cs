using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace Saccade.Training.ModelFolders
{
    /// <summary>
    /// From which probability on a class counts as shown, in the <c>config.json</c> of a model whose pictures may show several. The key is
    /// ours, and Hugging Face's readers pass over it.
    /// </summary>
    internal static class ThresholdsText
    {
        private const string Key = "saccade_thresholds";

        /// <summary>Reads them.</summary>
        /// <param name="text">The file's text, which is known to be a JSON object.</param>
        /// <param name="path">The file, for messages.</param>
        /// <param name="classes">Number of logits.</param>
        /// <returns>[C]; null where nobody chose any.</returns>
        /// <exception cref="TrainingException">They are no probabilities, or not one a class.</exception>
        internal static IReadOnlyList<double>? Read(string text, string path, int classes)
        {
            if (JsonNode.Parse(text)!.AsObject()[Key] is not { } stated)
            {
                return null;
            }

            var values = (stated as JsonArray)?.Select(value =>
                value is JsonValue number && number.TryGetValue<double>(out var share) ? share : double.NaN).ToArray() ?? [];
            return values.Length == classes && values.All(share => share is >= 0 and <= 1)
                ? values
                : throw new TrainingException(
                    $"{path}: '{Key}' is {stated.ToJsonString()}; expected a list of {classes} numbers from 0 to 1, one a class. Correct "
                    + "or remove it: without it a class counts as shown from 0.5 on.");
        }

        /// <summary>Writes them instead of those that were there.</summary>
        /// <param name="text">The file's text.</param>
        /// <param name="thresholds">[C]; null for none.</param>
        internal static string Write(string text, IReadOnlyList<double>? thresholds)
        {
            var config = JsonNode.Parse(text)!.AsObject();
            config.Remove(Key);
            if (thresholds is not null)
            {
                config[Key] = new JsonArray([.. thresholds.Select(value => (JsonNode)value)]);
            }

            return ConfigText.Format(config);
        }
    }
}
