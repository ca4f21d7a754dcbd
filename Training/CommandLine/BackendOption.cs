using System.CommandLine;
using System.IO;
using Saccade.Training.Inference;
using Saccade.Training.ModelFolders;

namespace Saccade.Training.CommandLine
{
    /// <summary>The option that chooses what computes.</summary>
    internal static class BackendOption
    {
        internal static Option<string> Make() => new Option<string>("--backend")
        {
            Description = "What computes: torch, or onnx: the folder's onnx/model.onnx where it takes the picture's size and has the "
                    + "outputs, else an export to a temporary folder.",
            DefaultValueFactory = _ => ModelOutputs.Torch,
        }.AcceptOnlyFromAmong(ModelOutputs.Torch, ModelOutputs.Onnx);

        internal static IModelOutputs Open(string backend, PretrainedModel model, TextWriter notes) =>
            ModelOutputs.Open(backend, model, text => notes.WriteLine($"{text} ..."));
    }
}
