using System.Collections.Generic;

namespace Saccade.Models.Families
{
    /// <summary>
    /// What the parts that all plain Vision Transformers have are called on disk: in Hugging Face's files, behind the family's prefix, and
    /// in timm's. A dot parts the modules.
    /// </summary>
    internal static class PlainVitNames
    {
        /// <summary>Pictures to tokens: the prefix tokens, <see cref="Positions"/> and <see cref="PatchEmbeddings"/> lie in it.</summary>
        public const string Embeddings = "embeddings";

        public const string Positions = "position_embeddings";

        public const string PatchEmbeddings = "patch_embeddings";

        /// <summary>The convolution within <see cref="PatchEmbeddings"/>.</summary>
        public const string Projection = "projection";

        /// <summary>What takes a patch's place in pretraining; no classifier has a use for it, in either kind of file.</summary>
        public const string MaskToken = "mask_token";

        /// <summary>The blocks, which are counted from 0.</summary>
        public const string Layers = "encoder.layer";

        /// <summary>A block's attention; the next four lie in it.</summary>
        public const string Attention = "attention";

        public const string Query = "attention.query";

        public const string Key = "attention.key";

        public const string Value = "attention.value";

        public const string AttentionOutput = "output.dense";

        /// <summary>The parameter of a layer scale.</summary>
        public const string ScaleFactors = "lambda1";

        /// <summary>The layer norm behind the last block.</summary>
        public const string FinalNorm = "layernorm";

        public const string TimmPositions = "pos_embed";

        /// <summary>timm's blocks, which are counted from 0.</summary>
        public const string TimmLayers = "blocks";

        /// <summary>Within a block, the projection whose rows are <see cref="FusedParts"/>.</summary>
        public const string TimmFused = "attn.qkv";

        /// <summary>The parameter of a layer scale of timm.</summary>
        public const string TimmScaleFactors = "gamma";

        /// <summary>How the names of timm's heads begin.</summary>
        public const string TimmHead = "head";

        /// <summary>The parts of <see cref="TimmFused"/> in their order.</summary>
        public static readonly IReadOnlyList<string> FusedParts = new[] { Query, Key, Value };

        /// <summary>Modules outside of the blocks, from timm's names.</summary>
        public static readonly IReadOnlyDictionary<string, string> FromTimm = new Dictionary<string, string>
        {
            ["patch_embed.proj"] = $"{Embeddings}.{PatchEmbeddings}.{Projection}",
            ["norm"] = FinalNorm,
        };
    }
}
