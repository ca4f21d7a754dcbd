namespace Saccade.Training.Export
{
    /// <summary>What the inputs and outputs of a model's ONNX file are called.</summary>
    internal static class OnnxNames
    {
        /// <summary>Input: the picture, [B, 3, H, W].</summary>
        internal const string PixelValues = "pixel_values";

        /// <summary>Input instead of the picture: its patches, [B, N, 3·P·P].</summary>
        internal const string Patches = "patches";

        /// <summary>Output: [B, C]; absent without a head.</summary>
        internal const string Logits = "logits";

        /// <summary>Output: the class token's row of the last block's attention, patch columns, [B, heads, N].</summary>
        internal const string ClassAttention = "cls_attention";

        /// <summary>Output on demand: attention rollout, [B, N].</summary>
        internal const string Rollout = "cls_rollout";

        /// <summary>Output on demand: relevance for the most likely class, [B, N].</summary>
        internal const string Relevance = "class_relevance";
    }
}
