using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using Saccade.Host.Tooling;
using Spectre.Console;

namespace Saccade.Host.Demo
{
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            RootCommand root =
                new("Runs the Shapes sample in the stand-in engine.") { CreateDemo(), CaptureCommand.Make(), TutorialCommand.Make() };
            return root.Parse(arguments).Invoke();
        }

        private static Command CreateDemo()
        {
            Option<DirectoryInfo> output = new("--output", "-o")
            {
                Description = "Folder to write to; an earlier demo's is replaced.",
                DefaultValueFactory = _ => new DirectoryInfo("saccade-demo"),
            };
            var seed = NumberOption.Make("--seed", 42, 0, 1_000_000, "Decides scenes, training and frames; the same seed shows the same.");
            var trainScenes = NumberOption.Make("--train-scenes", 300, 1, 10_000, "Pictures of each class to learn from.");
            var validationScenes = NumberOption.Make("--validation-scenes", 50, 1, 10_000, "Pictures of each class to validate with.");
            var liveFrames = NumberOption.Make("--live-frames", 240, 12, 100_000, "Frames to classify live.");
            Command demo = new(
                "demo",
                "Renders labelled pictures, fine-tunes the small base model on five classes that it has never seen, exports it to "
                + "ONNX and\n"
                + "classifies live frames with the attention drawn over them. Takes a few minutes on two cores, needs no GPU.\n"
                + "Example: ./saccade demo --output my-demo --seed 7")
            {
                output,
                seed,
                trainScenes,
                validationScenes,
                liveFrames,
            };
            demo.SetAction(parsed => Interruptible.Run("demo", cancellation =>
            {
                DemoOptions options = new(
                    parsed.GetRequiredValue(output),
                    parsed.GetRequiredValue(seed),
                    parsed.GetRequiredValue(trainScenes),
                    parsed.GetRequiredValue(validationScenes),
                    parsed.GetRequiredValue(liveFrames));
                Summarize(options, new Demo(options, new StageProgress(AnsiConsole.Console), cancellation).Run());
            }));
            return demo;
        }

        private static void Summarize(DemoOptions options, DemoReport report)
        {
            var folder = Path.GetRelativePath(Environment.CurrentDirectory, options.Output.FullName);
            Console.WriteLine();
            Console.WriteLine($"The model never saw {string.Join(", ", report.Classes)} before. In {report.SecondsTotal:0} seconds:");
            Console.WriteLine(
                $"  {report.LiveAccuracy,6:0.0%}  of {report.LiveFrames} live frames right, through camera, GPU encode, ONNX Runtime and "
                    + "back");
            Console.WriteLine($"  {report.ValidationAccuracy,6:0.0%}  on validation pictures");
            Console.WriteLine(
                $"  {report.RandomBackboneAccuracy,6:0.0%}  with the same head on an untrained backbone: the difference is what transfer "
                    + "did");
            Console.WriteLine();
            foreach (var (name, what) in Made())
            {
                Console.WriteLine($"  {Path.Combine(folder, name),-36} {what}");
            }

            Console.WriteLine();
            Console.WriteLine("Try next:");
            Console.WriteLine(
                "  ./saccade editor                              the same with the mouse, in a browser: capture, retrain, use");
            Console.WriteLine("  ./saccade train --help                        train on pictures of your own");
        }

        private static IEnumerable<(string Name, string What)> Made() =>
        [
            ("overlay.gif", "the attention following a moving object"),
            ("frames/", "live frames with overlay and label; mistakes name the truth"),
            ("model/", "the fine-tuned model: config, safetensors and ONNX, as Hugging Face tools read them"),
            ("curves.png", "loss and accuracy, epoch by epoch"),
            ("confusion-matrix.png", "which class is taken for which"),
            ("data/", "the captured pictures"),
            ("report.json", "the numbers"),
        ];
    }
}
