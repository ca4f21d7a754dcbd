using System.Collections.Generic;
using System.Linq;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export;
using Saccade.Training.Folder;
using static TorchSharp.torch;

namespace Saccade.Training.Inference
{
    /// <summary>TorchSharp.</summary>
    internal sealed class TorchOutputs(PretrainedModel model) : IModelOutputs
    {
        public Dictionary<string, TensorValues> Compute(Tensor pixelValues, IReadOnlyCollection<string> names)
        {
            using var frozen = no_grad();
            using var scope = NewDisposeScope();
            var values = new ReferenceValues(model.Model, pixelValues);
            return names
                .Select(name => (name, value: values.Find(name)))
                .Where(output => output.value is not null)
                .ToDictionary(output => output.name, output => new TensorValues(Checkpoint.ReadSingles(output.value!), output.value!.shape));
        }

        public void Dispose()
        {
        }
    }
}
