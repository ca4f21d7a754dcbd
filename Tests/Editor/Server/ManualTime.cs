using System;

namespace Saccade.Editor.Tests.Server
{
    /// <summary>A clock that goes when it is told to.</summary>
    internal sealed class ManualTime : TimeProvider
    {
        private TimeSpan _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now.Ticks;

        internal void Advance(TimeSpan by) => _now += by;
    }
}
