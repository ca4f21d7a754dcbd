using System;
using System.Linq;

namespace Saccade.Benchmarks.Runtime.Overlay.Scoring
{
    /// <summary>
    /// Intervals by the percentile bootstrap (Efron, 1979). All figures of one bootstrap see the same resampled scenes, so that differences
    /// between figures of the same scenes are paired.
    /// </summary>
    internal sealed class Bootstrap
    {
        private readonly int[][] _samples;

        /// <summary>Draws the samples.</summary>
        /// <param name="scenes">Scenes measured, at least 1.</param>
        /// <param name="samples">Samples, each of as many scenes with replacement.</param>
        /// <param name="seed">The same seed draws the same.</param>
        public Bootstrap(int scenes, int samples, int seed)
        {
            Random random = new(seed);
            All = [.. Enumerable.Range(0, scenes)];
            _samples = new int[samples][];
            for (var sample = 0; sample < samples; sample++)
            {
                _samples[sample] = new int[scenes];
                for (var i = 0; i < scenes; i++)
                {
                    _samples[sample][i] = random.Next(scenes);
                }
            }
        }

        /// <summary>Every scene once.</summary>
        public int[] All { get; }

        /// <summary>The middle 95 % of a figure over the samples.</summary>
        /// <param name="figure">Takes the numbers of scenes, some of them several times.</param>
        public Interval Estimate(Func<int[], double> figure) => Middle([.. _samples.Select(figure)]);

        /// <summary>The same for several figures that are computed together.</summary>
        /// <param name="figures">Takes the numbers of scenes and gives as many figures each time.</param>
        public Interval[] EstimateAll(Func<int[], double[]> figures)
        {
            double[][] values = [.. _samples.Select(figures)];
            return [.. Enumerable.Range(0, values[0].Length).Select(i => Middle([.. values.Select(row => row[i])]))];
        }

        private static Interval Middle(double[] values)
        {
            Array.Sort(values);
            return new Interval(Quantile(values, 0.025), Quantile(values, 0.975));
        }

        private static double Quantile(double[] sorted, double share)
        {
            var place = share * (sorted.Length - 1);
            var below = (int)place;
            var above = Math.Min(below + 1, sorted.Length - 1);
            return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
        }
    }
}
