using System.Linq;
using Saccade.Models.Families;
using static Saccade.Training.Export.GraphBuilder;

namespace Saccade.Training.Export
{
    /// <summary>Adds what heads read of the tokens.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="vit">The model's sizes and parts.</param>
    /// <param name="tokens">Tokens after the final layer norm, [B, count or those that the head reads, D].</param>
    /// <param name="count">Number of tokens, T.</param>
    internal sealed class FeatureGraph(GraphBuilder graph, PlainVit vit, string tokens, int count)
    {
        /// <summary>Adds what one head reads, [B, D]; with the patches' mean behind it, [B, 2·D].</summary>
        /// <param name="head">One of the model's.</param>
        internal string Add(ClassHead head)
        {
            var name = $"features.{head.Name}";
            var token = Token(graph, tokens, $"{name}.token", head.Token);
            if (!head.ReadsMeanPatch)
            {
                return token;
            }

            var patches = Slice(graph, tokens, $"{name}.patches", vit.PrefixLength, count);
            var mean = graph.Node("ReduceMean", $"{name}.mean", [patches, graph.Integers(1)], Attribute("keepdims", 0L));
            return graph.Node("Concat", name, [token, mean], Attribute("axis", 1L));
        }

        /// <summary>Adds all that heads read, as <see cref="Model.VisionTransformer.forward"/> gives it, [B, F].</summary>
        internal string AddAll()
        {
            var all = vit.ClassHeads.Select(Add).ToArray();
            return all.Length == 1 ? all[0] : graph.Node("Concat", "features.joined", all, Attribute("axis", 1L));
        }

        private static string Token(GraphBuilder graph, string tokens, string name, int index) =>
            graph.Node("Squeeze", name, [Slice(graph, tokens, $"{name}.row", index, index + 1), graph.Integers(1)]);

        private static string Slice(GraphBuilder graph, string tokens, string name, int start, int end) =>
            graph.Node("Slice", name, [tokens, graph.Integers(start), graph.Integers(end), graph.Integers(1)]);
    }
}
