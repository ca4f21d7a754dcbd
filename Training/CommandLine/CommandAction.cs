using System;
using System.IO;
using System.Threading;

namespace Saccade.Training.CommandLine
{
    /// <summary>Does what a command is for, and turns what goes wrong into one line and an exit code.</summary>
    internal static class CommandAction
    {
        /// <param name="error">Told what went wrong.</param>
        /// <param name="action">Does it; the token is cancelled by Ctrl-C. Returns the exit code.</param>
        /// <param name="describeCancelled">What to say when it was cancelled, if more than that nothing was changed.</param>
        internal static int Run(TextWriter error, Func<CancellationToken, int> action, Func<string>? describeCancelled = null)
        {
            using var cancellation = new Cancellation();
            try
            {
                return action(cancellation.Token);
            }
            catch (OperationCanceledException)
            {
                error.WriteLine(describeCancelled?.Invoke() ?? "Cancelled; nothing was changed.");
                return ExitCode.Cancelled;
            }
#pragma warning disable CA1031 // Whatever fails is told in one line.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                error.WriteLine($"error: {Failures.Describe(failure)}");
                return ExitCode.Error;
            }
        }
    }
}
