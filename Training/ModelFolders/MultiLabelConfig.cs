using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace Saccade.Training.ModelFolders
{
    /// <summary>
    /// What <c>config.json</c> says of a model whose pictures may show several classes: Hugging Face's <c>problem_type</c>, which makes
    /// its pipelines apply a sigmoid, and beside it <c>saccade_thresholds</c>, which they pass over.
    /// </summary>
    /// <param name="IsMultiLabel">Whether each class has a sigmoid of its own.</param>
    /// <param name="Thresholds">From which probability on a class counts as shown, [C]; null where nobody chose any.</param>
    internal sealed record MultiLabelConfig(bool IsMultiLabel, IReadOnlyList<double>? Thresholds)
    {
        private const string TypeKey = "problem_type";
        private const string ThresholdsKey = "saccade_thresholds";
        private const string Several = "multi_label_classification";
        private const string One = "single_label_classification";

        /// <summary>Reads a model's <c>config.json</c>, which is known to be a JSON object.</summary>
        /// <param name="text">Its text.</param>
        /// <param name="path">The file, for messages.</param>
        /// <param name="classes">Number of logits.</param>
        /// <exception cref="TrainingException">The thresholds are no probabilities, or not one a class.</exception>
        internal static MultiLabelConfig Parse(string text, string path, int classes)
        {
            var config = JsonNode.Parse(text)!.AsObject();
            var isMultiLabel = config[TypeKey] is JsonValue type && type.TryGetValue<string>(out var name) && name == Several;
            if (!isMultiLabel || config[ThresholdsKey] is not { } stated)
            {
                return new MultiLabelConfig(isMultiLabel, null);
            }

            var values = (stated as JsonArray)?.Select(value =>
                value is JsonValue number && number.TryGetValue<double>(out var share) ? share : double.NaN).ToArray() ?? [];
            return values.Length == classes && values.All(share => share is >= 0 and <= 1)
                ? new MultiLabelConfig(true, values)
                : throw new TrainingException(
                    $"{path}: '{ThresholdsKey}' is {stated.ToJsonString()}; expected a list of {classes} numbers from 0 to 1, one a "
                    + "class. Correct or remove it: without it a class counts as shown from 0.5 on.");
        }

        /// <summary>
        /// Makes a model's <c>config.json</c> say what its head is; one whose pictures show one class stays as it is, unless it says
        /// otherwise.
        /// </summary>
        /// <param name="text">Its text.</param>
        /// <param name="isMultiLabel">Whether each class has a sigmoid of its own.</param>
        /// <param name="thresholds">From which probability on a class counts as shown, [C]; null where nobody chose any.</param>
        internal static string Write(string text, bool isMultiLabel, IReadOnlyList<double>? thresholds = null)
        {
            var config = JsonNode.Parse(text)!.AsObject();
            if (!isMultiLabel && config[TypeKey]?.ToString() != Several && !config.ContainsKey(ThresholdsKey))
            {
                return text;
            }

            config[TypeKey] = isMultiLabel ? Several : One;
            config.Remove(ThresholdsKey);
            if (isMultiLabel && thresholds is not null)
            {
                config[ThresholdsKey] = new JsonArray([.. thresholds.Select(value => (JsonNode)value)]);
            }

            return ConfigText.Format(config);
        }
    }
}
