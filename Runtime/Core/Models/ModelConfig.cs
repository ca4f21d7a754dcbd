using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;
using Saccade.Files;

namespace Saccade.Preprocessing
{
    /// <summary>
    /// What a model folder's <c>config.json</c> says of a Vision Transformer: Hugging Face's configuration of the family with its
    /// labels, or timm's.
    /// </summary>
    public sealed partial class ModelConfig
    {
        private const int LargestSize = 1 << 20;
        private const int MaximalLayers = 1024;

        // Measured with 5 blocks, where rollout is by far the best map, and with 12, where it is one of the worst.
        private const int MaximalLayersForRollout = 6;

        private ModelConfig(string name, JObject json)
        {
            IsTimm = !IsNull(json["architecture"]) && IsNull(json["model_type"]);
            if (IsTimm)
                json = FromTimm(json, name);

            ModelType = JsonFile.GetString(json, "model_type", "vit", name);
            Family = ParseFamily(ModelType, name);
            HiddenSize = Positive(json, "hidden_size", 768, name);
            Layers = Positive(json, "num_hidden_layers", 12, name);
            Heads = Positive(json, "num_attention_heads", 12, name);
            GatedMlp = IsDinov2 && JsonFile.GetBoolean(json, "use_swiglu_ffn", false, name);
            IntermediateSize = IsDinov2 ? ReadMlpWidth(json, name) : Positive(json, "intermediate_size", 3072, name);
            Activation = JsonFile.GetString(json, "hidden_act", "gelu", name);
            LayerNormEpsilon = JsonFile.GetNumber(json, "layer_norm_eps", IsDinov2 ? 1e-6 : 1e-12, name);
            (ImageHeight, ImageWidth) = Pair(json, "image_size", 224, name);
            (PatchHeight, PatchWidth) = Pair(json, "patch_size", IsDinov2 ? 14 : 16, name);
            Channels = Positive(json, "num_channels", 3, name);
            QkvBias = JsonFile.GetBoolean(json, "qkv_bias", true, name);
            LayerScale = JsonFile.GetNumber(json, "layerscale_value", 1, name);
            Registers = Family == ModelFamily.Dinov2WithRegisters ? Positive(json, "num_register_tokens", 4, name) : 0;
            HasDistillationHead = Family == ModelFamily.DeiT && HasArchitecture(json, "DeiTForImageClassificationWithTeacher");
            HeadHiddenSize = IsNull(json["classifier_hidden_size"]) ? 0 : Positive(json, "classifier_hidden_size", 0, name);
            HeadDropout = JsonFile.GetNumber(json, "classifier_dropout_prob", 0, name);
            Labels = ReadLabels(json, name);

            if (HiddenSize % Heads != 0)
                throw new ModelFileException(
                    $"{name}: hidden_size is {HiddenSize} and num_attention_heads {Heads}; the heads must divide the hidden size.");
            if (ImageHeight % PatchHeight != 0 || ImageWidth % PatchWidth != 0)
                throw new ModelFileException(
                    $"{name}: image_size is {ImageHeight} x {ImageWidth} and patch_size {PatchHeight} x {PatchWidth}; "
                    + "whole patches must fill the image.");
            if (Layers > MaximalLayers)
                throw JsonFile.Unexpected(new JValue(Layers), "num_hidden_layers", $"1 to {MaximalLayers}", name);
            if ((long)GridHeight * GridWidth > LargestSize)
                throw new ModelFileException(
                    $"{name}: image_size is {ImageHeight} x {ImageWidth} and patch_size {PatchHeight} x {PatchWidth}; "
                    + $"expected at most {LargestSize} patches.");
            if (double.IsNaN(LayerScale) || double.IsInfinity(LayerScale))
                throw JsonFile.Unexpected(json["layerscale_value"]!, "layerscale_value", "a finite number", name);
            if (!(LayerNormEpsilon > 0) || LayerNormEpsilon > 1)
                throw new ModelFileException(
                    $"{name}: layer_norm_eps is {LayerNormEpsilon.ToString(CultureInfo.InvariantCulture)}, expected a small number "
                    + "above 0 such as 1e-12.");
            if (!(HeadDropout >= 0) || HeadDropout >= 1)
                throw JsonFile.Unexpected(json["classifier_dropout_prob"]!, "classifier_dropout_prob", "0 or more, below 1", name);
        }

        /// <summary>
        /// Whether the file is timm's, so that the weights beside it have timm's names. The other properties then state the
        /// Hugging Face model that computes the same.
        /// </summary>
        public bool IsTimm { get; }

        /// <summary>The family as the file names it: <c>vit</c>, <c>deit</c>, <c>dinov2</c> or <c>dinov2_with_registers</c>.</summary>
        public string ModelType { get; }

        /// <summary>The family.</summary>
        public ModelFamily Family { get; }

        /// <summary>Width of a token, D.</summary>
        public int HiddenSize { get; }

        /// <summary>Number of encoder blocks.</summary>
        public int Layers { get; }

        /// <summary>Attention heads a block; they divide <see cref="HiddenSize"/>.</summary>
        public int Heads { get; }

        /// <summary>Width of the hidden layer of each block's MLP; with <see cref="GatedMlp"/> that of each of its two halves.</summary>
        public int IntermediateSize { get; }

        /// <summary>Whether the MLP is SwiGLU: one half of its hidden layer, through SiLU, gates the other.</summary>
        public bool GatedMlp { get; }

        /// <summary>The MLP's activation, such as <c>gelu</c> or <c>gelu_pytorch_tanh</c>; unused with <see cref="GatedMlp"/>.</summary>
        public string Activation { get; }

        /// <summary>Epsilon of every layer norm.</summary>
        public double LayerNormEpsilon { get; }

        /// <summary>Height of the picture in pixels that the position embeddings were made for.</summary>
        public int ImageHeight { get; }

        /// <summary>Width of the picture in pixels that the position embeddings were made for.</summary>
        public int ImageWidth { get; }

        /// <summary>Height of a patch in pixels.</summary>
        public int PatchHeight { get; }

        /// <summary>Width of a patch in pixels.</summary>
        public int PatchWidth { get; }

        /// <summary>Colour channels of the picture.</summary>
        public int Channels { get; }

        /// <summary>Whether the query, key and value projections have a bias.</summary>
        public bool QkvBias { get; }

        /// <summary>What a new model's layer scale starts as; only the DINOv2 families have one.</summary>
        public double LayerScale { get; }

        /// <summary>Register tokens between the class token and the patches, R.</summary>
        public int Registers { get; }

        /// <summary>Whether a second head reads the distillation token, and the logits are the mean of both heads'.</summary>
        public bool HasDistillationHead { get; }

        /// <summary>
        /// Width of the hidden layer of a two-layer head, or 0 for the usual linear one. Saccade's own key
        /// <c>classifier_hidden_size</c>: Hugging Face's classes have no such head.
        /// </summary>
        public int HeadHiddenSize { get; }

        /// <summary>Share of a two-layer head's hidden values that training drops, 0 up to but not including 1.</summary>
        public double HeadDropout { get; }

        /// <summary>The class names in the order of the logits; empty where the file names none.</summary>
        public IReadOnlyList<string> Labels { get; }

        /// <summary>Whether the model is of one of the two DINOv2 families.</summary>
        public bool IsDinov2 => Family == ModelFamily.Dinov2 || Family == ModelFamily.Dinov2WithRegisters;

        /// <summary>Tokens before the first patch: the class token, the distillation token and the registers that there are.</summary>
        public int PrefixTokens => 1 + (Family == ModelFamily.DeiT ? 1 : 0) + Registers;

        /// <summary>Numbers that the head reads: D, 2·D for DINOv2's class token and mean patch, 2·D for the tokens of two heads.</summary>
        public int FeatureSize => IsDinov2 || HasDistillationHead ? 2 * HiddenSize : HiddenSize;

        /// <summary>Rows of the patch grid.</summary>
        public int GridHeight => ImageHeight / PatchHeight;

        /// <summary>Columns of the patch grid.</summary>
        public int GridWidth => ImageWidth / PatchWidth;

        /// <summary>Patches of a picture, N. The 640 x 640 picture with patches of 160 has 4 x 4 = 16.</summary>
        public int Patches => GridHeight * GridWidth;

        /// <summary>
        /// Which map shows best where the classified object is: attention rolled out through all blocks where there are few, else class
        /// relevance. Training writes that map into the ONNX file, and the running scene shows it first; <c>./saccade bench overlay</c>
        /// measures it.
        /// </summary>
        public bool ShowsBestByRollout => Layers <= MaximalLayersForRollout;

        /// <summary>Reads a <c>config.json</c>.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="ModelFileException">The file is missing, unreadable, no JSON, or contradicts itself.</exception>
        public static ModelConfig ReadFile(string path) => Parse(JsonFile.ReadText(path), path);

        /// <summary>Reads the text of a <c>config.json</c>.</summary>
        /// <param name="json">The text.</param>
        /// <param name="name">What to call it in messages: its path.</param>
        /// <exception cref="ModelFileException">The text is no JSON object, or contradicts itself.</exception>
        public static ModelConfig Parse(string json, string name) => new ModelConfig(name, JsonFile.ParseObject(json, name));

        /// <summary>Whether the text of a <c>config.json</c> is that of a family that this class can state.</summary>
        /// <param name="json">The text.</param>
        /// <param name="name">What to call it in messages: its path.</param>
        /// <exception cref="ModelFileException">The text is no JSON object.</exception>
        internal static bool IsVisionTransformer(string json, string name)
        {
            JToken? type = JsonFile.ParseObject(json, name)["model_type"];
            return IsNull(type) || type!.Type != JTokenType.String || FindFamily((string)type!) != null;
        }

        /// <summary>Reads the class names alone, from a <c>config.json</c> of any family.</summary>
        /// <param name="json">The text.</param>
        /// <param name="name">What to call it in messages: its path.</param>
        /// <exception cref="ModelFileException">The text is no JSON object, or its <c>id2label</c> contradicts itself.</exception>
        internal static IReadOnlyList<string> ParseLabels(string json, string name) => ReadLabels(JsonFile.ParseObject(json, name), name);

        private static ModelFamily? FindFamily(string modelType)
        {
            switch (modelType)
            {
                case "vit": return ModelFamily.ViT;
                case "deit": return ModelFamily.DeiT;
                case "dinov2": return ModelFamily.Dinov2;
                case "dinov2_with_registers": return ModelFamily.Dinov2WithRegisters;
                default: return null;
            }
        }

        private static ModelFamily ParseFamily(string modelType, string name) =>
            FindFamily(modelType)
            ?? throw new ModelFileException(
                $"{name}: model_type is '{modelType}', expected vit, deit, dinov2 or dinov2_with_registers. "
                + "Choose a checkpoint of one of these families.");

        // DINOv2 states the MLP's width as a multiple of the token's; the gated one has two thirds of it, rounded up to eights.
        private int ReadMlpWidth(JObject json, string name)
        {
            double ratio = JsonFile.GetNumber(json, "mlp_ratio", 4, name);
            if (!(ratio > 0) || ratio > 1024 || HiddenSize * ratio > LargestSize)
                throw JsonFile.Unexpected(json["mlp_ratio"] ?? new JValue(ratio), "mlp_ratio", "a number above 0 such as 4", name);
            int width = Math.Max(1, (int)(HiddenSize * ratio));
            return GatedMlp ? (width * 2 / 3 + 7) / 8 * 8 : width;
        }

        private static bool HasArchitecture(JObject json, string architecture) =>
            json["architectures"] is JArray names && names.Any(n => n.Type == JTokenType.String && (string)n! == architecture);

        private static int Positive(JObject json, string key, int whenAbsent, string name)
        {
            int value = JsonFile.GetInteger(json, key, whenAbsent, name);
            if (value < 1 || value > LargestSize)
                throw JsonFile.Unexpected(json[key] ?? new JValue(value), key, $"1 to {LargestSize}", name);
            return value;
        }

        private static (int Height, int Width) Pair(JObject json, string key, int whenAbsent, string name)
        {
            if (!(json[key] is JArray pair))
            {
                int side = Positive(json, key, whenAbsent, name);
                return (side, side);
            }

            if (pair.Count != 2 || pair.Any(v => v.Type != JTokenType.Integer || (double)v < 1 || (double)v > LargestSize))
                throw JsonFile.Unexpected(pair, key, "a whole number, or height and width", name);
            return ((int)pair[0], (int)pair[1]);
        }

        private static string[] ReadLabels(JObject json, string name)
        {
            JToken? token = json["id2label"];
            if (token == null || token.Type == JTokenType.Null)
                return Array.Empty<string>();
            if (!(token is JObject names))
                throw JsonFile.Unexpected(token, "id2label", "an object from \"0\", \"1\", ... to names", name);

            string?[] labels = new string?[names.Count];
            foreach (JProperty property in names.Properties())
            {
                bool isIndex = int.TryParse(property.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int index);
                if (!isIndex || index >= labels.Length || labels[index] != null)
                {
                    throw new ModelFileException(
                        $"{name}: id2label has an entry \"{property.Name}\" among {labels.Length}; "
                        + $"expected each of 0 to {labels.Length - 1} once.");
                }

                labels[index] = property.Value.Type == JTokenType.String
                    ? (string)property.Value!
                    : throw JsonFile.Unexpected(property.Value, "id2label." + property.Name, "a text", name);
            }

            return labels!;
        }
    }
}
