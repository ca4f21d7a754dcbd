namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>What happens to the frames of a turn.</summary>
    internal enum Way
    {
        /// <summary>They are rendered and nothing else.</summary>
        Without,

        /// <summary>A classifier, its overlay and its label are on every camera.</summary>
        Saccade,

        /// <summary>
        /// As <see cref="Saccade"/>, with the marks of a <see cref="StageClock"/>; their times count for the stages alone.
        /// </summary>
        Marked,

        /// <summary>Each is read, resized and classified before it ends.</summary>
        Naive,
    }
}
