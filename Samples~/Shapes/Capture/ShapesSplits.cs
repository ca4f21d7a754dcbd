using System;
using System.Collections.Generic;

namespace Saccade.Samples.Shapes
{
    /// <summary>
    /// Gives every scene to one split, by its seed alone. All frames of a scene stay together, and no two captures, whatever
    /// their sizes, put one scene into different splits.
    /// </summary>
    public static class ShapesSplits
    {
        /// <summary>The split that a scene belongs to.</summary>
        /// <param name="sceneSeed">Any seed.</param>
        /// <returns>Always the same for the same seed.</returns>
        public static ShapesSplit Of(int sceneSeed)
        {
            var tenth = (int)(Mix((uint)sceneSeed) % 10);
            return tenth == 0 ? ShapesSplit.Test : tenth == 1 ? ShapesSplit.Validation : ShapesSplit.Train;
        }

        /// <summary>The seeds of a split's scenes, in rising order.</summary>
        /// <param name="split">The split.</param>
        /// <param name="firstSeed">Where to begin.</param>
        /// <returns>A sequence that ends only with the greatest seed.</returns>
        public static IEnumerable<int> Seeds(ShapesSplit split, int firstSeed = 0)
        {
            for (long seed = firstSeed; seed <= int.MaxValue; seed++)
            {
                if (Of((int)seed) == split)
                {
                    yield return (int)seed;
                }
            }
        }

        /// <summary>The name of a split's folder.</summary>
        /// <param name="split">The split.</param>
        /// <returns><c>train</c>, <c>validation</c> or <c>test</c>.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such split.</exception>
        public static string FolderOf(ShapesSplit split) => split switch
        {
            ShapesSplit.Train => "train",
            ShapesSplit.Validation => "validation",
            ShapesSplit.Test => "test",
            _ => throw new ArgumentOutOfRangeException(nameof(split), split, "split: must be Train, Validation or Test."),
        };

        // A finaliser that leaves no pattern in the remainder: with the seed itself, every tenth scene would be a test.
        private static uint Mix(uint value)
        {
            unchecked
            {
                value = (value ^ (value >> 16)) * 0x7FEB352DU;
                value = (value ^ (value >> 15)) * 0x846CA68BU;
                return value ^ (value >> 16);
            }
        }
    }
}
