using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.Linq;
using System.Reflection;
using Saccade.Host.Tooling;
using Spectre.Console;

namespace Saccade.Benchmarks.Comparison
{
    /// <summary>The command <c>compare</c>: everything that takes turns with a peer, and the report.</summary>
    internal static class CompareCommand
    {
        private const int PictureRounds = 200;

        private const string Description =
            """
            Measures ViT-Base exported by Saccade against the export of the same weights with plain operators and against TorchSharp, and
            the loader of pictures against Pillow. The contestants take turns in one process; the report shows the median of their
            ratios. Takes a few minutes on two cores and 4 GB of memory; close what else runs.
            """;

        /// <summary>Makes the command.</summary>
        /// <param name="artifacts">Where the report and the files on the way to it go.</param>
        internal static Command Make(string artifacts)
        {
            var batches = NumberOption.MakeList("--batch", [1, 8], 1, 4096, "Pictures a batch.");
            var rounds = Report.MakeCount(
                "--rounds", "How often each runs with batches of one picture; of larger batches there are fewer.", 40);
            Command command = new("compare", Description) { batches, rounds, new HelpOption() };
            command.SetAction(parsed => Report.Make(artifacts, "comparison", (folder, progress) => Measure(
                folder, parsed.GetRequiredValue(batches), parsed.GetRequiredValue(rounds), progress)));
            return command;
        }

        private static string Measure(string folder, int[] batches, int rounds, ProgressContext progress)
        {
            PlainExportCheck.Run(FindFixtures(), folder);
            var pictures = MeasurePictures(folder, progress);
            var exports = progress.AddTask("exporting ViT-Base", maxValue: VitComparison.ExportCount);
            using VitComparison vit = new(folder, name => exports.Increment(1));
            var tables = batches.Select(batch =>
            {
                // The same pictures, roughly, in larger batches.
                var fewer = Math.Max(3, rounds / (1 + batch / 4));
                var task = progress.AddTask($"ViT-Base, batch {batch}", maxValue: fewer + 1);
                return vit.Measure(batch, fewer, () => task.Increment(1));
            }).ToArray();
            return string.Join("\n", [Report.DescribeMachine(), .. tables, pictures]);
        }

        private static string MeasurePictures(string folder, ProgressContext progress)
        {
            var python = PillowProcess.Start("pillow.py");
            if (python is null)
            {
                return PillowProcess.Absence;
            }

            using PictureComparison comparison = new(folder, python);
            var task = progress.AddTask("loading pictures", maxValue: PictureComparison.SizeCount * (PictureRounds + 1));
            return comparison.Measure(PictureRounds, () => task.Increment(1));
        }

        private static string FindFixtures() => typeof(CompareCommand).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "Fixtures").Value!;
    }
}
