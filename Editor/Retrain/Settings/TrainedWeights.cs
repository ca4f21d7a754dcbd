namespace Saccade.Editor
{
    /// <summary>Which weights a retraining changes.</summary>
    public enum TrainedWeights
    {
        /// <summary>The head, on a frozen backbone: quick, and enough for few pictures.</summary>
        Head,

        /// <summary>Also the last blocks and the final layer norm.</summary>
        LastBlocks,

        /// <summary>Every weight: slow on a CPU, and in need of many pictures.</summary>
        All,
    }
}
