namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>What one way allocates in managed memory.</summary>
    /// <param name="MainThread">Bytes a frame on the main thread.</param>
    /// <param name="AllThreads">Bytes a frame on all threads of the program together.</param>
    internal sealed record Allocations(double MainThread, double AllThreads)
    {
        /// <summary>Reads a way's log.</summary>
        public static Allocations Of(FrameLog log) => new(log.MainThreadBytesPerFrame, log.AllBytesPerFrame);
    }
}
