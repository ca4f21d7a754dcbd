using System;
using System.Threading;

namespace Saccade.Training.Progress
{
    /// <summary>
    /// Says how far a count is after two seconds, and then every ten, so that quick work stays silent. Any thread may report.
    /// </summary>
    /// <param name="say">Told the line.</param>
    /// <param name="what">What is done.</param>
    /// <param name="total">What the count goes up to; null where nobody knows.</param>
    /// <param name="time">The clock.</param>
    /// <param name="before">What was done before, by a run that was stopped; it says nothing of the speed.</param>
    internal sealed class SlowProgress(Action<string> say, string what, int? total, TimeProvider time, int before = 0) : IProgress<int>
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
        private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

        private readonly Lock _gate = new();
        private readonly long _started = time.GetTimestamp();
        private TimeSpan _next = Patience;

        /// <summary>Reports the count.</summary>
        /// <param name="value">What is done by now.</param>
        public void Report(int value)
        {
            lock (_gate)
            {
                var elapsed = time.GetElapsedTime(_started);
                if (elapsed < _next || value >= total)
                {
                    return;
                }

                _next = elapsed + Interval;
                if (total is not { } all)
                {
                    say(FormattableString.Invariant($"{what}: {value:N0} so far"));
                    return;
                }

                var rate = (value - before) / elapsed.TotalSeconds;
                var left = rate > 0 ? FormattableString.Invariant($", {Math.Ceiling((all - value) / rate):0} s left") : "";
                say(FormattableString.Invariant($"{what}: {value:N0} of {all:N0}, {rate:0.#}/s{left}"));
            }
        }
    }
}
