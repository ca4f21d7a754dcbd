using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Benchmarks.Comparison
{
    /// <summary>How long a contestant took, alone and in pairs with another.</summary>
    /// <param name="Name">The contestant's name.</param>
    /// <param name="Against">The other's name.</param>
    /// <param name="Milliseconds">The median of its times.</param>
    /// <param name="Ratio">The median of its time through the other's, round by round.</param>
    /// <param name="LowerQuartile">A quarter of the rounds had a smaller ratio.</param>
    /// <param name="UpperQuartile">A quarter of the rounds had a larger ratio.</param>
    internal sealed record Measurement(
        string Name, string Against, double Milliseconds, double Ratio, double LowerQuartile, double UpperQuartile)
    {
        /// <summary>
        /// Lets the contestants take turns, so that a machine that grows warm or busy does so for all of them, in another order
        /// each round, so that none always comes after the same, and compares times of the same round alone.
        /// </summary>
        /// <param name="contestants">Who runs.</param>
        /// <param name="rounds">How often, after one round that isn't counted.</param>
        /// <param name="onRound">Called after each round.</param>
        internal static IReadOnlyList<Measurement> Take(IReadOnlyList<Contestant> contestants, int rounds, Action onRound)
        {
            var times = contestants.ToDictionary(contestant => contestant.Name, _ => new double[rounds]);
            var order = contestants.ToArray();
            Random random = new(1);
            for (var round = -1; round < rounds; round++)
            {
                random.Shuffle(order);
                foreach (var contestant in order)
                {
                    var milliseconds = contestant.Run();
                    if (round >= 0)
                    {
                        times[contestant.Name][round] = milliseconds;
                    }
                }

                onRound();
            }

            return contestants.Select(contestant => Make(contestant, contestant.Against ?? contestants[0].Name, times)).ToArray();
        }

        /// <summary>Cells of a table: name, milliseconds, ratio, its quartiles, and what it is to.</summary>
        internal string[] Describe() =>
        [
            Name,
            Milliseconds < 10 ? $"{Milliseconds:0.00}" : $"{Milliseconds:0.0}",
            $"{Ratio:0.000}",
            $"{LowerQuartile:0.000} to {UpperQuartile:0.000}",
            Name == Against ? "" : Against,
        ];

        private static Measurement Make(Contestant contestant, string against, Dictionary<string, double[]> times)
        {
            var own = times[contestant.Name];
            var ratios = own.Zip(times[against], (mine, other) => mine / other).ToArray();
            return new Measurement(
                contestant.Name, against, Quantile(own, 0.5), Quantile(ratios, 0.5), Quantile(ratios, 0.25), Quantile(ratios, 0.75));
        }

        private static double Quantile(double[] values, double fraction)
        {
            var sorted = values.Order().ToArray();
            var position = fraction * (sorted.Length - 1);
            var below = (int)position;
            var above = Math.Min(below + 1, sorted.Length - 1);
            return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
        }
    }
}
