using System.Diagnostics;
using UnityEngine;

namespace Saccade.Timing
{
    /// <summary>The engine's frames and the machine's clock.</summary>
    internal sealed class EngineFrames : IFrameProvider
    {
        private EngineFrames()
        {
        }

        public static EngineFrames Instance { get; } = new EngineFrames();

        public long Frame => Time.frameCount;

        // The engine's own clocks stand still within a frame and may be read on its main thread only.
        public double Seconds => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
    }
}
