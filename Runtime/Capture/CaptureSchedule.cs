using System;

namespace Saccade.Capture
{
    /// <summary>
    /// Decides which frames' pictures are encoded. A picture that the model will not have time for costs the render thread for
    /// nothing, and one that waits for long is old when it is classified: so a picture is taken when the model should be free by the
    /// time that it arrives, and newer ones replace it while it waits.
    /// </summary>
    public sealed class CaptureSchedule
    {
        private double _next = double.NegativeInfinity;
        private double _perSecond = 10;
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

        /// <summary>Whether this frame's picture is to be taken.</summary>
        /// <param name="now">Seconds.</param>
        /// <param name="modelFree">When the model is expected to be free, in seconds.</param>
        /// <param name="way">Seconds that a picture takes to arrive.</param>
        internal bool IsDue(double now, double modelFree, double way)
        {
            if (_isRequested)
                return true;
            bool isTurn = Rate == CaptureRate.EveryFrame || Rate == CaptureRate.PerSecond && now >= _next;
            return isTurn && modelFree <= now + way;
        }

        /// <summary>Notes that a picture was taken.</summary>
        /// <param name="now">Seconds.</param>
        internal void Take(double now)
        {
            _isRequested = false;

            // A picture that came a little late doesn't delay the ones after it, but what was missed is not made up for.
            double period = 1 / _perSecond;
            _next = (now < _next + period ? _next : now) + period;
        }
    }
}
