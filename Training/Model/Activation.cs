using System;
using Saccade.Preprocessing;
using static TorchSharp.torch;

namespace Saccade.Training.Model
{
    /// <summary>What happens between the two layers of a block's MLP.</summary>
    public enum Activation
    {
        /// <summary>x·Φ(x) with the exact error function.</summary>
        Gelu,

        /// <summary>The tanh approximation of <see cref="Gelu"/>; the two differ by up to 5e-4.</summary>
        GeluTanh,

        /// <summary>SiLU of the first half times the second half (Shazeer, "GLU Variants Improve Transformer").</summary>
        SwiGlu,
    }

    internal static class Activations
    {
        internal static Activation Of(ModelConfig config) => config.GatedMlp
                ? Activation.SwiGlu
                : config.Activation switch
                {
                    "gelu" or "gelu_python" => Activation.Gelu,
                    "gelu_new" or "gelu_pytorch_tanh" or "gelu_fast" => Activation.GeluTanh,
                    _ => throw new ModelFileException(
                        $"config.json: hidden_act is '{config.Activation}'; expected gelu or gelu_pytorch_tanh. "
                        + "Choose a checkpoint with one of these."),
                };

        /// <summary>How many numbers the first layer has to give for each one that the second layer takes.</summary>
        internal static int Fan(this Activation activation) => activation == Activation.SwiGlu ? 2 : 1;

        internal static Tensor Apply(this Activation activation, Tensor x)
        {
            switch (activation)
            {
                case Activation.Gelu:
                    return nn.functional.gelu(x);
                case Activation.GeluTanh:
                    return nn.functional.gelu(x, TorchSharp.Modules.GELU.Approximate.tanh);
                case Activation.SwiGlu:
                    using (var scope = NewDisposeScope())
                    {
                        var halves = x.chunk(2, -1);
                        return (nn.functional.silu(halves[0]) * halves[1]).MoveToOuterDisposeScope();
                    }

                default:
                    throw new ArgumentOutOfRangeException(nameof(activation), activation, "Expected a known activation.");
            }
        }
    }
}
