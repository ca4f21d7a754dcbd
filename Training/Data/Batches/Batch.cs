using System;
using static TorchSharp.torch;

namespace Saccade.Training.Data.Batches
{
    /// <summary>Samples that the model sees at once.</summary>
    /// <param name="Inputs">What goes in: <c>pixel_values</c> [B, 3, H, W], or features [B, D].</param>
    /// <param name="Labels">The true classes, [B]; -1 where pictures may show several.</param>
    /// <param name="Targets">
    /// What to learn where pictures were mixed or may show several classes: how much of each class they show, [B, C]; otherwise null.
    /// </param>
    internal sealed record Batch(Tensor Inputs, Tensor Labels, Tensor? Targets = null) : IDisposable
    {
        internal int Count => (int)Labels.shape[0];

        public void Dispose()
        {
            Inputs.Dispose();
            Labels.Dispose();
            Targets?.Dispose();
        }
    }
}
