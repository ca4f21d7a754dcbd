using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Saccade.Host.Demo;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>Runs a verb of the training program that has no progress stream, silently unless it fails.</summary>
    internal static class TrainingTool
    {
        /// <summary>Runs it to its end.</summary>
        /// <param name="arguments">The verb and its options.</param>
        /// <param name="cancellation">Ends the process.</param>
        /// <exception cref="OperationCanceledException">It was interrupted.</exception>
        /// <exception cref="DemoException">It failed, with what it said, or could not be started.</exception>
        public static void Run(IEnumerable<string> arguments, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            using Process process = Start([Bundled.TrainingTool, .. arguments]);
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            using (cancellation.Register(() => process.Kill(true)))
                process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            if (process.ExitCode != 0)
                throw new DemoException($"{error.GetAwaiter().GetResult().Trim()}\n{output.GetAwaiter().GetResult().Trim()}".Trim());
        }

        private static Process Start(string[] arguments)
        {
            try
            {
                return Process.Start(new ProcessStartInfo("dotnet", arguments)
                {
                    UseShellExecute = false,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
            }
            catch (Exception e) when (e is Win32Exception or IOException)
            {
                throw new DemoException($"dotnet: can't be started. {e.Message} Is the .NET 10 SDK installed and on the PATH?");
            }
        }
    }
}
