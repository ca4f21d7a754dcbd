using System;
using UnityEngine;

namespace Saccade.Samples.Shapes.SelfTest
{
    /// <summary>
    /// What the pattern looks like in a picture. It has four colours, one in each quarter, so that it is known again however the picture
    /// is cut about its middle, stretched or turned over, and by its contrasts also where levels were changed.
    /// </summary>
    internal readonly struct PatternReading
    {
        /// <summary>How far levels may lie from the pattern's: graphics cards round, and so does resizing.</summary>
        public const int Tolerance = 3;

        // How alike to the pattern a picture is that shows it: the pattern itself, turned over, is 0.4 at most.
        private const float LeastLikeness = 0.8f;

        private const int Channels = 3;

        // Lower left, lower right, upper left, upper right, as a texture's rows lie.
        private static readonly Color32[] Quarters =
        {
            new Color32(30, 60, 220, 255), new Color32(200, 200, 200, 255), new Color32(220, 50, 30, 255), new Color32(30, 180, 60, 255),
        };

        private readonly int _way;
        private readonly float _likeness;

        private PatternReading(int way, float likeness, PatternLevels levels, int difference)
        {
            _way = way;
            _likeness = likeness;
            Levels = levels;
            Difference = difference;
        }

        /// <summary>How many quarters there are.</summary>
        public static int Count => Quarters.Length;

        /// <summary>Whether the picture shows the pattern at all, in whatever levels.</summary>
        public bool IsThere => _likeness >= LeastLikeness;

        /// <summary>Whether it stands on its head.</summary>
        public bool IsUpsideDown => (_way & 1) != 0;

        /// <summary>Whether left and right are exchanged.</summary>
        public bool IsMirrored => (_way & 2) != 0;

        /// <summary>Whether red and blue are exchanged.</summary>
        public bool IsBlueFirst => (_way & 4) != 0;

        /// <summary>What the levels are most like.</summary>
        public PatternLevels Levels { get; }

        /// <summary>How far they lie at most from what they are most like, 0 to 255.</summary>
        public int Difference { get; }

        /// <summary>The colour of a quarter: lower left, lower right, upper left, upper right.</summary>
        public static Color32 ColorOf(int quarter) => Quarters[quarter];

        /// <summary>Finds the way of looking at a picture in which it is most like the pattern.</summary>
        /// <param name="pixels">The picture, lowest row first.</param>
        /// <param name="width">Its width.</param>
        /// <param name="height">Its height.</param>
        public static PatternReading Find(Color32[] pixels, int width, int height)
        {
            var (least, most) = (new int[Quarters.Length * Channels], new int[Quarters.Length * Channels]);
            for (var quarter = 0; quarter < Quarters.Length; quarter++)
            {
                FindRange(pixels, width, height, quarter, least, most);
            }

            var best = new PatternReading(0, -1f, PatternLevels.Encoded, byte.MaxValue);
            for (var way = 0; way < 8; way++)
            {
                var likeness = FindLikeness(least, most, way);
                if (likeness > best._likeness)
                {
                    best = new PatternReading(way, likeness, PatternLevels.Encoded, byte.MaxValue);
                }
            }

            var nearest = best;
            foreach (PatternLevels levels in Enum.GetValues(typeof(PatternLevels)))
            {
                var difference = FindDifference(least, most, best._way, levels);
                if (difference < nearest.Difference)
                {
                    nearest = new PatternReading(best._way, best._likeness, levels, difference);
                }
            }

            return nearest;
        }

        // The inner half of a quarter, each way: what lies at its edges was mixed with its neighbours.
        private static void FindRange(Color32[] pixels, int width, int height, int quarter, int[] least, int[] most)
        {
            var (left, bottom) = ((quarter & 1) * width / 2, (quarter >> 1) * height / 2);
            for (var channel = 0; channel < Channels; channel++)
            {
                var (low, high) = ((int)byte.MaxValue, 0);
                for (var y = bottom + height / 8; y <= bottom + height * 3 / 8; y++)
                {
                    for (var x = left + width / 8; x <= left + width * 3 / 8; x++)
                    {
                        int level = LevelOf(pixels[y * width + x], channel);
                        (low, high) = (Math.Min(low, level), Math.Max(high, level));
                    }
                }

                (least[quarter * Channels + channel], most[quarter * Channels + channel]) = (low, high);
            }
        }

        // The correlation of the levels with the pattern's.
        private static float FindLikeness(int[] least, int[] most, int way)
        {
            float n = least.Length, sumA = 0f, sumB = 0f, squaresA = 0f, squaresB = 0f, products = 0f;
            for (var i = 0; i < least.Length; i++)
            {
                var (a, b) = ((least[i] + most[i]) / 2f, (float)Expected(i, way));
                (sumA, sumB) = (sumA + a, sumB + b);
                (squaresA, squaresB, products) = (squaresA + a * a, squaresB + b * b, products + a * b);
            }

            var spread = (n * squaresA - sumA * sumA) * (n * squaresB - sumB * sumB);
            return spread > 0f ? (n * products - sumA * sumB) / Mathf.Sqrt(spread) : 0f;
        }

        private static int FindDifference(int[] least, int[] most, int way, PatternLevels levels)
        {
            var largest = 0;
            for (var i = 0; i < least.Length; i++)
            {
                var level = Become(Expected(i, way), levels);
                largest = Math.Max(largest, Math.Max(Math.Abs(least[i] - level), Math.Abs(most[i] - level)));
            }

            return largest;
        }

        // What a place of the picture shows if it is looked at in a way.
        private static int Expected(int place, int way)
        {
            var channel = place % Channels;
            return LevelOf(Quarters[place / Channels ^ ((way & 1) << 1) ^ (way >> 1 & 1)], (way & 4) != 0 ? 2 - channel : channel);
        }

        private static byte LevelOf(Color32 color, int channel) => channel == 0 ? color.r : channel == 1 ? color.g : color.b;

        private static int Become(int level, PatternLevels levels)
        {
            var value = level / 255f;
            return levels switch
            {
                PatternLevels.Linear => Mathf.RoundToInt(255f * Mathf.GammaToLinearSpace(value)),
                PatternLevels.EncodedTwice => Mathf.RoundToInt(255f * (1.055f * Mathf.Pow(value, 1f / 2.4f) - 0.055f)),
                _ => level,
            };
        }
    }
}
