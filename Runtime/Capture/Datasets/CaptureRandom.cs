using System;
using UnityEngine;

namespace Saccade.Capture
{
    /// <summary>
    /// Random numbers that are the same for the same seed on every platform and under every runtime: SplitMix64 (Steele, Lea and
    /// Flood, 2014). <c>UnityEngine.Random</c> is the game's own and goes on during a capture; this one is nobody else's.
    /// </summary>
    public sealed class CaptureRandom
    {
        private ulong _state;

        /// <summary>Begins a sequence.</summary>
        /// <param name="seed">Any number; neighbouring ones give unrelated sequences.</param>
        public CaptureRandom(ulong seed)
        {
            _state = seed;
            Next();
        }

        /// <summary>A whole number from 0 up to, but not including, <paramref name="count"/>.</summary>
        /// <param name="count">1 or more.</param>
        /// <returns>The number.</returns>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
        public int Below(int count)
        {
            if (count < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(count), count, "count: must be 1 or more.");
            }

            return (int)((Next() >> 32) * (ulong)count >> 32);
        }

        /// <summary>A number between two others.</summary>
        /// <param name="low">The smallest.</param>
        /// <param name="high">The largest.</param>
        /// <returns>The number.</returns>
        public float Between(float low, float high) => low + ((high - low) * ((Next() >> 40) / 16777216f));

        /// <summary>Decides by chance.</summary>
        /// <param name="probability">0 for never to 1 for always.</param>
        /// <returns>The decision.</returns>
        public bool Chance(float probability) => Between(0f, 1f) < probability;

        /// <summary>A rotation; all are equally likely (Shoemake, 1992).</summary>
        /// <returns>A unit quaternion.</returns>
        public Quaternion Rotation()
        {
            var share = Between(0f, 1f);
            var first = Between(0f, 2f * Mathf.PI);
            var second = Between(0f, 2f * Mathf.PI);
            var inner = Mathf.Sqrt(1f - share);
            var outer = Mathf.Sqrt(share);
            return new Quaternion(
                inner * Mathf.Sin(first), inner * Mathf.Cos(first), outer * Mathf.Sin(second), outer * Mathf.Cos(second));
        }

        /// <summary>Makes a number that looks like chance out of a seed.</summary>
        /// <param name="seed">Any number.</param>
        /// <returns>Always the same for the same seed; all values are about as likely.</returns>
        public static ulong Hash(int seed) => Mix((uint)seed, 0);

        /// <summary>Makes one seed of several numbers, each of which changes it wholly.</summary>
        internal static ulong Mix(ulong a, ulong b)
        {
            unchecked
            {
                return Finish(Finish(a + 0x9E3779B97F4A7C15UL) ^ (b * 0xD1342543DE82EF95UL));
            }
        }

        private static ulong Finish(ulong mixed)
        {
            unchecked
            {
                mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
                return mixed ^ (mixed >> 31);
            }
        }

        private ulong Next()
        {
            unchecked
            {
                _state += 0x9E3779B97F4A7C15UL;
                return Finish(_state);
            }
        }
    }
}
