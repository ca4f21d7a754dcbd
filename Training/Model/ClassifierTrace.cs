using System.Collections.Generic;
using static TorchSharp.torch;

namespace Saccade.Training.Model
{
    /// <summary>All that a classifier computes for a batch of pictures.</summary>
    /// <param name="Logits">[B, C].</param>
    /// <param name="LastHiddenState">The tokens after the final layer norm, [B, 1 + N, D].</param>
    /// <param name="HiddenStates">
    /// Layers + 1 tensors [B, 1 + N, D]: the embeddings, then every block's output, before the final layer norm.
    /// </param>
    /// <param name="Attentions">Every block's attention weights, [B, heads, 1 + N, 1 + N]; rows sum to one.</param>
    public sealed record ClassifierTrace(
        Tensor Logits, Tensor LastHiddenState, IReadOnlyList<Tensor> HiddenStates, IReadOnlyList<Tensor> Attentions);
}
