using System.Collections.Generic;
using System.Linq;
using Saccade.Models.Families;
using Saccade.Preprocessing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Saccade.Training.Model
{
    /// <summary>The backbone: embeddings, encoder, final layer norm (Dosovitskiy et al., "An Image is Worth 16x16 Words").</summary>
    public sealed class VisionTransformer : NamedModule
    {
        private readonly ModelConfig _config;

        internal VisionTransformer(ModelConfig config, Device? device)
            : base(nameof(VisionTransformer))
        {
            _config = config;
            Embeddings = new Embeddings(config, device);
            Blocks = Enumerable.Range(0, config.Layers).Select(_ => new EncoderBlock(config, device)).ToArray();
            Norm = LayerNorm(config.HiddenSize, config.LayerNormEpsilon, device: device);
            Register(
                (PlainVitNames.Embeddings, Embeddings),
                (PlainVitNames.Layers, ModuleList(Blocks.ToArray())),
                (PlainVitNames.FinalNorm, Norm));
        }

        /// <summary>Pictures to tokens.</summary>
        public Embeddings Embeddings { get; }

        /// <summary>The encoder's blocks, in the order that the tokens pass them.</summary>
        public IReadOnlyList<EncoderBlock> Blocks { get; }

        /// <summary>The final layer norm.</summary>
        public LayerNorm Norm { get; }

        /// <summary>Computes the features, all that a head reads.</summary>
        /// <param name="pixelValues">[B, 3, H, W].</param>
        /// <returns>
        /// [B, F]: what one head reads behind what the other does. That is the final state of a token, D numbers, and where the family's
        /// head reads the mean of the patch tokens too, that behind it.
        /// </returns>
        public override Tensor forward(Tensor pixelValues)
        {
            using var scope = NewDisposeScope();
            var tokens = Embeddings.call(pixelValues);
            foreach (var block in Blocks.SkipLast(1))
            {
                tokens = block.call(tokens);
            }

            var rows = _config.Vit.TokensRead == 0 ? tokens.shape[1] : _config.Vit.TokensRead;
            var read = Blocks[^1].Run(tokens, rows, null);
            return ReadFeatures(Norm.call(read)).MoveToOuterDisposeScope();
        }

        /// <summary>Computes every token's final state and keeps what lies on the way.</summary>
        /// <param name="pixelValues">[B, 3, H, W].</param>
        /// <param name="hiddenStates">
        /// Receives layers + 1 tensors [B, T, D]: the embeddings, then every block's output, before the final layer norm.
        /// </param>
        /// <param name="attentions">Receives each block's attention weights, [B, heads, T, T].</param>
        /// <returns>The tokens after the final layer norm, [B, T, D].</returns>
        internal Tensor Trace(Tensor pixelValues, ICollection<Tensor> hiddenStates, ICollection<Tensor> attentions)
        {
            var tokens = Embeddings.call(pixelValues);
            hiddenStates.Add(tokens);
            foreach (var block in Blocks)
            {
                tokens = block.Run(tokens, tokens.shape[1], attentions);
                hiddenStates.Add(tokens);
            }

            return Norm.call(tokens);
        }

        /// <summary>What the heads read of the final states.</summary>
        /// <param name="tokens">[B, T, D] after the final layer norm; the first tokens suffice where no head reads others.</param>
        /// <returns>[B, F].</returns>
        internal Tensor ReadFeatures(Tensor tokens)
        {
            using var scope = NewDisposeScope();
            var features = new List<Tensor>();
            foreach (var head in _config.Vit.ClassHeads)
            {
                features.Add(tokens.select(1, head.Token));
                if (head.ReadsMeanPatch)
                {
                    features.Add(tokens.narrow(1, _config.PrefixTokens, tokens.shape[1] - _config.PrefixTokens).mean([1]));
                }
            }

            return (features.Count == 1 ? features[0] : cat(features, 1)).MoveToOuterDisposeScope();
        }
    }
}
