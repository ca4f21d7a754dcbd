using System;
using System.Collections.Generic;

namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>What <c>bench realtime</c> measures, and how long.</summary>
    internal sealed record RealtimeOptions
    {
        /// <summary>Width of the screen in pixels.</summary>
        public const int Width = 1280;

        /// <summary>Height of the screen in pixels.</summary>
        public const int Height = 720;

        /// <summary>The model folder.</summary>
        public required string Model { get; init; }

        /// <summary>Threads of one inference, 1 or more, for both ways alike.</summary>
        public required int Threads { get; init; }

        /// <summary>Threads of the software driver, 0 or more; null leaves it to the driver.</summary>
        public required int? RenderThreads { get; init; }

        /// <summary>Samples a pixel.</summary>
        public required int AntiAliasing { get; init; }

        /// <summary>Frames a second that the game holds itself to; 0 renders as fast as it can.</summary>
        public required int FramesPerSecond { get; init; }

        /// <summary>How often each way takes its turn.</summary>
        public required int Rounds { get; init; }

        /// <summary>Frames of a turn.</summary>
        public required int Frames { get; init; }

        /// <summary>How long each way renders before a turn counts.</summary>
        public required TimeSpan Settle { get; init; }

        /// <summary>Numbers of cameras to compare.</summary>
        public required IReadOnlyList<int> Cameras { get; init; }

        /// <summary>How often each way takes its turn on several cameras, of which there are many.</summary>
        public int CameraRounds => (Rounds + 1) / 2;

        /// <summary>Frames of a turn of the naive way, whose frames take much longer.</summary>
        public int NaiveFrames => Math.Max(5, Frames / 5);
    }
}
