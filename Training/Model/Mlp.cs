using Saccade.Preprocessing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Saccade.Training.Model
{
    /// <summary>A block's MLP: two linear layers with an activation in between, on every token by itself.</summary>
    /// <remarks>Not a module: the families register its layers under different names.</remarks>
    public sealed class Mlp
    {
        internal Mlp(ModelConfig config, Device? device)
        {
            Activation = Activations.Of(config);
            First = Linear(config.HiddenSize, config.IntermediateSize * Activation.Fan(), device: device);
            Second = Linear(config.IntermediateSize, config.HiddenSize, device: device);
        }

        /// <summary>What happens between the layers.</summary>
        public Activation Activation { get; }

        /// <summary>The first layer, [M, D]; [2·M, D] with <see cref="Activation.SwiGlu"/>.</summary>
        public Linear First { get; }

        /// <summary>The second layer, [D, M].</summary>
        public Linear Second { get; }

        internal Tensor Run(Tensor tokens)
        {
            using var scope = NewDisposeScope();
            return Second.call(Activation.Apply(First.call(tokens))).MoveToOuterDisposeScope();
        }
    }
}
