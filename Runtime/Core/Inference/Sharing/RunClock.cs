using System.Threading;
using Saccade.Timing;

namespace Saccade.Inference.Sharing
{
    /// <summary>How long a model's runs take and when the one under way should end. Read on any thread, told on the model's.</summary>
    internal sealed class RunClock
    {
        // A new figure counts this much in the mean of the runs' times.
        private const double Weight = 0.2;

        private readonly IFrameProvider _frames;
        private double _busySince = double.NaN;
        private double _runSeconds;

        public RunClock(IFrameProvider frames)
        {
            _frames = frames;
        }

        /// <summary>
        /// When the run under way should end, in the frame provider's seconds, by the runs before; negative infinity when none is
        /// under way.
        /// </summary>
        public double ExpectedEnd
        {
            get
            {
                var since = Volatile.Read(ref _busySince);
                return double.IsNaN(since) ? double.NegativeInfinity : since + RunSeconds;
            }
        }

        /// <summary>How long a run takes, by the last few; 0 before the first.</summary>
        public double RunSeconds => Volatile.Read(ref _runSeconds);

        /// <summary>Notes how long a run took before the first that is told here, as of a warm-up.</summary>
        public void Learn(double seconds) => Volatile.Write(ref _runSeconds, seconds);

        /// <summary>A run begins.</summary>
        public void Begin() => Volatile.Write(ref _busySince, _frames.Seconds);

        /// <summary>The run has come to its results: only such a one says how long runs take.</summary>
        public void Count()
        {
            var seconds = _frames.Seconds - _busySince;
            Volatile.Write(ref _runSeconds, _runSeconds == 0 ? seconds : _runSeconds + Weight * (seconds - _runSeconds));
        }

        /// <summary>The run is over, whatever came of it.</summary>
        public void End() => Volatile.Write(ref _busySince, double.NaN);
    }
}
