using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using Saccade.Editor.Training;
using Saccade.Progress;

namespace Saccade.Editor
{
    /// <summary>
    /// Runs the training tool as a process of its own. The two share nothing but files and two streams: one JSON object a line on
    /// the tool's standard output, and a line <c>{"command":"cancel"}</c> on its standard input.
    /// </summary>
    public sealed class TrainingProcess : ITrainingTool
    {
        // Also what a shell and .NET report for a process that Ctrl-C ended before it could say anything.
        private const int CancelledExitCode = 130;
        private const int PollMilliseconds = 20;
        private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(30);

        private readonly string _tool;
        private readonly Func<TimeSpan> _clock;

        /// <summary>Creates a runner for one tool.</summary>
        /// <param name="tool">Path of <c>Saccade.Training.dll</c>, run with the <c>dotnet</c> of the path, or of an executable.</param>
        public TrainingProcess(string tool)
            : this(tool, MakeClock())
        {
        }

        /// <param name="tool">The tool's path.</param>
        /// <param name="clock">Time since any moment; never goes back. Any thread asks.</param>
        internal TrainingProcess(string tool, Func<TimeSpan> clock)
        {
            _tool = tool ?? throw new ArgumentNullException(nameof(tool));
            _clock = clock;
        }

        /// <summary>
        /// How long the tool may say nothing before it counts as hanging and is ended. It says something every two seconds, whatever it
        /// does.
        /// </summary>
        public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromSeconds(60);

        /// <summary>Runs one training to its end. Blocks: call it from a thread that may.</summary>
        /// <param name="arguments">The tool's arguments, such as <c>train --model DIR …</c>; <c>--progress json</c> is added.</param>
        /// <param name="report">Receives every event, in order, on a thread of its own.</param>
        /// <param name="cancellation">Asks the tool to stop at the next step, with everything it has saved.</param>
        /// <returns>The <c>finished</c> event.</returns>
        /// <exception cref="OperationCanceledException">It was cancelled, here or at the tool's own end.</exception>
        /// <exception cref="TrainingToolException">It failed, died, fell silent or could not be started.</exception>
        public TrainingEvent Run(IEnumerable<string> arguments, Action<TrainingEvent> report, CancellationToken cancellation) =>
            Run(arguments, new EventListener(report), cancellation);

        /// <inheritdoc/>
        public TrainingEvent Run(IEnumerable<string> arguments, ITrainingListener listener, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            using (var process = Create(arguments))
            {
                Start(process);
                listener.OnProcess(process.Id);
                var conversation = new TrainingConversation(process, listener, _clock);
                var isHanging = Await(process, conversation, cancellation);
                conversation.ReadToEnd();
                return Judge(process, conversation, isHanging, cancellation);
            }
        }

        private static Func<TimeSpan> MakeClock()
        {
            var watch = Stopwatch.StartNew();
            return () => watch.Elapsed;
        }

        // Whether the process had to be ended because it hung. Only this thread speaks to it, so that whoever cancels never waits.
        private bool Await(Process process, TrainingConversation conversation, CancellationToken cancellation)
        {
            TimeSpan? cancelled = null;
            while (!process.WaitForExit(PollMilliseconds))
            {
                if (cancelled == null && cancellation.IsCancellationRequested)
                {
                    cancelled = _clock();
                    conversation.SendCancel();
                }

                var isHanging = cancelled == null && conversation.Silence > SilenceLimit;
                if (isHanging || conversation.IsBroken || (cancelled != null && _clock() - cancelled > CancelPatience))
                {
                    ProcessTree.Kill(process);
                    return isHanging;
                }
            }

            return false;
        }

        private TrainingEvent Judge(Process process, TrainingConversation conversation, bool isHanging, CancellationToken cancellation)
        {
            conversation.ThrowIfBroken();
            if (isHanging)
            {
                throw conversation.DescribeSilence(SilenceLimit);
            }

            // A cancellation that came too late is none.
            var last = conversation.Last;
            if (process.ExitCode == 0 && last?.Kind == ProgressStream.Finished.Kind)
            {
                return last;
            }

            cancellation.ThrowIfCancellationRequested();
            if (last?.Kind == ProgressStream.Cancelled.Kind || process.ExitCode == CancelledExitCode)
            {
                throw new OperationCanceledException("The training was cancelled.");
            }

            if (last?.Kind == ProgressStream.Error.Kind)
            {
                throw new TrainingToolException(last.GetText(ProgressStream.Error.Message, "The training failed and gave no reason."));
            }

            throw conversation.DescribeEnd(process.ExitCode);
        }

        private static void Start(Process process)
        {
            try
            {
                process.Start();
            }
            catch (Exception e) when (e is Win32Exception || e is InvalidOperationException)
            {
                throw new TrainingToolException(
                    $"{process.StartInfo.FileName}: the training process can't be started. "
                    + $"{e.Message} Is .NET 10 installed?", e);
            }
        }

        private Process Create(IEnumerable<string> arguments)
        {
            var isAssembly = _tool.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
            if (isAssembly && !File.Exists(_tool))
            {
                throw new TrainingToolException($"{_tool}: the training tool is missing. Tools > Saccade > Training Tool builds it");
            }

            var start = new ProcessStartInfo(isAssembly ? DotnetCommand.Find() : _tool)
            {
                UseShellExecute = false,
                CreateNoWindow = true,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = new UTF8Encoding(false),
                StandardErrorEncoding = new UTF8Encoding(false),
            };
            if (isAssembly)
            {
                start.ArgumentList.Add(_tool);
            }

            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            start.ArgumentList.Add("--progress");
            start.ArgumentList.Add("json");
            return new Process { StartInfo = start };
        }

        private sealed class EventListener : ITrainingListener
        {
            private readonly Action<TrainingEvent> _report;

            internal EventListener(Action<TrainingEvent> report)
            {
                _report = report;
            }

            public void OnProcess(int processId)
            {
            }

            public void OnEvent(TrainingEvent progress) => _report(progress);

            public void OnLog(string line)
            {
            }
        }
    }
}
