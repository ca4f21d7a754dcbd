using System;
using System.Linq;

namespace Saccade.Benchmarks.Runtime.Overlay.Scoring
{
    /// <summary>
    /// How truly a map of one weight a patch shows an object, of which each patch holds a share. Weights are 0 or more, shares 0 to 1, both
    /// in the same order of patches.
    /// </summary>
    internal static class MapScores
    {
        /// <summary>The share of the object from which a patch counts as lying on it.</summary>
        public const float OnObject = 0.5f;

        /// <summary>The patch with the largest weight, the first of several.</summary>
        public static int FindHottest(ReadOnlySpan<float> map)
        {
            var hottest = 0;
            for (var patch = 1; patch < map.Length; patch++)
            {
                if (map[patch] > map[hottest])
                {
                    hottest = patch;
                }
            }

            return hottest;
        }

        /// <summary>
        /// The pointing game (Zhang et al., 2016): whether the hottest patch lies on the object, that is, at least half of it does.
        /// </summary>
        public static bool HitsObject(ReadOnlySpan<float> map, ReadOnlySpan<float> share)
        {
            RequireOneShareEach(map, share);
            return share[FindHottest(map)] >= OnObject;
        }

        /// <summary>
        /// The part of the map's whole weight that lies on the object, 0 to 1 (the energy-based pointing game of Wang et al., 2020). A map
        /// without any weight says nothing, and gets what a flat one has: <see cref="Area"/>.
        /// </summary>
        /// <exception cref="ArgumentException">A weight is negative or no number, or the lengths differ.</exception>
        public static double Energy(ReadOnlySpan<float> map, ReadOnlySpan<float> share)
        {
            RequireOneShareEach(map, share);
            double all = 0;
            double on = 0;
            for (var patch = 0; patch < map.Length; patch++)
            {
                if (!(map[patch] >= 0) || float.IsInfinity(map[patch]))
                {
                    throw new ArgumentException(
                        $"The weight of patch {patch} is {map[patch]}, expected a number of 0 or more.", nameof(map));
                }

                all += map[patch];
                on += (double)map[patch] * share[patch];
            }

            return all > 0 ? on / all : Area(share);
        }

        /// <summary>The object's share of the whole grid, 0 to 1.</summary>
        public static double Area(ReadOnlySpan<float> share)
        {
            double sum = 0;
            foreach (var part in share)
            {
                sum += part;
            }

            return sum / share.Length;
        }

        /// <summary>All patches, the hottest first; of equal ones the first first.</summary>
        public static int[] Order(float[] map) => [.. Enumerable.Range(0, map.Length).OrderByDescending(patch => map[patch])];

        private static void RequireOneShareEach(ReadOnlySpan<float> map, ReadOnlySpan<float> share)
        {
            if (map.Length != share.Length || map.IsEmpty)
            {
                throw new ArgumentException($"The map has {map.Length} patches and there are {share.Length} shares; expected one each.");
            }
        }
    }
}
