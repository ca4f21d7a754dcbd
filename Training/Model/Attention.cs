using System;
using System.Collections.Generic;
using Saccade.Models.Families;
using Saccade.Preprocessing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Saccade.Training.Model
{
    /// <summary>Multi-head scaled dot-product attention that can hand out its weights.</summary>
    public sealed class Attention : NamedModule
    {
        private readonly int _heads;
        private readonly int _headSize;

        internal Attention(ModelConfig config, Device? device)
            : base(nameof(Attention))
        {
            _heads = config.Heads;
            _headSize = config.HiddenSize / config.Heads;
            Query = Linear(config.HiddenSize, config.HiddenSize, config.QkvBias, device);
            Key = Linear(config.HiddenSize, config.HiddenSize, config.QkvBias, device);
            Value = Linear(config.HiddenSize, config.HiddenSize, config.QkvBias, device);
            Output = Linear(config.HiddenSize, config.HiddenSize, device: device);
            Register(
                (PlainVitNames.Query, Query),
                (PlainVitNames.Key, Key),
                (PlainVitNames.Value, Value),
                (PlainVitNames.AttentionOutput, Output));
        }

        /// <summary>The query projection, [D, D].</summary>
        public Linear Query { get; }

        /// <summary>The key projection, [D, D].</summary>
        public Linear Key { get; }

        /// <summary>The value projection, [D, D].</summary>
        public Linear Value { get; }

        /// <summary>The projection of the joined heads, [D, D].</summary>
        public Linear Output { get; }

        /// <summary>Lets every token attend to every token.</summary>
        /// <param name="tokens">[B, T, D].</param>
        /// <returns>[B, T, D].</returns>
        public override Tensor forward(Tensor tokens) => Attend(tokens, tokens, null);

        /// <summary>Lets some tokens attend to all tokens.</summary>
        /// <param name="queries">The tokens that look, [B, Q, D].</param>
        /// <param name="tokens">The tokens looked at, [B, T, D].</param>
        /// <param name="weights">
        /// Receives the attention weights, [B, heads, Q, T], whose rows sum to one; null to not compute them apart.
        /// </param>
        /// <returns>[B, Q, D].</returns>
        internal Tensor Attend(Tensor queries, Tensor tokens, ICollection<Tensor>? weights)
        {
            using var scope = NewDisposeScope();
            var query = SplitHeads(Query.call(queries));
            var key = SplitHeads(Key.call(tokens));
            var value = SplitHeads(Value.call(tokens));
            Tensor context;
            if (weights is null)
            {
                // The fused kernel never writes the weights to memory, so it serves only when nobody asks for them.
                context = functional.scaled_dot_product_attention(query, key, value);
            }
            else
            {
                var attention = functional.softmax(query.matmul(key.transpose(-2, -1)) * (1 / Math.Sqrt(_headSize)), -1);
                context = attention.matmul(value);
                weights.Add(attention.MoveToOuterDisposeScope());
            }

            var joined = context.transpose(1, 2).reshape(queries.shape[0], queries.shape[1], _heads * _headSize);
            return Output.call(joined).MoveToOuterDisposeScope();
        }

        private Tensor SplitHeads(Tensor tokens) => tokens.view(tokens.shape[0], tokens.shape[1], _heads, _headSize).transpose(1, 2);
    }
}
