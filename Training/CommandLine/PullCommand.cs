using System;
using System.CommandLine;
using System.IO;
using System.Threading.Tasks;
using Saccade.Training.Hub;
using Spectre.Console;

namespace Saccade.Training.CommandLine
{
    /// <summary>The command <c>pull</c>.</summary>
    internal static class PullCommand
    {
        private const string Description =
            """
            Fetches a model from the Hugging Face hub: config.json, preprocessor_config.json and the safetensors weights, never
            pickles. Large files are checked against the hub's SHA-256.

            Examples:
                saccade pull google/vit-base-patch16-224
                saccade pull facebook/dinov2-small --output models/dinov2
                saccade pull timm/vit_base_patch16_224.augreg_in21k_ft_in1k --revision main

            A cut connection is picked up again. After Ctrl-C the same command goes on: what has come waits in DIR.partial, and a model
            that is in DIR already stays until the new one is complete.

            Environment: HF_TOKEN is the access token for gated and private models; HF_ENDPOINT another hub's address.
            Exit codes: 0 success, 1 error, 2 wrong arguments, 130 stopped.
            """;

        internal static Command Make(TextWriter output, TextWriter error)
        {
            var name = new Argument<string>("name") { Description = "The repository.", HelpName = "ORG/NAME" };
            var target = new Option<string?>("--output")
            {
                Description = "The model folder to write. [default: NAME in the current folder]",
                HelpName = "DIR",
            };
            var revision = new Option<string>("--revision")
            {
                Description = "A branch, tag, commit or refs/pr/N.",
                HelpName = "REV",
                DefaultValueFactory = _ => "main",
            };
            var command = new Command("pull", Description) { name, target, revision };
            command.SetAction(parsed =>
            {
                var repository = parsed.GetRequiredValue(name);
                var directory = parsed.GetValue(target) ?? repository[(repository.LastIndexOf('/') + 1)..];
                return CommandAction.Run(
                    error,
                    cancellation =>
                    {
                        var options = HubOptions.FromEnvironment();
                        Task Pull(IPullObserver observer)
                        {
                            return new ModelPull(options, observer).Run(repository, parsed.GetValue(revision)!, directory, cancellation);
                        }

                        Show(output, Pull);
                        output.WriteLine($"{directory}: {repository} is here. Next: saccade info --model {directory}");
                        return ExitCode.Success;
                    },
                    $"Stopped. What has come is in {Path.TrimEndingDirectorySeparator(directory)}.partial; the same command goes on from there.");
            });
            return command;
        }

        private static void Show(TextWriter output, Func<IPullObserver, Task> pull)
        {
            if (Console.IsOutputRedirected || output != Console.Out || !AnsiConsole.Profile.Capabilities.Interactive)
            {
                pull(new PlainPull(output)).GetAwaiter().GetResult();
                return;
            }

            AnsiConsole.Progress()
                .Columns(
                    new TaskDescriptionColumn { Alignment = Justify.Left },
                    new ProgressBarColumn(),
                    new DownloadedColumn(),
                    new TransferSpeedColumn(),
                    new RemainingTimeColumn())
                .Start(context => pull(new BarPull(context)).GetAwaiter().GetResult());
        }

        private sealed class PlainPull(TextWriter output) : IPullObserver
        {
            private const int Step = 10;

            private string _file = "";
            private long _shown;

            public void OnStarted(string commit, long? bytes)
            {
                output.WriteLine($"Commit {commit}{(bytes is { } size ? FormattableString.Invariant($", {size / 1e6:0.0} MB") : "")}");
            }

            public void OnBytes(string file, long received, long? size)
            {
                var share = size > 0 ? received * 100 / size.Value / Step * Step : 0;
                if (file != _file || share > _shown)
                {
                    (_file, _shown) = (file, share);
                    output.WriteLine(FormattableString.Invariant($"{file}: {received / 1e6:0.0} MB{(size > 0 ? $", {share} %" : "")}"));
                }
            }

            public void OnNote(string text)
            {
                output.WriteLine(text);
            }
        }

        private sealed class BarPull(ProgressContext context) : IPullObserver
        {
            private ProgressTask? _task;
            private string _file = "";

            public void OnStarted(string commit, long? bytes)
            {
            }

            public void OnBytes(string file, long received, long? size)
            {
                if (file != _file)
                {
                    _file = file;
                    _task = context.AddTask(Markup.Escape(file), maxValue: size ?? double.MaxValue);
                }

                _task!.Value = received;
            }

            public void OnNote(string text)
            {
                AnsiConsole.MarkupLineInterpolated($"{text}");
            }
        }
    }
}
