using System;
using System.Collections.Generic;

namespace Saccade.Editor.Charts
{
    /// <summary>Round numbers along an axis.</summary>
    internal static class NiceTicks
    {
        /// <summary>
        /// A few multiples of 1, 2 or 5 times a power of ten, from one at or below the lowest value to one at or above the highest.
        /// </summary>
        /// <param name="low">The lowest value.</param>
        /// <param name="high">The highest value.</param>
        /// <param name="count">About how many steps to make, 1 or more.</param>
        internal static double[] Make(double low, double high, int count)
        {
            if (!(high > low) || double.IsInfinity(high - low))
            {
                (low, high) = double.IsNaN(low) || double.IsInfinity(low) ? (0, 1) : (low, low + Math.Max(1, Math.Abs(low)));
            }

            var step = RoundUp((high - low) / count);
            var first = (long)Math.Floor(low / step + 1e-9);
            var last = (long)Math.Ceiling(high / step - 1e-9);
            var ticks = new List<double>();
            for (var i = first; i <= last && ticks.Count <= 4 * count; i++)
            {
                ticks.Add(i * step);
            }

            return ticks.ToArray();
        }

        private static double RoundUp(double step)
        {
            var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
            foreach (var factor in new[] { 1, 2, 5 })
            {
                if (factor * power >= step * (1 - 1e-9))
                {
                    return factor * power;
                }
            }

            return 10 * power;
        }
    }
}
