using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using Saccade.Host.Tooling;
using Spectre.Console;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>The verb <c>bench overlay</c>.</summary>
    internal sealed class OverlayCommand
    {
        private const string Description =
            """
            Scores each kind of attention map against the pixels of the object that the picture is of, in scenes never seen in training.

            Maps: mean, max and min over the heads of the last block, its best head (chosen in other scenes), rollout, class relevance.
            References: the object itself (the most that a score can be), a Gaussian about the centre (deviation: a quarter of each
            side), random weights.
            Scores: pointing game (at least half of the hottest patch is object), energy (the part of the weight on the object) and
            energy/area (1 for a flat map), deletion and insertion (area under the class's probability while patches are replaced by the
            mean colour, or put back, hottest first). Best: the lowest mean rank over pointing game, energy, deletion and insertion.

            JSON: scenes, seed, model, classes, width, height, gridHeight, gridWidth, curveScenes, steps, accuracy, criterion, best,
            indistinguishableFromBest [names], shownByDefault, maps { name: { pointingGame, energy, area, energyRatio, deletion, insertion,
            meanRank, each with …Interval [low, high] of 95 %; indistinguishableFromBest; differenceToBest { …Interval } } }, bestHead,
            validationScenes, heads [{ head, validationPointingGame, pointingGame, energy }], seconds. Names of maps: meanAttention,
            maxAttention, minAttention, bestHead, rollout, classRelevance, object, gaussian, random.

            Examples:
              ./saccade bench overlay --json overlay.json
              ./saccade bench overlay --model saccade-demo/model --scenes 100
            """;

        private readonly Option<FileInfo?> _json = new("--json") { Description = "File to write all figures to.", HelpName = "FILE" };

        private readonly Option<DirectoryInfo?> _model = new("--model")
        {
            Description = "A model of the Shapes sample's classes; its folder stays as it is. "
                + "[default: the small base model, fine-tuned as ./saccade demo does, about a minute]",
            HelpName = "DIR",
        };

        private readonly Option<DirectoryInfo?> _output = new("--output", "-o")
        {
            Description = "Folder for examples.png. [default: .artifacts/benchmarks/overlay]",
            HelpName = "DIR",
        };

        private readonly Option<int> _scenes = NumberOption.Make("--scenes", 300, 5, 100_000, "Scenes to score.");
        private readonly Option<int> _curveScenes = NumberOption.Make(
            "--curve-scenes", 100_000, 20, 100_000,
            "How many of these, at most, also get deletion and insertion curves, which take most of the time.");

        private readonly Option<int> _steps = NumberOption.Make("--steps", 16, 2, 1000, "Steps of the deletion and insertion curves.");
        private readonly Option<int> _seed = NumberOption.Make("--seed", 42, 0, 1_000_000, "Decides scenes, training and resampling.");

        private OverlayCommand()
        {
        }

        /// <summary>Makes the verb.</summary>
        /// <param name="artifacts">Where the example pictures go unless told otherwise.</param>
        public static Command Make(Option<DirectoryInfo> artifacts)
        {
            OverlayCommand options = new();
            Command command = new("overlay", Description)
            {
                options._json,
                options._model,
                options._scenes,
                options._curveScenes,
                options._steps,
                options._seed,
                options._output,
            };
            command.SetAction(parsed => Interruptible.Run(
                "bench overlay",
                cancellation => options.Run(parsed, parsed.GetRequiredValue(artifacts), cancellation),
                "Nothing was written."));
            return command;
        }

        private void Run(ParseResult parsed, DirectoryInfo artifacts, CancellationToken cancellation)
        {
            OverlayOptions options = new(
                parsed.GetValue(_model)?.ToString(),
                parsed.GetValue(_json),
                parsed.GetValue(_output) ?? new DirectoryInfo(Path.Combine(artifacts.FullName, "overlay")),
                parsed.GetRequiredValue(_scenes),
                Math.Min(parsed.GetRequiredValue(_curveScenes), parsed.GetRequiredValue(_scenes)),
                parsed.GetRequiredValue(_steps),
                parsed.GetRequiredValue(_seed));

            // A place that can't be written to is better known before the minutes of work.
            options.Output.Create();
            options.Json?.Directory?.Create();
            var examples = Path.Combine(options.Output.FullName, "examples.png");
            var report = new OverlayBenchmark(options, new StageProgress(AnsiConsole.Console), cancellation).Run(examples);
            report.Print(AnsiConsole.Console);
            AnsiConsole.Console.WriteLine($"Examples: {Path.GetRelativePath(Directory.GetCurrentDirectory(), examples)}");
            if (options.Json is { } json)
            {
                report.WriteJson(json.FullName);
            }
        }
    }
}
