using System.CommandLine;
using System.CommandLine.Help;

namespace Saccade.Benchmarks.Comparison
{
    /// <summary>The command <c>features</c>: training a head through the frozen backbone, and from the feature cache.</summary>
    internal static class FeaturesCommand
    {
        private const string Description =
            """
            Measures how long a head's training takes with the tutorial's augmentation: through the frozen backbone in every epoch, and
            from a feature cache. The model is of ViT-Tiny's size with random weights, the pictures are 500 x 375, half of them validate.
            """;

        /// <summary>Makes the command.</summary>
        /// <param name="artifacts">Where the report and the files on the way to it go.</param>
        internal static Command Make(string artifacts)
        {
            var pictures = Report.MakeCount("--pictures", "Pictures to learn from, and as many to validate.", 128);
            var views = Report.MakeCount("--views", "Views of each picture in the cache, K.", 10);
            var epochs = Report.MakeCount("--epochs", "Epochs of the training that the times are added up for.", 50);
            var rounds = Report.MakeCount("--rounds", "How often each part is measured.", 5);
            Command command = new("features", Description) { pictures, views, epochs, rounds, new HelpOption() };
            command.SetAction(parsed => Report.Make(artifacts, "features", (folder, progress) =>
            {
                var count = parsed.GetRequiredValue(rounds);
                var task = progress.AddTask("training", maxValue: count + 1);
                using FeatureComparison comparison = new(folder, parsed.GetRequiredValue(pictures));
                var table = comparison.Measure(
                    count, parsed.GetRequiredValue(views), parsed.GetRequiredValue(epochs), () => task.Increment(1));
                return string.Join("\n", Report.DescribeMachine(), table);
            }));
            return command;
        }
    }
}
