using System;
using Saccade.Preprocessing;
using Saccade.Training.Model;
using TorchSharp.Modules;
using static Saccade.Training.Export.GraphBuilder;

namespace Saccade.Training.Export
{
    /// <summary>
    /// Adds class relevance: for the most likely class, gradient times attention of the last block's class row, clamped at 0, mean
    /// over the heads. The gradient is written out, for the way from that row to the logit lies on one token alone: an output
    /// projection, a residual, a layer norm, an MLP, a residual, a layer norm and a column of the head.
    /// </summary>
    /// <remarks>Computed in singles even in a half-precision graph: squares and small gradients leave the range of halves.</remarks>
    internal sealed class RelevanceGraph(GraphBuilder graph, ImageClassifier model)
    {
        private readonly ModelConfig _config = model.Config;

        private int HeadSize => _config.HiddenSize / _config.Heads;

        /// <returns>[B, N].</returns>
        internal string Add(HeadGraph head, BlockValues last, int patches)
        {
            var norm = ThroughNorm("relevance.layernorm", ClassRow("relevance.output", last.Output), model.Backbone.Norm, FromLogit(head));
            var attended = Plus("relevance.attended.gradient", norm, ThroughMlp(last, norm));
            var context = ThroughLinear(
                "relevance.context",
                Scaled("relevance.scale1", attended, last.Block.AttentionScale),
                $"{last.Name}.attention.output",
                last.Block.Attention.Output);
            var gradient = ThroughAttention(context, last);
            var prefix = _config.PrefixTokens;
            string[] slice = [gradient, graph.Integers(prefix), graph.Integers(prefix + patches), graph.Integers(2)];
            var product = Times(
                "relevance.product", graph.Node("Slice", "relevance.gradient.patches", slice), graph.AsSingle(last.Attention.Patches));
            var positive = graph.Node("Relu", "relevance.positive", [product]);
            return graph.Node("ReduceMean", "relevance", [positive, graph.Integers(1)], Attribute("keepdims", 0L));
        }

        // The gradient of the most likely class's logit at the class token's final state, [B, D].
        private string FromLogit(HeadGraph head)
        {
            var best = graph.Node("ArgMax", "relevance.class", [head.Logits], Attribute("axis", 1L), Attribute("keepdims", 0L));
            var output = graph.AsSingle(graph.Weights("classifier.weight", model.Head!.Output.weight.t()));
            var columns = graph.Node("Gather", "relevance.columns", [output, best], Attribute("axis", 1L));
            var gradient = graph.Node("Transpose", "relevance.rows", [columns], Attribute("perm", 1, 0));
            if (model.Head.Hidden is { } hidden)
            {
                var slope = ExactGeluSlope("relevance.hidden.slope", graph.AsSingle(head.Hidden));
                gradient = Times("relevance.hidden", gradient, slope);
                var weight = graph.AsSingle(graph.Weights("classifier.hidden.weight", hidden.weight.t()));
                gradient = graph.Node("Gemm", "relevance.features", [gradient, weight], Attribute("transB", 1L));
            }

            if (_config.Vit.ClassHeads[0].ReadsMeanPatch)
            {
                // The other half of what the head reads is the mean patch, which the class token has no part in.
                string[] slice = [gradient, graph.Integers(0), graph.Integers(_config.HiddenSize), graph.Integers(1)];
                gradient = graph.Node("Slice", "relevance.features.class", slice);
            }

            return model.DistillationHead is null ? gradient : Times("relevance.features.half", gradient, graph.Single(0.5f));
        }

        private string ThroughMlp(BlockValues last, string gradient)
        {
            var mlp = last.Block.Mlp;
            var scaled = Scaled("relevance.scale2", gradient, last.Block.MlpScale);
            var active = ThroughLinear("relevance.mlp.active", scaled, $"{last.Name}.mlp.second", mlp.Second);
            var row = ClassRow("relevance.mlp.row", last.Hidden);
            var hidden = mlp.Activation == Activation.SwiGlu
                ? ThroughGate(row, active, mlp.Second.weight.shape[1])
                : Times("relevance.mlp.hidden", active, GeluSlope("relevance.mlp.slope", row, mlp.Activation));
            var normalised = ThroughLinear("relevance.mlp.normalised", hidden, $"{last.Name}.mlp.first", mlp.First);
            return ThroughNorm("relevance.norm_after", ClassRow("relevance.attended", last.Attended), last.Block.NormAfter, normalised);
        }

        // a·b at the gradient g, with a = x·sigmoid(x): g·b·a'(x) and g·a.
        private string ThroughGate(string row, string gradient, long width)
        {
            var halves = graph.Split("relevance.gate.half", row, 1, width, width);
            var sigmoid = graph.Node("Sigmoid", "relevance.gate.sigmoid", [halves[0]]);
            var silu = Times("relevance.gate.silu", halves[0], sigmoid);
            var rest = graph.Node("Sub", "relevance.gate.rest", [graph.Single(1), sigmoid]);
            var slope = Plus("relevance.gate.slope", sigmoid, Times("relevance.gate.bend", silu, rest));
            var first = Times("relevance.gate.first", Times("relevance.gate.through", gradient, halves[1]), slope);
            return graph.Node("Concat", "relevance.gate", [first, Times("relevance.gate.second", gradient, silu)], Attribute("axis", 1L));
        }

        private string GeluSlope(string name, string x, Activation activation) =>
            activation == Activation.GeluTanh ? TanhGeluSlope(name, x) : ExactGeluSlope(name, x);

        // Φ(x) + x·φ(x).
        private string ExactGeluSlope(string name, string x)
        {
            var erf = graph.Node("Erf", $"{name}.erf", [Times($"{name}.scaled", x, graph.Single((float)Math.Sqrt(0.5)))]);
            var distribution = Times($"{name}.distribution", Plus($"{name}.shifted", erf, graph.Single(1)), graph.Single(0.5f));
            var exponent = Times($"{name}.exponent", Times($"{name}.square", x, x), graph.Single(-0.5f));
            var height = graph.Single((float)(1 / Math.Sqrt(2 * Math.PI)));
            var bell = Times($"{name}.bell", graph.Node("Exp", $"{name}.exp", [exponent]), height);
            return Plus(name, distribution, Times($"{name}.density", x, bell));
        }

        // With t = tanh(c·(x + k·x³)): (1 + t)/2 + x·(1 - t²)·c·(1 + 3·k·x²)/2.
        private string TanhGeluSlope(string name, string x)
        {
            const float K = 0.044715f;
            var c = (float)Math.Sqrt(2 / Math.PI);
            var square = Times($"{name}.square", x, x);
            var factor = Plus($"{name}.factor", Times($"{name}.cubic", square, graph.Single(K)), graph.Single(1));
            var inner = Times($"{name}.inner", Times($"{name}.bent", x, factor), graph.Single(c));
            var tanh = graph.Node("Tanh", $"{name}.tanh", [inner]);
            var half = Times($"{name}.half", Plus($"{name}.shifted", tanh, graph.Single(1)), graph.Single(0.5f));
            var flat = graph.Node("Sub", $"{name}.flat", [graph.Single(1), Times($"{name}.tanh.square", tanh, tanh)]);
            var steep = Plus($"{name}.steep", Times($"{name}.triple", square, graph.Single(1.5f * K * c)), graph.Single(0.5f * c));
            return Plus(name, half, Times($"{name}.bend", Times($"{name}.wave", x, flat), steep));
        }

        // With y = (x - mean)·r the normalised row and g the gradient times the weight: r·(g - mean(g) - y·mean(g·y)).
        private string ThroughNorm(string name, string x, LayerNorm norm, string gradient)
        {
            string Mean(string what, string value) => graph.Node("ReduceMean", $"{name}.{what}.mean", [value, graph.Integers(1)]);

            var centred = graph.Node("Sub", $"{name}.centred", [x, Mean("input", x)]);
            var variance = Mean("square", Times($"{name}.square", centred, centred));
            var deviation = graph.Node("Sqrt", $"{name}.deviation", [Plus($"{name}.variance", variance, graph.Single((float)norm.eps))]);
            var y = graph.Node("Div", $"{name}.normalised", [centred, deviation]);
            var weight = graph.AsSingle(graph.Weights(NormWeight(norm), norm.weight!));
            var g = Times($"{name}.weighted", gradient, weight);
            var level = graph.Node("Sub", $"{name}.level", [g, Mean("gradient", g)]);
            var along = Times($"{name}.along", y, Mean("product", Times($"{name}.product", g, y)));
            return graph.Node("Div", $"{name}.gradient", [graph.Node("Sub", $"{name}.across", [level, along]), deviation]);
        }

        private string NormWeight(LayerNorm norm) =>
            norm == model.Backbone.Norm ? "layernorm.weight" : $"layer.{_config.Layers - 1}.norm_after.weight";

        // The forward product's own initializer, read the other way round; a copy in singles where that one is quantised.
        private string ThroughLinear(string name, string gradient, string linear, Linear layer)
        {
            var own = graph.IsQuantized(linear) ? $"{linear}.single" : $"{linear}.weight";
            var weight = graph.AsSingle(graph.Weights(own, layer.weight.t()));
            return graph.Node("Gemm", name, [gradient, weight], Attribute("transB", 1L));
        }

        // d logit / d attention = context gradient · value, a head at a time: [B, heads, T].
        private string ThroughAttention(string context, BlockValues last)
        {
            var attention = last.Attention;
            var column = graph.Node("Reshape", "relevance.context.heads", [context, graph.Integers(0, _config.Heads, HeadSize, 1)]);
            if (attention.Values is { } values)
            {
                var product = graph.Node("MatMul", "relevance.values", [graph.AsSingle(values), column]);
                return graph.Node("Squeeze", "relevance.gradient", [product, graph.Integers(3)]);
            }

            // No value vector was ever computed: the projection is applied to the gradient instead of to every token.
            var name = $"{last.Name}.attention";
            var layer = last.Block.Attention.Value;
            using var heads = layer.weight.view(_config.Heads, HeadSize, _config.HiddenSize).transpose(1, 2);
            var weights = graph.AsSingle(graph.Weights($"{name}.value.weight", heads));
            var probe = graph.Node("MatMul", "relevance.probe", [weights, column]);
            var probes = graph.Node("Squeeze", "relevance.probes", [probe, graph.Integers(3)]);
            var gradient = graph.Node("MatMul", "relevance.gradient", [probes, graph.AsSingle(attention.Columns!)]);
            if (layer.bias is null)
            {
                return gradient;
            }

            using var bias = layer.bias.view(1, _config.Heads, HeadSize);
            var flat = graph.Node("Squeeze", "relevance.context.flat", [column, graph.Integers(3)]);
            var share = Times("relevance.bias", flat, graph.AsSingle(graph.Weights($"{name}.value.bias.heads", bias)));
            return Plus("relevance.gradient.biased", gradient, graph.Node("ReduceSum", "relevance.bias.sum", [share, graph.Integers(2)]));
        }

        // [B, width] of the class token.
        private string ClassRow(string name, string tokens)
        {
            string[] slice = [graph.AsSingle(tokens), graph.Integers(0), graph.Integers(1), graph.Integers(1)];
            return graph.Node("Squeeze", name, [graph.Node("Slice", $"{name}.first", slice), graph.Integers(1)]);
        }

        private string Scaled(string name, string gradient, LayerScale? scale) =>
            scale is null ? gradient : Times(name, gradient, graph.AsSingle(graph.Weights($"{name}.factors", scale.Factors)));

        private string Times(string name, string a, string b) => graph.Node("Mul", name, [a, b]);

        private string Plus(string name, string a, string b) => graph.Node("Add", name, [a, b]);
    }
}
