using System;

namespace Saccade.Capture
{
    /// <summary>
    /// Decides which frames' pictures are encoded. A picture that the model will not have time for costs the render thread for
    /// nothing, and one that waits for long is old when it is classified: so a picture is taken when the model should be free for it by
    /// the time that it arrives.
    /// </summary>
    public sealed class CaptureSchedule
    {
        private double _next = double.NegativeInfinity;
        private double _perSecond = 10;
        private double _taken = double.NegativeInfinity;
        private bool _isRequested;

        internal CaptureSchedule()
        {
        }

        /// <summary>How often pictures are taken.</summary>
        public CaptureRate Rate { get; set; }

        /// <summary>Pictures a second at most with <see cref="CaptureRate.PerSecond"/>, above 0.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is not above 0.</exception>
        public double PerSecond
        {
            get => _perSecond;
            set => _perSecond = value > 0
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "Expected more than 0 pictures a second.");
        }

        /// <summary>Asks for the next picture, whatever the rate.</summary>
        public void Request() => _isRequested = true;

        /// <summary>Whether this frame's picture is to be taken. All times in seconds of one clock.</summary>
        /// <param name="now">The time.</param>
        /// <param name="delay">How long a picture takes to arrive.</param>
        /// <param name="modelEnd">When the run under way should end; negative infinity without one.</param>
        /// <param name="run">How long a run takes.</param>
        /// <param name="isBooked">Whether a picture of this camera is on its way or waits, which the next run will take.</param>
        internal bool IsDue(double now, double delay, double modelEnd, double run, bool isBooked)
        {
            if (_isRequested)
            {
                return true;
            }

            if (Rate == CaptureRate.OnRequest || Rate == CaptureRate.PerSecond && now < _next)
            {
                return false;
            }

            var arrival = now + delay;
            if (!isBooked)
            {
                return modelEnd <= arrival;
            }

            // The next run begins with the picture that was taken last. A newer one must come before that, and takes its place, or
            // when that run is over: in between it would wait for the whole of it.
            var start = Math.Max(Math.Max(modelEnd, now), _taken + delay);
            return arrival <= modelEnd || start + run <= arrival;
        }

        /// <summary>Notes that a picture was taken.</summary>
        /// <param name="now">Seconds.</param>
        internal void Take(double now)
        {
            _isRequested = false;
            _taken = now;

            // A picture that came a little late doesn't delay the ones after it, but what was missed is not made up for.
            var period = 1 / _perSecond;
            _next = (now < _next + period ? _next : now) + period;
        }
    }
}
