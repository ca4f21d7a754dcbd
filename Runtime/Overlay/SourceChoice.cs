using System;
using System.Collections.Generic;

namespace Saccade.Overlay
{
    /// <summary>Which map of a result is shown when a source is asked for, and what to say when it isn't that one.</summary>
    internal static class SourceChoice
    {
        // What AttentionSource.Best means: the first of these that the model gives, as `bench overlay` has ranked them.
        private static readonly AttentionSource[] OfFewBlocks =
            { AttentionSource.Rollout, AttentionSource.Mean, AttentionSource.Relevance };
        private static readonly AttentionSource[] OfManyBlocks =
            { AttentionSource.Relevance, AttentionSource.Mean, AttentionSource.Rollout };

        /// <summary>The sources that <see cref="AttentionSource.Best"/> chooses from, best first.</summary>
        /// <param name="byRollout">Whether the model has few blocks, see <see cref="Maps.DefaultMap"/>.</param>
        public static IReadOnlyList<AttentionSource> BestFirst(bool byRollout) => byRollout ? OfFewBlocks : OfManyBlocks;

        /// <summary>Finds the source to show.</summary>
        /// <returns>The one asked for, else the best that the result has, or null where it has none.</returns>
        public static AttentionSource? Choose(AttentionSource asked, Classification result)
        {
            if (asked != AttentionSource.Best && Has(asked, result))
            {
                return asked;
            }

            foreach (var source in result.ShowsBestByRollout ? OfFewBlocks : OfManyBlocks)
            {
                if (Has(source, result))
                {
                    return source;
                }
            }

            return null;
        }

        /// <summary>Says why the overlay shows no map, or another than was asked for; null where it shows what was asked for.</summary>
        public static string? Explain(AttentionSource asked, int head, Classification result, string modelFolder)
        {
            var shown = Choose(asked, result);
            if (shown == null)
            {
                return $"The model gives no attention: export it again with ./saccade export --model {modelFolder}";
            }

            if (shown == AttentionSource.Head && head >= result.Attention!.Heads)
            {
                return $"Head {head}: the model has heads 0 to {result.Attention.Heads - 1}. Shown is head {result.Attention.Heads - 1}.";
            }

            if (asked == AttentionSource.Best || asked == shown)
            {
                return null;
            }

            return $"{asked}: the model doesn't give it, only {List(result)}. Shown is {shown}. For all of them, export it again with "
                + $"./saccade export --model {modelFolder} --rollout";
        }

        private static bool Has(AttentionSource source, Classification result) => source switch
        {
            AttentionSource.Relevance => result.Relevance != null,
            AttentionSource.Rollout => result.Rollout != null,
            _ => result.Attention != null,
        };

        private static string List(Classification result) => string.Join(
            ", ",
            Array.FindAll(
                (AttentionSource[])Enum.GetValues(typeof(AttentionSource)),
                source => source != AttentionSource.Best && Has(source, result)));
    }
}
