using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;
using Saccade.Files;
using Saccade.Preprocessing;

namespace Saccade.Models.Families
{
    /// <summary>Turns timm's <c>config.json</c> into the Hugging Face one of a model that computes the same.</summary>
    internal static class TimmConfig
    {
        /// <summary>The architecture's name, by which timm's file is known.</summary>
        public const string Architecture = "architecture";

        private static readonly string[] OwnKeys = { "classifier_hidden_size", "classifier_dropout_prob" };

        /// <param name="timm">The file.</param>
        /// <param name="name">What to call it in messages: its path.</param>
        /// <exception cref="ModelFileException">No family computes what the model does.</exception>
        public static JObject ToHub(JObject timm, string name)
        {
            var json = ModelFamily.All.Select(family => family.ReadTimm(timm, name)).FirstOrDefault(found => found != null)
                ?? throw new ModelFileException(
                    $"{name}: architecture is '{JsonFile.GetString(timm, Architecture, "", name)}', expected a plain Vision Transformer of "
                    + "timm such as vit_base_patch16_224, deit_small_distilled_patch16_224 or vit_small_patch14_reg4_dinov2. "
                    + "Choose a checkpoint of one of these.");
            foreach (var key in OwnKeys)
            {
                if (Present(timm, key) is JToken value)
                {
                    json[key] = value;
                }
            }

            if (ReadLabels(timm, name) is JObject labels)
            {
                json["id2label"] = labels;
            }

            return json;
        }

        /// <summary>The picture's sides, of which the pretrained model's count where nothing else is said.</summary>
        public static JToken ReadImageSize(JObject timm, string name)
        {
            var size = Present(Section(timm, "pretrained_cfg", name), "input_size");
            if (size == null)
            {
                return 224;
            }

            return size is JArray array && array.Count == 3
                ? new JArray(array[1], array[2])
                : throw JsonFile.Unexpected(size, "pretrained_cfg.input_size", "channels, height and width", name);
        }

        public static JObject Section(JObject json, string key, string name)
        {
            var section = Present(json, key);
            return section == null ? new JObject() : section as JObject ?? throw JsonFile.Unexpected(section, key, "an object", name);
        }

        public static JToken? Present(JObject json, string key) =>
            json[key] is JToken token && token.Type != JTokenType.Null ? token : null;

        private static JObject? ReadLabels(JObject timm, string name)
        {
            var names = Present(timm, "label_names") ?? Present(Section(timm, "pretrained_cfg", name), "label_names");
            if (names == null)
            {
                return null;
            }

            return names is JArray array
                ? new JObject(array.Select((label, i) => new JProperty(i.ToString(CultureInfo.InvariantCulture), label)))
                : throw JsonFile.Unexpected(names, "label_names", "a list of names", name);
        }
    }
}
