using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Saccade.Files;
using Saccade.Preprocessing;

namespace Saccade.Training.Export
{
    /// <summary>What an exported file says about itself, so that it can be told from another model's.</summary>
    /// <param name="Labels">The class names in the order of the logits; null where the file names none.</param>
    /// <param name="Rule">The preprocessing rule; null where the file states none.</param>
    /// <param name="ProblemType">How logits become probabilities, see <see cref="ProblemTypes"/>; null where the file is silent.</param>
    internal sealed record OnnxMetadata(IReadOnlyList<string>? Labels, PreprocessingRule? Rule, string? ProblemType = null)
    {
        private const string LabelsKey = "labels";
        private const string RuleKey = "preprocessing";

        /// <summary>The entries to write.</summary>
        /// <param name="labels">The class names in the order of the logits; none without a head.</param>
        /// <param name="rule">The preprocessing rule.</param>
        /// <param name="problemType">What <c>config.json</c> says; null where it is silent.</param>
        internal static IEnumerable<(string Key, string Value)> Make(
            IReadOnlyList<string> labels, PreprocessingRule rule, string? problemType = null)
        {
            yield return (LabelsKey, JsonSerializer.Serialize(labels));
            yield return (RuleKey, rule.ToJson());
            if (labels.Count > 0)
            {
                // Always told: a file that lies alone must not leave it to the reader's guess.
                var isIndependent = ProblemTypes.HasIndependentClasses(problemType, labels.Count);
                yield return (ProblemTypes.Key, isIndependent ? ProblemTypes.MultiLabel : ProblemTypes.SingleLabel);
            }
        }

        /// <summary>Reads the entries of a file; one that another program wrote has none of them.</summary>
        /// <param name="entries">The file's metadata.</param>
        /// <param name="path">The file, for messages.</param>
        /// <exception cref="ModelFileException">An entry is there and says something that can't be.</exception>
        internal static OnnxMetadata Parse(IReadOnlyDictionary<string, string> entries, string path) => new OnnxMetadata(
                entries.TryGetValue(LabelsKey, out var labels) ? ParseLabels(labels, path) : null,
                entries.TryGetValue(RuleKey, out var rule) ? PreprocessingRule.Parse(rule, $"{path}, metadata '{RuleKey}'") : null,
                entries.GetValueOrDefault(ProblemTypes.Key));

        private static string[] ParseLabels(string text, string path)
        {
            try
            {
                var labels = JsonSerializer.Deserialize<string?[]>(text);
                if (labels is not null && labels.All(label => label is not null))
                {
                    return labels!;
                }
            }
            catch (Exception error) when (error is JsonException or ArgumentException)
            {
                throw Bad(path, error);
            }

            throw Bad(path, null);
        }

        private static ModelFileException Bad(string path, Exception? error)
        {
            var message = $"{path}: metadata '{LabelsKey}' is no JSON list of names. Export the model again.";
            return error is null ? new ModelFileException(message) : new ModelFileException(message, error);
        }
    }
}
