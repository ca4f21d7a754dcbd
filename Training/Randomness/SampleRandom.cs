using System;

namespace Saccade.Training.Randomness
{
    /// <summary>
    /// Random numbers that depend on what they are for and on nothing else: the same picture in the same epoch of a run with
    /// the same seed gets the same ones, whichever thread prepares it and in whichever order. (The generator is SplitMix64.)
    /// </summary>
    internal struct SampleRandom
    {
        private ulong _state;

        internal SampleRandom(long seed, int epoch, int sample)
        {
            _state = Mix(Mix(Mix((ulong)seed) + (ulong)epoch) + (ulong)sample);
        }

        /// <summary>A number from 0 up to but not including 1.</summary>
        internal double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

        /// <summary>A number from the lowest up to but not including the highest.</summary>
        internal double NextDouble(double lowest, double highest) => lowest + (highest - lowest) * NextDouble();

        /// <summary>A whole number from 0 up to but not including the limit.</summary>
        internal int NextInt(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

        /// <summary>
        /// A number from 0 to 1 of the beta distribution with both parameters alpha: a Student's t by Bailey's polar method, bent
        /// (Devroye, "Random Variate Generation in One Line of Code", 1996).
        /// </summary>
        /// <param name="alpha">Above 0.</param>
        internal double NextBeta(double alpha)
        {
            var spread = Math.Pow(1 - NextDouble(), -1 / alpha) - 1;
            var cos = Math.Cos(2 * Math.PI * NextDouble());
            return 0.5 + Math.Sign(cos) * 0.5 / Math.Sqrt(1 + 1 / (spread * cos * cos));
        }

        private static ulong Mix(ulong z)
        {
            z += 0x9e3779b97f4a7c15;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            return z ^ (z >> 31);
        }

        private ulong Next()
        {
            var next = Mix(_state);
            _state += 0x9e3779b97f4a7c15;
            return next;
        }
    }
}
