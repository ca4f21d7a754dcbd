using System.Collections.Generic;
using Saccade.Preprocessing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Saccade.Training.Model
{
    /// <summary>One block of the encoder, normalised first: attention and an MLP, each added to what it read.</summary>
    public sealed class EncoderBlock : NamedModule
    {
        private readonly Activation _activation;

        internal EncoderBlock(ModelConfig config)
            : base(nameof(EncoderBlock))
        {
            _activation = Activations.Parse(config.Activation);
            NormBefore = LayerNorm(config.HiddenSize, config.LayerNormEpsilon);
            Attention = new Attention(config);
            NormAfter = LayerNorm(config.HiddenSize, config.LayerNormEpsilon);
            Intermediate = Linear(config.HiddenSize, config.IntermediateSize);
            Output = Linear(config.IntermediateSize, config.HiddenSize);
            register_module("layernorm_before", NormBefore);
            register_module("attention", Attention);
            register_module("layernorm_after", NormAfter);
            register_module("intermediate", new ModuleGroup(("dense", Intermediate)));
            register_module("output", new ModuleGroup(("dense", Output)));
        }

        /// <summary>The layer norm before the attention.</summary>
        public LayerNorm NormBefore { get; }

        /// <summary>The attention.</summary>
        public Attention Attention { get; }

        /// <summary>The layer norm after the attention, before the MLP.</summary>
        public LayerNorm NormAfter { get; }

        /// <summary>The MLP's first layer, [M, D].</summary>
        public Linear Intermediate { get; }

        /// <summary>The MLP's second layer, [D, M].</summary>
        public Linear Output { get; }

        /// <summary>Runs the block on all tokens.</summary>
        /// <param name="tokens">[B, T, D].</param>
        /// <returns>[B, T, D].</returns>
        public override Tensor forward(Tensor tokens)
        {
            return Run(tokens, classTokenOnly: false, null);
        }

        /// <summary>Runs the block.</summary>
        /// <param name="tokens">[B, T, D].</param>
        /// <param name="classTokenOnly">
        /// Whether to compute the class token alone. It still attends to every token, so its value is the same; in the last
        /// block, where nothing reads the other tokens, that saves most of the work.
        /// </param>
        /// <param name="weights">Receives the attention weights, or null to not compute them apart.</param>
        /// <returns>[B, T, D], or [B, 1, D] of the class token.</returns>
        internal Tensor Run(Tensor tokens, bool classTokenOnly, ICollection<Tensor>? weights)
        {
            using var scope = NewDisposeScope();
            var normalised = NormBefore.call(tokens);
            var (residual, queries) = classTokenOnly ? (tokens.narrow(1, 0, 1), normalised.narrow(1, 0, 1)) : (tokens, normalised);
            var own = weights is null ? null : new List<Tensor>();
            var attended = residual + Attention.Attend(queries, normalised, own);
            if (own is not null)
            {
                own.ForEach(weight => weights!.Add(weight.MoveToOuterDisposeScope()));
            }

            var hidden = _activation.Apply(Intermediate.call(NormAfter.call(attended)));
            return (attended + Output.call(hidden)).MoveToOuterDisposeScope();
        }
    }
}
