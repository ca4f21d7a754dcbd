using Saccade.Preprocessing;
using static Saccade.Training.Export.GraphBuilder;

namespace Saccade.Training.Export
{
    /// <summary>Adds what heads read of the tokens.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="config">The model's family and sizes.</param>
    /// <param name="tokens">Tokens after the final layer norm, [B, count or those that the head reads, D].</param>
    /// <param name="count">Number of tokens, T.</param>
    internal sealed class FeatureGraph(GraphBuilder graph, ModelConfig config, string tokens, int count)
    {
        /// <summary>What the class head reads, [B, D]; for DINOv2 with the patches' mean behind it, [B, 2·D].</summary>
        internal string Features { get; } = AddFeatures(graph, config, tokens, count);

        /// <summary>Adds what the head of distilled DeiT's second token reads, [B, D].</summary>
        internal string AddDistillationToken()
        {
            return Token(graph, tokens, "features.distillation", 1);
        }

        /// <summary>Adds all that heads read, as <see cref="Model.VisionTransformer.forward"/> gives it, [B, F].</summary>
        internal string AddAll()
        {
            return config.HasDistillationHead
                ? graph.Node("Concat", "features.both", [Features, AddDistillationToken()], Attribute("axis", 1L))
                : Features;
        }

        private static string AddFeatures(GraphBuilder graph, ModelConfig config, string tokens, int count)
        {
            var features = Token(graph, tokens, "features.class", 0);
            if (!config.IsDinov2)
            {
                return features;
            }

            var patches = Slice(graph, tokens, "features.patches", config.PrefixTokens, count);
            var mean = graph.Node("ReduceMean", "features.mean", [patches, graph.Integers(1)], Attribute("keepdims", 0L));
            return graph.Node("Concat", "features.joined", [features, mean], Attribute("axis", 1L));
        }

        private static string Token(GraphBuilder graph, string tokens, string name, int index)
        {
            return graph.Node("Squeeze", name, [Slice(graph, tokens, $"{name}.row", index, index + 1), graph.Integers(1)]);
        }

        private static string Slice(GraphBuilder graph, string tokens, string name, int start, int end)
        {
            return graph.Node("Slice", name, [tokens, graph.Integers(start), graph.Integers(end), graph.Integers(1)]);
        }
    }
}
