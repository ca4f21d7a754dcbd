namespace Saccade.Files
{
    /// <summary>What the inputs and outputs of a model's ONNX file are called.</summary>
    internal static class OnnxNames
    {
        /// <summary>Input: the picture, [B, 3, H, W].</summary>
        public const string PixelValues = "pixel_values";

        /// <summary>Input instead of the picture: its patches, [B, N, 3·P·P].</summary>
        public const string Patches = "patches";

        /// <summary>Output: [B, C]; absent without a head.</summary>
        public const string Logits = "logits";

        /// <summary>Output: the class token's row of the last block's attention, patch columns, [B, heads, N].</summary>
        public const string ClassAttention = "cls_attention";

        /// <summary>Output on demand: the same of every block, [B, layers, heads, N].</summary>
        public const string ClassAttentions = "cls_attentions";

        /// <summary>Output on demand: attention rollout, [B, N].</summary>
        public const string Rollout = "cls_rollout";

        /// <summary>Output on demand: relevance for the most likely class, [B, N].</summary>
        public const string Relevance = "class_relevance";

        /// <summary>Output without a head, or on demand: the tokens after the final layer norm, [B, T, D].</summary>
        public const string LastHiddenState = "last_hidden_state";

        /// <summary>Output on demand: what the head reads, [B, features].</summary>
        public const string Features = "features";

        /// <summary>Output on demand: the patches' tokens before the first block, [B, N, D].</summary>
        public const string PatchEmbeddings = "patch_embeddings";

        /// <summary>Output on demand: the tokens before the first block and after each, [layers + 1, B, T, D].</summary>
        public const string HiddenStates = "hidden_states";

        /// <summary>Output on demand: every attention of every block, [layers, B, heads, T, T].</summary>
        public const string Attentions = "attentions";

        /// <summary>Output on demand, with two heads: what the class token's gives, [B, C].</summary>
        public const string ClassLogits = "cls_logits";

        /// <summary>Output on demand, with two heads: what the distillation token's gives, [B, C].</summary>
        public const string DistillationLogits = "distillation_logits";

        /// <summary>In reference files: relevance for each class of its own, [B, C, N].</summary>
        public const string RelevanceOfEachClass = "class_relevance_last";
    }
}
