using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using Saccade.Training.CommandLine.Displays;
using Saccade.Training.Data.Pets;
using Saccade.Training.Download;

namespace Saccade.Training.CommandLine
{
    /// <summary>The command <c>data oxford-pet</c>.</summary>
    internal static class PetsCommand
    {
        private const string Mirror = "--mirror";

        private const string Description =
            """
            Downloads Oxford-IIIT Pet, 7,349 pictures of 37 breeds of cats and dogs (0.8 GB), checks both archives against their published
            MD5 sums, and unpacks them into DIR/images and DIR/annotations.

            All of it grows in DIR/oxford-pet.partial and appears in DIR when it is whole. After Ctrl-C or an error the same command goes
            on from there. An archive that lies in DIR already is taken, and stays.

            Example:
              saccade data oxford-pet --output pets
              saccade train --model base --data pets --output pets-model

            The data set is by Parkhi, Vedaldi, Zisserman and Jawahar ("Cats and Dogs", CVPR 2012), under CC BY-SA 4.0.
            Environment: HTTPS_PROXY.
            Exit codes: 0 success, 1 error, 2 wrong arguments, 130 cancelled.
            """;

        internal static Command MakeOxfordPet(TextWriter output, TextWriter error) => MakeOxfordPet(output, error, new PetArchives());

        /// <param name="output">Takes progress and result.</param>
        /// <param name="error">Takes the errors.</param>
        /// <param name="archives">What is published.</param>
        internal static Command MakeOxfordPet(TextWriter output, TextWriter error, PetArchives archives)
        {
            var target = new Option<string>("--output") { Description = "The folder of the data set.", HelpName = "DIR", Required = true };
            var mirror = new Option<string>(Mirror)
            {
                Description = "The address of another folder that holds both archives.",
                HelpName = "URL",
                DefaultValueFactory = _ => PetArchives.Home,
            };
            var keep = new Option<bool>("--keep-archives") { Description = "Leave the archives in DIR." };
            var progress = new Option<string>("--progress")
            {
                Description = "How progress is shown: a bar or plain lines. auto: a bar on a terminal, else plain.",
                DefaultValueFactory = _ => "auto",
            }.AcceptOnlyFromAmong("auto", "bar", "plain");
            mirror.Validators.Add(result => CheckMirror(result, result.GetValueOrDefault<string>()));
            var command = new Command("oxford-pet", Description) { target, mirror, keep, progress };
            command.SetAction(parsed =>
            {
                var settings = new DownloadSettings { Endpoint = Trim(parsed.GetRequiredValue(mirror)), EndpointName = Mirror };
                var display = PullDisplays.Choose(parsed.GetRequiredValue(progress), output);
                var directory = parsed.GetRequiredValue(target);
                return CommandAction.Run(
                    error,
                    cancellation =>
                    {
                        var wasThere = display.ShowAsync(observer =>
                        {
                            var download = new PetDownload(archives, settings, observer)
                            {
                                Output = directory,
                                KeepsArchives = parsed.GetValue(keep),
                            };
                            return download.RunAsync(cancellation);
                        }).GetAwaiter().GetResult();
                        output.WriteLine(
                            $"{directory}: Oxford-IIIT Pet, {archives.TrainCount:N0} pictures to train and {archives.TestCount:N0} to test"
                            + (wasThere ? ", was there already." : "."));
                        return ExitCode.Success;
                    },
                    () => PartialFolder.DescribeCancelled(PetDownload.FindWork(directory)));
            });
            return command;
        }

        private static void CheckMirror(OptionResult result, string? address)
        {
            var trimmed = Trim(address ?? "");
            if ((trimmed.Length == 0 ? $"{Mirror}: it is empty." : DownloadSettings.FindFaultOfEndpoint(trimmed, Mirror)) is { } fault)
            {
                result.AddError(fault);
            }
        }

        private static string Trim(string address) => address.Trim().TrimEnd('/');
    }
}
