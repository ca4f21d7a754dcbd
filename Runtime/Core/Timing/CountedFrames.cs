using System.Diagnostics;

namespace Saccade.Timing
{
    /// <summary>Frames that a program without Unity's API counts itself, and the machine's clock.</summary>
    public sealed class CountedFrames : IFrameProvider
    {
        /// <inheritdoc/>
        public long Frame { get; private set; }

        /// <inheritdoc/>
        public double Seconds => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

        /// <summary>Begins the next frame.</summary>
        public void Advance() => Frame++;
    }
}
