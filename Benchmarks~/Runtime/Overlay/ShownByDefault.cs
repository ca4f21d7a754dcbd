using System.Collections.Generic;
using System.Linq;
using Saccade.Maps;
using Saccade.Overlay;
using Saccade.Preprocessing;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>What the running scene's overlay shows when nobody chooses: the first of an order that the model has.</summary>
    internal static class ShownByDefault
    {
        private static readonly Dictionary<AttentionSource, string> Names = new()
        {
            [AttentionSource.Rollout] = MapKinds.Rollout,
            [AttentionSource.Mean] = MapKinds.Mean,
            [AttentionSource.Relevance] = MapKinds.Relevance,
        };

        /// <summary>The kind that is shown.</summary>
        /// <param name="config">The model.</param>
        /// <param name="kinds">The kinds that it gives, at least one of the three.</param>
        public static string Choose(ModelConfig config, IEnumerable<string> kinds) =>
            SourceChoice.BestFirst(DefaultMap.IsRollout(config.Layers)).Select(source => Names[source]).First(kinds.Contains);
    }
}
