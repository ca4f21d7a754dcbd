using System.Collections.Generic;
using static TorchSharp.torch;

namespace Saccade.Training.Model
{
    /// <summary>All that a classifier computes for a batch of pictures; T = prefix + N tokens.</summary>
    /// <param name="PatchEmbeddings">The patches as tokens, before positions are added, [B, N, D].</param>
    /// <param name="HiddenStates">
    /// Layers + 1 tensors [B, T, D]: the embeddings, then every block's output, before the final layer norm.
    /// </param>
    /// <param name="Attentions">Every block's attention weights, [B, heads, T, T]; rows sum to one.</param>
    /// <param name="LastHiddenState">The tokens after the final layer norm, [B, T, D].</param>
    /// <param name="Logits">[B, C]; null without a head.</param>
    /// <param name="ClassLogits">The class token's share of the logits, [B, C]; null but for a distilled model.</param>
    /// <param name="DistillationLogits">The distillation token's share of the logits, [B, C]; null but for a distilled model.</param>
    public sealed record ClassifierTrace(
        Tensor PatchEmbeddings,
        IReadOnlyList<Tensor> HiddenStates,
        IReadOnlyList<Tensor> Attentions,
        Tensor LastHiddenState,
        Tensor? Logits,
        Tensor? ClassLogits,
        Tensor? DistillationLogits);
}
