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
        // A run pays for two pictures, and this many may be owed: noise costs a picture now and then, but never most of them.
        private const int MostOwed = 4;
        private const int PaidByARun = 2;

        private double _next = double.NegativeInfinity;
        private double _perSecond = 10;
        private double _taken = double.NegativeInfinity;
        private bool _isRequested;
        private long _runs;
        private int _owed;
        private int _wasted;

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

        /// <summary>
        /// The time that <see cref="PerSecond"/> counts, where it is another than the machine's: a game's, which a recorder or slow motion
        /// stretches. Null for the machine's.
        /// </summary>
        internal double? GameSeconds { get; set; }

        /// <summary>Notes how far the model has come.</summary>
        /// <param name="runs">Runs that began with a picture of this camera so far.</param>
        internal void NoteRuns(long runs)
        {
            if (runs == _runs)
            {
                return;
            }

            _owed = (int)Math.Max(0, _owed - PaidByARun * (runs - _runs));
            _runs = runs;
            _wasted = 0;
        }

        /// <summary>Notes pictures that were encoded and that the model never sees, because newer ones came.</summary>
        /// <param name="pictures">How many.</param>
        internal void NoteWaste(int pictures) => _wasted += pictures;

        /// <summary>Whether this frame's picture is to be taken. All times in seconds of the machine's clock.</summary>
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

            if (Rate == CaptureRate.OnRequest || Rate == CaptureRate.PerSecond && IsTooSoon(GameSeconds ?? now))
            {
                return false;
            }

            var arrival = now + delay;
            if (!isBooked)
            {
                return modelEnd <= arrival;
            }

            // What a run should take is only a guess. A run that takes longer, on a busy machine or because it is the first, must not be
            // waited for with picture after picture: once one was for nothing, the next is taken when the model has moved on.
            if (_wasted > 0 || _owed >= MostOwed)
            {
                return false;
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
            _owed = Math.Min(_owed + 1, MostOwed);

            // A picture that came a little late doesn't delay the ones after it, but what was missed is not made up for. One that was
            // asked for may come early.
            var clock = GameSeconds ?? now;
            var period = 1 / _perSecond;
            _next = (clock >= _next && clock < _next + period ? _next : clock) + period;
        }

        // The next is never due much later than in a period, unless the clock or the rate is another than before.
        private bool IsTooSoon(double clock) => clock < _next && _next - clock < 2 / _perSecond;
    }
}
