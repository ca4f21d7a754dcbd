using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>One step of a way, timed again and again on the thread that renders. Adding a sample allocates nothing.</summary>
    /// <param name="key">Its name for programs.</param>
    /// <param name="description">Its name for people.</param>
    internal sealed class Stage(string key, string description)
    {
        private readonly List<double> _milliseconds = new(8192);
        private long _bytes;
        private int _samples;

        /// <summary>Its name for programs.</summary>
        public string Key => key;

        /// <summary>Its name for people.</summary>
        public string Description => description;

        /// <summary>Milliseconds of a sample.</summary>
        public Quantiles Milliseconds => Quantiles.Of(_milliseconds);

        /// <summary>Bytes of managed memory that a sample allocated, on average.</summary>
        public double Bytes => _samples == 0 ? 0 : Math.Round((double)_bytes / _samples, 2);

        /// <summary>Adds a sample.</summary>
        /// <param name="from">Where it began.</param>
        /// <param name="to">Where it ended.</param>
        /// <param name="without">Where a part of it began and ended that is another stage's, if there is one.</param>
        public void Add(in Mark from, in Mark to, (Mark From, Mark To)? without = null)
        {
            var leftOutFrom = without?.From ?? to;
            var leftOutTo = without?.To ?? to;
            _samples++;
            _bytes += to.Bytes - from.Bytes - (leftOutTo.Bytes - leftOutFrom.Bytes);
            if (_milliseconds.Count < _milliseconds.Capacity)
            {
                _milliseconds.Add(Mark.Milliseconds(from, to) - Mark.Milliseconds(leftOutFrom, leftOutTo));
            }
        }

        /// <summary>A moment: its time, and what the thread had allocated until then.</summary>
        internal readonly record struct Mark(long Ticks, long Bytes)
        {
            /// <summary>This moment, of this thread.</summary>
            public static Mark Now => new(Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());

            /// <summary>From one moment to another.</summary>
            public static double Milliseconds(in Mark from, in Mark to) => Stopwatch.GetElapsedTime(from.Ticks, to.Ticks).TotalMilliseconds;
        }
    }
}
