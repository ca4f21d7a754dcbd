using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace Saccade.Host.Tooling
{
    /// <summary>Runs a program of .NET in a process of its own.</summary>
    public static class DotnetProgram
    {
        private const int Interrupted = 130;
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        /// <summary>Runs a program to its end on the same terminal, where it says what it does itself.</summary>
        /// <param name="program">The program's assembly.</param>
        /// <param name="arguments">What it is given.</param>
        /// <param name="cancellation">Gives the program, which hears Ctrl-C itself, half a minute to end, then ends it.</param>
        /// <exception cref="OperationCanceledException">It was interrupted.</exception>
        /// <exception cref="ToolingException">It failed, and has said why, or could not be started.</exception>
        public static void RunOnTerminal(string program, IEnumerable<string> arguments, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            using var process = Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { UseShellExecute = false });
            using (cancellation.Register(() => EndSoon(process)))
            {
                process.WaitForExit();
            }

            cancellation.ThrowIfCancellationRequested();
            if (process.ExitCode == Interrupted)
            {
                throw new OperationCanceledException();
            }

            if (process.ExitCode != 0)
            {
                throw new ToolingException(
                    $"the command above ended with status {process.ExitCode}, its reason is below it. What came before it stays.");
            }
        }

        /// <summary>Runs a program to its end, silently unless it fails.</summary>
        /// <param name="program">The program's assembly.</param>
        /// <param name="arguments">What it is given.</param>
        /// <param name="cancellation">Ends the process.</param>
        /// <exception cref="OperationCanceledException">It was interrupted.</exception>
        /// <exception cref="ToolingException">It failed, with what it said, is missing, or could not be started.</exception>
        public static void RunSilently(string program, IEnumerable<string> arguments, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!File.Exists(program))
            {
                throw new ToolingException($"{program}: the program is missing. Build the project that makes it with dotnet build.");
            }

            using var process = Start(new ProcessStartInfo("dotnet", [program, .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            using (cancellation.Register(() => process.Kill(true)))
            {
                process.WaitForExit();
            }

            cancellation.ThrowIfCancellationRequested();
            if (process.ExitCode != 0)
            {
                var said = $"{error.GetAwaiter().GetResult().Trim()}\n{output.GetAwaiter().GetResult().Trim()}".Trim();
                throw new ToolingException($"{Path.GetFileName(program)} ended with status {process.ExitCode}.\n{said}");
            }
        }

        private static Process Start(ProcessStartInfo start)
        {
            try
            {
                return Process.Start(start)!;
            }
            catch (Exception e) when (e is Win32Exception or IOException)
            {
                throw new ToolingException($"dotnet: can't be started. {e.Message} Is the .NET 10 SDK installed and on the PATH?");
            }
        }

        private static void EndSoon(Process process)
        {
            if (!process.WaitForExit(Patience))
            {
                process.Kill(true);
            }
        }
    }
}
