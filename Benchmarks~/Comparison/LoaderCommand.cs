using System.CommandLine;
using System.CommandLine.Help;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Host.Tooling;
using Saccade.Preprocessing;
using Saccade.Training.Data;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Data.Batches;
using Spectre.Console;

namespace Saccade.Benchmarks.Comparison
{
    /// <summary>The command <c>loader</c>: training pictures from JPEG files to varied <c>pixel_values</c>, beside Python.</summary>
    internal static class LoaderCommand
    {
        private const int Pictures = 16;
        private const int Side = 224;

        private const string Description =
            """
            Measures the loader of training pictures on one core: decode, RandomResizedCrop, flip and normalise at 224, beside torchvision
            where Python has it, else beside the calls of Pillow and NumPy that do the same. The two take turns.
            """;

        private static readonly (int Width, int Height)[] Sizes = [(500, 375), (1280, 720)];

        /// <summary>Makes the command.</summary>
        /// <param name="artifacts">Where the report and the files on the way to it go.</param>
        internal static Command Make(string artifacts)
        {
            var rounds = Report.MakeCount("--rounds", $"How often each loads {Pictures} pictures of each size.", 40);
            Command command = new("loader", Description) { rounds, new HelpOption() };
            command.SetAction(parsed => Report.Make(
                artifacts, "loader", (folder, progress) => Measure(folder, parsed.GetRequiredValue(rounds), progress)));
            return command;
        }

        private static string Measure(string folder, int rounds, ProgressContext progress)
        {
            using var python = PillowProcess.Start("random_resized_crop.py");
            var task = progress.AddTask("loading pictures", maxValue: Sizes.Length * (rounds + 1));
            var results = Sizes.SelectMany(
                size => Measurement.Take(MakeContestants(folder, size.Width, size.Height, python), rounds, () => task.Increment(1)));
            var table = MarkdownTable.Write(
                ["JPEG to varied pixel_values, one core", "ms a picture", "ratio", "quartiles", "to", "pictures/s"],
                results.Select(result => result with { Milliseconds = result.Milliseconds / Pictures })
                    .Select(result => result.Describe().Append($"{1000 / result.Milliseconds:0}")));
            return $"{Report.DescribeMachine()}\n{table}{(python is null ? "\n" + PillowProcess.Absence : "")}";
        }

        private static Contestant[] MakeContestants(string folder, int width, int height, PillowProcess? python)
        {
            var paths = Enumerable.Range(0, Pictures).Select(i => Path.Combine(folder, $"{width}x{height}-{i}.jpg")).ToArray();
            foreach (var path in paths)
            {
                SyntheticPhotograph.Write(path, width, height);
            }

            // No memory, so that every epoch decodes.
            var files = paths.Select(path => new LabelledFile(path, 0)).ToArray();
            PictureSet pictures = new(files, PreprocessingRule.Stretch(Side, Side), Side, Side, cacheBytes: 0, Augmentation.Tutorial);
            PixelBatches batches = new(pictures, new BatchOptions { BatchSize = Pictures, Augmentation = Augmentation.Tutorial });
            var epoch = 0;
            var ours = Contestant.Time($"Saccade, {width} x {height}", () => Load(batches, ++epoch));
            return python is null ? [ours] : [new($"{python.Version}, {width} x {height}", () => python.Load(paths)), ours];
        }

        private static void Load(PixelBatches batches, int epoch)
        {
            foreach (var batch in batches.Epoch(epoch, CancellationToken.None))
            {
                batch.Dispose();
            }
        }
    }
}
