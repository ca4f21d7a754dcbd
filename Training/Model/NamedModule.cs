using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Saccade.Training.Model
{
    /// <summary>A module whose parameters have exactly the names they are registered under: a checkpoint's.</summary>
    public abstract class NamedModule : Module<Tensor, Tensor>
    {
        private protected NamedModule(string name)
            : base(name)
        {
        }

        /// <summary>Does nothing: TorchSharp would register every field a second time, under the field's name.</summary>
        protected sealed override void RegisterComponents()
        {
        }
    }
}
