using Saccade.Timing;

namespace Saccade.Core.Tests
{
    /// <summary>Frames and time that a test makes up.</summary>
    internal sealed class FakeFrames : IFrameProvider
    {
        public long Frame { get; private set; } = 1;

        public double Seconds { get; set; } = 100;

        /// <summary>Begins the next frame.</summary>
        public void Advance(double seconds = 1 / 60.0)
        {
            Frame++;
            Seconds += seconds;
        }
    }
}
