using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Files;
using Saccade.Preprocessing;

namespace Saccade.Training.ModelFolders
{
    /// <summary>Makes a written model's <c>config.json</c> out of the one it came from.</summary>
    internal static class ConfigText
    {
        private const string HeadDropout = "classifier_dropout_prob";

        // What transformers' classes of our families drop while they learn; the backbone here has no dropout.
        private static readonly string[] UnusedRates = ["hidden_dropout_prob", "attention_probs_dropout_prob", "drop_path_rate"];

        private static readonly JsonSerializerOptions Style = new()
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

        /// <summary>
        /// Replaces the labels, names the class that reads the file, and leaves everything else as it is; timm's file becomes the
        /// Hugging Face one that states the same model.
        /// </summary>
        /// <param name="source">The text of the model's <c>config.json</c>.</param>
        /// <param name="labels">The class names in the order of the logits; none for a backbone without a head.</param>
        internal static string WithLabels(string source, IReadOnlyList<string> labels)
        {
            var read = ModelConfig.Parse(source, ModelLayout.Config);
            var config = read.IsTimm ? FromTimm(read) : JsonNode.Parse(source)!.AsObject();
            config["model_type"] = read.ModelType;

            // Hugging Face has no class with a two-layer head: naming one would let it make up a new head without a word.
            var kind = labels.Count > 0 ? read.Architecture.ClassifierClass : read.Family.BackboneClass;
            config["architectures"] = read.HeadHiddenSize > 0 ? null : new JsonArray(kind);

            if (read.ProblemType is { } type)
            {
                config[ProblemTypes.Key] = type;
            }

            DropDropout(config, read.HeadHiddenSize > 0);

            // The weights are written as singles, whatever they were read as; num_labels would contradict id2label.
            config.Remove("torch_dtype");
            config.Remove("num_labels");
            config.Remove("id2label");
            config.Remove("label2id");
            config["dtype"] = "float32";
            if (labels.Count > 0)
            {
                config["id2label"] = new JsonObject(labels.Select((label, i) => KeyValuePair.Create($"{i}", (JsonNode?)label)));

                // Of two classes with one name (ImageNet has such) the later is found by it, as in Hugging Face's files.
                var indices = labels.Select((label, i) => (label, i)).GroupBy(entry => entry.label, entry => entry.i);
                config["label2id"] = new JsonObject(indices.Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Last())));
            }

            return Format(config);
        }

        /// <summary>Gives the model another head.</summary>
        /// <param name="source">The text of the model's <c>config.json</c>.</param>
        /// <param name="hiddenSize">Width of the hidden layer, 0 for a linear head.</param>
        /// <param name="dropout">Share of the hidden values that training drops.</param>
        internal static string WithHead(string source, int hiddenSize, double dropout)
        {
            var config = JsonNode.Parse(source)!.AsObject();
            config.Remove("classifier_hidden_size");
            config.Remove(HeadDropout);
            if (hiddenSize > 0)
            {
                config["classifier_hidden_size"] = hiddenSize;
                config[HeadDropout] = dropout;
            }

            return Format(config);
        }

        /// <summary>States how the head's logits become probabilities.</summary>
        /// <param name="source">The text of the model's <c>config.json</c>.</param>
        /// <param name="type">One of <see cref="ProblemTypes"/>.</param>
        internal static string WithProblemType(string source, string type)
        {
            var config = JsonNode.Parse(source)!.AsObject();
            config[ProblemTypes.Key] = type;
            return Format(config);
        }

        /// <summary>States for which size of picture the positions are.</summary>
        /// <param name="source">The text of the model's <c>config.json</c>, which may be timm's.</param>
        /// <param name="height">Height of the picture in pixels.</param>
        /// <param name="width">Width of the picture in pixels.</param>
        internal static string WithPictureSize(string source, int height, int width)
        {
            var isTimm = ModelConfig.Parse(source, ModelLayout.Config).IsTimm;
            var config = JsonNode.Parse(source)!.AsObject();
            JsonNode size = height == width ? height : new JsonArray(height, width);
            if (isTimm)
            {
                var arguments = config["model_args"] as JsonObject ?? [];
                config["model_args"] = arguments;
                arguments["img_size"] = size;
            }
            else
            {
                config["image_size"] = size;
            }

            return Format(config);
        }

        // Another library that goes on with the model would drop what nobody dropped here. Where a rate is stated, it is none.
        private static void DropDropout(JsonObject config, bool hasHiddenLayer)
        {
            if (!hasHiddenLayer)
            {
                config.Remove(HeadDropout);
            }

            foreach (var key in UnusedRates.Where(config.ContainsKey))
            {
                config[key] = 0.0;
            }
        }

        private static JsonObject FromTimm(ModelConfig read)
        {
            var config = new JsonObject();
            Add(config, read.Architecture.WriteSizes());
            if (read.HeadHiddenSize > 0)
            {
                config["classifier_hidden_size"] = read.HeadHiddenSize;
                config[HeadDropout] = read.HeadDropout;
            }

            Add(config, read.Architecture.WriteOwn());
            return config;
        }

        private static void Add(JsonObject config, IEnumerable<(string Key, object Value)> values)
        {
            foreach (var (key, value) in values)
            {
                config[key] = value switch
                {
                    bool flag => flag,
                    int whole => whole,
                    double number => number,
                    (int height, int width) => height == width ? height : new JsonArray(height, width),
                    _ => (string)value,
                };
            }
        }

        /// <summary>The text of a <c>config.json</c>.</summary>
        internal static string Format(JsonObject config) => config.ToJsonString(Style).ReplaceLineEndings("\n") + "\n";
    }
}
