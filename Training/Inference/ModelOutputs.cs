using System;
using Saccade.Training.ModelFolders;

namespace Saccade.Training.Inference
{
    /// <summary>Chooses what computes.</summary>
    internal static class ModelOutputs
    {
        /// <summary>Torch where the folder has weights, else ONNX Runtime.</summary>
        internal const string Auto = "auto";

        internal const string Torch = "torch";
        internal const string Onnx = "onnx";

        /// <param name="backend"><see cref="Torch"/> or <see cref="Onnx"/>.</param>
        /// <param name="model">The model.</param>
        /// <param name="note">Told what takes time.</param>
        internal static IModelOutputs Open(string backend, PretrainedModel model, Action<string> note) =>
            backend == Onnx ? new OnnxOutputs(model, note) : new TorchOutputs(model);
    }
}
