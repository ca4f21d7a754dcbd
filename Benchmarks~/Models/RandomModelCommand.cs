using System;
using System.CommandLine;
using System.CommandLine.Help;
using Saccade.Benchmarks.Comparison;
using Saccade.Host.Tooling;
using Saccade.Training;

namespace Saccade.Benchmarks.Models
{
    /// <summary>The command <c>random-model</c>: weights that know nothing cost as much time as trained ones.</summary>
    internal static class RandomModelCommand
    {
        private const string Description =
            """
            Writes a model folder, ONNX file included, of a Vision Transformer whose weights are random: for measuring time where no
            trained one is at hand. The same seed and size give the same file. It sees 224 x 224 pixels in patches of 16.
            Example: ./saccade bench random-model --output vit-small --size small
            """;

        /// <summary>Makes the command.</summary>
        internal static Command Make()
        {
            Option<string> output = new("--output")
            {
                Description = "The model folder to write; a model that is there is replaced.",
                HelpName = "DIR",
                Required = true,
            };
            var size = new Option<string>("--size")
            {
                Description = "Its size, as the papers name them: width 192, 384 or 768, twelve layers.",
                DefaultValueFactory = _ => "small",
            }.AcceptOnlyFromAmong([.. RandomModel.Sizes]);
            var seed = NumberOption.Make("--seed", 1, 0, int.MaxValue, "Decides the weights.");
            var classes = Report.MakeCount("--classes", "How many classes it tells apart.", 1000);
            Command command = new("random-model", Description) { output, size, seed, classes, new HelpOption() };
            command.SetAction(parsed =>
            {
                try
                {
                    RandomModel.Write(
                        parsed.GetRequiredValue(output),
                        parsed.GetRequiredValue(size),
                        parsed.GetRequiredValue(seed),
                        parsed.GetRequiredValue(classes));
                    return 0;
                }
                catch (TrainingException failure)
                {
                    Console.Error.WriteLine($"saccade bench random-model: {failure.Message}");
                    return 1;
                }
            });
            return command;
        }
    }
}
