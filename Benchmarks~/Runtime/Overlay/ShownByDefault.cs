using System.Collections.Generic;
using System.Linq;
using Saccade.Preprocessing;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>What the running scene's overlay shows when nobody chooses: the first of an order that the model has.</summary>
    internal static class ShownByDefault
    {
        private static readonly string[] OfFewBlocks = [MapKinds.Rollout, MapKinds.Mean, MapKinds.Relevance];
        private static readonly string[] OfManyBlocks = [MapKinds.Relevance, MapKinds.Mean, MapKinds.Rollout];

        /// <summary>The kind that is shown.</summary>
        /// <param name="config">The model.</param>
        /// <param name="kinds">The kinds that it gives, at least one of the three.</param>
        public static string Choose(ModelConfig config, IEnumerable<string> kinds) =>
            (config.ShowsBestByRollout ? OfFewBlocks : OfManyBlocks).First(kinds.Contains);
    }
}
