using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using Saccade.Host.Demo;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>The verb <c>bench overlay</c>.</summary>
    internal sealed class OverlayCommand
    {
        private readonly Option<FileInfo?> _json = new("--json") { Description = "File to write all figures to." };

        private OverlayCommand()
        {
        }

        /// <summary>Makes the verb.</summary>
        /// <param name="artifacts">Where the example pictures go unless told otherwise.</param>
        public static Command Make(Option<DirectoryInfo> artifacts)
        {
            OverlayCommand options = new();
            Command command = new("overlay", "Scores each kind of attention map against the pixels of the object that the picture is of.")
            {
                options._json,
            };
            command.SetAction(parsed => Interruptible.Run(
                "bench overlay", cancellation => options.Run(parsed, parsed.GetRequiredValue(artifacts), cancellation)));
            return command;
        }

        private void Run(ParseResult parsed, DirectoryInfo artifacts, CancellationToken cancellation) =>
            Console.WriteLine($"{parsed.GetValue(_json)} {artifacts} {cancellation.IsCancellationRequested}");
    }
}
