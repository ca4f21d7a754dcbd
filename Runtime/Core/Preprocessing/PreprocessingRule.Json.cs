using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Saccade.Files;
using Saccade.Models.Families;

namespace Saccade.Preprocessing
{
    public sealed partial class PreprocessingRule
    {
        private const string RoundingKey = "crop_rounding";
        private const string HalfToEven = "half_to_even";

        /// <summary>Reads a <c>preprocessor_config.json</c>.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="ModelFileException">The file is missing, unreadable, no JSON, or states a rule that can't be
        /// followed.</exception>
        public static PreprocessingRule ReadFile(string path) => Parse(JsonFile.ReadText(path), path);

        /// <summary>
        /// Reads the text of a <c>preprocessor_config.json</c>, in the key styles of 2021 to today. The keys that are present
        /// decide, whatever <c>image_processor_type</c> says; <c>null</c> counts as absent.
        /// </summary>
        /// <param name="json">The text.</param>
        /// <param name="name">What to call it in messages: its path.</param>
        /// <exception cref="ModelFileException">The text is no JSON object, or states a rule that can't be followed.</exception>
        public static PreprocessingRule Parse(string json, string name)
        {
            var config = JsonFile.ParseObject(json, name);
            var defaults = FindProcessor(config, name);
            var mode = ResizeMode.None;
            var width = 0;
            var height = 0;
            var resize = JsonFile.GetBoolean(config, "do_resize", true, name);
            var crop = JsonFile.GetBoolean(config, "do_center_crop", Find(config, "crop_size") != null, name);
            if (JsonFile.GetBoolean(config, "do_pad", false, name))
            {
                throw Bad(name, "do_pad", "is true", "padding is only supported as a crop larger than the picture");
            }

            if (JsonFile.GetBoolean(config, "do_flip_channel_order", false, name))
            {
                throw Bad(name, "do_flip_channel_order", "is true", "channels are red, green, blue; choose another checkpoint");
            }

            if (JsonFile.GetBoolean(config, "rescale_offset", false, name) || JsonFile.GetBoolean(config, "include_top", false, name))
            {
                throw Bad(name, "rescale_offset or include_top", "is true", "they normalise twice; choose another checkpoint");
            }

            if (Find(config, "crop_pct") != null)
            {
                throw Bad(name, "crop_pct", "is given", "state size and crop_size in pixels instead");
            }

            if (resize)
            {
                var size = Find(config, "size")
                    ?? throw Bad(name, "size", "is missing", "do_resize needs a size such as {\"height\": 224, \"width\": 224}");
                ReadSize(size, "size", defaults.IsSquare, name, out mode, out width, out height);
            }

            var cropWidth = 0;
            var cropHeight = 0;
            if (crop)
            {
                var size = Find(config, "crop_size") ?? Find(config, "size")
                    ?? throw Bad(name, "crop_size", "is missing", "do_center_crop needs a size such as {\"height\": 224, \"width\": 224}");
                ReadSize(size, "crop_size", true, name, out var cropMode, out cropWidth, out cropHeight);
                if (cropMode != ResizeMode.Stretch)
                {
                    throw Bad(name, "crop_size", "is " + size.ToString(Formatting.None), "expected a height and a width");
                }
            }

            var filter = JsonFile.GetInteger(config, "resample", defaults.Resample, name);
            if (filter < 0 || filter > 5)
            {
                throw Bad(name, "resample", "is " + filter, "expected one of Pillow's filters, 0 to 5");
            }

            var rescale = JsonFile.GetBoolean(config, "do_rescale", true, name);
            var factor = JsonFile.GetNumber(config, "rescale_factor", 1.0 / 255.0, name);
            if (rescale && (!IsFinite(factor) || factor == 0))
            {
                var shown = factor.ToString(CultureInfo.InvariantCulture);
                throw Bad(name, "rescale_factor", "is " + shown, "expected a number such as 0.00392156862745098 (1/255)");
            }

            var normalize = JsonFile.GetBoolean(config, "do_normalize", true, name);
            var mean = ReadChannels(config, "image_mean", defaults.Mean, name);
            var deviation = ReadChannels(config, "image_std", defaults.Deviation, name);
            if (normalize)
            {
                RefuseDeviation(deviation, "image_std", name);
            }

            var rule = new PreprocessingRule(mean, deviation)
            {
                Mode = mode,
                ResizeWidth = width,
                ResizeHeight = height,
                Filter = (ResampleFilter)filter,
                Crop = crop,
                CropWidth = cropWidth,
                CropHeight = cropHeight,
                Rescale = rescale,
                RescaleFactor = factor,
                Normalize = normalize,
                CropRounding = ReadCropRounding(config, name),
            };
            rule.RefuseInfinity(name);
            return rule;
        }

        /// <summary>
        /// Writes the rule as <c>preprocessor_config.json</c> in today's key style, which Hugging Face's image processors read and
        /// follow to the same result. Only timm's <see cref="Preprocessing.CropRounding.HalfToEven"/>, written as
        /// <c>crop_rounding</c>, they don't know: where 3, 7, 11... pixels are cut off, their crop begins one pixel earlier.
        /// </summary>
        public string ToJson()
        {
            // A processor class that honours exactly these keys: without a crop ViT's, with one the general one.
            var config = new JObject
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
            {
                config["size"] = new JObject { ["height"] = ResizeHeight, ["width"] = ResizeWidth };
            }
            else if (Mode == ResizeMode.ShortestEdge)
            {
                config["size"] = new JObject { ["shortest_edge"] = ResizeWidth };
            }

            if (Crop || Mode == ResizeMode.ShortestEdge)
            {
                config["do_center_crop"] = Crop;
            }

            if (Crop)
            {
                config["crop_size"] = new JObject { ["height"] = CropHeight, ["width"] = CropWidth };
            }

            if (CropRounding == CropRounding.HalfToEven)
            {
                config[RoundingKey] = HalfToEven;
            }

            return config.ToString(Formatting.Indented) + "\n";
        }

        private static ImageProcessor FindProcessor(JObject config, string name)
        {
            var older = JsonFile.GetString(config, "feature_extractor_type", ModelFamily.Default.Processor.Type, name);
            var type = JsonFile.GetString(config, "image_processor_type", older, name);
            return ImageProcessor.Find(type, ModelFamily.All.Select(family => family.Processor));
        }

        private static CropRounding ReadCropRounding(JObject config, string name)
        {
            var rounding = JsonFile.GetString(config, RoundingKey, "", name);
            if (rounding != "" && rounding != HalfToEven)
            {
                throw Bad(name, RoundingKey, $"is '{rounding}'", $"expected '{HalfToEven}', or no such key");
            }

            return rounding == HalfToEven ? CropRounding.HalfToEven : CropRounding.Down;
        }

        private static void ReadSize(
            JToken size, string key, bool square, string name, out ResizeMode mode, out int width, out int height)
        {
            if (size.Type == JTokenType.Integer)
            {
                mode = square ? ResizeMode.Stretch : ResizeMode.ShortestEdge;
                width = height = Side(size, key, size, name);
            }
            else if (size is JObject sides && Find(sides, "shortest_edge") is JToken shortest)
            {
                if (Find(sides, "longest_edge") != null)
                {
                    throw Bad(
                        name, key, "is " + Show(size),
                        "a bound on the longest edge is not supported: give shortest_edge alone, or height and width");
                }

                mode = ResizeMode.ShortestEdge;
                width = height = Side(shortest, key, size, name);
            }
            else if (size is JObject both && Find(both, "height") is JToken high && Find(both, "width") is JToken wide)
            {
                mode = ResizeMode.Stretch;
                width = Side(wide, key, size, name);
                height = Side(high, key, size, name);
            }
            else if (size is JArray pair && pair.Count == 2)
            {
                mode = ResizeMode.Stretch;
                width = Side(pair[1], key, size, name);
                height = Side(pair[0], key, size, name);
            }
            else
            {
                throw Bad(name, key, "is " + Show(size), "expected a number, {\"height\", \"width\"} or {\"shortest_edge\"}");
            }
        }

        private static int Side(JToken side, string key, JToken shown, string name)
        {
            if (side.Type != JTokenType.Integer || (double)side < 1 || (double)side > LargestSide)
            {
                throw Bad(name, key, "is " + Show(shown), $"expected whole numbers from 1 to {LargestSide}");
            }

            return (int)side;
        }

        private static float[] ReadChannels(JObject config, string key, IReadOnlyList<float> whenAbsent, string name)
        {
            var token = Find(config, key);
            if (token == null)
            {
                return whenAbsent.ToArray();
            }

            // One number holds for all channels; models of grey pictures have it in a list.
            var one = token is JArray single && single.Count == 1 ? single[0] : token;
            var numbers = one is JArray array ? array.ToArray() : new[] { one, one, one };
            if (numbers.Length != Channels || !numbers.All(IsSingle))
            {
                throw Bad(name, key, "is " + Show(token), "expected three numbers, red first");
            }

            return numbers.Select(v => (float)(double)v).ToArray();
        }

        private static bool IsSingle(JToken token) =>
            (token.Type == JTokenType.Float || token.Type == JTokenType.Integer) && IsFinite((float)(double)token);

        private static void RefuseDeviation(float[] deviation, string key, string name)
        {
            if (deviation.Any(d => d <= 0))
            {
                throw Bad(name, key, "is " + Show(deviation), "expected numbers above 0");
            }
        }

        private void RefuseInfinity(string name)
        {
            if (!CreateNormalizationTable().All(v => IsFinite(v)))
            {
                throw new ModelFileException(
                    $"{name}: by '{Describe()}' levels become larger than a single holds. "
                    + "Correct the factor, the means or the deviations.");
            }
        }

        private static JToken? Find(JObject json, string key)
        {
            var token = json[key];
            return token == null || token.Type == JTokenType.Null ? null : token;
        }

        private static string Show(JToken token)
        {
            const int longest = 80;
            var text = token.ToString(Formatting.None);
            return text.Length <= longest ? text : text.Substring(0, longest) + "...";
        }

        // A float's shortest text, so that 0.485 is written as 0.485 and not as its double neighbour.
        private static JArray ToArray(float[] values) =>
            new JArray(values.Select(v => new JRaw(v.ToString("R", CultureInfo.InvariantCulture))).ToArray<object>());

        private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

        private static ModelFileException Bad(string name, string key, string what, string expected) =>
            new ModelFileException($"{name}: {key} {what}; {expected}.");
    }
}
