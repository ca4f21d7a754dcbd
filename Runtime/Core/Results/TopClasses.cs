using System;
using System.Collections.Generic;

namespace Saccade.Results
{
    /// <summary>Picks the most likely classes.</summary>
    internal static class TopClasses
    {
        /// <summary>Fills a list with the most likely classes, most likely first; of equal ones the earlier comes first.</summary>
        /// <param name="probabilities">One number a class.</param>
        /// <param name="labels">One name a class.</param>
        /// <param name="top">The list; it has no more places than there are classes.</param>
        public static void Pick(ReadOnlySpan<float> probabilities, IReadOnlyList<string> labels, Span<Prediction> top)
        {
            var kept = 0;
            for (var i = 0; i < probabilities.Length; i++)
            {
                var place = kept;
                while (place > 0 && probabilities[i] > top[place - 1].Probability)
                {
                    place--;
                }

                if (place == top.Length)
                {
                    continue;
                }

                kept = Math.Min(kept + 1, top.Length);
                for (var later = kept - 1; later > place; later--)
                {
                    top[later] = top[later - 1];
                }

                top[place] = new Prediction(i, labels[i], probabilities[i]);
            }
        }

        /// <summary>Puts a class first, whatever its probability; the others keep their order.</summary>
        /// <param name="first">The class.</param>
        /// <param name="top">The list, with at least one place.</param>
        public static void PutFirst(in Prediction first, Span<Prediction> top)
        {
            var place = 0;
            while (place < top.Length - 1 && top[place].Index != first.Index)
            {
                place++;
            }

            for (; place > 0; place--)
            {
                top[place] = top[place - 1];
            }

            top[0] = first;
        }
    }
}
