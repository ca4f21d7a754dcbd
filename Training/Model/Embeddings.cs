using System.Collections.Generic;
using Saccade.Preprocessing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Saccade.Training.Model
{
    /// <summary>
    /// A picture's first tokens: the class token, the distillation token or the registers where the family has them, then the
    /// patches; all but the registers carry the embedding of their position.
    /// </summary>
    public sealed class Embeddings : NamedModule
    {
        private readonly ModelConfig _config;
        private readonly Parameter _classToken;
        private readonly Parameter? _distillationToken;
        private readonly Parameter? _registers;
        private readonly Parameter _positions;

        internal Embeddings(ModelConfig config, Device? device)
            : base(nameof(Embeddings))
        {
            _config = config;
            Parameter Zeros(string name, long tokens)
            {
                var parameter = Parameter(zeros(1, tokens, config.HiddenSize, device: device));
                register_parameter(name, parameter);
                return parameter;
            }

            _classToken = Zeros("cls_token", 1);
            _distillationToken = config.Family == ModelFamily.DeiT ? Zeros("distillation_token", 1) : null;
            _registers = config.Registers > 0 ? Zeros("register_tokens", config.Registers) : null;
            _positions = Zeros("position_embeddings", config.PrefixTokens - config.Registers + config.Patches);
            Patches = new PatchEmbedding(config, device);
            register_module("patch_embeddings", Patches);
        }

        /// <summary>The class token, [1, 1, D].</summary>
        public Parameter ClassToken => _classToken;

        /// <summary>DeiT's distillation token, [1, 1, D]; null for other families.</summary>
        public Parameter? DistillationToken => _distillationToken;

        /// <summary>The register tokens, [1, R, D]; null where there are none.</summary>
        public Parameter? Registers => _registers;

        /// <summary>
        /// The position embeddings, [1, 1 + N, D], the class token's first; with a distillation token [1, 2 + N, D], its own second.
        /// </summary>
        public Parameter Positions => _positions;

        /// <summary>The patch embedding.</summary>
        public PatchEmbedding Patches { get; }

        private long PositionedTokens => _positions.shape[1] - _config.Patches;

        /// <summary>Embeds pictures.</summary>
        /// <param name="pixelValues">
        /// [B, 3, H, W], sides divisible by the patch's; for another size than the configuration's the positions are interpolated.
        /// </param>
        /// <returns>Tokens, [B, T, D] with T = prefix + N: 17 for the 16 patches of the worked example.</returns>
        public override Tensor forward(Tensor pixelValues)
        {
            using var scope = NewDisposeScope();
            var patches = Patches.call(pixelValues);
            var prefix = MakePrefix().expand(pixelValues.shape[0], -1, -1);
            var positions = MakePatchPositions(pixelValues.shape[2] / _config.PatchHeight, pixelValues.shape[3] / _config.PatchWidth);
            return cat([prefix, patches + positions], 1).MoveToOuterDisposeScope();
        }

        /// <summary>The tokens before the first patch, the same for every picture: their positions are added already.</summary>
        /// <returns>[1, prefix, D].</returns>
        internal Tensor MakePrefix()
        {
            using var scope = NewDisposeScope();
            var positioned = new List<Tensor> { _classToken };
            if (_distillationToken is not null)
            {
                positioned.Add(_distillationToken);
            }

            var prefix = cat(positioned, 1) + _positions.narrow(1, 0, PositionedTokens);
            return (_registers is null ? prefix : cat([prefix, _registers], 1)).MoveToOuterDisposeScope();
        }

        /// <summary>
        /// The positions of the patches, fitted to another grid where that differs: bicubic, corners not aligned, without antialias
        /// but for DINOv2 with registers, as transformers does it for each family.
        /// </summary>
        /// <param name="rows">Rows of the grid.</param>
        /// <param name="columns">Columns of the grid.</param>
        /// <returns>[1, rows·columns, D].</returns>
        internal Tensor MakePatchPositions(long rows, long columns)
        {
            using var scope = NewDisposeScope();
            var patches = _positions.narrow(1, PositionedTokens, _config.Patches);
            if (rows == _config.GridHeight && columns == _config.GridWidth)
            {
                return patches.MoveToOuterDisposeScope();
            }

            var grid = patches.reshape(1, _config.GridHeight, _config.GridWidth, _config.HiddenSize).permute(0, 3, 1, 2);
            var resized = _config.Family == ModelFamily.Dinov2WithRegisters
                ? AntialiasedResize.Apply(grid, rows, columns)
                : functional.interpolate(grid, [rows, columns], mode: InterpolationMode.Bicubic, align_corners: false);
            return resized.permute(0, 2, 3, 1).reshape(1, rows * columns, _config.HiddenSize).MoveToOuterDisposeScope();
        }
    }
}
