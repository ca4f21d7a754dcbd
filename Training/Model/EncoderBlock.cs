using System.Collections.Generic;
using Saccade.Models.Families;
using Saccade.Preprocessing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Saccade.Training.Model
{
    /// <summary>One block of the encoder, normalised first: attention and an MLP, each added to what it read.</summary>
    public sealed class EncoderBlock : NamedModule
    {
        internal EncoderBlock(ModelConfig config, Device? device)
            : base(nameof(EncoderBlock))
        {
            NormBefore = LayerNorm(config.HiddenSize, config.LayerNormEpsilon, device: device);
            Attention = new Attention(config, device);
            NormAfter = LayerNorm(config.HiddenSize, config.LayerNormEpsilon, device: device);
            Mlp = new Mlp(config, device);
            var names = config.Vit.Block;
            if (names.HasLayerScale)
            {
                AttentionScale = new LayerScale(config, device);
                MlpScale = new LayerScale(config, device);
            }

            Register(
                (names.NormBefore, NormBefore),
                (PlainVitNames.Attention, Attention),
                (names.AttentionScale, AttentionScale),
                (names.NormAfter, NormAfter),
                (names.MlpFirst, Mlp.First),
                (names.MlpSecond, Mlp.Second),
                (names.MlpScale, MlpScale));
        }

        /// <summary>The layer norm before the attention.</summary>
        public LayerNorm NormBefore { get; }

        /// <summary>The attention.</summary>
        public Attention Attention { get; }

        /// <summary>Scales what the attention adds; null where the family has no layer scale.</summary>
        public LayerScale? AttentionScale { get; }

        /// <summary>The layer norm after the attention, before the MLP.</summary>
        public LayerNorm NormAfter { get; }

        /// <summary>The MLP.</summary>
        public Mlp Mlp { get; }

        /// <summary>Scales what the MLP adds; null where the family has no layer scale.</summary>
        public LayerScale? MlpScale { get; }

        /// <summary>How often training skips what the attention adds to a picture's tokens, and what the MLP adds; 0 for never.</summary>
        internal double SkipRate { get; set; }

        /// <summary>Runs the block on all tokens.</summary>
        /// <param name="tokens">[B, T, D].</param>
        /// <returns>[B, T, D].</returns>
        public override Tensor forward(Tensor tokens) => Run(tokens, tokens.shape[1], null);

        /// <summary>Runs the block.</summary>
        /// <param name="tokens">[B, T, D].</param>
        /// <param name="rows">
        /// How many tokens to compute, the first ones. They still attend to every token, so their values are the same; in the
        /// last block, where the head reads the class token alone, that saves most of the work.
        /// </param>
        /// <param name="weights">Receives the attention weights, [B, heads, rows, T], or null to not compute them apart.</param>
        /// <returns>[B, rows, D].</returns>
        internal Tensor Run(Tensor tokens, long rows, ICollection<Tensor>? weights)
        {
            using var scope = NewDisposeScope();
            var normalised = NormBefore.call(tokens);
            var own = weights is null ? null : new List<Tensor>();
            var context = Attention.Attend(normalised.narrow(1, 0, rows), normalised, own);
            own?.ForEach(weight => weights!.Add(weight.MoveToOuterDisposeScope()));
            var attended = tokens.narrow(1, 0, rows) + Skip(AttentionScale?.call(context) ?? context);
            var hidden = Mlp.Run(NormAfter.call(attended));
            return (attended + Skip(MlpScale?.call(hidden) ?? hidden)).MoveToOuterDisposeScope();
        }

        // Whole pictures are skipped; the others' share grows so that the sum keeps its expectation.
        private Tensor Skip(Tensor added)
        {
            if (SkipRate == 0 || !training)
            {
                return added;
            }

            var kept = rand(added.shape[0], 1, 1, device: added.device).ge(SkipRate).to_type(added.dtype);
            return added * kept / (1 - SkipRate);
        }
    }
}
