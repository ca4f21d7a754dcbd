using System;
using System.IO;
using System.Threading;
using Saccade.Progress;
using Saccade.Training.CommandLine.Displays;

namespace Saccade.Training.CommandLine
{
    /// <summary>Does what a command is for while another program follows it, which may send the command to cancel.</summary>
    internal static class JsonAction
    {
        /// <param name="output">Takes the events.</param>
        /// <param name="action">Does it and returns what <see cref="ProgressStream.Finished"/> says.</param>
        /// <param name="canResume">Whether what was cancelled may go on later.</param>
        internal static int Run(
            TextWriter output, Func<JsonStream, CancellationToken, (string Name, object? Value)[]> action, bool canResume)
        {
            using var cancellation = new Cancellation();
            var stream = new JsonStream(output, TimeProvider.System);
            if (Console.IsInputRedirected)
            {
                CommandReader.Start(Console.In, cancellation.Cancel);
            }

            try
            {
                using (stream.KeepAlive())
                {
                    stream.Write(ProgressStream.Finished.Kind, action(stream, cancellation.Token));
                }

                return ExitCode.Success;
            }
            catch (OperationCanceledException)
            {
                stream.Write(ProgressStream.Cancelled.Kind, (ProgressStream.Cancelled.CanResume, canResume));
                return ExitCode.Cancelled;
            }
#pragma warning disable CA1031 // Whatever fails, the one who started this is told in the format that was asked for.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                stream.Write(ProgressStream.Error.Kind, (ProgressStream.Error.Message, Failures.Describe(failure)));
                return ExitCode.Error;
            }
        }
    }
}
