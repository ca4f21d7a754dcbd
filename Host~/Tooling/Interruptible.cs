using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using Saccade.Editor;
using Saccade.Preprocessing;

namespace Saccade.Host.Tooling
{
    /// <summary>Runs a verb until it ends, fails or is interrupted, and says which.</summary>
    public static class Interruptible
    {
        private const int Failed = 1;
        private const int Interrupted = 130;

        /// <summary>Runs a verb.</summary>
        /// <param name="verb">Its name, for messages.</param>
        /// <param name="run">What it does.</param>
        /// <param name="whenInterrupted">What is left after Ctrl-C.</param>
        /// <returns>The exit status.</returns>
        public static int Run(
            string verb, Action<CancellationToken> run, string whenInterrupted = "What was finished stays in the folder.")
        {
            using CancellationTokenSource interrupt = new();
            using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            try
            {
                run(interrupt.Token);
                return 0;
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine($"\nsaccade {verb}: interrupted. {whenInterrupted}");
                return Interrupted;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or HostException or TrainingToolException
                or ToolingException or ModelFileException or ArgumentException)
            {
                Console.Error.WriteLine($"\nsaccade {verb}: {e.Message}");
                return Failed;
            }

            void Stop(PosixSignalContext context)
            {
                // A second Ctrl-C ends the program at once.
                context.Cancel = !interrupt.IsCancellationRequested;
                interrupt.Cancel();
            }
        }
    }
}
