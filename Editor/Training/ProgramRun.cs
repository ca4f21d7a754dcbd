using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Threading;

namespace Saccade.Editor.Training
{
    /// <summary>Runs a program to its end and hears what it prints. Blocks: never call it from the editor's main thread.</summary>
    internal static class ProgramRun
    {
        private const int PollMilliseconds = 20;

        /// <param name="file">The program; a <c>.dll</c> is run by .NET's command.</param>
        /// <param name="arguments">Its arguments.</param>
        /// <param name="folder">The folder in which it runs; empty for the editor's.</param>
        /// <param name="onLine">Receives each line of both its streams, one at a time.</param>
        /// <param name="limit">When it counts as hanging and is ended.</param>
        /// <param name="cancellation">Ends it.</param>
        /// <returns>Its exit code.</returns>
        /// <exception cref="OperationCanceledException">It was cancelled.</exception>
        /// <exception cref="TrainingToolException">It can't be started, or took longer than the limit.</exception>
        internal static int Run(
            string file, IEnumerable<string> arguments, string folder, Action<string> onLine, TimeSpan limit,
            CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            using (var process = Create(file, arguments, folder))
            {
                var gate = new object();
                DataReceivedEventHandler hear = (_, line) =>
                {
                    lock (gate)
                    {
                        if (line.Data != null)
                        {
                            onLine(line.Data);
                        }
                    }
                };
                process.OutputDataReceived += hear;
                process.ErrorDataReceived += hear;
                Start(process, file);
                process.StandardInput.Close();
                process.BeginOutputReadLine();
                process.BeginErrorReadLine();
                var watch = Stopwatch.StartNew();
                while (!process.WaitForExit(PollMilliseconds))
                {
                    if (!cancellation.IsCancellationRequested && watch.Elapsed < limit)
                    {
                        continue;
                    }

                    ProcessTree.Kill(process);
                    cancellation.ThrowIfCancellationRequested();
                    throw new TrainingToolException($"{file}: was ended, because it took longer than {limit.TotalSeconds:0} s.");
                }

                // Waits for the rest of the streams too.
                process.WaitForExit();
                return process.ExitCode;
            }
        }

        private static Process Create(string file, IEnumerable<string> arguments, string folder)
        {
            var isAssembly = file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
            var start = new ProcessStartInfo(isAssembly ? DotnetCommand.Find() : file)
            {
                UseShellExecute = false,
                CreateNoWindow = true,
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = new UTF8Encoding(false),
                StandardErrorEncoding = new UTF8Encoding(false),
            };

            // What .NET's command starts ends with it, and its messages are in English, so that they can be searched and reported.
            start.Environment["DOTNET_NOLOGO"] = "1";
            start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
            start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
            start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
            start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
            start.Environment["UseSharedCompilation"] = "false";
            if (isAssembly)
            {
                start.ArgumentList.Add(file);
            }

            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            return new Process { StartInfo = start };
        }

        private static void Start(Process process, string file)
        {
            try
            {
                process.Start();
            }
            catch (Exception e) when (e is Win32Exception || e is InvalidOperationException)
            {
                throw new TrainingToolException($"{file}: can't be started. {e.Message}", e);
            }
        }
    }
}
