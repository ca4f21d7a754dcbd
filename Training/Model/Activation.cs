using System;
using Saccade.Preprocessing;
using static TorchSharp.torch;

namespace Saccade.Training.Model
{
    /// <summary>The activation between the two layers of a block's MLP.</summary>
    public enum Activation
    {
        /// <summary>x·Φ(x) with the exact error function.</summary>
        Gelu,

        /// <summary>The tanh approximation of <see cref="Gelu"/>; the two differ by up to 5e-4.</summary>
        GeluTanh,
    }

    internal static class Activations
    {
        internal static Activation Parse(string name)
        {
            return name switch
            {
                "gelu" or "gelu_python" => Activation.Gelu,
                "gelu_new" or "gelu_pytorch_tanh" or "gelu_fast" => Activation.GeluTanh,
                _ => throw new ModelFileException(
                    $"config.json: hidden_act is '{name}'; expected gelu or gelu_pytorch_tanh. Choose a checkpoint with one of these."),
            };
        }

        internal static Tensor Apply(this Activation activation, Tensor x)
        {
            return activation switch
            {
                Activation.Gelu => nn.functional.gelu(x),
                Activation.GeluTanh => nn.functional.gelu(x, TorchSharp.Modules.GELU.Approximate.tanh),
                _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Expected a known activation."),
            };
        }
    }
}
