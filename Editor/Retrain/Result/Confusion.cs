using System.Collections.Generic;

namespace Saccade.Editor
{
    /// <summary>What a model takes for what.</summary>
    public sealed class Confusion
    {
        private readonly int[][] _counts;

        internal Confusion(IReadOnlyList<string> classes, int[][] counts)
        {
            Classes = classes;
            _counts = counts;
        }

        /// <summary>The class names.</summary>
        public IReadOnlyList<string> Classes { get; }

        /// <summary>How often a class was taken for another, or for itself.</summary>
        /// <param name="truth">What the pictures show: the row.</param>
        /// <param name="guess">What they were taken for: the column.</param>
        public int GetCount(int truth, int guess) => _counts[truth][guess];

        /// <summary>The same as a share of the pictures of that class, 0..1; 0 where there are none.</summary>
        /// <param name="truth">What the pictures show: the row.</param>
        /// <param name="guess">What they were taken for: the column.</param>
        public float GetShare(int truth, int guess)
        {
            long sum = 0;
            foreach (var count in _counts[truth])
            {
                sum += count;
            }

            return sum == 0 ? 0f : (float)_counts[truth][guess] / sum;
        }
    }
}
