using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace Saccade.Editor
{
    /// <summary>
    /// Runs the training tool as a process of its own. The two share nothing but files and two streams: one JSON object a line on
    /// the tool's standard output, and a line <c>{"command":"cancel"}</c> on its standard input.
    /// </summary>
    public sealed class TrainingProcess
    {
        private const int LogLinesKept = 12;

        // Also what a shell and .NET report for a process that Ctrl-C ended before it could say anything.
        private const int CancelledExitCode = 130;
        private const string CancelCommand = "{\"command\":\"cancel\"}";
        private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(30);

        private readonly string _tool;

        /// <summary>Creates a runner for one tool.</summary>
        /// <param name="tool">Path of <c>Saccade.Training.dll</c>, run with the <c>dotnet</c> of the path, or of an executable.</param>
        public TrainingProcess(string tool)
        {
            _tool = tool ?? throw new ArgumentNullException(nameof(tool));
        }

        /// <summary>Runs one training to its end. Blocks: call it from a thread that may.</summary>
        /// <param name="arguments">The tool's arguments, such as <c>train --model DIR …</c>; <c>--progress json</c> is added.</param>
        /// <param name="report">Receives every event, in order, on a thread of its own.</param>
        /// <param name="cancellation">Asks the tool to stop at the next step, with everything it has saved.</param>
        /// <returns>The <c>finished</c> event.</returns>
        /// <exception cref="OperationCanceledException">It was cancelled, here or at the tool's own end.</exception>
        /// <exception cref="TrainingException">It failed, died or could not be started.</exception>
        public TrainingEvent Run(IEnumerable<string> arguments, Action<TrainingEvent> report, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            TrainingEvent? last = null;
            Queue<string> log = new Queue<string>();
            using (Process process = Create(arguments))
            {
                process.OutputDataReceived += (_, line) =>
                {
                    TrainingEvent? progress = line.Data == null ? null : TrainingEvent.Parse(line.Data);
                    if (progress == null)
                    {
                        Keep(log, line.Data);
                        return;
                    }

                    last = progress;
                    report(progress);
                };
                process.ErrorDataReceived += (_, line) => Keep(log, line.Data);
                Start(process);
                using (cancellation.Register(() => Cancel(process)))
                    process.WaitForExit();

                cancellation.ThrowIfCancellationRequested();
                if (last?.Kind == "cancelled" || process.ExitCode == CancelledExitCode)
                    throw new OperationCanceledException("The training was cancelled.");
                if (last?.Kind == "error")
                    throw new TrainingException(last.GetText("message", "The training failed and gave no reason."));
                if (process.ExitCode == 0 && last?.Kind == "finished")
                    return last;
                throw new TrainingException($"The training process ended with code {process.ExitCode} before it was done.{Tail(log)}");
            }
        }

        private static void Start(Process process)
        {
            try
            {
                process.Start();
            }
            catch (Exception e) when (e is Win32Exception || e is InvalidOperationException)
            {
                throw new TrainingException(
                    $"{process.StartInfo.FileName}: the training process can't be started. "
                    + $"{e.Message} Is the .NET 10 SDK installed and on the PATH?", e);
            }

            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        private static void Cancel(Process process)
        {
            try
            {
                process.StandardInput.WriteLine(CancelCommand);
                process.StandardInput.Flush();
                if (!process.WaitForExit((int)CancelPatience.TotalMilliseconds))
                    process.Kill();
            }
            catch (Exception e) when (e is IOException || e is InvalidOperationException || e is Win32Exception)
            {
                // It had ended by itself in between, which is what was asked for.
            }
        }

        private static void Keep(Queue<string> log, string? line)
        {
            if (string.IsNullOrWhiteSpace(line))
                return;
            lock (log)
            {
                log.Enqueue(line!);
                if (log.Count > LogLinesKept)
                    log.Dequeue();
            }
        }

        private static string Tail(Queue<string> log)
        {
            lock (log)
                return log.Count == 0 ? " It printed nothing." : " The end of its log:\n" + string.Join("\n", log);
        }

        private Process Create(IEnumerable<string> arguments)
        {
            bool isAssembly = _tool.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
            if (isAssembly && !File.Exists(_tool))
                throw new TrainingException($"{_tool}: the training tool is missing. Build it with: dotnet build Training");
            ProcessStartInfo start = new ProcessStartInfo(isAssembly ? "dotnet" : _tool)
            {
                UseShellExecute = false,
                CreateNoWindow = true,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            if (isAssembly)
                start.ArgumentList.Add(_tool);
            foreach (string argument in arguments)
                start.ArgumentList.Add(argument);
            start.ArgumentList.Add("--progress");
            start.ArgumentList.Add("json");
            return new Process { StartInfo = start };
        }
    }
}
