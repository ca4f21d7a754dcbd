using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.IO;
using System.Linq;
using System.Reflection;
using BenchmarkDotNet.Environments;
using Microsoft.ML.OnnxRuntime;
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
            Option<int[]> batches = new("--batch")
            {
                Description = "Pictures a batch.",
                DefaultValueFactory = _ => [1, 8],
                AllowMultipleArgumentsPerToken = true,
            };
            Option<int> rounds = new("--rounds")
            {
                Description = "How often each runs with batches of one picture; of larger batches there are fewer.",
                DefaultValueFactory = _ => 40,
            };
            batches.Validators.Add(result => RequirePositive(result.GetValueOrDefault<int[]>() ?? [], "--batch", result.AddError));
            rounds.Validators.Add(result => RequirePositive([result.GetValueOrDefault<int>()], "--rounds", result.AddError));
            Command command = new("compare", Description) { batches, rounds, new HelpOption() };
            command.SetAction(parsed => Run(artifacts, parsed.GetRequiredValue(batches), parsed.GetRequiredValue(rounds)));
            return command;
        }

        private static void RequirePositive(int[] values, string option, Action<string> fail)
        {
            foreach (int value in values.Where(value => value < 1))
            {
                fail($"{option} is {value}; expected at least 1.");
            }
        }

        private static void Run(string artifacts, int[] batches, int rounds)
        {
            string folder = Path.Combine(artifacts, "compare");
            string report = Path.Combine(artifacts, "comparison.md");
            Directory.CreateDirectory(folder);
            try
            {
                string text = "";
                Console(System.Console.Error).Progress().Start(progress => text = Measure(folder, batches, rounds, progress));
                File.WriteAllText(report, text);
                System.Console.Write(text);
                System.Console.Error.WriteLine($"{report}: written.");
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        private static string Measure(string folder, int[] batches, int rounds, ProgressContext progress)
        {
            PlainExportCheck.Run(FindFixtures(), folder);
            string pictures = MeasurePictures(folder, progress);
            ProgressTask exports = progress.AddTask("exporting ViT-Base", maxValue: VitComparison.ExportCount);
            using VitComparison vit = new(folder, name => exports.Increment(1));
            string[] tables = batches.Select(batch =>
            {
                // The same pictures, roughly, in larger batches.
                int fewer = Math.Max(3, rounds / (1 + batch / 4));
                ProgressTask task = progress.AddTask($"ViT-Base, batch {batch}", maxValue: fewer + 1);
                return vit.Measure(batch, fewer, () => task.Increment(1));
            }).ToArray();
            return string.Join("\n", [DescribeMachine(), .. tables, pictures]);
        }

        private static string MeasurePictures(string folder, ProgressContext progress)
        {
            PillowProcess? python = PillowProcess.Start();
            if (python is null)
            {
                return "Loading pictures was not compared: no Python with Pillow and NumPy was found. Name one in "
                    + $"{PillowProcess.Variable}, or install them (on Debian: python3-pil and python3-numpy).\n";
            }

            using PictureComparison comparison = new(folder, python);
            ProgressTask task = progress.AddTask("loading pictures", maxValue: PictureComparison.SizeCount * (PictureRounds + 1));
            return comparison.Measure(PictureRounds, () => task.Increment(1));
        }

        private static string DescribeMachine()
        {
            string[] environment = HostEnvironmentInfo.GetCurrent().ToFormattedString().ToArray();
            string onnxRuntime = OrtEnv.Instance().GetVersionString();
            string torch = typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3);
            return string.Concat(environment.Append($"ONNX Runtime {onnxRuntime}, TorchSharp {torch}").Select(line => $"    {line}\n"));
        }

        private static string FindFixtures() => typeof(CompareCommand).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "Fixtures").Value!;

        private static IAnsiConsole Console(TextWriter writer) =>
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
    }
}
