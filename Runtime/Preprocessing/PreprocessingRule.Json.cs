using System;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Saccade.Preprocessing
{
    public sealed partial class PreprocessingRule
    {
        private static readonly float[] HalfOfEach = { 0.5f, 0.5f, 0.5f };

        /// <summary>Reads a <c>preprocessor_config.json</c>.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="ModelFileException">The file is missing, unreadable, no JSON, or states a rule that can't be
        /// followed.</exception>
        public static PreprocessingRule ReadFile(string path) => Parse(JsonFile.ReadText(path), path);

        /// <summary>
        /// Reads the text of a <c>preprocessor_config.json</c>, in the key styles of 2021 to today. The keys that are present
        /// decide, whatever <c>image_processor_type</c> says.
        /// </summary>
        /// <param name="json">The text.</param>
        /// <param name="name">What to call it in messages: its path.</param>
        /// <exception cref="ModelFileException">The text is no JSON object, or states a rule that can't be followed.</exception>
        public static PreprocessingRule Parse(string json, string name)
        {
            JObject config = JsonFile.ParseObject(json, name);
            ResizeMode mode = ResizeMode.None;
            int width = 0;
            int height = 0;
            bool resize = JsonFile.GetBoolean(config, "do_resize", true, name);
            bool cropByDefault = config["crop_size"] != null && config["do_center_crop"] == null;
            bool crop = JsonFile.GetBoolean(config, "do_center_crop", cropByDefault, name);
            if (resize)
            {
                JToken size = config["size"]
                    ?? throw Bad(name, "size", "is missing", "do_resize needs a size such as {\"height\": 224, \"width\": 224}");
                ReadSize(size, IsSquareByDefault(config), name, out mode, out width, out height);
            }

            int cropWidth = 0;
            int cropHeight = 0;
            if (crop)
            {
                JToken size = config["crop_size"] ?? config["size"]
                    ?? throw Bad(name, "crop_size", "is missing", "do_center_crop needs a size such as {\"height\": 224, \"width\": 224}");
                ReadSize(size, true, name, out ResizeMode cropMode, out cropWidth, out cropHeight);
                if (cropMode != ResizeMode.Stretch)
                    throw Bad(name, "crop_size", "is " + size.ToString(Formatting.None), "expected a height and a width");
            }

            int filter = JsonFile.GetInteger(config, "resample", (int)ResampleFilter.Bilinear, name);
            if (filter < 0 || filter > 5)
                throw Bad(name, "resample", "is " + filter, "expected one of Pillow's filters, 0 to 5");

            bool rescale = JsonFile.GetBoolean(config, "do_rescale", true, name);
            double factor = JsonFile.GetNumber(config, "rescale_factor", 1.0 / 255.0, name);
            if (rescale && (!IsFinite(factor) || factor == 0))
            {
                string shown = factor.ToString(CultureInfo.InvariantCulture);
                throw Bad(name, "rescale_factor", "is " + shown, "expected a number such as 0.00392156862745098 (1/255)");
            }

            bool normalize = JsonFile.GetBoolean(config, "do_normalize", true, name);
            float[] mean = ReadChannels(config, "image_mean", name);
            float[] deviation = ReadChannels(config, "image_std", name);
            if (normalize && deviation.Any(d => d <= 0))
                throw Bad(name, "image_std", "is [" + string.Join(", ", deviation) + "]", "expected numbers above 0");

            return new PreprocessingRule(
                mode, width, height, (ResampleFilter)filter, crop, cropWidth, cropHeight, rescale, factor, normalize, mean, deviation);
        }

        /// <summary>
        /// Writes the rule as <c>preprocessor_config.json</c> in today's key style, which Hugging Face's image processors read.
        /// </summary>
        public string ToJson()
        {
            // A processor class that honours exactly these keys: without a crop ViT's, with one the general one.
            JObject config = new JObject
            {
                ["do_convert_rgb"] = true,
                ["do_normalize"] = Normalize,
                ["do_rescale"] = Rescale,
                ["do_resize"] = Mode != ResizeMode.None,
                ["image_mean"] = ToArray(_mean),
                ["image_processor_type"] = Crop || Mode == ResizeMode.ShortestEdge ? "BitImageProcessor" : "ViTImageProcessor",
                ["image_std"] = ToArray(_deviation),
                ["resample"] = (int)Filter,
                ["rescale_factor"] = RescaleFactor,
            };
            if (Mode == ResizeMode.Stretch)
                config["size"] = new JObject { ["height"] = ResizeHeight, ["width"] = ResizeWidth };
            else if (Mode == ResizeMode.ShortestEdge)
                config["size"] = new JObject { ["shortest_edge"] = ResizeWidth };
            if (Crop || Mode == ResizeMode.ShortestEdge)
                config["do_center_crop"] = Crop;
            if (Crop)
                config["crop_size"] = new JObject { ["height"] = CropHeight, ["width"] = CropWidth };
            return config.ToString(Formatting.Indented) + "\n";
        }

        private static bool IsSquareByDefault(JObject config)
        {
            string type = (string?)config["image_processor_type"] ?? (string?)config["feature_extractor_type"] ?? "ViT";
            return type.StartsWith("ViT", StringComparison.Ordinal) || type.StartsWith("DeiT", StringComparison.Ordinal);
        }

        private static void ReadSize(JToken size, bool square, string name, out ResizeMode mode, out int width, out int height)
        {
            string shown = size.ToString(Formatting.None);
            if (size.Type == JTokenType.Integer)
            {
                mode = square ? ResizeMode.Stretch : ResizeMode.ShortestEdge;
                width = height = Side(size, shown, name);
            }
            else if (size is JObject sides && sides["shortest_edge"] != null)
            {
                if (sides["longest_edge"] != null)
                {
                    throw Bad(
                        name, "size", "is " + shown, "a bound on the longest edge is not supported: give shortest_edge alone, or height and width");
                }

                mode = ResizeMode.ShortestEdge;
                width = height = Side(sides["shortest_edge"]!, shown, name);
            }
            else if (size is JObject both && both["height"] != null && both["width"] != null)
            {
                mode = ResizeMode.Stretch;
                width = Side(both["width"]!, shown, name);
                height = Side(both["height"]!, shown, name);
            }
            else
            {
                throw Bad(name, "size", "is " + shown, "expected a number, {\"height\", \"width\"} or {\"shortest_edge\"}");
            }
        }

        private static int Side(JToken side, string shown, string name)
        {
            if (side.Type != JTokenType.Integer || (double)side < 1 || (double)side > LargestSide)
                throw Bad(name, "size", "is " + shown, $"expected whole numbers from 1 to {LargestSide}");
            return (int)side;
        }

        private static float[] ReadChannels(JObject config, string key, string name)
        {
            JToken? token = config[key];
            if (token == null || token.Type == JTokenType.Null)
                return HalfOfEach;
            if (!(token is JArray array) || array.Count != Channels
                || array.Any(v => v.Type != JTokenType.Float && v.Type != JTokenType.Integer)
                || array.Any(v => !IsFinite((double)v)))
            {
                throw Bad(name, key, "is " + token.ToString(Formatting.None), "expected three numbers, red first");
            }

            return array.Select(v => (float)(double)v).ToArray();
        }

        // A float's shortest text, so that 0.485 is written as 0.485 and not as its double neighbour.
        private static JArray ToArray(float[] values) =>
            new JArray(values.Select(v => new JRaw(v.ToString("R", CultureInfo.InvariantCulture))).ToArray<object>());

        private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

        private static ModelFileException Bad(string name, string key, string what, string expected) =>
            new ModelFileException($"{name}: {key} {what}; {expected}.");
    }
}
