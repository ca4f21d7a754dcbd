using System;

namespace Saccade.Training.Tests.Fitting
{
    /// <summary>A clock that nothing but the test moves.</summary>
    internal sealed class SteppingTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        internal void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
