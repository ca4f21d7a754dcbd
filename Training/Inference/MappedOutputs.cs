using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Files;
using Saccade.Inference.Onnx;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export;
using static TorchSharp.torch;

namespace Saccade.Training.Inference
{
    /// <summary>
    /// A file that another tool wrote, computed as the running scene computes it: names, layout and type are mapped, and probabilities are
    /// the logits that say the same.
    /// </summary>
    /// <param name="model">The model, which stays the caller's.</param>
    /// <param name="patches">Patches of a picture, for the shapes of maps; 0 where the family is not known.</param>
    internal sealed class MappedOutputs(OnnxModel model, int patches) : IModelOutputs
    {
        public Dictionary<string, TensorValues> Compute(Tensor pixelValues, IReadOnlyCollection<string> names)
        {
            var pictures = (int)pixelValues.shape[0];
            var pixels = Checkpoint.ReadSingles(pixelValues);
            var length = pixels.Length / pictures;
            var values = names.ToDictionary(name => name, _ => new List<float>());
            for (var picture = 0; picture < pictures; picture++)
            {
                pixels.AsSpan(picture * length, length).CopyTo(model.Input(0));
                model.Run(1);
                foreach (var (name, computed) in values)
                {
                    computed.AddRange(model.ReadOutput(name, 0));
                }
            }

            return values
                .Where(output => output.Value.Count > 0)
                .ToDictionary(output => output.Key, output => new TensorValues([.. output.Value], ShapeOf(output.Key)));

            long[] ShapeOf(string name)
            {
                var each = values[name].Count / pictures;
                return name == OnnxNames.ClassAttention ? [pictures, each / patches, patches] : [pictures, each];
            }
        }

        public void Dispose()
        {
        }
    }
}
