using System;
using System.IO;
using System.Threading;

namespace Saccade.Training.CommandLine
{
    /// <summary>Says every two seconds how far a count is, so that quick work stays silent. Any thread may report.</summary>
    internal sealed class SlowProgress(TextWriter output, string what, int total, TimeProvider time)
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

        private readonly Lock _gate = new();
        private long _last = time.GetTimestamp();

        internal void Report(int done)
        {
            lock (_gate)
            {
                if (time.GetElapsedTime(_last) >= Pause)
                {
                    _last = time.GetTimestamp();
                    output.WriteLine(FormattableString.Invariant($"{what}: {done:N0} of {total:N0}"));
                }
            }
        }
    }
}
