using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Training.Randomness;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>Draws validation pictures where a data set names none.</summary>
    internal static class StratifiedSplit
    {
        /// <summary>
        /// Moves a share of every class's training pictures to validation: one at least, all but one at most. What is drawn depends on
        /// the seed, the names of the classes and the order of each one's pictures. The order of the whole stays. Where pictures may show
        /// several classes the share is of all pictures.
        /// </summary>
        /// <param name="pictures">Training pictures, and perhaps test pictures, which are left alone.</param>
        /// <param name="seed">What the choice depends on.</param>
        /// <param name="share">Share of each class, above 0 and below 1.</param>
        internal static IReadOnlyList<ListedPicture> Draw(IReadOnlyList<ListedPicture> pictures, long seed, double share)
        {
            var split = pictures.ToArray();
            var classes = Enumerable.Range(0, split.Length)
                .Where(index => split[index].Split == DataSplit.Train)
                .GroupBy(index => split[index].Class, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal);
            foreach (var (number, members) in classes.Index())
            {
                foreach (var index in DrawSome([.. members], new SampleRandom(seed, -1, number), share))
                {
                    split[index] = split[index] with { Split = DataSplit.Validation };
                }
            }

            KeepEveryClass(split);
            return split;
        }

        // Pictures that show several classes are drawn as one: a class that would be left without a training picture keeps its first.
        private static void KeepEveryClass(ListedPicture[] pictures)
        {
            var learnt = pictures.Where(picture => picture.Split == DataSplit.Train)
                .SelectMany(picture => picture.Classes)
                .ToHashSet(StringComparer.Ordinal);
            for (var i = 0; i < pictures.Length; i++)
            {
                if (pictures[i].Split == DataSplit.Validation && !pictures[i].Classes.All(learnt.Contains))
                {
                    pictures[i] = pictures[i] with { Split = DataSplit.Train };
                    learnt.UnionWith(pictures[i].Classes);
                }
            }
        }

        private static Span<int> DrawSome(int[] members, SampleRandom random, double share)
        {
            var count = members.Length == 1 ? 0 : Math.Clamp((int)Math.Round(share * members.Length), 1, members.Length - 1);
            for (var i = 0; i < count; i++)
            {
                var other = i + random.NextInt(members.Length - i);
                (members[i], members[other]) = (members[other], members[i]);
            }

            return members.AsSpan(0, count);
        }
    }
}
