using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Saccade.Files;
using Saccade.Models.Families;

namespace Saccade.Preprocessing
{
    /// <summary>
    /// What a model folder's <c>config.json</c> says of a Vision Transformer: Hugging Face's configuration of the family with its
    /// labels, or timm's.
    /// </summary>
    public sealed class ModelConfig
    {
        private const string ModelTypeKey = "model_type";

        private ModelConfig(string name, JObject json)
        {
            var config = new ConfigReader(json, name);
            ProblemType = ProblemTypes.Read(json, name);
            IsTimm = config.Has(TimmConfig.Architecture) && !config.Has(ModelTypeKey);
            if (IsTimm)
            {
                json = TimmConfig.ToHub(json, name);
                config = new ConfigReader(json, name);
            }

            Family = ModelFamily.Parse(config.Text(ModelTypeKey, ModelFamily.Default.ModelType), name);
            Architecture = Family.Read(config);
            HeadHiddenSize = config.Has("classifier_hidden_size") ? config.Positive("classifier_hidden_size", 0) : 0;
            HeadDropout = config.Number("classifier_dropout_prob", 0);
            Labels = ReadLabels(json, name);
            if (!(HeadDropout >= 0) || HeadDropout >= 1)
            {
                throw config.Unexpected("classifier_dropout_prob", HeadDropout, "0 or more, below 1");
            }
        }

        /// <summary>
        /// Whether the file is timm's, so that the weights beside it have timm's names. The other properties then state the
        /// Hugging Face model that computes the same.
        /// </summary>
        public bool IsTimm { get; }

        /// <summary>The family as the file names it, see <see cref="ModelFamily.ModelType"/>.</summary>
        public string ModelType => Family.ModelType;

        /// <summary>The family.</summary>
        public ModelFamily Family { get; }

        /// <summary>Width of a token, D.</summary>
        public int HiddenSize => Vit.HiddenSize;

        /// <summary>Number of encoder blocks.</summary>
        public int Layers => Vit.Layers;

        /// <summary>Attention heads a block; they divide <see cref="HiddenSize"/>.</summary>
        public int Heads => Vit.Heads;

        /// <summary>Width of the hidden layer of each block's MLP; with <see cref="GatedMlp"/> that of each of its two halves.</summary>
        public int IntermediateSize => Vit.IntermediateSize;

        /// <summary>Whether the MLP is SwiGLU: one half of its hidden layer, through SiLU, gates the other.</summary>
        public bool GatedMlp => Vit.GatedMlp;

        /// <summary>The MLP's activation, such as <c>gelu</c> or <c>gelu_pytorch_tanh</c>; unused with <see cref="GatedMlp"/>.</summary>
        public string Activation => Vit.Activation;

        /// <summary>Epsilon of every layer norm.</summary>
        public double LayerNormEpsilon => Vit.LayerNormEpsilon;

        /// <summary>Height of the picture in pixels that the position embeddings were made for.</summary>
        public int ImageHeight => Vit.ImageHeight;

        /// <summary>Width of the picture in pixels that the position embeddings were made for.</summary>
        public int ImageWidth => Vit.ImageWidth;

        /// <summary>Height of a patch in pixels.</summary>
        public int PatchHeight => Vit.PatchHeight;

        /// <summary>Width of a patch in pixels.</summary>
        public int PatchWidth => Vit.PatchWidth;

        /// <summary>Colour channels of the picture.</summary>
        public int Channels => Vit.Channels;

        /// <summary>Whether the query, key and value projections have a bias.</summary>
        public bool QkvBias => Vit.QkvBias;

        /// <summary>What a new model's layer scale starts as; not every family has one.</summary>
        public double LayerScale => Vit.LayerScale;

        /// <summary>Register tokens between the class token and the patches, R.</summary>
        public int Registers => Vit.PrefixLength - Vit.PositionedPrefixLength;

        /// <summary>
        /// Width of the hidden layer of a two-layer head, or 0 for the usual linear one. Saccade's own key
        /// <c>classifier_hidden_size</c>: Hugging Face's classes have no such head.
        /// </summary>
        public int HeadHiddenSize { get; }

        /// <summary>Share of a two-layer head's hidden values that training drops, 0 up to but not including 1.</summary>
        public double HeadDropout { get; }

        /// <summary>
        /// Whether a picture may be of several classes at once (<c>problem_type</c> multi_label_classification): each class then has a
        /// probability of its own, the sigmoid of its logit.
        /// </summary>
        public bool IsMultiLabel => ProblemType == ProblemTypes.MultiLabel;

        /// <summary>The class names in the order of the logits; empty where the file names none.</summary>
        public IReadOnlyList<string> Labels { get; }

        /// <summary>Tokens before the first patch: the class token and what the family has beside it.</summary>
        public int PrefixTokens => Vit.PrefixLength;

        /// <summary>Numbers that the heads read, F: D for one token, 2·D for two tokens, or a token and the mean patch.</summary>
        public int FeatureSize => Architecture.FeatureSize;

        /// <summary>Rows of the patch grid.</summary>
        public int GridHeight => Vit.GridHeight;

        /// <summary>Columns of the patch grid.</summary>
        public int GridWidth => Vit.GridWidth;

        /// <summary>Patches of a picture, N. The 640 x 640 picture with patches of 160 has 4 x 4 = 16.</summary>
        public int Patches => Vit.Patches;

        /// <summary>One of <see cref="ProblemTypes"/>, or null where the file is silent.</summary>
        internal string? ProblemType { get; }

        /// <summary>The sizes and parts.</summary>
        internal ModelArchitecture Architecture { get; }

        /// <summary>The sizes and parts of a plain Vision Transformer, which all families are so far.</summary>
        internal PlainVit Vit => (PlainVit)Architecture;

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
        internal static bool IsOfKnownFamily(string json, string name)
        {
            var type = JsonFile.ParseObject(json, name)[ModelTypeKey];
            return type == null || type.Type != JTokenType.String || ModelFamily.Find((string)type!) != null;
        }

        /// <summary>Reads the class names alone, from a <c>config.json</c> of any family.</summary>
        /// <param name="json">The text.</param>
        /// <param name="name">What to call it in messages: its path.</param>
        /// <exception cref="ModelFileException">The text is no JSON object, or its <c>id2label</c> contradicts itself.</exception>
        internal static IReadOnlyList<string> ParseLabels(string json, string name) => ReadLabels(JsonFile.ParseObject(json, name), name);

        private static string[] ReadLabels(JObject json, string name)
        {
            var token = json["id2label"];
            if (token == null || token.Type == JTokenType.Null)
            {
                token = InvertLabels(json["label2id"], name);
            }

            if (!(token is JObject names))
            {
                throw JsonFile.Unexpected(token, "id2label", "an object from \"0\", \"1\", ... to names", name);
            }

            var labels = new string?[names.Count];
            foreach (var property in names.Properties())
            {
                var isIndex = int.TryParse(property.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var index);
                if (!isIndex || index >= labels.Length || labels[index] != null)
                {
                    throw new ModelFileException(
                        $"{name}: id2label has an entry \"{property.Name}\" among {labels.Length}; "
                        + $"expected each of 0 to {labels.Length - 1} once.");
                }

                labels[index] = IsName(property.Value)
                    ? ToText(property.Value)
                    : throw JsonFile.Unexpected(property.Value, "id2label." + property.Name, "a text", name);
            }

            return labels!;
        }

        // Some programs write the indices alone beside the names, as numbers or as texts.
        private static JObject InvertLabels(JToken? token, string name)
        {
            var names = new JObject();
            if (token == null || token.Type == JTokenType.Null)
            {
                return names;
            }

            if (!(token is JObject indices))
            {
                throw JsonFile.Unexpected(token, "label2id", "an object from names to 0, 1, ...", name);
            }

            foreach (var property in indices.Properties())
            {
                if (!IsName(property.Value) || names.ContainsKey(ToText(property.Value)))
                {
                    throw JsonFile.Unexpected(property.Value, "label2id." + property.Name, "each of 0, 1, ... once", name);
                }

                names[ToText(property.Value)] = property.Name;
            }

            return names;
        }

        // Classes that are called by numbers are written as numbers too.
        private static bool IsName(JToken token) => token.Type == JTokenType.String || token.Type == JTokenType.Integer;

        private static string ToText(JToken token) => ((JValue)token).ToString(CultureInfo.InvariantCulture);
    }
}
