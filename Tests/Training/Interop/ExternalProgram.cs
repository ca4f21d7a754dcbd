using System;
using System.ComponentModel;
using System.Diagnostics;

namespace Saccade.Training.Tests.Interop
{
    /// <summary>What a program that ran to its end said.</summary>
    internal sealed record ExternalProgram(int ExitCode, string Output, string Error)
    {
        /// <summary>Runs a program that lies on the PATH.</summary>
        /// <param name="directory">The program's working folder.</param>
        /// <param name="limit">How long it may run; then it is killed with all that it started.</param>
        /// <param name="program">Its name.</param>
        /// <param name="arguments">Its arguments.</param>
        /// <returns>What it said, or null if there is no such program.</returns>
        /// <exception cref="TimeoutException">It didn't end in time.</exception>
        internal static ExternalProgram? Run(string directory, TimeSpan limit, string program, params string[] arguments)
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = directory,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            try
            {
                using var process = Process.Start(start)!;
                return Finish(process, limit);
            }
            catch (Win32Exception)
            {
                return null;
            }
        }

        private static ExternalProgram Finish(Process process, TimeSpan limit)
        {
            process.StandardInput.Close();

            // Both at once: an unread stream that fills up would stop the program.
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(limit))
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
                throw new TimeoutException(
                    $"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} was killed after "
                    + $"{limit.TotalSeconds} seconds. It said: {output.Result}{error.Result}");
            }

            return new ExternalProgram(process.ExitCode, output.Result, error.Result);
        }
    }
}
