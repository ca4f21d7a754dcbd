using Saccade.Models.Families;
using Saccade.Preprocessing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Saccade.Training.Model
{
    /// <summary>Cuts a picture into patches and projects each to a token.</summary>
    /// <remarks>
    /// A convolution whose stride is its kernel is a linear layer over flattened patches: the kernel [D, 3, P, P] and the linear
    /// weight [D, 3·P·P] are the same memory. Patch n is row-major over the grid; inside of it come channel, row, column.
    /// The 640 x 640 picture with patches of 160 has 4 x 4 = 16 patches of 3·160·160 = 76,800 numbers each; with D = 32 they become
    /// 16 tokens of 32 numbers, and with the class token there are 17.
    /// </remarks>
    public sealed class PatchEmbedding : NamedModule
    {
        private readonly long _patchHeight;
        private readonly long _patchWidth;
        private readonly Conv2d _projection;

        internal PatchEmbedding(ModelConfig config, Device? device)
            : base(nameof(PatchEmbedding))
        {
            (_patchHeight, _patchWidth) = (config.PatchHeight, config.PatchWidth);
            var patch = (_patchHeight, _patchWidth);
            _projection = Conv2d(config.Channels, config.HiddenSize, patch, stride: patch, device: device);
            Register((PlainVitNames.Projection, _projection));
        }

        /// <summary>The kernel, [D, 3, P, P].</summary>
        public Parameter Weight => _projection.weight;

        /// <summary>The bias, [D].</summary>
        public Parameter Bias => _projection.bias!;

        /// <summary>Embeds pictures.</summary>
        /// <param name="pixelValues">[B, 3, H, W], sides divisible by the patch's.</param>
        /// <returns>Tokens, [B, N, D].</returns>
        public override Tensor forward(Tensor pixelValues)
        {
            using var scope = NewDisposeScope();
            return ForwardPatches(Flatten(pixelValues)).MoveToOuterDisposeScope();
        }

        /// <summary>Embeds pictures as a convolution, the way the reference implementations do it.</summary>
        /// <param name="pixelValues">[B, 3, H, W], sides divisible by the patch's.</param>
        /// <returns>Tokens, [B, N, D], equal to <see cref="forward"/> up to rounding.</returns>
        public Tensor Convolve(Tensor pixelValues)
        {
            using var scope = NewDisposeScope();
            return _projection.call(pixelValues).flatten(2).transpose(1, 2).MoveToOuterDisposeScope();
        }

        /// <summary>Embeds patches that are flattened already, as the running scene's encode writes them.</summary>
        /// <param name="patches">[B, N, 3·P·P], see <see cref="Flatten"/>.</param>
        /// <returns>Tokens, [B, N, D].</returns>
        public Tensor ForwardPatches(Tensor patches)
        {
            using var weight = Weight.flatten(1);
            return functional.linear(patches, weight, Bias);
        }

        /// <summary>Cuts pictures into flattened patches.</summary>
        /// <param name="pixelValues">[B, 3, H, W], sides divisible by the patch's.</param>
        /// <returns>[B, N, 3·P·P].</returns>
        public Tensor Flatten(Tensor pixelValues) => Cut(pixelValues, _patchHeight, _patchWidth);

        /// <summary>Does what <see cref="Flatten"/> does, for patches of any size.</summary>
        internal static Tensor Cut(Tensor pixelValues, long patchHeight, long patchWidth)
        {
            var (batch, channels) = (pixelValues.shape[0], pixelValues.shape[1]);
            var (rows, columns) = (pixelValues.shape[2] / patchHeight, pixelValues.shape[3] / patchWidth);
            using var scope = NewDisposeScope();
            return pixelValues
                .view(batch, channels, rows, patchHeight, columns, patchWidth)
                .permute(0, 2, 4, 1, 3, 5)
                .reshape(batch, rows * columns, channels * patchHeight * patchWidth)
                .MoveToOuterDisposeScope();
        }
    }
}
