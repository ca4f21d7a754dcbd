using System.Collections.Generic;
using System.Linq;
using Saccade.Files;
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
            if (model.Model.Head is not null && names.SequenceEqual([OnnxNames.Logits]))
            {
                // Without the trace, which keeps every block's attention for the whole batch.
                var logits = model.Model.call(pixelValues);
                return new() { [OnnxNames.Logits] = new TensorValues(Checkpoint.ReadSingles(logits), logits.shape) };
            }

            var values = new ReferenceValues(model.Model, pixelValues);
            Tensor? Find(string name)
            {
                if (name != OnnxNames.Relevance || model.Model.Head is null)
                {
                    return values.Find(name);
                }

                var best = values.Find(OnnxNames.Logits)!.argmax(1).data<long>().Select(index => (int)index).ToArray();
                return values.FindRelevance(best);
            }

            return names
                .Select(name => (name, value: Find(name)))
                .Where(output => output.value is not null)
                .ToDictionary(
                    output => output.name, output => new TensorValues(Checkpoint.ReadSingles(output.value!), output.value!.shape));
        }

        public void Dispose()
        {
        }
    }
}
