using System;
using System.Diagnostics;
using System.IO;

namespace Saccade.Training.CommandLine
{
    /// <summary>Prints a line after two seconds, and then every ten, while something takes its time.</summary>
    internal sealed class PlainProgress(TextWriter error, string what, int total) : IProgress<int>
    {
        private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private TimeSpan _next = TimeSpan.FromSeconds(2);

        public void Report(int value)
        {
            if (_clock.Elapsed < _next)
            {
                return;
            }

            _next = _clock.Elapsed + Interval;
            var rate = value / _clock.Elapsed.TotalSeconds;
            error.WriteLine(FormattableString.Invariant(
                $"{what}: {value} of {total} pictures, {rate:0.#}/s, {Math.Ceiling((total - value) / rate):0} s left"));
        }
    }
}
