using System.Collections.Generic;
using System.Linq;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>What the running scene's overlay shows when nobody chooses: the first of these that the model has.</summary>
    internal static class ShownByDefault
    {
        /// <summary>The kinds, in the order of preference.</summary>
        public static IReadOnlyList<string> Order { get; } = [MapKinds.Relevance, MapKinds.Rollout, MapKinds.Mean];

        /// <summary>The first kind of <see cref="Order"/> among those there are.</summary>
        public static string Choose(IEnumerable<string> kinds) => Order.First(kinds.Contains);
    }
}
