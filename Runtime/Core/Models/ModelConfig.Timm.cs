using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Saccade.Files;

namespace Saccade.Preprocessing
{
    public sealed partial class ModelConfig
    {
        // Width, blocks and heads behind the size in an architecture's name.
        private static readonly Dictionary<string, int[]> TimmSizes = new Dictionary<string, int[]>
        {
            ["tiny"] = new[] { 192, 12, 3 },
            ["small"] = new[] { 384, 12, 6 },
            ["base"] = new[] { 768, 12, 12 },
            ["large"] = new[] { 1024, 24, 16 },
            ["huge"] = new[] { 1280, 32, 16 },
            ["giant"] = new[] { 1408, 40, 16 },
        };

        private static readonly int[] Dinov2Giant = { 1536, 40, 24 };

        private static readonly Regex TimmName = new Regex(
            @"^(vit|deit|deit3)_(tiny|small|base|large|huge|giant)_(distilled_)?patch(\d{1,3})(_reg(\d{1,2}))?(_dinov2)?(_\d{2,4})?$",
            RegexOptions.CultureInvariant);

        /// <summary>
        /// Says in Hugging Face's keys what timm's <c>config.json</c> says: the architecture's name gives the sizes,
        /// <c>model_args</c> override them, and the picture's size comes from <c>pretrained_cfg</c>.
        /// </summary>
        private static JObject FromTimm(JObject timm, string name)
        {
            string architecture = JsonFile.GetString(timm, "architecture", "", name);
            JObject arguments = Section(timm, "model_args", name);
            Match match = TimmName.Match(architecture);
            if (!match.Success && IsNull(arguments["embed_dim"]))
                throw new ModelFileException(
                    $"{name}: architecture is '{architecture}', expected a plain Vision Transformer of timm such as vit_base_patch16_224, "
                    + "deit_small_distilled_patch16_224 or vit_small_patch14_reg4_dinov2. Choose a checkpoint of one of these.");
            RefuseOtherTimm(timm, arguments, name);

            bool isDinov2 = match.Groups[7].Success;
            bool isGiant = match.Groups[2].Value == "giant";
            int[] sizes = TimmSizes[match.Success ? match.Groups[2].Value : "base"];
            if (isDinov2 && isGiant)
                sizes = Dinov2Giant;
            int width = JsonFile.GetInteger(arguments, "embed_dim", JsonFile.GetInteger(timm, "num_features", sizes[0], name), name);
            int registers = JsonFile.GetInteger(arguments, "reg_tokens", match.Groups[6].Success ? Number(match.Groups[6].Value) : 0, name);
            bool hasLayerScale = isDinov2 || match.Groups[1].Value == "deit3" || !IsNull(arguments["init_values"]);
            bool isDistilled = match.Groups[3].Success;
            JObject json = new JObject
            {
                ["model_type"] = registers > 0 ? "dinov2_with_registers" : hasLayerScale ? "dinov2" : isDistilled ? "deit" : "vit",
                ["hidden_size"] = width,
                ["num_hidden_layers"] = JsonFile.GetInteger(arguments, "depth", sizes[1], name),
                ["num_attention_heads"] = JsonFile.GetInteger(arguments, "num_heads", sizes[2], name),
                ["hidden_act"] = "gelu",
                ["layer_norm_eps"] = 1e-6,
                ["patch_size"] = Present(arguments, "patch_size") ?? (match.Success ? Number(match.Groups[4].Value) : 16),
                ["image_size"] = Present(arguments, "img_size") ?? TimmImageSize(timm, name),
                ["num_channels"] = JsonFile.GetInteger(arguments, "in_chans", 3, name),
                ["qkv_bias"] = JsonFile.GetBoolean(arguments, "qkv_bias", true, name),
            };
            bool isGated = isDinov2 && isGiant;
            double ratio = JsonFile.GetNumber(arguments, "mlp_ratio", isGated ? 16.0 / 3.0 : isGiant ? 48.0 / 11.0 : 4, name);
            if (registers < 0)
                throw JsonFile.Unexpected(arguments["reg_tokens"]!, "model_args.reg_tokens", "0 or more", name);
            if (isDistilled && hasLayerScale)
                throw new ModelFileException($"{name}: a distilled model with layer scale is not supported. Choose another checkpoint.");
            if (registers > 0 && !hasLayerScale)
                throw new ModelFileException($"{name}: registers without layer scale are not supported. Choose another checkpoint.");
            if (hasLayerScale)
            {
                // timm's ratio counts both halves of a gated MLP, Hugging Face's what two thirds of are one half.
                json["mlp_ratio"] = isGated ? ratio * 3 / 4 : ratio;
                json["layerscale_value"] = JsonFile.GetNumber(arguments, "init_values", 1e-5, name);
                json["use_swiglu_ffn"] = isGated;
            }
            else
            {
                json["intermediate_size"] = (long)(Math.Min(Math.Max(ratio, 0), LargestSize) * width);
            }

            foreach (string key in new[] { "classifier_hidden_size", "classifier_dropout_prob" })
            {
                if (!IsNull(timm[key]))
                    json[key] = timm[key];
            }

            if (registers > 0)
                json["num_register_tokens"] = registers;
            if (isDistilled)
                json["architectures"] = new JArray("DeiTForImageClassificationWithTeacher");
            if (TimmLabels(timm, name) is JObject labels)
                json["id2label"] = labels;
            return json;
        }

        // What would change the numbers and has no counterpart here is refused by its name, not found out later as a wrong result.
        private static void RefuseOtherTimm(JObject timm, JObject arguments, string name)
        {
            string pool = JsonFile.GetString(arguments, "global_pool", JsonFile.GetString(timm, "global_pool", "token", name), name);
            if (pool != "token")
                throw new ModelFileException(
                    $"{name}: global_pool is '{pool}', expected token: Saccade's heads read the class token. Choose another checkpoint.");
            string[] unsupported = { "pre_norm", "qk_norm", "fc_norm", "act_layer", "norm_layer", "mlp_layer", "block_fn", "final_norm" };
            foreach (string key in unsupported)
            {
                JToken? value = arguments[key];
                if (!IsNull(value) && !(value!.Type == JTokenType.Boolean && !(bool)value))
                    throw JsonFile.Unexpected(value!, "model_args." + key, "the plain architecture", name);
            }

            if (!JsonFile.GetBoolean(arguments, "class_token", true, name))
                throw JsonFile.Unexpected(arguments["class_token"]!, "model_args.class_token", "true", name);
        }

        private static JToken TimmImageSize(JObject timm, string name)
        {
            JToken? size = Section(timm, "pretrained_cfg", name)["input_size"];
            if (IsNull(size))
                return 224;
            return size is JArray array && array.Count == 3
                ? new JArray(array[1], array[2])
                : throw JsonFile.Unexpected(size!, "pretrained_cfg.input_size", "channels, height and width", name);
        }

        private static JObject? TimmLabels(JObject timm, string name)
        {
            JToken? names = Present(timm, "label_names") ?? Section(timm, "pretrained_cfg", name)["label_names"];
            if (IsNull(names))
                return null;
            return names is JArray array
                ? new JObject(array.Select((label, i) => new JProperty(i.ToString(CultureInfo.InvariantCulture), label)))
                : throw JsonFile.Unexpected(names!, "label_names", "a list of names", name);
        }

        private static JObject Section(JObject json, string key, string name)
        {
            JToken? section = json[key];
            if (IsNull(section))
                return new JObject();
            return section as JObject ?? throw JsonFile.Unexpected(section!, key, "an object", name);
        }

        private static JToken? Present(JObject json, string key) => IsNull(json[key]) ? null : json[key];

        private static bool IsNull(JToken? token) => token == null || token.Type == JTokenType.Null;

        private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
    }
}
