using System;
using System.Collections.Generic;
using Saccade.Files;
using Saccade.Training.Export;
using static TorchSharp.torch;

namespace Saccade.Training.Inference
{
    /// <summary>Computes a model's named outputs with one of the two backends.</summary>
    internal interface IModelOutputs : IDisposable
    {
        /// <summary>Computes outputs for some pictures.</summary>
        /// <param name="pixelValues">[B, 3, H, W].</param>
        /// <param name="names">The names wanted, see <see cref="OnnxNames"/>; those that the model hasn't are left out.</param>
        Dictionary<string, TensorValues> Compute(Tensor pixelValues, IReadOnlyCollection<string> names);
    }
}
