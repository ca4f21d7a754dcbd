namespace Saccade.Training.Export
{
    /// <summary>Names of an exported model's inputs and outputs.</summary>
    public static class OnnxNames
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

        internal const string Features = "features";
        internal const string PatchEmbeddings = "patch_embeddings";
        internal const string HiddenStates = "hidden_states";
        internal const string Attentions = "attentions";
        internal const string ClassLogits = "cls_logits";
        internal const string DistillationLogits = "distillation_logits";
    }
}
