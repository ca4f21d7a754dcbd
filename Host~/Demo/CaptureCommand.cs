using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Threading;
using Saccade.Host.Tooling;
using Saccade.Samples.Shapes;
using Spectre.Console;

namespace Saccade.Host.Demo
{
    /// <summary>The verb <c>capture</c>.</summary>
    internal sealed class CaptureCommand
    {
        private const string ClassFolders = "class-folders";
        private const string OxfordPet = "oxford-pet";

        private readonly Option<DirectoryInfo> _output = new("--output", "-o")
        {
            Description = "Folder to fill; one that was cut short is completed.",
            Required = true,
        };

        private readonly Option<string> _layout = new Option<string>("--layout")
        {
            Description = $"{ClassFolders}: train, validation and test, a folder of PNG files for each class. {OxfordPet}: a stand-in for "
                + "Oxford-IIIT Pet, 37 classes of shapes in that set's own files, images/*.jpg and annotations/*.txt.",
            DefaultValueFactory = _ => ClassFolders,
        }.AcceptOnlyFromAmong(ClassFolders, OxfordPet);

        private readonly Option<string> _classes = new("--classes")
        {
            Description = "base: the classes that the base model knows; new: those it doesn't; all; or names with commas between them.",
            DefaultValueFactory = _ => "new",
        };

        private readonly Option<int> _seed = NumberOption.Make("--seed", 0, 0, 1_000_000, "The first scene.");
        private readonly Option<int> _trainScenes = NumberOption.Make(
            "--train-scenes", 150, 0, 100_000, "Training pictures of each class.");

        private readonly Option<int> _validationScenes = NumberOption.Make(
            "--validation-scenes", 50, 0, 100_000, $"Validation pictures of each class; {OxfordPet} has none.");

        private readonly Option<int> _testScenes = NumberOption.Make(
            "--test-scenes", 0, 0, 100_000, $"Test pictures of each class; for {OxfordPet}, unless given, as many as training pictures.");

        private readonly Option<int> _width = NumberOption.Make(
            "--width", DemoOptions.Width, 1, 4096, $"Width of the pictures in pixels; for {OxfordPet} of most of them.");

        private readonly Option<int> _height = NumberOption.Make(
            "--height", DemoOptions.Height, 1, 4096, "Height of the pictures, likewise.");

        private CaptureCommand()
        {
        }

        /// <summary>Makes the verb.</summary>
        public static Command Make()
        {
            CaptureCommand options = new();
            Command command = new(
                "capture",
                "Fills a folder with labelled pictures of shapes: train, validation and test, no scene in two of them.\n"
                + "Examples:\n"
                + "  ./saccade capture --classes new --output shapes && ./saccade train --data shapes --model ... --output my-model\n"
                + "  ./saccade capture --layout oxford-pet --train-scenes 100 --output pets")
            {
                options._output,
                options._layout,
                options._classes,
                options._seed,
                options._trainScenes,
                options._validationScenes,
                options._testScenes,
                options._width,
                options._height,
            };
            command.Validators.Add(options.RefuseWhatTheLayoutLacks);
            command.SetAction(parsed => Interruptible.Run("capture", cancellation => options.Run(parsed, cancellation)));
            return command;
        }

        /// <summary>Runs a capture in an engine of its own and shows how far it is.</summary>
        /// <param name="capture">Takes the folder, what to call after each picture, and what ends it early.</param>
        /// <param name="folder">Where to write.</param>
        /// <param name="cancellation">Ends it between two pictures.</param>
        public static void Fill(Action<string, Action<int, int>, CancellationToken> capture, string folder, CancellationToken cancellation)
        {
            using var engine = HostEngine.Start(new HostOptions { Width = 16, Height = 16 });
            using var stage = new StageProgress(AnsiConsole.Console).Begin("Rendering labelled pictures");
            capture(folder, (done, all) => stage.Report((double)done / all, $"{done} of {all}"), cancellation);
        }

        private static IReadOnlyList<string> FindClasses(string names) => names switch
        {
            "base" => ShapesCatalogue.BaseClasses,
            "new" => ShapesCatalogue.NewClasses,
            "all" => [.. ShapesCatalogue.BaseClasses, .. ShapesCatalogue.NewClasses],
            _ => names.Split(','),
        };

        private static bool IsGiven(SymbolResult result, Option option) => result.GetResult(option) is { Implicit: false };

        private void RefuseWhatTheLayoutLacks(CommandResult result)
        {
            if (result.GetValue(_layout) != OxfordPet)
            {
                return;
            }

            foreach (var option in new Option[] { _classes, _validationScenes })
            {
                if (IsGiven(result, option))
                {
                    result.AddError(
                        $"{option.Name}: --layout {OxfordPet} has 37 classes of its own and no validation pictures. Leave it out.");
                }
            }
        }

        private void Run(ParseResult parsed, CancellationToken cancellation)
        {
            var folder = parsed.GetRequiredValue(_output).FullName;
            if (parsed.GetRequiredValue(_layout) == OxfordPet)
            {
                Fill(new BreedsCapture(PlanBreeds(parsed)).Fill, folder, cancellation);
            }
            else
            {
                Fill(new ShapesCapture(PlanShapes(parsed)).Fill, folder, cancellation);
            }
        }

        private ShapesCapturePlan PlanShapes(ParseResult parsed) => new()
        {
            Classes = FindClasses(parsed.GetRequiredValue(_classes)),
            FirstSeed = parsed.GetRequiredValue(_seed),
            TrainScenes = parsed.GetRequiredValue(_trainScenes),
            ValidationScenes = parsed.GetRequiredValue(_validationScenes),
            TestScenes = parsed.GetRequiredValue(_testScenes),
            Width = parsed.GetRequiredValue(_width),
            Height = parsed.GetRequiredValue(_height),
        };

        private BreedsCapturePlan PlanBreeds(ParseResult parsed) => new()
        {
            FirstSeed = parsed.GetRequiredValue(_seed),
            TrainScenes = parsed.GetRequiredValue(_trainScenes),
            TestScenes = parsed.GetRequiredValue(IsGiven(parsed.CommandResult, _testScenes) ? _testScenes : _trainScenes),
            Width = parsed.GetRequiredValue(_width),
            Height = parsed.GetRequiredValue(_height),
        };
    }
}
