using System.Linq;
using Saccade.Training.Model;

namespace Saccade.Training.Export
{
    /// <summary>Adds the head: features to logits.</summary>
    internal sealed class HeadGraph
    {
        private readonly GraphBuilder _graph;

        /// <param name="graph">The graph.</param>
        /// <param name="model">The model, with a head.</param>
        /// <param name="tokens">Tokens after the final layer norm, [B, count or those that the head reads, D].</param>
        /// <param name="count">Number of tokens, T.</param>
        internal HeadGraph(GraphBuilder graph, ImageClassifier model, string tokens, int count)
        {
            _graph = graph;
            var features = new FeatureGraph(graph, model.Config.Vit, tokens, count);
            var read = model.Config.Vit.ClassHeads.Select(features.Add).ToArray();
            ClassLogits = Add("classifier", read[0], model.Head!);
            Logits = ClassLogits;
            if (model.DistillationHead is { } head)
            {
                DistillationLogits = Add("distillation_classifier", read[1], head);
                var sum = graph.Node("Add", "logits.sum", [ClassLogits, DistillationLogits]);
                Logits = graph.Node("Mul", "logits.mean", [sum, graph.Scalar(0.5f)]);
            }
        }

        /// <summary>[B, C].</summary>
        internal string Logits { get; }

        /// <summary>The class token's share, [B, C]; the logits themselves without a distillation head.</summary>
        internal string ClassLogits { get; }

        /// <summary>The distillation token's share, [B, C], or null.</summary>
        internal string? DistillationLogits { get; }

        /// <summary>The hidden layer of a two-layer head before its activation, [B, M].</summary>
        internal string Hidden { get; private set; } = "";

        private string Add(string name, string features, Head head)
        {
            if (head.Hidden is { } hidden)
            {
                features = _graph.PlainLinear($"{name}.hidden", features, hidden.weight, hidden.bias);
                Hidden = name == "classifier" ? features : Hidden;
                features = _graph.Activate($"{name}.hidden", features, Activation.Gelu, hidden.weight.shape[0]);
            }

            // The logits decide, and the head is small: it is never quantised.
            return _graph.PlainLinear(name, features, head.Output.weight, head.Output.bias);
        }
    }
}
