using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;
using Saccade.Files;
using Saccade.Preprocessing;

namespace Saccade.Models.Families
{
    /// <summary>
    /// A plain Vision Transformer: one grid of patches with tokens before it, blocks that are all of one width, and heads that read the
    /// last one's tokens.
    /// </summary>
    internal sealed class PlainVit : ModelArchitecture
    {
        private const int MaximumLayers = 1024;

        private readonly PlainVitFamily _family;

        internal PlainVit(PlainVitFamily family, ConfigReader config)
        {
            _family = family;
            HiddenSize = config.Positive("hidden_size", 768);
            Layers = config.Positive("num_hidden_layers", 12);
            Heads = config.Positive("num_attention_heads", 12);
            GatedMlp = family.ReadGatedMlp(config);
            IntermediateSize = family.ReadMlpWidth(config, HiddenSize, GatedMlp);
            Activation = config.Text("hidden_act", "gelu");
            LayerNormEpsilon = config.Number("layer_norm_eps", family.LayerNormEpsilon);
            (ImageHeight, ImageWidth) = config.Pair("image_size", 224);
            (PatchHeight, PatchWidth) = config.Pair("patch_size", family.PatchSize);
            Channels = config.Positive("num_channels", 3);
            QkvBias = config.Boolean("qkv_bias", true);
            LayerScale = config.Number("layerscale_value", 1);
            PrefixTokens = family.ReadPrefixTokens(config);
            ClassHeads = family.ReadClassHeads(config);
            ClassifierClass = family.ReadClassifierClass(config);
            Block = family.GetBlockNames(GatedMlp);
            Check(config);
        }

        /// <summary>Width of a token, D.</summary>
        public int HiddenSize { get; }

        public int Layers { get; }

        /// <summary>Attention heads a block.</summary>
        public int Heads { get; }

        /// <summary>Width of the hidden layer of each block's MLP; with <see cref="GatedMlp"/> that of each of its two halves.</summary>
        public int IntermediateSize { get; }

        /// <summary>Whether the MLP is SwiGLU.</summary>
        public bool GatedMlp { get; }

        public string Activation { get; }

        public double LayerNormEpsilon { get; }

        public int ImageHeight { get; }

        public int ImageWidth { get; }

        public int PatchHeight { get; }

        public int PatchWidth { get; }

        public int Channels { get; }

        public bool QkvBias { get; }

        /// <summary>What a new model's layer scale starts as, where there is one.</summary>
        public double LayerScale { get; }

        /// <summary>The tokens before the patches, in their order.</summary>
        public IReadOnlyList<PrefixToken> PrefixTokens { get; }

        /// <summary>The heads; a backbone has none of them.</summary>
        public IReadOnlyList<ClassHead> ClassHeads { get; }

        /// <summary>The parts of a block.</summary>
        public BlockNames Block { get; }

        /// <summary>Whether Hugging Face shrinks positions for a smaller grid with antialias; all resize them bicubically.</summary>
        public bool AntialiasesPositions => _family.AntialiasesPositions;

        /// <summary>Whether Hugging Face's class fits the positions to each picture; else it refuses another size.</summary>
        public bool FitsPositions => _family.FitsPositions;

        public int GridHeight => ImageHeight / PatchHeight;

        public int GridWidth => ImageWidth / PatchWidth;

        /// <summary>Patches of a picture, N.</summary>
        public int Patches => GridHeight * GridWidth;

        /// <summary>How many tokens stand before the first patch.</summary>
        public int PrefixLength => PrefixTokens.Sum(token => token.Count);

        /// <summary>How many of them carry a position.</summary>
        public int PositionedPrefixLength => PrefixTokens.Where(token => token.HasPosition).Sum(token => token.Count);

        /// <summary>How many of the last block's tokens the heads read, counted from the first; 0 for all of them.</summary>
        public int TokensRead => ClassHeads.Any(head => head.ReadsMeanPatch) ? 0 : ClassHeads.Max(head => head.Token) + 1;

        public override int FeatureSize => HiddenSize * ClassHeads.Sum(head => head.Width);

        public override string ClassifierClass { get; }

        public override IEnumerable<(string Key, object Value)> WriteSizes()
        {
            yield return ("attention_probs_dropout_prob", 0.0);
            yield return ("hidden_act", Activation);
            yield return ("hidden_dropout_prob", 0.0);
            yield return ("hidden_size", HiddenSize);
            yield return ("image_size", (ImageHeight, ImageWidth));
            yield return ("initializer_range", 0.02);
            yield return ("layer_norm_eps", LayerNormEpsilon);
            yield return ("num_attention_heads", Heads);
            yield return ("num_channels", Channels);
            yield return ("num_hidden_layers", Layers);
            yield return ("patch_size", (PatchHeight, PatchWidth));
            yield return ("qkv_bias", QkvBias);
        }

        public override IEnumerable<(string Key, object Value)> WriteOwn() => _family.WriteOwn(this);

        private void Check(ConfigReader config)
        {
            var name = config.Name;
            if (HiddenSize % Heads != 0)
            {
                throw new ModelFileException(
                    $"{name}: hidden_size is {HiddenSize} and num_attention_heads {Heads}; the heads must divide the hidden size.");
            }

            if (ImageHeight % PatchHeight != 0 || ImageWidth % PatchWidth != 0)
            {
                throw new ModelFileException(
                    $"{name}: image_size is {ImageHeight} x {ImageWidth} and patch_size {PatchHeight} x {PatchWidth}; "
                    + "whole patches must fill the image.");
            }

            if (Layers > MaximumLayers)
            {
                throw JsonFile.Unexpected(new JValue(Layers), "num_hidden_layers", $"1 to {MaximumLayers}", name);
            }

            if ((long)GridHeight * GridWidth > ConfigReader.LargestSize)
            {
                throw new ModelFileException(
                    $"{name}: image_size is {ImageHeight} x {ImageWidth} and patch_size {PatchHeight} x {PatchWidth}; "
                    + $"expected at most {ConfigReader.LargestSize} patches.");
            }

            if (double.IsNaN(LayerScale) || double.IsInfinity(LayerScale))
            {
                throw config.Unexpected("layerscale_value", LayerScale, "a finite number");
            }

            if (!(LayerNormEpsilon > 0) || LayerNormEpsilon > 1)
            {
                throw new ModelFileException(
                    $"{name}: layer_norm_eps is {LayerNormEpsilon.ToString(CultureInfo.InvariantCulture)}, expected a small number "
                    + "above 0 such as 1e-12.");
            }
        }
    }
}
