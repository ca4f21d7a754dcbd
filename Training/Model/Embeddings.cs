using System.Collections.Generic;
using System.Linq;
using Saccade.Models.Families;
using Saccade.Preprocessing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Saccade.Training.Model
{
    /// <summary>
    /// A picture's first tokens: the class token and what the family has beside it, then the patches; all but registers carry the
    /// embedding of their position.
    /// </summary>
    public sealed class Embeddings : NamedModule
    {
        private readonly ModelConfig _config;
        private readonly (PrefixToken Token, Parameter Parameter)[] _prefix;
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

            _prefix = config.Vit.PrefixTokens.Select(token => (token, Zeros(token.Name, token.Count))).ToArray();
            _positions = Zeros(PlainVitNames.Positions, config.Vit.PositionedPrefixLength + config.Patches);
            Patches = new PatchEmbedding(config, device);
            Register((PlainVitNames.PatchEmbeddings, Patches));
        }

        /// <summary>The tokens before the patches, the class token's [1, 1, D] first.</summary>
        public IEnumerable<Parameter> PrefixTokens => _prefix.Select(prefix => prefix.Parameter);

        /// <summary>
        /// The position embeddings, [1, P + N, D] for the P tokens before the patches that carry one; the class token's comes first.
        /// </summary>
        public Parameter Positions => _positions;

        /// <summary>The patch embedding.</summary>
        public PatchEmbedding Patches { get; }

        private long PositionedTokens => _config.Vit.PositionedPrefixLength;

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
            var tokens = new List<Tensor>();
            var position = 0;
            foreach (var (token, parameter) in _prefix)
            {
                tokens.Add(token.HasPosition ? parameter + _positions.narrow(1, position, token.Count) : parameter);
                position += token.HasPosition ? token.Count : 0;
            }

            return cat(tokens, 1).MoveToOuterDisposeScope();
        }

        /// <summary>All positions for another grid: those before the patches as they are, the patches' fitted to it.</summary>
        /// <param name="rows">Rows of the grid.</param>
        /// <param name="columns">Columns of the grid.</param>
        /// <returns>[1, P + rows·columns, D].</returns>
        internal Tensor MakePositions(long rows, long columns)
        {
            using var scope = NewDisposeScope();
            var prefix = _positions.narrow(1, 0, PositionedTokens);
            return cat([prefix, MakePatchPositions(rows, columns)], 1).MoveToOuterDisposeScope();
        }

        /// <summary>
        /// The positions of the patches, fitted to another grid where that differs: bicubic, corners not aligned, with antialias
        /// where transformers has it for the family.
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
            var resized = _config.Vit.AntialiasesPositions
                ? AntialiasedResize.Apply(grid, rows, columns)
                : functional.interpolate(grid, [rows, columns], mode: InterpolationMode.Bicubic, align_corners: false);
            return resized.permute(0, 2, 3, 1).reshape(1, rows * columns, _config.HiddenSize).MoveToOuterDisposeScope();
        }
    }
}
