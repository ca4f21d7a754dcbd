using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Threading.Tasks;
using Saccade.Training.CommandLine.Displays;
using Saccade.Training.Download;
using Saccade.Training.Hub;

namespace Saccade.Training.CommandLine
{
    /// <summary>The command <c>pull</c>.</summary>
    internal static class PullCommand
    {
        private const string Description =
            """
            Downloads a pretrained model from the Hugging Face Hub into a model folder: config.json, preprocessor_config.json and the
            weights as safetensors, each checked against the hub's hash. Pickles are never downloaded: they may run code when read.

            The files grow in DIR.partial and appear in DIR together, when all are whole; a model that is there already stays until then.
            After Ctrl-C or an error the same command goes on from there.

            Examples:
              Fetch a backbone, and train its head on your own pictures.
                saccade pull google/vit-base-patch16-224 --output base
                saccade train --model base --data shapes --output shapes-model

              Take another branch, tag, commit or pull request.
                saccade pull google/vit-base-patch16-224-in21k --revision refs/pr/1

            Environment: HF_TOKEN, a token for private and gated models; HF_ENDPOINT, a mirror of the hub; HTTPS_PROXY.
            Exit codes: 0 success, 1 error, 2 wrong arguments, 130 cancelled.
            """;

        internal static Command Make(TextWriter output, TextWriter error)
        {
            var name = new Argument<string>("ORG/NAME") { Description = "The repository, as in its page's address." };
            var target = new Option<string?>("--output")
            {
                Description = "The model folder to write. [default: NAME in the current folder]",
                HelpName = "DIR",
            };
            var revision = new Option<string>("--revision")
            {
                Description = "A branch, a tag, a commit or a reference such as refs/pr/1.",
                HelpName = "REV",
                DefaultValueFactory = _ => Repository.DefaultRevision,
            };
            name.Validators.Add(result => Require(result, Repository.FindFault(result.GetValueOrDefault<string>()!)));
            revision.Validators.Add(result => Require(result, Repository.FindFaultOfRevision(result.GetValueOrDefault<string>()!)));
            var progress = new Option<string>("--progress")
            {
                Description = "How progress is shown: as fits the output, or as JSON events for another program.",
                DefaultValueFactory = _ => "auto",
            }.AcceptOnlyFromAmong("auto", "json");
            var command = new Command("pull", Description) { name, target, revision, progress };
            command.SetAction(parsed =>
            {
                var repository = new Repository(parsed.GetRequiredValue(name), parsed.GetRequiredValue(revision));
                var directory = parsed.GetValue(target) ?? repository.ShortName;
                return parsed.GetValue(progress) == "json"
                    ? RunForProgram(repository, directory, output)
                    : Run(repository, directory, output, error);
            });
            return command;
        }

        private static void Require(SymbolResult result, string? fault)
        {
            if (fault is not null)
            {
                result.AddError(fault);
            }
        }

        private static int RunForProgram(Repository repository, string directory, TextWriter output) => JsonAction.Run(
                output,
                (stream, cancellation) =>
                {
                    var display = new JsonPullDisplay(stream, TimeProvider.System);
                    var settings = HubEnvironment.Read(Environment.GetEnvironmentVariable);
                    var pull = display.ShowAsync(observer => ModelPull.RunAsync(repository, directory, settings, observer, cancellation));
                    return EventFields.Of(pull.GetAwaiter().GetResult());
                },
                canResume: true);

        private static int Run(Repository repository, string directory, TextWriter output, TextWriter error) => CommandAction.Run(
                error,
                cancellation =>
                {
                    Task<PullReport> Pull(IDownloadObserver observer)
                    {
                        var settings = HubEnvironment.Read(Environment.GetEnvironmentVariable);
                        return ModelPull.RunAsync(repository, directory, settings, observer, cancellation);
                    }

                    var report = PullDisplays.Choose("auto", output).ShowAsync(Pull).GetAwaiter().GetResult();
                    output.WriteLine(
                        $"{directory}: {repository.Name}, {ByteCount.Describe(report.Bytes)}, commit {report.Commit}"
                        + (report.WasThere ? ", was there already." : "."));
                    return ExitCode.Success;
                },
                () => PartialFolder.DescribeCancelled(directory));
    }
}
