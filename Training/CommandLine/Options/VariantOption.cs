using System;
using System.CommandLine;
using System.Linq;

namespace Saccade.Training.CommandLine.Options
{
    /// <summary>The option that chooses among a folder's ONNX files.</summary>
    internal static class VariantOption
    {
        internal static Option<string> Make() => new Option<string>("--variant")
        {
            Description = "Which of the folder's ONNX files computes: fp32, fp16 or int8. auto: the weights where there are any, else "
                + "fp32, unless config.json states that another file changes at most 1 % of answers.",
            DefaultValueFactory = _ => "auto",
        }.AcceptOnlyFromAmong([.. Enum.GetNames<ModelVariant>().Select(name => name.ToLowerInvariant())]);

        internal static ModelVariant Parse(string word) => Enum.Parse<ModelVariant>(word, ignoreCase: true);
    }
}
