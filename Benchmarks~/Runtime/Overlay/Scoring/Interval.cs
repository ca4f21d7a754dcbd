namespace Saccade.Benchmarks.Runtime.Overlay.Scoring
{
    /// <summary>Where a figure lies with 95 % confidence.</summary>
    /// <param name="Low">The lower end.</param>
    /// <param name="High">The upper end.</param>
    internal readonly record struct Interval(double Low, double High)
    {
        /// <summary>Whether a value lies in it.</summary>
        public bool Contains(double value) => value >= Low && value <= High;
    }
}
