namespace Saccade
{
    /// <summary>Which of a result's maps the <see cref="AttentionOverlay"/> shows.</summary>
    public enum AttentionSource
    {
        /// <summary>The one that says best where the classified object is, among those that the model gives.</summary>
        Best,

        /// <summary>What the most likely class owes to each patch, see <see cref="Classification.Relevance"/>.</summary>
        Relevance,

        /// <summary>Attention rolled out through all blocks, see <see cref="Classification.Rollout"/>.</summary>
        Rollout,

        /// <summary>The last block's attention, mean over the heads.</summary>
        Mean,

        /// <summary>The last block's attention, largest of any head.</summary>
        Max,

        /// <summary>The last block's attention, smallest of any head: only where all heads look.</summary>
        Min,

        /// <summary>The last block's attention in one head, see <see cref="AttentionOverlay.Head"/>.</summary>
        Head,
    }
}
