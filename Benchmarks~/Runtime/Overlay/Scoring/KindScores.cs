using System.Linq;

namespace Saccade.Benchmarks.Runtime.Overlay.Scoring
{
    /// <summary>The scores of one kind of map in every scene.</summary>
    internal sealed class KindScores(string name, int scenes)
    {
        private const int DeletionPlace = 2;

        /// <summary>The kind of map.</summary>
        public string Name { get; } = name;

        /// <summary>1 where the hottest patch lies on the object, else 0.</summary>
        public double[] PointingGame { get; } = new double[scenes];

        /// <summary>The part of the weight on the object, 0 to 1.</summary>
        public double[] Energy { get; } = new double[scenes];

        /// <summary>Area under the deletion curve, 0 to 1; the smaller the better. NaN where none was measured.</summary>
        public double[] Deletion { get; } = new double[scenes];

        /// <summary>Area under the insertion curve, 0 to 1; the larger the better. NaN where none was measured.</summary>
        public double[] Insertion { get; } = new double[scenes];

        /// <summary>The mean of a score over those of some scenes in which it was measured; NaN where it was in none.</summary>
        public static double Mean(double[] score, int[] scenes)
        {
            double sum = 0;
            var count = 0;
            foreach (var scene in scenes)
            {
                if (double.IsNaN(score[scene]))
                {
                    continue;
                }

                sum += score[scene];
                count++;
            }

            return sum / count;
        }

        /// <summary>Means over some scenes of pointing game, energy, deletion and insertion.</summary>
        public double[] GetScores(int[] scenes) =>
            [Mean(PointingGame, scenes), Mean(Energy, scenes), Mean(Deletion, scenes), Mean(Insertion, scenes)];

        /// <summary>The mean rank of each kind over the four scores, 1 for the best; equal scores share their ranks' mean.</summary>
        /// <param name="kinds">The kinds to compare.</param>
        /// <param name="scenes">Numbers of the scenes to judge by.</param>
        public static double[] Rank(KindScores[] kinds, int[] scenes)
        {
            double[][] merits = [.. kinds.Select(kind => kind.GetScores(scenes))];
            foreach (var merit in merits)
            {
                merit[DeletionPlace] = -merit[DeletionPlace];
            }

            return [.. merits.Select(own => own.Select((value, score) =>
                1 + merits.Count(other => other[score] > value) + (merits.Count(other => other[score] == value) - 1) / 2.0).Average())];
        }
    }
}
