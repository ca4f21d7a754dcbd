using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Saccade.Training.Folder
{
    /// <summary>Makes a trained model's <c>config.json</c> out of the one it was trained from.</summary>
    internal static class ConfigText
    {
        private static readonly JsonSerializerOptions Style = new()
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

        /// <summary>Replaces the labels, names the class that reads the file, and leaves everything else as it is.</summary>
        /// <param name="source">The text of the model's <c>config.json</c>, which was read before.</param>
        /// <param name="labels">The class names in the order of the logits.</param>
        internal static string WithLabels(string source, IReadOnlyList<string> labels)
        {
            var config = JsonNode.Parse(source)!.AsObject();
            config["architectures"] = new JsonArray("ViTForImageClassification");
            config["model_type"] = "vit";
            config["id2label"] = new JsonObject(labels.Select((label, i) => KeyValuePair.Create($"{i}", (JsonNode?)label)));
            config["label2id"] = new JsonObject(labels.Select((label, i) => KeyValuePair.Create(label, (JsonNode?)i)));

            // The weights are written as singles, whatever they were read as; num_labels would contradict id2label.
            config.Remove("torch_dtype");
            config.Remove("num_labels");
            config["dtype"] = "float32";
            return config.ToJsonString(Style).ReplaceLineEndings("\n") + "\n";
        }
    }
}
