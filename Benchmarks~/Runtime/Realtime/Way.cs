namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>What happens to the frames of a turn.</summary>
    internal enum Way
    {
        /// <summary>They are rendered and nothing else.</summary>
        Without,

        /// <summary>A classifier and its label are on every camera: what <see cref="Naive"/> shows too.</summary>
        Saccade,

        /// <summary>As <see cref="Saccade"/>, with the attention overlay.</summary>
        Overlay,

        /// <summary>As <see cref="Saccade"/>, with the share of the attention that falls on the solid.</summary>
        Shares,

        /// <summary>
        /// As <see cref="Overlay"/>, with the marks of a <see cref="StageClock"/>; their times count for the stages alone.
        /// </summary>
        Marked,

        /// <summary>Each is read, resized and classified before it ends, and has a label.</summary>
        Naive,
    }
}
