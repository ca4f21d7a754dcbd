using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using Saccade.Editor;
using Saccade.Preprocessing;
using Saccade.Samples.Shapes;
using Spectre.Console;

namespace Saccade.Host.Demo
{
    internal static class Program
    {
        private const int Failed = 1;
        private const int Interrupted = 130;

        private static int Main(string[] arguments)
        {
            RootCommand root = new("Runs the Shapes sample in the stand-in engine.") { CreateDemo(), CreateCapture() };
            return root.Parse(arguments).Invoke();
        }

        private static Command CreateDemo()
        {
            Option<DirectoryInfo> output = new("--output", "-o")
            {
                Description = "Folder to write to; an earlier demo's is replaced.",
                DefaultValueFactory = _ => new DirectoryInfo("saccade-demo"),
            };
            Option<int> seed = Number("--seed", 42, 0, 1_000_000, "Decides scenes, training and frames; the same seed shows the same.");
            Option<int> trainScenes = Number("--train-scenes", 300, 1, 10_000, "Pictures of each class to learn from.");
            Option<int> validationScenes = Number("--validation-scenes", 50, 1, 10_000, "Pictures of each class to validate with.");
            Option<int> liveFrames = Number("--live-frames", 240, 12, 100_000, "Frames to classify live.");
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
            demo.SetAction(parsed => RunUntilInterrupted("demo", cancellation =>
            {
                DemoOptions options = new(
                    parsed.GetRequiredValue(output),
                    parsed.GetRequiredValue(seed),
                    parsed.GetRequiredValue(trainScenes),
                    parsed.GetRequiredValue(validationScenes),
                    parsed.GetRequiredValue(liveFrames));
                Summarize(options, new Demo(options, new DemoProgress(AnsiConsole.Console), cancellation).Run());
            }));
            return demo;
        }

        private static Command CreateCapture()
        {
            Option<DirectoryInfo> output = new("--output", "-o") { Description = "Folder to fill; one that was cut short is completed.", Required = true };
            Option<string> classes = new("--classes")
            {
                Description = "base: the classes that the base model knows; new: those it doesn't; all; or names with commas between them.",
                DefaultValueFactory = _ => "new",
            };
            Option<int> seed = Number("--seed", 0, 0, 1_000_000, "The first scene.");
            Option<int> trainScenes = Number("--train-scenes", 150, 0, 100_000, "Training pictures of each class.");
            Option<int> validationScenes = Number("--validation-scenes", 50, 0, 100_000, "Validation pictures of each class.");
            Option<int> testScenes = Number("--test-scenes", 0, 0, 100_000, "Test pictures of each class.");
            Option<int> width = Number("--width", DemoOptions.Width, 1, 4096, "Width of the pictures in pixels.");
            Option<int> height = Number("--height", DemoOptions.Height, 1, 4096, "Height of the pictures in pixels.");
            Command capture = new(
                "capture",
                "Fills a folder with labelled pictures of shapes: train, validation and test, a folder for each class, no scene in "
                + "two of them.\n"
                + "Example: ./saccade capture --classes new --output shapes && ./saccade train --data shapes --model ... --output my-model")
            {
                output,
                classes,
                seed,
                trainScenes,
                validationScenes,
                testScenes,
                width,
                height,
            };
            capture.SetAction(parsed => RunUntilInterrupted("capture", cancellation =>
            {
                ShapesCapture shapes = new(new ShapesCapturePlan
                {
                    Classes = FindClasses(parsed.GetRequiredValue(classes)),
                    FirstSeed = parsed.GetRequiredValue(seed),
                    TrainScenes = parsed.GetRequiredValue(trainScenes),
                    ValidationScenes = parsed.GetRequiredValue(validationScenes),
                    TestScenes = parsed.GetRequiredValue(testScenes),
                    Width = parsed.GetRequiredValue(width),
                    Height = parsed.GetRequiredValue(height),
                });
                using HostEngine engine = HostEngine.Start(new HostOptions { Width = 16, Height = 16 });
                using DemoProgress.Stage stage = new DemoProgress(AnsiConsole.Console).Begin("Rendering labelled pictures");
                shapes.Fill(parsed.GetRequiredValue(output).FullName, (done, all) => stage.Report((double)done / all, $"{done} of {all}"), cancellation);
            }));
            return capture;
        }

        private static IReadOnlyList<string> FindClasses(string names) => names switch
        {
            "base" => ShapesCatalogue.BaseClasses,
            "new" => ShapesCatalogue.NewClasses,
            "all" => [.. ShapesCatalogue.BaseClasses, .. ShapesCatalogue.NewClasses],
            _ => names.Split(','),
        };

        private static int RunUntilInterrupted(string verb, Action<CancellationToken> run)
        {
            using CancellationTokenSource interrupt = new();
            using PosixSignalRegistration onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using PosixSignalRegistration onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            try
            {
                run(interrupt.Token);
                return 0;
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine($"\nsaccade {verb}: interrupted. What was finished stays in the folder.");
                return Interrupted;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or HostException or TrainingException or DemoException or ModelFileException or ArgumentException)
            {
                Console.Error.WriteLine($"\nsaccade {verb}: {e.Message}");
                return Failed;
            }

            void Stop(PosixSignalContext context)
            {
                // A second Ctrl-C ends the program at once.
                context.Cancel = !interrupt.IsCancellationRequested;
                interrupt.Cancel();
            }
        }

        private static Option<int> Number(string name, int whenAbsent, int smallest, int largest, string description)
        {
            Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => whenAbsent };
            option.Validators.Add(result =>
            {
                int value = result.GetValueOrDefault<int>();
                if (value < smallest || value > largest)
                    result.AddError($"{name}: {value} is out of range, expected {smallest} to {largest}.");
            });
            return option;
        }

        private static void Summarize(DemoOptions options, DemoReport report)
        {
            string folder = Path.GetRelativePath(Environment.CurrentDirectory, options.Output.FullName);
            Console.WriteLine();
            Console.WriteLine($"The model never saw {string.Join(", ", report.Classes)} before. In {report.SecondsTotal:0} seconds:");
            Console.WriteLine($"  {report.LiveAccuracy,6:0.0%}  of {report.LiveFrames} live frames right, through camera, GPU encode, ONNX Runtime and back");
            Console.WriteLine($"  {report.ValidationAccuracy,6:0.0%}  on validation pictures");
            Console.WriteLine($"  {report.RandomBackboneAccuracy,6:0.0%}  with the same head on an untrained backbone: the difference is what transfer did");
            Console.WriteLine();
            foreach ((string name, string what) in Made())
                Console.WriteLine($"  {Path.Combine(folder, name),-36} {what}");
            Console.WriteLine();
            Console.WriteLine("Try next:");
            Console.WriteLine($"  ./saccade editor --model {Path.Combine(folder, "model")}    watch it in a running scene, in a browser");
            Console.WriteLine("  ./saccade train --help                        train on pictures of your own");
        }

        private static IEnumerable<(string Name, string What)> Made() =>
        [
            ("overlay.png", "the attention following a moving object (animated: open it in a browser)"),
            ("frames/", "live frames with overlay and label; mistakes name the truth"),
            ("model/", "the fine-tuned model: config, safetensors and ONNX, as Hugging Face tools read them"),
            ("curves.png", "loss and accuracy, epoch by epoch"),
            ("confusion-matrix.png", "which class is taken for which"),
            ("data/", "the captured pictures"),
            ("report.json", "the numbers"),
        ];
    }
}
