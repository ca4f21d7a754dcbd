using System.CommandLine;
using System.IO;
using Saccade.Training.Inference;

namespace Saccade.Training.CommandLine.Options
{
    /// <summary>The option that chooses what computes.</summary>
    internal static class BackendOption
    {
        internal static Option<string> Make() => new Option<string>("--backend")
        {
            Description = "What computes: torch, or onnx: the folder's onnx/model.onnx where it takes the picture's size and has the "
                    + "outputs, else an export to a temporary folder. auto: torch where the folder has weights, else onnx.",
            DefaultValueFactory = _ => ModelOutputs.Auto,
        }.AcceptOnlyFromAmong(ModelOutputs.Auto, ModelOutputs.Torch, ModelOutputs.Onnx);

        internal static IModelOutputs Open(LoadedModel model, TextWriter notes) => model.Open(text => notes.WriteLine($"{text} ..."));
    }
}
