using System.Linq;
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

        /// <summary>Registers the modules that there are under paths of one or two names, in their order.</summary>
        private protected void Register(params (string? Path, Module? Module)[] members)
        {
            var present = members.Where(member => member.Module is not null)
                .Select(member => (Path: member.Path!.Split('.'), Module: member.Module!));
            foreach (var group in present.GroupBy(member => member.Path[0]))
            {
                var inner = group.Where(member => member.Path.Length > 1).Select(member => (member.Path[1], member.Module)).ToArray();
                register_module(group.Key, inner.Length == 0 ? group.Single().Module : new ModuleGroup(inner));
            }
        }

        /// <summary>Does nothing: TorchSharp would register every field a second time, under the field's name.</summary>
        protected sealed override void RegisterComponents()
        {
        }
    }
}
