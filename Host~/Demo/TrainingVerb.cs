using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;

namespace Saccade.Host.Demo
{
    /// <summary>Runs a verb of the training program as a user would, on the same terminal, where it says what it does itself.</summary>
    internal static class TrainingVerb
    {
        private const int Interrupted = 130;
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        /// <summary>Prints the command, then runs it to its end.</summary>
        /// <param name="cancellation">Gives the program, which hears Ctrl-C itself, half a minute to end, then ends it.</param>
        /// <param name="arguments">The verb and its options.</param>
        /// <exception cref="OperationCanceledException">It was interrupted.</exception>
        /// <exception cref="DemoException">It failed, and has said why, or could not be started.</exception>
        public static void Run(CancellationToken cancellation, params string[] arguments)
        {
            cancellation.ThrowIfCancellationRequested();
            Console.WriteLine($"\n$ ./saccade {string.Join(' ', arguments.Select(Quote))}");
            using Process process = Start(arguments);
            using (cancellation.Register(() => EndSoon(process)))
                process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            if (process.ExitCode == Interrupted)
                throw new OperationCanceledException();
            if (process.ExitCode != 0)
            {
                throw new DemoException(
                    $"the command above ended with status {process.ExitCode}, its reason is below it. What came before it stays.");
            }
        }

        private static Process Start(string[] arguments)
        {
            try
            {
                return Process.Start(new ProcessStartInfo("dotnet", [Bundled.TrainingTool, .. arguments]) { UseShellExecute = false })!;
            }
            catch (Exception e) when (e is Win32Exception or IOException)
            {
                throw new DemoException($"dotnet: can't be started. {e.Message} Is the .NET 10 SDK installed and on the PATH?");
            }
        }

        private static void EndSoon(Process process)
        {
            if (!process.WaitForExit(Patience))
                process.Kill(true);
        }

        private static string Quote(string argument) => argument.Contains(' ', StringComparison.Ordinal) ? $"'{argument}'" : argument;
    }
}
