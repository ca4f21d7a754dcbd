using Saccade.Preprocessing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Saccade.Training.Model
{
    /// <summary>A picture's first tokens: the class token, then its patches, each with the embedding of its position.</summary>
    public sealed class Embeddings : NamedModule
    {
        private readonly ModelConfig _config;
        private readonly Parameter _classToken;
        private readonly Parameter _positions;

        internal Embeddings(ModelConfig config)
            : base(nameof(Embeddings))
        {
            _config = config;
            _classToken = Parameter(zeros(1, 1, config.HiddenSize));
            _positions = Parameter(zeros(1, config.Patches + 1, config.HiddenSize));
            Patches = new PatchEmbedding(config);
            register_parameter("cls_token", _classToken);
            register_parameter("position_embeddings", _positions);
            register_module("patch_embeddings", Patches);
        }

        /// <summary>The class token, [1, 1, D].</summary>
        public Parameter ClassToken => _classToken;

        /// <summary>The position embeddings, [1, 1 + N, D], the class token's first.</summary>
        public Parameter Positions => _positions;

        /// <summary>The patch embedding.</summary>
        public PatchEmbedding Patches { get; }

        /// <summary>Embeds pictures.</summary>
        /// <param name="pixelValues">[B, 3, H, W]; for another size than the configuration's the positions are interpolated.</param>
        /// <returns>Tokens, [B, 1 + N, D].</returns>
        public override Tensor forward(Tensor pixelValues)
        {
            using var scope = NewDisposeScope();
            var patches = Patches.call(pixelValues);
            var classTokens = _classToken.expand(pixelValues.shape[0], -1, -1);
            var positions = InterpolatePositions(pixelValues.shape[2] / _config.PatchHeight, pixelValues.shape[3] / _config.PatchWidth);
            return (cat([classTokens, patches], 1) + positions).MoveToOuterDisposeScope();
        }

        /// <summary>
        /// Fits the position embeddings to another grid of patches: bicubic, corners not aligned, as transformers does it.
        /// </summary>
        /// <param name="rows">Rows of the grid.</param>
        /// <param name="columns">Columns of the grid.</param>
        /// <returns>[1, 1 + rows·columns, D]; the embeddings themselves when the grid is the configuration's.</returns>
        public Tensor InterpolatePositions(long rows, long columns)
        {
            if (rows == _config.GridHeight && columns == _config.GridWidth)
            {
                return _positions;
            }

            var width = _config.HiddenSize;
            var grid = _positions
                .narrow(1, 1, _config.Patches)
                .reshape(1, _config.GridHeight, _config.GridWidth, width)
                .permute(0, 3, 1, 2);
            var resized = functional.interpolate(grid, [rows, columns], mode: InterpolationMode.Bicubic, align_corners: false);
            return cat([_positions.narrow(1, 0, 1), resized.permute(0, 2, 3, 1).reshape(1, rows * columns, width)], 1);
        }
    }
}
