using static TorchSharp.torch.nn;

namespace Saccade.Training.Model
{
    /// <summary>Does nothing but give its modules a common first part of their parameters' names, as a checkpoint has it.</summary>
    internal sealed class ModuleGroup : Module
    {
        internal ModuleGroup(params (string Name, Module Module)[] members)
            : base(nameof(ModuleGroup))
        {
            foreach (var (name, module) in members)
            {
                register_module(name, module);
            }
        }
    }
}
