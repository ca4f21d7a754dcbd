using System;
using System.IO;
using Spectre.Console;

namespace Saccade.Training.CommandLine.Displays
{
    /// <summary>Chooses how a download is shown.</summary>
    internal static class PullDisplays
    {
        /// <param name="progress">auto, bar or plain.</param>
        /// <param name="output">Takes the lines of <c>plain</c>.</param>
        internal static IPullDisplay Choose(string progress, TextWriter output)
        {
            var isTerminal = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;
            return progress == "bar" || (progress == "auto" && isTerminal)
                ? new BarPullDisplay(AnsiConsole.Console)
                : new PlainPullDisplay(output);
        }
    }
}
