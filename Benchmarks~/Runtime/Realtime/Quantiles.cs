using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>How a figure is spread over the frames, or labels, that it was measured on.</summary>
    /// <param name="P50">Half of them were at most this.</param>
    /// <param name="P95">19 of 20 were at most this.</param>
    /// <param name="P99">99 of 100 were at most this.</param>
    /// <param name="Max">The largest.</param>
    /// <param name="Count">How many there were; with none, all else is 0.</param>
    internal sealed record Quantiles(double P50, double P95, double P99, double Max, int Count)
    {
        /// <summary>Sorts measurements.</summary>
        /// <param name="values">The measurements, in any order.</param>
        public static Quantiles Of(IEnumerable<double> values)
        {
            double[] sorted = [.. values.Order()];
            return new Quantiles(At(sorted, 0.5), At(sorted, 0.95), At(sorted, 0.99), At(sorted, 1), sorted.Length);
        }

        /// <summary>What is on top of another's, quantile by quantile.</summary>
        /// <param name="other">The one to take away.</param>
        public Quantiles Above(Quantiles other) =>
            new(Round(P50 - other.P50), Round(P95 - other.P95), Round(P99 - other.P99), Round(Max - other.Max), Count);

        /// <summary>The three quantiles and the largest, as cells of a table.</summary>
        /// <param name="format">The numbers' format.</param>
        public IEnumerable<string> Describe(string format) =>
            new[] { P50, P95, P99, Max }.Select(value => Count == 0 ? "" : value.ToString(format));

        private static double At(double[] sorted, double fraction)
        {
            if (sorted.Length == 0)
            {
                return 0;
            }

            var position = fraction * (sorted.Length - 1);
            var below = (int)position;
            var above = Math.Min(below + 1, sorted.Length - 1);
            return Round(sorted[below] + (position - below) * (sorted[above] - sorted[below]));
        }

        // A ten-thousandth of a millisecond is beyond any of the clocks.
        private static double Round(double value) => Math.Round(value, 4);
    }
}
