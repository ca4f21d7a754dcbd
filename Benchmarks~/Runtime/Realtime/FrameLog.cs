using System;
using System.Diagnostics;
using System.Threading;

namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>What the frames of one way took, over all of its turns. Recording a frame allocates nothing.</summary>
    internal sealed class FrameLog
    {
        private readonly double[] _milliseconds;
        private readonly TimeSpan _period;
        private int _count;
        private long _mainThreadBytes;
        private long _allBytes;

        /// <summary>Makes room.</summary>
        /// <param name="frames">Frames of all turns together.</param>
        /// <param name="framesPerSecond">The pace to hold, 0 for none.</param>
        public FrameLog(int frames, int framesPerSecond)
        {
            _milliseconds = new double[frames];
            _period = framesPerSecond > 0 ? TimeSpan.FromSeconds(1.0 / framesPerSecond) : TimeSpan.Zero;
        }

        /// <summary>Seconds that the turns took, with the pauses between their frames.</summary>
        public double Seconds { get; private set; }

        /// <summary>Milliseconds of a frame, from its beginning until it is drawn; pauses are left out.</summary>
        public Quantiles Milliseconds => Quantiles.Of(new ArraySegment<double>(_milliseconds, 0, _count));

        /// <summary>Bytes that the main thread allocated in a frame, on average.</summary>
        public double MainThreadBytesPerFrame => Average(_mainThreadBytes);

        /// <summary>Bytes that all threads of the program allocated in a frame, on average, .NET's own among them.</summary>
        public double AllBytesPerFrame => Average(_allBytes);

        /// <summary>Runs one turn.</summary>
        /// <param name="frames">Its frames.</param>
        /// <param name="frame">Renders one frame and waits until it is drawn.</param>
        /// <param name="cancellation">Ends it between two frames.</param>
        /// <exception cref="OperationCanceledException">It was cancelled.</exception>
        public void Run(int frames, Action frame, CancellationToken cancellation)
        {
            var allBefore = GC.GetTotalAllocatedBytes(precise: true);
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < frames; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var bytesBefore = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                frame();
                var taken = Stopwatch.GetElapsedTime(start);
                _mainThreadBytes += GC.GetAllocatedBytesForCurrentThread() - bytesBefore;
                _milliseconds[_count++] = taken.TotalMilliseconds;
                if (taken < _period)
                {
                    Thread.Sleep(_period - taken);
                }
            }

            Seconds += Stopwatch.GetElapsedTime(began).TotalSeconds;
            _allBytes += GC.GetTotalAllocatedBytes(precise: true) - allBefore;
        }

        private double Average(long bytes) => _count == 0 ? 0 : Math.Round((double)bytes / _count, 2);
    }
}
