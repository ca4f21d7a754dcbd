using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Saccade.Preprocessing
{
    /// <summary>
    /// What a model folder's <c>config.json</c> says of a Vision Transformer: Hugging Face's <c>ViTConfig</c>, with its labels.
    /// </summary>
    public sealed class ModelConfig
    {
        private const int LargestSize = 1 << 20;

        private ModelConfig(string name, JObject json)
        {
            ModelType = JsonFile.GetString(json, "model_type", "vit", name);
            HiddenSize = Positive(json, "hidden_size", 768, name);
            Layers = Positive(json, "num_hidden_layers", 12, name);
            Heads = Positive(json, "num_attention_heads", 12, name);
            IntermediateSize = Positive(json, "intermediate_size", 3072, name);
            Activation = JsonFile.GetString(json, "hidden_act", "gelu", name);
            LayerNormEpsilon = JsonFile.GetNumber(json, "layer_norm_eps", 1e-12, name);
            (ImageHeight, ImageWidth) = Pair(json, "image_size", 224, name);
            (PatchHeight, PatchWidth) = Pair(json, "patch_size", 16, name);
            Channels = Positive(json, "num_channels", 3, name);
            QkvBias = JsonFile.GetBoolean(json, "qkv_bias", true, name);
            Labels = ReadLabels(json, name);

            if (HiddenSize % Heads != 0)
                throw new ModelFileException(
                    $"{name}: hidden_size is {HiddenSize} and num_attention_heads {Heads}; the heads must divide the hidden size.");
            if (ImageHeight % PatchHeight != 0 || ImageWidth % PatchWidth != 0)
                throw new ModelFileException(
                    $"{name}: image_size is {ImageHeight} x {ImageWidth} and patch_size {PatchHeight} x {PatchWidth}; "
                    + "whole patches must fill the image.");
            if (!(LayerNormEpsilon > 0) || LayerNormEpsilon > 1)
                throw new ModelFileException(
                    $"{name}: layer_norm_eps is {LayerNormEpsilon.ToString(CultureInfo.InvariantCulture)}, expected a small number "
                    + "above 0 such as 1e-12.");
        }

        /// <summary>The family: <c>vit</c>.</summary>
        public string ModelType { get; }

        /// <summary>Width of a token, D.</summary>
        public int HiddenSize { get; }

        /// <summary>Number of encoder blocks.</summary>
        public int Layers { get; }

        /// <summary>Attention heads a block; they divide <see cref="HiddenSize"/>.</summary>
        public int Heads { get; }

        /// <summary>Width of the hidden layer of each block's MLP.</summary>
        public int IntermediateSize { get; }

        /// <summary>The MLP's activation, such as <c>gelu</c> or <c>gelu_pytorch_tanh</c>.</summary>
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

        /// <summary>The class names in the order of the logits; empty where the file names none.</summary>
        public IReadOnlyList<string> Labels { get; }

        /// <summary>Rows of the patch grid.</summary>
        public int GridHeight => ImageHeight / PatchHeight;

        /// <summary>Columns of the patch grid.</summary>
        public int GridWidth => ImageWidth / PatchWidth;

        /// <summary>Patches of a picture, N. The 640 x 640 picture with patches of 160 has 4 x 4 = 16.</summary>
        public int Patches => GridHeight * GridWidth;

        /// <summary>Reads a <c>config.json</c>.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="ModelFileException">The file is missing, unreadable, no JSON, or contradicts itself.</exception>
        public static ModelConfig ReadFile(string path) => Parse(JsonFile.ReadText(path), path);

        /// <summary>Reads the text of a <c>config.json</c>.</summary>
        /// <param name="json">The text.</param>
        /// <param name="name">What to call it in messages: its path.</param>
        /// <exception cref="ModelFileException">The text is no JSON object, or contradicts itself.</exception>
        public static ModelConfig Parse(string json, string name) => new ModelConfig(name, JsonFile.ParseObject(json, name));

        private static int Positive(JObject json, string key, int whenAbsent, string name)
        {
            int value = JsonFile.GetInteger(json, key, whenAbsent, name);
            if (value < 1 || value > LargestSize)
                throw JsonFile.Unexpected(json[key]!, key, $"1 to {LargestSize}", name);
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
