using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Saccade.Training.Files;

namespace Saccade.Training.Reports
{
    /// <summary>
    /// Writes a trained model's README.md: the metadata that the Hugging Face hub reads (huggingface.co/docs/hub/model-cards), and
    /// the same for people.
    /// </summary>
    internal static partial class ModelCard
    {
        internal const string FileName = "README.md";

        /// <summary>Writes the file whole.</summary>
        /// <exception cref="IOException">The file can't be written.</exception>
        internal static void Write(string path, ModelCardFacts facts) =>
            WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Format(facts))));

        internal static string Format(ModelCardFacts facts) => string.Join('\n', FormatMetadata(facts).Concat(FormatText(facts))) + "\n";

        private static IEnumerable<string> FormatMetadata(ModelCardFacts facts)
        {
            yield return "---";
            yield return "library_name: transformers";
            yield return "pipeline_tag: image-classification";
            yield return "tags:";
            yield return "- image-classification";
            yield return "- vision";
            yield return "- saccade";
            if (facts.BaseModel is { } id && HubId().IsMatch(id))
            {
                yield return $"base_model: {YamlText.Quote(id)}";
            }

            if (facts.DataId is { } dataId)
            {
                yield return "datasets:";
                yield return $"- {YamlText.Quote(dataId)}";
            }

            yield return "metrics:";
            foreach (var type in ListMetrics(facts).Select(metric => metric.Type).Where(type => type != "loss").Distinct())
            {
                yield return $"- {type}";
            }

            yield return "model-index:";
            yield return $"- name: {YamlText.Quote(facts.Name)}";
            yield return "  results:";
            yield return "  - task:";
            yield return "      type: image-classification";
            yield return "      name: Image Classification";
            yield return "    dataset:";
            yield return $"      name: {YamlText.Quote(facts.Data)}";
            yield return $"      type: {YamlText.Quote(facts.DataId ?? "imagefolder")}";
            yield return $"      split: {YamlText.Quote(facts.Split)}";
            yield return "    metrics:";
            foreach (var (type, name, value) in ListMetrics(facts))
            {
                yield return $"    - type: {type}";
                yield return $"      name: {name}";
                yield return $"      value: {YamlText.Format(value)}";
            }

            yield return "---";
        }

        private static IEnumerable<(string Type, string Name, double Value)> ListMetrics(ModelCardFacts facts) => facts.Figures
                .Where(figure => figure.CardType is not null)
                .Select(figure => (figure.CardType!, char.ToUpperInvariant(figure.Name[0]) + figure.Name[1..], figure.Value));

        private static IEnumerable<string> FormatText(ModelCardFacts facts)
        {
            var origin = facts.BaseModel is { } model ? $", fine-tuned from {MarkdownText.Escape(model)}" : ", trained from scratch";
            var labels = string.Join(", ", facts.Labels.Select(MarkdownText.Escape));
            var pictures = FormattableString.Invariant(
                $"{facts.TrainPictures} pictures to learn from, {facts.ValidationPictures} to validate and {facts.TestPictures} to test");
            var isMultiLabel = facts.Thresholds.Count > 0;
            var task = isMultiLabel
                ? $"says which of {facts.Labels.Count} classes a picture shows, several perhaps or none"
                : $"tells {facts.Labels.Count} classes of pictures apart";
            var explanation = isMultiLabel
                ? "Average precision needs no threshold; the F1 values are with the thresholds below, which flatters them on the "
                    + "validation pictures that chose these. Macro is the mean over the classes, so that rare ones count as much as "
                    + "frequent ones; samples is the mean over the pictures, of which one without classes counts 0, as in scikit-learn."
                : "Macro accuracy is the mean over the classes, so that rare ones count as much as frequent ones.";
            return
            [
                $"# {MarkdownText.Escape(facts.Name)}",
                "",
                $"A Vision Transformer ({MarkdownText.Escape(facts.ModelType)}) that {task}{origin}. Made with Saccade.",
                "",
                "## Classes",
                "",
                $"In the order of the logits: {labels}.",
                "",
                "## Data",
                "",
                $"The data set {MarkdownText.Escape(facts.Data)}: {pictures}.",
                "",
                "## Metrics",
                "",
                $"On the {MarkdownText.Escape(facts.Split)} pictures. {explanation}",
                "",
                .. FormatTable("metric", "value", ListMetrics(facts).Select(metric => (metric.Name, YamlText.Format(metric.Value)))),
                "",
                .. FormatThresholds(facts),
                "## Training",
                "",
                .. FormatTable("setting", "value", facts.Hyperparameters),
                "",
                "## Preprocessing",
                "",
                $"As preprocessor_config.json says: {MarkdownText.Escape(facts.Rule.Describe())}.",
                "",
                "## How to use it",
                "",
                "In a scene, with this folder in StreamingAssets (without a scene: `saccade predict`):",
                "",
                "```csharp",
                "camera.AddComponent<VitClassifier>().Load(\"model\");   // StreamingAssets/model",
                "```",
                "",
                "With transformers:",
                "",
                "```python",
                "from transformers import pipeline",
                "",
                "classify = pipeline(\"image-classification\", model=\"path/to/this/folder\")",
                "print(classify(\"picture.jpg\"))",
                "```",
            ];
        }

        private static IEnumerable<string> FormatThresholds(ModelCardFacts facts) => facts.Thresholds.Count == 0 ? [] :
            [
                "## Thresholds",
                "",
                "From which probability on, a sigmoid of the logit, a class counts as shown. Chosen for the best F1 on the validation "
                    + "pictures; config.json has them as saccade\\_thresholds.",
                "",
                .. FormatTable("class", "threshold", facts.Labels.Zip(facts.Thresholds, (label, value) => (label, YamlText.Format(value)))),
                "",
            ];

        private static IEnumerable<string> FormatTable(string name, string value, IEnumerable<(string Name, string Value)> rows)
        {
            var lines = rows.Select(row => $"| {MarkdownText.Escape(row.Name)} | {MarkdownText.Escape(row.Value)} |");
            return lines.Prepend("|---|---|").Prepend($"| {name} | {value} |");
        }

        [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*\z")]
        private static partial Regex HubId();
    }
}
