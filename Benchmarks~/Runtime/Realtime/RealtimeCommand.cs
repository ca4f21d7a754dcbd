using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using Saccade.Host.Tooling;
using Spectre.Console;

namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>The verb <c>bench realtime</c>: what a classifier on the camera does to the frame rate.</summary>
    internal sealed class RealtimeCommand
    {
        private const int DriverDecides = -1;

        private const string Description =
            """
            Measures the frame time of a moving scene at 1280x720 without Saccade, with it (classifier and label on the camera; then the
            attention overlay too), and with the way everyone starts: read the whole frame, resize it on the processor, await the model,
            draw a label. The ways take turns in one process, on the same model, with the same session options and threads, and the time
            of a frame counts until it is drawn. Then the same for several cameras that share the screen. The table lands in
            .artifacts/benchmarks/realtime.md.

            On a software driver, rendering gets the cores that inference leaves (--threads, --render-threads), for all ways alike:
            without that, a classifier on a core of its own would be measured by the core that it takes from the rasteriser.

            --json FILE holds, in milliseconds and each with p50, p95, p99, max and count:
              frameMs, saccadeFrameMs, naiveFrameMs   a frame without, with Saccade, with the naive way
              overlayFrameMs                          a frame with Saccade and its overlay
              {saccade,overlay,naive}AddedMs          what each adds, quantile by quantile
              stagesMs.{encode,fetch,publish,draw}    render thread in each stage of Saccade; publish: of frames with a label
                                                      (stageBytes: what they allocate)
              naiveStagesMs.{read,resize,inference}   the same of the naive way
              finishMs                                an idle finish, which encode and draw hold too
              latencyMs, latencyFrames, inferenceMs   from a rendered picture to its label, and the model's part of it
              latencyExcessFrames                     what is neither encode nor inference, in frame times
            and the numbers
              addedP95Ratio, overlayAddedP95Ratio (of what the naive way adds), latencyWithinTwoFrames (a part of 1),
              labelsPerSecond, naiveLabelsPerSecond, allocatedBytesPerFrame (main thread, overlay and all),
              allocations.{without,saccade,overlay,naive}.{mainThread,allThreads}
            and cameras, a list of { count, frameMs, saccadeFrameMs, overlayFrameMs, addedMs, latencyMs, labelsPerSecond,
            allocatedBytesPerFrame }, machine, renderer, model, threads, options.

            Examples:
              ./saccade bench realtime --json realtime.json
              ./saccade bench realtime --model my-model --fps 30 --cameras 1 2
            """;

        private static readonly int AllButOne = Math.Max(1, Environment.ProcessorCount - 1);

        private readonly Option<string?> _model = new("--model")
        {
            Description = "The model folder. [default: a ViT-S/16 at 224 with seeded random weights, made when it is first needed]",
            HelpName = "DIR",
        };

        private readonly Option<FileInfo?> _json = new("--json") { Description = "File to write all figures to.", HelpName = "FILE" };

        private readonly Option<int> _threads = NumberOption.Make(
            "--threads", AllButOne, 1, 256, "Threads of one inference; all processors but one unless given.");

        private readonly Option<int> _renderThreads = NumberOption.Make(
            "--render-threads",
            1,
            DriverDecides,
            256,
            "Threads that Mesa's software driver rasterises with; -1 leaves it to the driver, which takes a thread a processor.");

        private readonly Option<int> _antiAliasing = NumberOption.Make(
            "--anti-aliasing", 1, 1, 16, "Samples a pixel. On a software driver four make a frame two to three times as slow.");

        private readonly Option<int> _fps = NumberOption.Make(
            "--fps", 0, 0, 1000, "Frames a second that the game holds itself to, sleeping in between; 0 renders as fast as it can.");

        private readonly Option<int> _rounds = NumberOption.Make(
            "--rounds", 6, 1, 1000, "How often each way takes its turn; half of it where cameras are compared.");

        private readonly Option<int> _frames = NumberOption.Make(
            "--frames", 150, 5, 100_000, "Frames of a turn; a fifth for the naive way.");

        private readonly Option<int[]> _cameras = NumberOption.MakeList("--cameras", [1, 2, 4, 8], 1, 64, "Numbers of cameras to compare.");

        private readonly Option<bool> _quick = new("--quick")
        {
            Description = "One short round with one and two cameras: shows that all works, measures nothing well.",
        };

        private RealtimeCommand()
        {
        }

        /// <summary>Makes the verb.</summary>
        /// <param name="artifacts">Where the report and the model go.</param>
        public static Command Make(Option<DirectoryInfo> artifacts)
        {
            RealtimeCommand options = new();
            Command command = new("realtime", Description)
            {
                options._model,
                options._json,
                options._threads,
                options._renderThreads,
                options._antiAliasing,
                options._fps,
                options._rounds,
                options._frames,
                options._cameras,
                options._quick,
            };
            command.SetAction(parsed => Interruptible.Run(
                "bench realtime",
                cancellation => options.Run(parsed, parsed.GetRequiredValue(artifacts), cancellation),
                "Nothing was written."));
            return command;
        }

        private void Run(ParseResult parsed, DirectoryInfo artifacts, CancellationToken cancellation)
        {
            // Before minutes are spent on figures that can't be kept.
            var report = Path.Combine(artifacts.FullName, "realtime.md");
            var json = parsed.GetValue(_json);
            artifacts.Create();
            json?.Directory?.Create();
            StageProgress progress = new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));
            var figures = new RealtimeRun(Read(parsed, artifacts, cancellation), progress, cancellation).Run();
            var text = figures.ToMarkdown();
            Write(report, text);
            if (json is not null)
            {
                Write(json.FullName, figures.ToJson());
            }

            Console.WriteLine();
            Console.Write(text);
            Console.Error.WriteLine($"{report}: written.");
        }

        private RealtimeOptions Read(ParseResult parsed, DirectoryInfo artifacts, CancellationToken cancellation)
        {
            var isQuick = parsed.GetValue(_quick);
            var renderThreads = parsed.GetRequiredValue(_renderThreads);
            return new RealtimeOptions
            {
                Model = parsed.GetValue(_model) is string given ? Path.GetFullPath(given) : UntrainedModel.Require(artifacts, cancellation),
                Threads = parsed.GetRequiredValue(_threads),
                RenderThreads = renderThreads == DriverDecides ? null : renderThreads,
                AntiAliasing = parsed.GetRequiredValue(_antiAliasing),
                FramesPerSecond = parsed.GetRequiredValue(_fps),
                Rounds = isQuick ? 1 : parsed.GetRequiredValue(_rounds),
                Frames = isQuick ? 25 : parsed.GetRequiredValue(_frames),
                Settle = TimeSpan.FromSeconds(isQuick ? 0.1 : 0.75),
                Cameras = isQuick ? [1, 2] : parsed.GetRequiredValue(_cameras),
            };
        }

        // A reader never finds half a file, nor loses the one before to a full disk.
        private static void Write(string path, string text)
        {
            var partial = $"{path}.{Environment.ProcessId}.tmp";
            try
            {
                File.WriteAllText(partial, text);
                File.Move(partial, path, overwrite: true);
            }
            finally
            {
                File.Delete(partial);
            }
        }
    }
}
