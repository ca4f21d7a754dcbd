using System;
using System.Collections.Generic;
using System.IO;
using Google.Protobuf;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Training.Export;
using Saccade.Training.Export.Onnx;
using Saccade.Training.Model;
using TorchSharp.Modules;
using static Saccade.Training.Export.GraphBuilder;
using static TorchSharp.torch;

namespace Saccade.Benchmarks.Comparison
{
    /// <summary>
    /// What an exporter that traces PyTorch (Optimum 2.1 over <c>torch.onnx</c>) makes of <c>ViTForImageClassification</c>: the
    /// model's operators one by one, every token through every block, <c>logits</c> as the only output.
    /// </summary>
    /// <remarks>
    /// Operator for operator the graph of Optimum's file, which <see cref="PlainExportCheck"/> holds it to, except for the five
    /// that expand the class token to a shape that may contain -1.
    /// </remarks>
    internal sealed class PlainExport
    {
        private const string Embeddings = "vit.embeddings";

        private readonly GraphBuilder _graph = new("plain", WeightPrecision.Full, 8);
        private readonly Dictionary<string, Parameter> _weights = [];
        private readonly ModelConfig _config;
        private int _constants;

        private PlainExport(ImageClassifier model)
        {
            _config = model.Config;
            foreach (var (name, weight) in model.named_parameters())
            {
                _weights.Add(name, weight);
            }
        }

        /// <summary>Writes a model as an ONNX file: <c>pixel_values</c> [B, 3, H, W] to <c>logits</c> [B, C].</summary>
        /// <param name="model">A ViT with biases and the exact GELU.</param>
        /// <param name="path">The file; an existing one is replaced.</param>
        internal static void Write(ImageClassifier model, string path)
        {
            using var stream = File.Create(path);
            new PlainExport(model).Build(model.Classes).WriteTo(stream);
        }

        private ModelProto Build(int classes)
        {
            using var frozen = no_grad();
            var tokens = Embed(
                _graph.Input(OnnxNames.PixelValues, "batch", _config.Channels, _config.ImageHeight, _config.ImageWidth));
            for (var layer = 0; layer < _config.Layers; layer++)
            {
                tokens = Block($"vit.encoder.layer.{layer}", tokens);
            }

            var token = _graph.Node("Gather", "class_token", [Norm("vit.layernorm", tokens), Constant(0)], Attribute("axis", 1L));
            var logits = _graph.Node(
                "Gemm", "classifier", [token, Weight("classifier.weight"), Weight("classifier.bias")], Attribute("transB", 1L));
            _graph.Output(OnnxNames.Logits, logits, "batch", classes);
            return _graph.Build([]);
        }

        private string Embed(string pixelValues)
        {
            const string name = $"{Embeddings}.patch_embeddings.projection";
            long[] patch = [_config.PatchHeight, _config.PatchWidth];
            var batch = Dimension($"{Embeddings}.batch", pixelValues, 0);
            var grid = _graph.Node(
                "Conv",
                name,
                [pixelValues, Weight($"{name}.weight"), Weight($"{name}.bias")],
                Attribute("kernel_shape", patch),
                Attribute("strides", patch));
            var shape = _graph.Node("Shape", $"{name}.shape", [grid]);
            var head = _graph.Node("Slice", $"{name}.head", [shape, Constants(0), Constants(2), Constants(0)]);
            var flat = _graph.Node("Reshape", $"{name}.flat", [grid, Concat($"{name}.flat.shape", 0, head, Constants(-1))]);
            var patches = _graph.Node("Transpose", $"{name}.patches", [flat], Attribute("perm", 0, 2, 1));

            var expanded = Concat($"{Embeddings}.cls_shape", 0, Unsqueeze($"{Embeddings}.cls_batch", batch), Constants(1), Constants(1));
            var token = _graph.Node("Expand", $"{Embeddings}.cls", [Weight($"{Embeddings}.cls_token"), expanded]);
            var tokens = Concat($"{Embeddings}.tokens", 1, token, patches);
            return Binary("Add", Embeddings, tokens, Weight($"{Embeddings}.position_embeddings"));
        }

        private string Block(string name, string tokens)
        {
            var attended = Attend($"{name}.attention", Norm($"{name}.layernorm_before", tokens));
            var sum = Binary("Add", $"{name}.attended", attended, tokens);
            var hidden = Linear($"{name}.intermediate.dense", Norm($"{name}.layernorm_after", sum));
            return Binary("Add", name, Linear($"{name}.output.dense", Gelu($"{name}.gelu", hidden)), sum);
        }

        private string Attend(string name, string tokens)
        {
            var headSize = _config.HiddenSize / _config.Heads;
            var batch = Dimension($"{name}.batch", tokens, 0);
            string Split(string part, params long[] order)
            {
                var linear = Linear($"{name}.attention.{part}", tokens);
                var unsqueezed = Unsqueeze($"{name}.{part}.batch", batch);
                var shape = Concat(
                    $"{name}.{part}.shape", 0, unsqueezed, Constants(-1), Constants(_config.Heads), Constants(headSize));
                var split = _graph.Node("Reshape", $"{name}.{part}.split", [linear, shape]);
                return _graph.Node("Transpose", $"{name}.{part}.heads", [split], Attribute("perm", order));
            }

            var key = Split("key", 0, 2, 3, 1);
            var value = Split("value", 0, 2, 1, 3);
            var query = Split("query", 0, 2, 1, 3);

            // Half of the scaling on each side, as PyTorch's reference of the attention has it.
            var scale = (float)Math.Sqrt(1 / Math.Sqrt(headSize));
            var scores = Binary(
                "MatMul",
                $"{name}.scores",
                Binary("Mul", $"{name}.query.scaled", query, Constant(scale)),
                Binary("Mul", $"{name}.key.scaled", key, Constant(scale)));
            var weights = _graph.Node("Softmax", $"{name}.weights", [scores], Attribute("axis", -1L));
            var context = Binary("MatMul", $"{name}.context", weights, value);
            return Linear($"{name}.output.dense", Join($"{name}.context", context));
        }

        private string Join(string name, string context)
        {
            var tokenwise = _graph.Node("Transpose", $"{name}.tokens", [context], Attribute("perm", 0, 2, 1, 3));
            var batch = Unsqueeze($"{name}.batch", Dimension($"{name}.first", tokenwise, 0));
            var count = Unsqueeze($"{name}.count", Dimension($"{name}.second", tokenwise, 1));
            var shape = Concat($"{name}.shape", 0, batch, count, Constants(_config.HiddenSize));
            return _graph.Node("Reshape", $"{name}.joined", [tokenwise, shape]);
        }

        private string Gelu(string name, string x)
        {
            var erf = _graph.Node("Erf", $"{name}.erf", [Binary("Div", $"{name}.scaled", x, Constant(MathF.Sqrt(2)))]);
            var product = Binary("Mul", $"{name}.product", x, Binary("Add", $"{name}.shifted", erf, Constant(1f)));
            return Binary("Mul", name, product, Constant(0.5f));
        }

        private string Norm(string name, string x) => _graph.Node(
            "LayerNormalization",
            name,
            [x, Weight($"{name}.weight"), Weight($"{name}.bias")],
            Attribute("axis", -1L),
            Attribute("epsilon", (float)_config.LayerNormEpsilon));

        private string Linear(string name, string x)
        {
            var transposed = _graph.Weights($"{name}.weight", _weights[$"{name}.weight"].t());
            return Binary("Add", name, Weight($"{name}.bias"), Binary("MatMul", $"{name}.product", x, transposed));
        }

        private string Weight(string name) => _graph.Weights(name, _weights[name]);

        private string Binary(string operation, string name, string left, string right) => _graph.Node(operation, name, [left, right]);

        private string Concat(string name, long axis, params string[] parts) =>
            _graph.Node("Concat", name, parts, Attribute("axis", axis));

        private string Dimension(string name, string x, long index) =>
            _graph.Node("Gather", name, [_graph.Node("Shape", $"{name}.shape", [x]), Constant(index)], Attribute("axis", 0L));

        private string Unsqueeze(string name, string x) => _graph.Node("Unsqueeze", name, [x, Constants(0)]);

        private string Constant(long value) => Constant(Attribute("value_int", value));

        private string Constant(float value) => Constant(Attribute("value_float", value));

        private string Constants(long value) => Constant(Attribute("value_ints", [value]));

        private string Constant(AttributeProto value) => _graph.Node("Constant", $"constant.{_constants++}", [], value);
    }
}
