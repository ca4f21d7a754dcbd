using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Google.Protobuf;
using Saccade.Preprocessing;
using Saccade.Training.Model;
using TorchSharp.Modules;
using static Saccade.Training.Export.GraphBuilder;
using static TorchSharp.torch;

namespace Saccade.Training.Export
{
    /// <summary>Writes a classifier as an ONNX file that also hands out where the model looked.</summary>
    /// <remarks>
    /// <para>
    /// <c>pixel_values</c> [batch, 3, H, W] -> <c>logits</c> [batch, C] and <c>cls_attention</c> [batch, heads, N]: the class token's
    /// row of the last block's attention, patch columns only, in grid order, not renormalised. The batch is any number, the rest
    /// is fixed. Labels and the preprocessing rule lie in the file's metadata under <c>labels</c> and <c>preprocessing</c>.
    /// </para>
    /// <para>
    /// The last block computes the class token alone, for nothing reads the others: the logits stay the same in 0.9 of the time,
    /// and the attention row falls out.
    /// </para>
    /// </remarks>
    public static class OnnxExporter
    {
        /// <summary>The input's name.</summary>
        public const string PixelValues = "pixel_values";

        /// <summary>The name of the output that holds the logits.</summary>
        public const string Logits = "logits";

        /// <summary>The name of the output that holds the class token's attention.</summary>
        public const string ClassAttention = "cls_attention";

        // 20 is the first that has Gelu.
        private const int Opset = 20;

        /// <summary>Writes the file, runs it once in ONNX Runtime, and deletes it again if that disagrees with the model.</summary>
        /// <param name="model">The model.</param>
        /// <param name="labels">The class names in the order of the logits.</param>
        /// <param name="rule">The preprocessing rule that the model was trained with.</param>
        /// <param name="path">The file; an existing one is replaced.</param>
        /// <exception cref="ArgumentException">There is not one label for each class.</exception>
        /// <exception cref="ExportException">ONNX Runtime refuses the file, or computes something else than the model.</exception>
        /// <exception cref="IOException">The file can't be written.</exception>
        public static void Export(ImageClassifier model, IReadOnlyList<string> labels, PreprocessingRule rule, string path)
        {
            if (labels.Count != model.Classes)
            {
                throw new ArgumentException($"The model has {model.Classes} classes, but there are {labels.Count} labels.", nameof(labels));
            }

            var temporary = $"{path}.{Guid.NewGuid():N}";
            try
            {
                using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
                {
                    Build(model, labels, rule).WriteTo(stream);
                    stream.Flush(flushToDisk: true);
                }

                OnnxVerification.Verify(model, temporary);
                File.Move(temporary, path, overwrite: true);
            }
            finally
            {
                File.Delete(temporary);
            }
        }

        internal static Onnx.ModelProto Build(ImageClassifier model, IReadOnlyList<string> labels, PreprocessingRule rule)
        {
            using var frozen = no_grad();
            using var scope = NewDisposeScope();
            var config = model.Config;
            var graph = new GraphBuilder("vit");
            var tokens = Embed(graph, model, graph.Input(PixelValues, "batch", config.Channels, config.ImageHeight, config.ImageWidth));
            var attention = "";
            for (var i = 0; i < config.Layers; i++)
            {
                (tokens, attention) = Block(
                    graph, config, model.Vit.Blocks[i], $"layer.{i}", tokens, classTokenOnly: i == config.Layers - 1);
            }

            // [batch, heads, 1, 1 + N]: away with the column of the class token itself and with the axis of the single row.
            attention = graph.Node(
                "Slice", "attention.patches", [attention, graph.Integers(1), graph.Integers(config.Patches + 1), graph.Integers(3)]);
            attention = graph.Node("Squeeze", "attention.row", [attention, graph.Integers(2)]);

            var features = graph.Node("Squeeze", "features", [Norm(graph, model.Vit.Norm, "layernorm", tokens), graph.Integers(1)]);
            graph.Output(Logits, Linear(graph, model.Classifier, "classifier", features), "batch", model.Classes);
            graph.Output(ClassAttention, attention, "batch", config.Heads, config.Patches);
            return graph.Build(Opset, [("labels", JsonSerializer.Serialize(labels)), ("preprocessing", rule.ToJson())]);
        }

        private static string Embed(GraphBuilder graph, ImageClassifier model, string pixelValues)
        {
            var config = model.Config;
            var embeddings = model.Vit.Embeddings;
            var weights = graph.Weights("embeddings.projection.weight", embeddings.Patches.Weight);
            var bias = graph.Weights("embeddings.projection.bias", embeddings.Patches.Bias);
            var patch = new long[] { config.PatchHeight, config.PatchWidth };
            var grid = graph.Node(
                "Conv",
                "embeddings.projection",
                [pixelValues, weights, bias],
                Attribute("kernel_shape", patch),
                Attribute("strides", patch));
            var flat = graph.Node("Reshape", "embeddings.flat", [grid, graph.Integers(0, 0, config.Patches)]);
            var patches = graph.Node("Transpose", "embeddings.patches", [flat], Attribute("perm", 0, 2, 1));

            // A row of zeros in front makes room for the class token, which arrives as part of the constant that is added anyway.
            var padded = graph.Node("Pad", "embeddings.padded", [patches, graph.Integers(0, 1, 0, 0, 0, 0)]);
            var constant = embeddings.Positions.clone();
            constant.narrow(1, 0, 1).add_(embeddings.ClassToken);
            return graph.Node("Add", "embeddings", [padded, graph.Weights("embeddings.constant", constant)]);
        }

        private static (string Tokens, string Attention) Block(
            GraphBuilder graph, ModelConfig config, EncoderBlock block, string name, string tokens, bool classTokenOnly)
        {
            var normalised = Norm(graph, block.NormBefore, $"{name}.layernorm_before", tokens);
            var (residual, queries) = classTokenOnly
                ? (ClassToken(graph, $"{name}.residual", tokens), ClassToken(graph, $"{name}.queries", normalised))
                : (tokens, normalised);
            var (attended, attention) = Attend(graph, config, block.Attention, $"{name}.attention", queries, normalised);
            var sum = graph.Node("Add", $"{name}.attended", [residual, attended]);
            var hidden = Linear(
                graph, block.Intermediate, $"{name}.intermediate", Norm(graph, block.NormAfter, $"{name}.layernorm_after", sum));
            var approximation = Activations.Parse(config.Activation) == Activation.GeluTanh ? "tanh" : "none";
            var active = graph.Node("Gelu", $"{name}.gelu", [hidden], Attribute("approximate", approximation));
            return (graph.Node("Add", name, [sum, Linear(graph, block.Output, $"{name}.output", active)]), attention);
        }

        private static (string Context, string Weights) Attend(
            GraphBuilder graph, ModelConfig config, Attention attention, string name, string queries, string tokens)
        {
            var headSize = config.HiddenSize / config.Heads;
            var heads = graph.Integers(0, 0, config.Heads, headSize);
            string Split(string part, Linear linear, string input, params long[] order)
            {
                var split = graph.Node("Reshape", $"{name}.{part}.split", [Linear(graph, linear, $"{name}.{part}", input), heads]);
                return graph.Node("Transpose", $"{name}.{part}.heads", [split], Attribute("perm", order));
            }

            var query = Split("query", attention.Query, queries, 0, 2, 1, 3);
            var key = Split("key", attention.Key, tokens, 0, 2, 3, 1);
            var value = Split("value", attention.Value, tokens, 0, 2, 1, 3);
            var scale = graph.Scalar($"{name}.scale", (float)(1 / Math.Sqrt(headSize)));

            // Scaling the queries is the same as scaling the scores, of which there are more.
            var scaled = graph.Node("Mul", $"{name}.query.scaled", [query, scale]);
            var scores = graph.Node("MatMul", $"{name}.scores", [scaled, key]);
            var weights = graph.Node("Softmax", $"{name}.weights", [scores], Attribute("axis", -1));
            var context = graph.Node("MatMul", $"{name}.context", [weights, value]);
            var tokenwise = graph.Node("Transpose", $"{name}.context.tokens", [context], Attribute("perm", 0, 2, 1, 3));
            var joined = graph.Node("Reshape", $"{name}.context.joined", [tokenwise, graph.Integers(0, 0, config.HiddenSize)]);
            return (Linear(graph, attention.Output, $"{name}.output", joined), weights);
        }

        private static string ClassToken(GraphBuilder graph, string name, string tokens)
        {
            return graph.Node("Slice", name, [tokens, graph.Integers(0), graph.Integers(1), graph.Integers(1)]);
        }

        private static string Norm(GraphBuilder graph, LayerNorm norm, string name, string input)
        {
            var weight = graph.Weights($"{name}.weight", norm.weight!);
            var bias = graph.Weights($"{name}.bias", norm.bias!);
            return graph.Node(
                "LayerNormalization", name, [input, weight, bias], Attribute("axis", -1), Attribute("epsilon", (float)norm.eps));
        }

        private static string Linear(GraphBuilder graph, Linear linear, string name, string input)
        {
            // torch keeps [out, in]; MatMul multiplies from the right and wants [in, out].
            var product = graph.Node("MatMul", $"{name}.product", [input, graph.Weights($"{name}.weight", linear.weight.t())]);
            return linear.bias is null ? product : graph.Node("Add", name, [product, graph.Weights($"{name}.bias", linear.bias)]);
        }
    }
}
