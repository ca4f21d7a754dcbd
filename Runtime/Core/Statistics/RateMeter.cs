using System;

namespace Saccade.Statistics
{
    /// <summary>How often something happens, over the last seconds. Allocates nothing after its creation.</summary>
    internal sealed class RateMeter
    {
        private const int Capacity = 128;
        private const double Window = 2;

        private readonly double[] _times = new double[Capacity];
        private long _count;

        /// <summary>Notes that it happened.</summary>
        /// <param name="now">Seconds; never before an earlier one.</param>
        public void Add(double now) => _times[_count++ % Capacity] = now;

        /// <summary>
        /// Times a second over the last two seconds, or the last 128 times if that is less; 0 where it stopped happening.
        /// </summary>
        /// <param name="now">Seconds.</param>
        public double PerSecond(double now)
        {
            var oldest = now;
            var counted = 0;
            for (var i = _count - 1; i >= Math.Max(0, _count - Capacity) && _times[i % Capacity] > now - Window; i--)
            {
                oldest = _times[i % Capacity];
                counted++;
            }

            // From the oldest one to now, so that the rate falls while nothing happens.
            return counted > 1 && now > oldest ? (counted - 1) / (now - oldest) : 0;
        }
    }
}
