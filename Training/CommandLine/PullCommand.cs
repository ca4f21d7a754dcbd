using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Threading;
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
            Downloads a model from the Hugging Face hub: config.json, preprocessor_config.json and the safetensors, nothing else.

            A connection that is cut is taken up again where it was. So is a command that was stopped: repeat it. Until all is there
            and was compared with the hub's hashes, it lies in DIR.partial, and a model that DIR holds already stays.

            Examples:
              Get a model that knows ImageNet's 1000 classes into vit-base-patch16-224/, then make its ONNX file.
                saccade pull google/vit-base-patch16-224
                saccade export --model vit-base-patch16-224

              Get a revision: a branch, a tag, a commit, or a conversion that was proposed but not yet accepted.
                saccade pull ORG/NAME --revision refs/pr/1 --output base

            Environment: HF_TOKEN, your access token, for gated and private models; it goes to the hub and nowhere else. HF_ENDPOINT, the
            hub's address if it isn't https://huggingface.co.

            Exit codes: 0 success, 1 error, 2 wrong arguments, 130 cancelled.
            """;

        internal static Command Make(TextWriter output, TextWriter error)
        {
            var name = new Argument<string>("ORG/NAME") { Description = "The model's repository." };
            var target = new Option<string?>("--output")
            {
                Description = "The model folder to write. A model that is there already is exchanged at the end, whole. "
                    + "[default: NAME in the current folder]",
                HelpName = "DIR",
            };
            var revision = new Option<string>("--revision")
            {
                Description = "A branch, a tag, a commit, or refs/pr/N.",
                HelpName = "REV",
                DefaultValueFactory = _ => HubRepository.DefaultRevision,
            };
            var command = new Command("pull", Description) { name, target, revision };
            command.Validators.Add(result => Validate(result, result.GetValue(name), result.GetValue(revision)));
            command.SetAction(parsed =>
            {
                try
                {
                    var repository = new HubRepository(parsed.GetRequiredValue(name), parsed.GetRequiredValue(revision));
                    return Run(repository, parsed.GetValue(target) ?? repository.ShortName, output, error);
                }
#pragma warning disable CA1031 // Whatever fails is told in one line.
                catch (Exception failure)
#pragma warning restore CA1031
                {
                    error.WriteLine($"error: {Failures.Describe(failure)}");
                    return ExitCode.Error;
                }
            });
            return command;
        }

        // What is missing is null here: the command line's own rules tell of it, or give the default later.
        private static void Validate(CommandResult result, string? name, string? revision)
        {
            try
            {
                _ = name is null ? null : new HubRepository(name, revision ?? HubRepository.DefaultRevision);
            }
            catch (TrainingException problem)
            {
                result.AddError(problem.Message);
            }
        }

        private static int Run(HubRepository repository, string directory, TextWriter output, TextWriter error)
        {
            using var cancellation = new Cancellation();
            try
            {
                Pull(repository, directory, output, cancellation.Token).GetAwaiter().GetResult();
                output.WriteLine($"{directory}: {repository.Name} is here.");
                return ExitCode.Success;
            }
            catch (OperationCanceledException) when (cancellation.Token.IsCancellationRequested)
            {
                error.WriteLine("Cancelled; the same command goes on from here.");
                return ExitCode.Cancelled;
            }
        }

        private static async Task Pull(HubRepository repository, string directory, TextWriter output, CancellationToken cancellation)
        {
            var options = HubOptions.FromEnvironment();
            if (!Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive)
            {
                var bar = new PullBar(AnsiConsole.Console);
                await bar.Show(() => new ModelPull(options, bar).Run(repository, directory, cancellation));
            }
            else
            {
                await new ModelPull(options, new PullLines(output)).Run(repository, directory, cancellation);
            }
        }
    }
}
