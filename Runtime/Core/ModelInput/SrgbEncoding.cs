using System;

namespace Saccade.ModelInput
{
    /// <summary>
    /// Linear light to the 8-bit sRGB level that a screenshot saves, as integers for the shader: no graphics driver's power
    /// function decides on a level.
    /// </summary>
    internal static class SrgbEncoding
    {
        /// <summary>Buckets of the upper bits of a float, 128 for each doubling from 2^-13 to 1.</summary>
        public const int Buckets = 13 * 128;

        private const int FirstBits = 0x39000000;
        private const int Shift = 16;
        private const int LevelShift = Shift + 1;

        private static readonly int[] Integers = Create();

        /// <summary>
        /// [<see cref="Buckets"/>]: the level at the beginning of each bucket, from bit 17 on, and in the bits below how many floats
        /// later the next level begins; 2^16 where it begins in no float of the bucket.
        /// </summary>
        public static ReadOnlySpan<int> Table => Integers;

        /// <summary>round(255 * sRGB(x)), x clamped to 0..1.</summary>
        public static int ToLevel(double linear)
        {
            var x = Math.Min(Math.Max(linear, 0), 1);
            var encoded = x <= 0.0031308 ? 12.92 * x : 1.055 * Math.Pow(x, 1 / 2.4) - 0.055;
            return (int)Math.Floor(255 * encoded + 0.5);
        }

        /// <summary>The smallest float of a level, 1 to 255.</summary>
        public static float FindFirst(int level) => BitConverter.Int32BitsToSingle(FindFirstBits(level));

        private static int[] Create()
        {
            var table = new int[Buckets];
            for (var bucket = 0; bucket < Buckets; bucket++)
            {
                var begin = FirstBits + (bucket << Shift);
                var level = ToLevel(BitConverter.Int32BitsToSingle(begin));
                var next = FindFirstBits(level + 1) - begin;
                table[bucket] = level << LevelShift | Math.Min(next, 1 << Shift);
            }

            return table;
        }

        // Positive floats are ordered as their bits are.
        private static int FindFirstBits(int level)
        {
            var below = 0;
            var first = BitConverter.SingleToInt32Bits(1f);
            while (first - below > 1)
            {
                var middle = below + (first - below) / 2;
                if (ToLevel(BitConverter.Int32BitsToSingle(middle)) < level)
                {
                    below = middle;
                }
                else
                {
                    first = middle;
                }
            }

            return first;
        }
    }
}
