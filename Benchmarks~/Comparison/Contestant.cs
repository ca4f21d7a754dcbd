using System;
using System.Diagnostics;

namespace Saccade.Benchmarks.Comparison
{
    /// <summary>One way of doing what several others do too.</summary>
    /// <param name="Name">What it is called in the table.</param>
    /// <param name="Run">Does it once and returns the milliseconds that it took.</param>
    /// <param name="Against">The name of the contestant that its ratio is to; null for the first.</param>
    internal sealed record Contestant(string Name, Func<double> Run, string? Against = null)
    {
        /// <summary>A contestant that is timed from here.</summary>
        internal static Contestant Time(string name, Action run, string? against = null) => new(
            name,
            () =>
            {
                var start = Stopwatch.GetTimestamp();
                run();
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            },
            against);
    }
}
