using System;
using System.Globalization;
using System.IO;
using Newtonsoft.Json.Linq;
using Saccade.Files;

namespace Saccade.Preprocessing
{
    public sealed partial class PreprocessingRule
    {
        private const string TimmSection = "pretrained_cfg";

        private static readonly float[] ImageNetMean = { 0.485f, 0.456f, 0.406f };
        private static readonly float[] ImageNetDeviation = { 0.229f, 0.224f, 0.225f };

        /// <summary>
        /// Reads a model folder's rule: its <c>preprocessor_config.json</c> or, where that file is missing, the
        /// <c>pretrained_cfg</c> in timm's <c>config.json</c>, followed as timm's evaluation transform does.
        /// </summary>
        /// <param name="directory">The folder.</param>
        /// <exception cref="ModelFileException">No file states a rule, or one states a rule that can't be followed.</exception>
        public static PreprocessingRule ReadFolder(string directory)
        {
            var preprocessor = Path.Combine(directory, ModelLayout.Preprocessor);
            var config = Path.Combine(directory, ModelLayout.Config);
            if (File.Exists(preprocessor) || !File.Exists(config))
            {
                return ReadFile(preprocessor);
            }

            return ParseConfig(JsonFile.ReadText(config), config, preprocessor);
        }

        /// <summary>Reads the rule of timm's <c>config.json</c>, which stands in for a missing <c>preprocessor_config.json</c>.</summary>
        /// <param name="text">The text of <c>config.json</c>.</param>
        /// <param name="config">What to call it in messages: its path.</param>
        /// <param name="preprocessor">What to call the missing file.</param>
        /// <exception cref="ModelFileException">The file states no rule, or one that can't be followed.</exception>
        internal static PreprocessingRule ParseConfig(string text, string config, string preprocessor)
        {
            var json = JsonFile.ParseObject(text, config);
            if (json[TimmSection] is JObject section)
            {
                return FromTimm(section, config + ", " + TimmSection);
            }

            // Before 2023 timm wrote the section's keys beside the others.
            if (json["architecture"] != null && json["input_size"] != null)
            {
                return FromTimm(json, config);
            }

            throw new ModelFileException(
                $"{preprocessor}: the file is missing, and {ModelLayout.Config} has no {TimmSection} of timm to take its place. "
                + "Copy the file from where the model came from, or export the model again.");
        }

        /// <summary>Whether a <c>config.json</c> is timm's and states the rule itself.</summary>
        internal static bool IsStatedByConfig(JObject json) =>
            json[TimmSection] is JObject || json["architecture"] != null && json["input_size"] != null;

        private static PreprocessingRule FromTimm(JObject config, string name)
        {
            ReadTimmInput(config, name, out var width, out var height);
            var mode = JsonFile.GetString(config, "crop_mode", "center", name);
            if (mode != "center" && mode != "squash")
            {
                throw Bad(name, "crop_mode", $"is '{mode}'", "expected center or squash: choose another checkpoint");
            }

            if (mode == "center" && width != height)
            {
                throw Bad(name, "input_size", $"is {width} x {height}", "expected a square, or crop_mode squash");
            }

            if (JsonFile.GetInteger(config, "crop_border_pixels", 0, name) != 0)
            {
                throw Bad(name, "crop_border_pixels", "is " + config["crop_border_pixels"], "expected none: choose another checkpoint");
            }

            // timm takes 0 for absent.
            var share = JsonFile.GetNumber(config, "crop_pct", 0, name);
            share = share == 0 ? 0.875 : share;
            var largest = Math.Max(width, height) / share;
            if (!(share > 0 && largest >= 1 && largest <= LargestSide))
            {
                var shown = share.ToString(CultureInfo.InvariantCulture);
                throw Bad(name, "crop_pct", "is " + shown, "expected the share of the picture that is kept, such as 0.875");
            }

            var mean = ReadChannels(config, "mean", ImageNetMean, name);
            var deviation = ReadChannels(config, "std", ImageNetDeviation, name);
            RefuseDeviation(deviation, "std", name);
            var rule = new PreprocessingRule(mean, deviation)
            {
                Mode = mode == "squash" ? ResizeMode.Stretch : ResizeMode.ShortestEdge,
                ResizeWidth = Math.Max(1, (int)Math.Floor(width / share)),
                ResizeHeight = Math.Max(1, (int)Math.Floor(height / share)),
                Filter = ReadTimmFilter(config, name),
                Crop = true,
                CropWidth = width,
                CropHeight = height,
                Rescale = true,
                RescaleFactor = 1.0 / 255.0,
                Normalize = true,
                CropRounding = CropRounding.HalfToEven,
            };
            rule.RefuseInfinity(name);
            return rule;
        }

        private static void ReadTimmInput(JObject config, string name, out int width, out int height)
        {
            var size = Find(config, "input_size");
            if (size == null)
            {
                width = height = 224;
                return;
            }

            if (!(size is JArray array) || array.Count != 3 || array[0].Type != JTokenType.Integer || (double)array[0] != Channels)
            {
                throw JsonFile.Unexpected(size, "input_size", "[3, height, width]", name);
            }

            height = Side(array[1], "input_size", size, name);
            width = Side(array[2], "input_size", size, name);
        }

        private static ResampleFilter ReadTimmFilter(JObject config, string name)
        {
            var filter = JsonFile.GetString(config, "interpolation", "bicubic", name);
            switch (filter)
            {
                case "nearest":
                    return ResampleFilter.Nearest;
                case "lanczos":
                    return ResampleFilter.Lanczos;
                case "bilinear":
                    return ResampleFilter.Bilinear;
                case "bicubic":
                    return ResampleFilter.Bicubic;
                case "box":
                    return ResampleFilter.Box;
                case "hamming":
                    return ResampleFilter.Hamming;
                default:
                    throw Bad(
                        name, "interpolation", $"is '{filter}'", "expected nearest, lanczos, bilinear, bicubic, box or hamming");
            }
        }
    }
}
