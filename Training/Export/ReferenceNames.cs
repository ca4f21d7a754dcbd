namespace Saccade.Training.Export
{
    /// <summary>
    /// What else a model computes is called, in reference files and in the ONNX files that training makes for itself. The running
    /// scene knows none of it.
    /// </summary>
    internal static class ReferenceNames
    {
        /// <summary>The class token's attention in every block, [B, layers, heads, N].</summary>
        internal const string ClassAttentions = "cls_attentions";

        /// <summary>Output without a head, or on demand: the tokens after the final layer norm, [B, T, D].</summary>
        internal const string LastHiddenState = "last_hidden_state";

        /// <summary>What the head reads of the tokens, [B, D].</summary>
        internal const string Features = "features";

        /// <summary>The patches after the first projection, [B, N, D].</summary>
        internal const string PatchEmbeddings = "patch_embeddings";

        /// <summary>The tokens before the first block and after each, [layers + 1, B, T, D].</summary>
        internal const string HiddenStates = "hidden_states";

        /// <summary>The attention of every block, [layers, B, heads, T, T].</summary>
        internal const string Attentions = "attentions";

        /// <summary>Logits of the class token's head alone, where there is one of distillation too, [B, C].</summary>
        internal const string ClassLogits = "cls_logits";

        /// <summary>Logits of the head of distillation, [B, C].</summary>
        internal const string DistillationLogits = "distillation_logits";

        /// <summary>Relevance for each class of its own, [B, C, N].</summary>
        internal const string RelevanceOfEachClass = "class_relevance_last";
    }
}
