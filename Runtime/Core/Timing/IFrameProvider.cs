namespace Saccade.Timing
{
    /// <summary>
    /// Frames and time, as a dependency of whatever is driven by frames: the engine's in a game, a counter of one's own in
    /// another program, made-up ones in tests.
    /// </summary>
    public interface IFrameProvider
    {
        /// <summary>Number of the frame that is being made; it never falls. Read on the main thread only.</summary>
        long Frame { get; }

        /// <summary>Seconds since some moment in the past; it never falls. May be read on any thread.</summary>
        double Seconds { get; }
    }
}
