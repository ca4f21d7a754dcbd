using System;

namespace Saccade.OpenGL
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
        private const int Levels = 256;

        private static readonly int[] Integers = Create();

        /// <summary>
        /// [<see cref="Buckets"/>] the level at the beginning of each bucket, then [257] the bits of the smallest float of each
        /// level, that of level 256 being infinite.
        /// </summary>
        public static ReadOnlySpan<int> Table => Integers;

        /// <summary>round(255 * sRGB(x)), x clamped to 0..1.</summary>
        public static int ToLevel(double linear)
        {
            double x = Math.Min(Math.Max(linear, 0), 1);
            double encoded = x <= 0.0031308 ? 12.92 * x : 1.055 * Math.Pow(x, 1 / 2.4) - 0.055;
            return (int)Math.Floor(255 * encoded + 0.5);
        }

        private static int[] Create()
        {
            int[] table = new int[Buckets + Levels + 1];
            for (int bucket = 0; bucket < Buckets; bucket++)
                table[bucket] = ToLevel(BitConverter.Int32BitsToSingle(FirstBits + (bucket << Shift)));
            for (int level = 1; level < Levels; level++)
                table[Buckets + level] = FindFirst(level);
            table[Buckets + Levels] = BitConverter.SingleToInt32Bits(float.PositiveInfinity);
            return table;
        }

        // Positive floats are ordered as their bits are.
        private static int FindFirst(int level)
        {
            int below = 0;
            int first = BitConverter.SingleToInt32Bits(1f);
            while (first - below > 1)
            {
                int middle = below + (first - below) / 2;
                if (ToLevel(BitConverter.Int32BitsToSingle(middle)) < level)
                    below = middle;
                else
                    first = middle;
            }

            return first;
        }
    }
}
