using System.Collections.Generic;
using System.Linq;
using Saccade.Preprocessing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Saccade.Training.Model
{
    /// <summary>The backbone: embeddings, encoder, final layer norm (Dosovitskiy et al., "An Image is Worth 16x16 Words").</summary>
    public sealed class VisionTransformer : NamedModule
    {
        internal VisionTransformer(ModelConfig config)
            : base(nameof(VisionTransformer))
        {
            Embeddings = new Embeddings(config);
            Blocks = Enumerable.Range(0, config.Layers).Select(_ => new EncoderBlock(config)).ToArray();
            Norm = LayerNorm(config.HiddenSize, config.LayerNormEpsilon);
            register_module("embeddings", Embeddings);
            register_module("encoder", new ModuleGroup(("layer", ModuleList(Blocks.ToArray()))));
            register_module("layernorm", Norm);
        }

        /// <summary>Pictures to tokens.</summary>
        public Embeddings Embeddings { get; }

        /// <summary>The encoder's blocks, in the order that the tokens pass them.</summary>
        public IReadOnlyList<EncoderBlock> Blocks { get; }

        /// <summary>The final layer norm.</summary>
        public LayerNorm Norm { get; }

        /// <summary>Computes the class token's final state, all that a classifier reads.</summary>
        /// <param name="pixelValues">[B, 3, H, W].</param>
        /// <returns>[B, D].</returns>
        public override Tensor forward(Tensor pixelValues)
        {
            using var scope = NewDisposeScope();
            var tokens = Embeddings.call(pixelValues);
            foreach (var block in Blocks.SkipLast(1))
            {
                tokens = block.call(tokens);
            }

            var classToken = Blocks[^1].Run(tokens, classTokenOnly: true, null);
            return Norm.call(classToken).squeeze(1).MoveToOuterDisposeScope();
        }

        /// <summary>Computes every token's final state and keeps what lies on the way.</summary>
        /// <param name="pixelValues">[B, 3, H, W].</param>
        /// <param name="hiddenStates">
        /// Receives layers + 1 tensors [B, 1 + N, D]: the embeddings, then every block's output, before the final layer norm.
        /// </param>
        /// <param name="attentions">Receives each block's attention weights, [B, heads, 1 + N, 1 + N].</param>
        /// <returns>The tokens after the final layer norm, [B, 1 + N, D].</returns>
        internal Tensor Trace(Tensor pixelValues, ICollection<Tensor> hiddenStates, ICollection<Tensor> attentions)
        {
            var tokens = Embeddings.call(pixelValues);
            hiddenStates.Add(tokens);
            foreach (var block in Blocks)
            {
                tokens = block.Run(tokens, classTokenOnly: false, attentions);
                hiddenStates.Add(tokens);
            }

            return Norm.call(tokens);
        }
    }
}
