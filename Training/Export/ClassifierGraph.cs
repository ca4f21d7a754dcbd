using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Files;
using Saccade.Maps;
using Saccade.Preprocessing;
using Saccade.Training.Model;
using TorchSharp.Modules;
using static Saccade.Training.Export.GraphBuilder;
using static TorchSharp.torch;

namespace Saccade.Training.Export
{
    /// <summary>Builds the ONNX graph of a classifier.</summary>
    /// <remarks>
    /// Where the head reads the class token alone, the last block computes that row alone, and neither the keys nor the values of the
    /// other tokens: what is left of both projections is applied to the row's one query and one context instead
    /// (<see cref="AttendAsClassToken"/>). The logits stay the same, and the attention row falls out.
    /// </remarks>
    internal sealed class ClassifierGraph
    {
        private const string Batch = "batch";

        private readonly ImageClassifier _model;
        private readonly ModelConfig _config;
        private readonly ExportOptions _options;
        private readonly GraphBuilder _graph;
        private readonly int _rows;
        private readonly int _columns;
        private readonly List<string> _attentions = [];
        private readonly List<string> _hiddenStates = [];
        private readonly List<string> _classAttentions = [];

        private ClassifierGraph(ImageClassifier model, int height, int width, ExportOptions options)
        {
            _model = model;
            _config = model.Config;
            _options = options;
            _graph = new GraphBuilder(model.Config.ModelType, options.Precision, options.WeightBits ?? Quantization.BestBits());
            (_rows, _columns) = (height / _config.PatchHeight, width / _config.PatchWidth);
        }

        private int HeadSize => _config.HiddenSize / _config.Heads;

        private int Patches => _rows * _columns;

        private int Tokens => _config.PrefixTokens + Patches;

        // How many tokens of the last block anybody reads.
        private int LastRows => _options.Everything || (_model.Head is null && !_options.FeaturesOnly) || _config.Vit.TokensRead == 0
            ? Tokens
            : _config.Vit.TokensRead;

        /// <param name="model">The model.</param>
        /// <param name="labels">The class names in the order of the logits.</param>
        /// <param name="rule">The preprocessing rule, for the file's metadata.</param>
        /// <param name="height">The picture's height in pixels, a multiple of the patch's.</param>
        /// <param name="width">The picture's width in pixels, a multiple of the patch's.</param>
        /// <param name="options">What to take and give.</param>
        internal static Onnx.ModelProto Build(
            ImageClassifier model, IReadOnlyList<string> labels, PreprocessingRule rule, int height, int width, ExportOptions options)
        {
            using var frozen = no_grad();
            using var scope = NewDisposeScope();
            var graph = new ClassifierGraph(model, height, width, options);
            graph.AddAll(height, width);
            return graph._graph.Build(OnnxMetadata.Make(labels, rule, model.Config.ProblemType));
        }

        private void AddAll(int height, int width)
        {
            var tokens = Embed(height, width);
            BlockValues? last = null;
            foreach (var (block, index) in _model.Backbone.Blocks.Select((block, index) => (block, index)))
            {
                _hiddenStates.Add(tokens);
                last = AddBlock(block, $"layer.{index}", tokens, index == _config.Layers - 1 ? LastRows : Tokens);
                tokens = last.Output;
            }

            _hiddenStates.Add(tokens);
            var final = _graph.Norm("layernorm", tokens, _model.Backbone.Norm);
            if (_options.FeaturesOnly)
            {
                var features = new FeatureGraph(_graph, _config.Vit, final, Tokens).AddAll();
                _graph.Output(OnnxNames.Features, features, Batch, _config.FeatureSize);
                return;
            }

            var head = _model.Head is null ? null : new HeadGraph(_graph, _model, final, Tokens);
            if (head is not null)
            {
                _graph.Output(OnnxNames.Logits, head.Logits, Batch, _model.Classes);
            }

            _graph.Output(OnnxNames.ClassAttention, _classAttentions[^1], Batch, _config.Heads, Patches);
            AddMaps(head, last!);
            if (_options.Everything || head is null)
            {
                _graph.Output(OnnxNames.LastHiddenState, final, Batch, Tokens, _config.HiddenSize);
            }

            if (_options.Everything)
            {
                AddTrace(head);
            }
        }

        private void AddMaps(HeadGraph? head, BlockValues last)
        {
            if (_options.AllLayers)
            {
                var layers = Stack(OnnxNames.ClassAttentions, _classAttentions, 1);
                _graph.Output(OnnxNames.ClassAttentions, layers, Batch, _config.Layers, _config.Heads, Patches);
            }

            if (_options.Rollout ?? DefaultMap.IsRollout(_config.Layers))
            {
                _graph.Output(OnnxNames.Rollout, AddRollout(), Batch, Patches);
            }

            if (_options.Relevance && head is not null)
            {
                var relevance = new RelevanceGraph(_graph, _model).Add(head, last, Patches);
                _graph.Output(OnnxNames.Relevance, relevance, Batch, Patches);
            }
        }

        private void AddTrace(HeadGraph? head)
        {
            var (layers, width) = (_config.Layers, _config.HiddenSize);
            _graph.Output(OnnxNames.PatchEmbeddings, "embeddings.patches", Batch, Patches, width);
            _graph.Output(OnnxNames.HiddenStates, Stack(OnnxNames.HiddenStates, _hiddenStates, 0), layers + 1, Batch, Tokens, width);
            _graph.Output(OnnxNames.Attentions, Stack(OnnxNames.Attentions, _attentions, 0), layers, Batch, _config.Heads, Tokens, Tokens);
            if (head?.DistillationLogits is { } distilled)
            {
                _graph.Output(OnnxNames.ClassLogits, head.ClassLogits, Batch, _model.Classes);
                _graph.Output(OnnxNames.DistillationLogits, distilled, Batch, _model.Classes);
            }
        }

        private string Stack(string name, IEnumerable<string> values, int axis)
        {
            var rows = values.Select((value, i) => _graph.Node("Unsqueeze", $"{name}.{i}", [value, _graph.Integers(axis)])).ToArray();
            return _graph.Node("Concat", $"{name}.stacked", rows, Attribute("axis", (long)axis));
        }

        private string Embed(int height, int width)
        {
            var embeddings = _model.Backbone.Embeddings;
            if (_options.Input == ExportInput.Patches)
            {
                var length = _config.Channels * _config.PatchHeight * _config.PatchWidth;
                var input = _graph.Input(OnnxNames.Patches, Batch, Patches, length);
                _graph.PlainLinear("embeddings.patches", input, embeddings.Patches.Weight.flatten(1), embeddings.Patches.Bias);
            }
            else
            {
                AddConvolution(_graph.Input(OnnxNames.PixelValues, Batch, _config.Channels, height, width), embeddings.Patches);
            }

            // Rows of zeros in front make room for the other tokens, which arrive as part of the constant that is added anyway.
            var padding = _graph.Integers(0, _config.PrefixTokens, 0, 0, 0, 0);
            var padded = _graph.Node("Pad", "embeddings.padded", ["embeddings.patches", padding]);
            var constant = cat([embeddings.MakePrefix(), embeddings.MakePatchPositions(_rows, _columns)], 1);
            return _graph.Node("Add", "embeddings", [padded, _graph.Weights("embeddings.constant", constant)]);
        }

        private void AddConvolution(string pixelValues, PatchEmbedding patches)
        {
            var weights = _graph.Weights("embeddings.projection.weight", patches.Weight);
            var bias = _graph.Weights("embeddings.projection.bias", patches.Bias);
            var patch = new long[] { _config.PatchHeight, _config.PatchWidth };
            var grid = _graph.Node(
                "Conv",
                "embeddings.projection",
                [pixelValues, weights, bias],
                Attribute("kernel_shape", patch),
                Attribute("strides", patch));
            var flat = _graph.Node("Reshape", "embeddings.flat", [grid, _graph.Integers(0, _config.HiddenSize, Patches)]);
            _graph.Node("Transpose", "embeddings.patches", [flat], Attribute("perm", 0, 2, 1));
        }

        private BlockValues AddBlock(EncoderBlock block, string name, string tokens, int rows)
        {
            var normalised = _graph.Norm($"{name}.norm_before", tokens, block.NormBefore);
            var residual = FirstRows($"{name}.residual", tokens, rows);
            var attention = rows == 1
                ? AttendAsClassToken(block.Attention, $"{name}.attention", normalised)
                : Attend(block.Attention, $"{name}.attention", FirstRows($"{name}.queries", normalised, rows), normalised);
            var projected = Linear($"{name}.attention.output", attention.Context, block.Attention.Output, rows);
            var attended = _graph.Node("Add", $"{name}.attended", [residual, Scale($"{name}.scale1", projected, block.AttentionScale)]);
            var hidden = Linear($"{name}.mlp.first", _graph.Norm($"{name}.norm_after", attended, block.NormAfter), block.Mlp.First, rows);
            var active = _graph.Activate($"{name}.mlp", hidden, block.Mlp.Activation, block.Mlp.Second.weight.shape[1]);
            var added = Scale($"{name}.scale2", Linear($"{name}.mlp.second", active, block.Mlp.Second, rows), block.MlpScale);
            return new BlockValues(block, name, attention, attended, hidden, _graph.Node("Add", name, [attended, added]), rows);
        }

        // Relevance goes back through the rows that the head reads with the very weights that they came by: those stay singles.
        private string Linear(string name, string input, Linear linear, int rows) => rows < Tokens && _options.Relevance
                ? _graph.PlainLinear(name, input, linear.weight, linear.bias)
                : _graph.Linear(name, input, linear.weight, linear.bias);

        private AttentionValues Attend(Attention attention, string name, string queries, string tokens)
        {
            var split = _graph.Integers(0, 0, _config.Heads, HeadSize);
            string Heads(string part, Linear linear, string input, params long[] order)
            {
                var projected = _graph.Linear($"{name}.{part}", input, linear.weight, linear.bias);
                var apart = _graph.Node("Reshape", $"{name}.{part}.split", [projected, split]);
                return _graph.Node("Transpose", $"{name}.{part}.heads", [apart], Attribute("perm", order));
            }

            var query = Heads("query", attention.Query, queries, 0, 2, 1, 3);
            var key = Heads("key", attention.Key, tokens, 0, 2, 3, 1);
            var value = Heads("value", attention.Value, tokens, 0, 2, 1, 3);

            // Scaling the queries is the same as scaling the scores, of which there are more.
            var scaled = _graph.Node("Mul", $"{name}.query.scaled", [query, _graph.Scalar((float)(1 / Math.Sqrt(HeadSize)))]);
            var scores = _graph.Node("MatMul", $"{name}.scores", [scaled, key]);
            var weights = _graph.Node("Softmax", $"{name}.weights", [scores], Attribute("axis", -1));
            var context = _graph.Node("MatMul", $"{name}.context", [weights, value]);
            var tokenwise = _graph.Node("Transpose", $"{name}.context.tokens", [context], Attribute("perm", 0, 2, 1, 3));
            var joined = _graph.Node("Reshape", $"{name}.context.joined", [tokenwise, _graph.Integers(0, 0, _config.HiddenSize)]);
            _attentions.Add(weights);
            var row = _graph.Node("Slice", $"{name}.row", [weights, _graph.Integers(0), _graph.Integers(1), _graph.Integers(2)]);
            return AddClassAttention(name, joined, _graph.Node("Squeeze", $"{name}.class", [row, _graph.Integers(2)]), value, null);
        }

        /// <summary>
        /// The attention of one token without keys and values of the others: q·(W_k x_j) = (W_k^T q)·x_j, and
        /// sum_j a_j (W_v x_j) = W_v (sum_j a_j x_j). The key's bias adds the same to every score, which the softmax takes away again.
        /// </summary>
        private AttentionValues AttendAsClassToken(Attention attention, string name, string tokens)
        {
            long[] shape = [_config.Heads, HeadSize, _config.HiddenSize];
            var row = FirstRows($"{name}.queries", tokens, 1);
            var query = _graph.Linear($"{name}.query", row, attention.Query.weight, attention.Query.bias);
            var split = _graph.Node("Reshape", $"{name}.query.heads", [query, _graph.Integers(0, _config.Heads, 1, HeadSize)]);
            var keys = _graph.Weights($"{name}.key.weight", attention.Key.weight.view(shape) / Math.Sqrt(HeadSize));
            var probe = _graph.Node("MatMul", $"{name}.probe", [split, keys]);
            var probes = _graph.Node("Reshape", $"{name}.probes", [probe, _graph.Integers(0, _config.Heads, _config.HiddenSize)]);
            var columns = _graph.Node("Transpose", $"{name}.columns", [tokens], Attribute("perm", 0, 2, 1));
            var scores = _graph.Node("MatMul", $"{name}.scores", [probes, columns]);
            var weights = _graph.Node("Softmax", $"{name}.weights", [scores], Attribute("axis", -1));
            var mixed = _graph.Node("MatMul", $"{name}.mixed", [weights, tokens]);
            var rows = _graph.Node("Unsqueeze", $"{name}.mixed.rows", [mixed, _graph.Integers(2)]);
            var values = _graph.Weights($"{name}.value.weight", attention.Value.weight.view(shape).transpose(1, 2));
            var context = _graph.Node("MatMul", $"{name}.context", [rows, values]);
            var joined = _graph.Node("Reshape", $"{name}.context.joined", [context, _graph.Integers(0, 1, _config.HiddenSize)]);
            if (attention.Value.bias is { } bias)
            {
                joined = _graph.Node("Add", $"{name}.context.biased", [joined, _graph.Weights($"{name}.value.bias", bias)]);
            }

            return AddClassAttention(name, joined, weights, null, columns);
        }

        // row: [B, heads, T] of the class token.
        private AttentionValues AddClassAttention(string name, string context, string row, string? values, string? columns)
        {
            string[] slice = [row, _graph.Integers(_config.PrefixTokens), _graph.Integers(Tokens), _graph.Integers(2)];
            var patches = _graph.Node("Slice", $"{name}.patches", slice);
            _classAttentions.Add(patches);
            return new AttentionValues(context, row, patches, values, columns);
        }

        private string AddRollout()
        {
            // Only the class row of the product is asked for, so a row goes through the blocks from the last to the first.
            using var identity = eye(Tokens).narrow(0, 0, 1);
            var flow = _graph.Weights("rollout.class", identity.reshape(1, 1, Tokens));
            for (var layer = _config.Layers - 1; layer >= 0; layer--)
            {
                var name = $"rollout.{layer}";
                var mean = layer == _config.Layers - 1
                    ? _graph.Node("ReduceMean", $"{name}.mean", [$"layer.{layer}.attention." + LastRowName, _graph.Integers(1)])
                    : Mix(name, flow, _attentions[layer]);
                var sum = _graph.Node("Add", $"{name}.sum", [mean, flow]);
                flow = _graph.Node("Mul", name, [sum, _graph.Scalar(0.5f)]);
            }

            string[] slice = [flow, _graph.Integers(_config.PrefixTokens), _graph.Integers(Tokens), _graph.Integers(2)];
            var patches = _graph.Node("Slice", "rollout.patches", slice);
            return _graph.Node("Squeeze", "rollout", [patches, _graph.Integers(1)]);
        }

        // The class row, [B, heads, T]: from the slice of the whole matrix, or as it was computed.
        private string LastRowName => LastRows == 1 ? "weights" : "class";

        // [B, 1, T] through every head of [B, heads, T, T], then the mean: a fraction of averaging the matrices first.
        private string Mix(string name, string flow, string attention)
        {
            var row = _graph.Node("Unsqueeze", $"{name}.row", [flow, _graph.Integers(1)]);
            var mixed = _graph.Node("MatMul", $"{name}.mixed", [row, attention]);
            return _graph.Node("ReduceMean", $"{name}.mean", [mixed, _graph.Integers(1)], Attribute("keepdims", 0L));
        }

        private string FirstRows(string name, string tokens, int rows) => rows == Tokens
                ? tokens
                : _graph.Node("Slice", name, [tokens, _graph.Integers(0), _graph.Integers(rows), _graph.Integers(1)]);

        private string Scale(string name, string input, LayerScale? scale) =>
            scale is null ? input : _graph.Node("Mul", name, [input, _graph.Weights($"{name}.factors", scale.Factors)]);
    }
}
