using System.Collections.Generic;
using System.Linq;
using Saccade.Graphs;

namespace Saccade.Training.Inference
{
    /// <summary>What an ONNX file takes and gives, to be told.</summary>
    /// <param name="Path">The file.</param>
    /// <param name="Input">The input's name.</param>
    /// <param name="InputShape">The input's sizes, -1 for those that are free.</param>
    /// <param name="Outputs">The names of the outputs of numbers.</param>
    internal sealed record GraphSummary(string Path, string Input, IReadOnlyList<long> InputShape, IReadOnlyList<string> Outputs)
    {
        internal static GraphSummary Of(OnnxInspection graph)
        {
            var input = graph.File.Inputs.First(value => value.Name == graph.Found.Input);
            return new GraphSummary(
                graph.Path,
                input.Name,
                input.Shape ?? [],
                [.. graph.File.Outputs.Where(output => output.ElementType != OnnxValue.Text).Select(output => output.Name)]);
        }
    }
}
