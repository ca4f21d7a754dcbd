using System;
using System.Linq;
using System.Threading;

namespace Saccade.Host.Tooling
{
    /// <summary>Runs verbs of the training program that have no progress stream.</summary>
    public static class TrainingProgram
    {
        /// <summary>Prints the command as a user would type it, then runs it to its end on the same terminal.</summary>
        /// <param name="cancellation">Gives the program, which hears Ctrl-C itself, half a minute to end, then ends it.</param>
        /// <param name="arguments">The verb and its options.</param>
        /// <exception cref="OperationCanceledException">It was interrupted.</exception>
        /// <exception cref="ToolingException">It failed, and has said why, or could not be started.</exception>
        public static void RunOnTerminal(CancellationToken cancellation, params string[] arguments)
        {
            cancellation.ThrowIfCancellationRequested();
            Console.WriteLine($"\n$ ./saccade {string.Join(' ', arguments.Select(Quote))}");
            DotnetProgram.RunOnTerminal(Bundled.TrainingTool, arguments, cancellation);
        }

        /// <summary>Runs a verb to its end, silently unless it fails.</summary>
        /// <param name="cancellation">Ends the process.</param>
        /// <param name="arguments">The verb and its options.</param>
        /// <exception cref="OperationCanceledException">It was interrupted.</exception>
        /// <exception cref="ToolingException">It failed, with what it said, or could not be started.</exception>
        public static void RunSilently(CancellationToken cancellation, params string[] arguments) =>
            DotnetProgram.RunSilently(Bundled.TrainingTool, arguments, cancellation);

        private static string Quote(string argument) => argument.Contains(' ', StringComparison.Ordinal) ? $"'{argument}'" : argument;
    }
}
