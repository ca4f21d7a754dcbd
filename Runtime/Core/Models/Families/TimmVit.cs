using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Saccade.Files;
using Saccade.Preprocessing;

namespace Saccade.Models.Families
{
    /// <summary>
    /// A plain Vision Transformer of timm: the architecture's name gives the sizes, <c>model_args</c> override them, and the picture's size
    /// comes from <c>pretrained_cfg</c>.
    /// </summary>
    internal sealed class TimmVit
    {
        // Width, blocks and heads behind the size in an architecture's name.
        private static readonly Dictionary<string, int[]> Sizes = new Dictionary<string, int[]>
        {
            ["tiny"] = new[] { 192, 12, 3 },
            ["small"] = new[] { 384, 12, 6 },
            ["base"] = new[] { 768, 12, 12 },
            ["large"] = new[] { 1024, 24, 16 },
            ["huge"] = new[] { 1280, 32, 16 },
            ["giant"] = new[] { 1408, 40, 16 },
        };

        private static readonly int[] Dinov2Giant = { 1536, 40, 24 };

        private static readonly Regex Known = new Regex(
            @"^(vit|deit|deit3)_(tiny|small|base|large|huge|giant)_(distilled_)?patch(\d{1,3})(_reg(\d{1,2}))?(_dinov2)?(_\d{2,4})?$",
            RegexOptions.CultureInvariant);

        private readonly JObject _timm;
        private readonly JObject _arguments;
        private readonly Match _match;
        private readonly string _name;
        private readonly int[] _sizes;

        private TimmVit(JObject timm, JObject arguments, Match match, string name)
        {
            (_timm, _arguments, _match, _name) = (timm, arguments, match, name);
            var isDinov2 = match.Groups[7].Success;
            var isGiant = match.Groups[2].Value == "giant";
            HasGatedMlp = isDinov2 && isGiant;
            _sizes = HasGatedMlp ? Dinov2Giant : Sizes[match.Success ? match.Groups[2].Value : "base"];
            Width = Integer("embed_dim", JsonFile.GetInteger(timm, "num_features", _sizes[0], name));
            Registers = Integer("reg_tokens", match.Groups[6].Success ? Number(match.Groups[6].Value) : 0);
            HasLayerScale = isDinov2 || match.Groups[1].Value == "deit3" || TimmConfig.Present(arguments, "init_values") != null;
            LayerScale = JsonFile.GetNumber(arguments, "init_values", 1e-5, name);
            IsDistilled = match.Groups[3].Success;
            MlpRatio = JsonFile.GetNumber(arguments, "mlp_ratio", HasGatedMlp ? 16.0 / 3.0 : isGiant ? 48.0 / 11.0 : 4, name);
        }

        /// <summary>Width of a token.</summary>
        public int Width { get; }

        /// <summary>Width of the MLP's hidden layer in widths of a token; of both halves where it is gated.</summary>
        public double MlpRatio { get; }

        public bool HasGatedMlp { get; }

        public bool HasLayerScale { get; }

        /// <summary>What a new model's layer scale starts as.</summary>
        public double LayerScale { get; }

        public int Registers { get; }

        public bool IsDistilled { get; }

        /// <param name="timm">The file.</param>
        /// <param name="name">What to call it in messages: its path.</param>
        /// <returns>Null where the architecture is no plain Vision Transformer.</returns>
        /// <exception cref="ModelFileException">It is one that no family states.</exception>
        public static TimmVit? Parse(JObject timm, string name)
        {
            var architecture = JsonFile.GetString(timm, TimmConfig.Architecture, "", name);
            var arguments = TimmConfig.Section(timm, "model_args", name);
            var match = Known.Match(architecture);
            if (!match.Success && TimmConfig.Present(arguments, "embed_dim") == null)
            {
                return null;
            }

            RefuseOthers(timm, arguments, name);
            var vit = new TimmVit(timm, arguments, match, name);
            vit.RefuseMixtures();
            return vit;
        }

        /// <summary>Says in Hugging Face's keys what all plain families state.</summary>
        /// <param name="modelType">The family.</param>
        public JObject ToHub(string modelType) => new JObject
        {
            ["model_type"] = modelType,
            ["hidden_size"] = Width,
            ["num_hidden_layers"] = Integer("depth", _sizes[1]),
            ["num_attention_heads"] = Integer("num_heads", _sizes[2]),
            ["hidden_act"] = "gelu",
            ["layer_norm_eps"] = 1e-6,
            ["patch_size"] = TimmConfig.Present(_arguments, "patch_size") ?? (_match.Success ? Number(_match.Groups[4].Value) : 16),
            ["image_size"] = TimmConfig.Present(_arguments, "img_size") ?? TimmConfig.ReadImageSize(_timm, _name),
            ["num_channels"] = Integer("in_chans", 3),
            ["qkv_bias"] = JsonFile.GetBoolean(_arguments, "qkv_bias", true, _name),
        };

        // What would change the numbers and has no counterpart here is refused by its name, not found out later as a wrong result.
        private static void RefuseOthers(JObject timm, JObject arguments, string name)
        {
            var pool = JsonFile.GetString(arguments, "global_pool", JsonFile.GetString(timm, "global_pool", "token", name), name);
            if (pool != "token")
            {
                throw new ModelFileException(
                    $"{name}: global_pool is '{pool}', expected token: Saccade's heads read the class token. Choose another checkpoint.");
            }

            string[] unsupported = { "pre_norm", "qk_norm", "fc_norm", "act_layer", "norm_layer", "mlp_layer", "block_fn", "final_norm" };
            foreach (var key in unsupported)
            {
                if (TimmConfig.Present(arguments, key) is JToken value && !(value.Type == JTokenType.Boolean && !(bool)value))
                {
                    throw JsonFile.Unexpected(value, "model_args." + key, "the plain architecture", name);
                }
            }

            if (!JsonFile.GetBoolean(arguments, "class_token", true, name))
            {
                throw JsonFile.Unexpected(arguments["class_token"]!, "model_args.class_token", "true", name);
            }
        }

        private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

        private void RefuseMixtures()
        {
            if (Registers < 0)
            {
                throw JsonFile.Unexpected(_arguments["reg_tokens"]!, "model_args.reg_tokens", "0 or more", _name);
            }

            if (IsDistilled && HasLayerScale)
            {
                throw new ModelFileException($"{_name}: a distilled model with layer scale is not supported. Choose another checkpoint.");
            }

            if (Registers > 0 && !HasLayerScale)
            {
                throw new ModelFileException($"{_name}: registers without layer scale are not supported. Choose another checkpoint.");
            }
        }

        private int Integer(string key, int whenAbsent) => JsonFile.GetInteger(_arguments, key, whenAbsent, _name);
    }
}
