using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Saccade.Progress;

namespace Saccade.Editor.Training
{
    /// <summary>Both ends of what a running training process and the editor say to each other, and what is to be made of it.</summary>
    internal sealed class TrainingConversation
    {
        private const int LogLinesKept = 200;
        private const int LogLinesTold = 12;
        private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(5);

        private static readonly string CancelCommand =
            new JObject { [ProgressStream.Command.Name] = ProgressStream.Command.Cancel }.ToString(Formatting.None);

        private readonly Process _process;
        private readonly ITrainingListener _listener;
        private readonly Func<TimeSpan> _clock;
        private readonly BoundedLog _log = new BoundedLog(LogLinesKept);
        private readonly Thread _output;
        private readonly Thread _error;
        private long _heardTicks;
        private TrainingEvent? _last;
        private TrainingEvent? _unreadable;
        private Exception? _fault;
        private string _phase = "";

        /// <param name="process">The process, which runs.</param>
        /// <param name="listener">Told what it says.</param>
        /// <param name="clock">Time since any moment; never goes back.</param>
        internal TrainingConversation(Process process, ITrainingListener listener, Func<TimeSpan> clock)
        {
            _process = process;
            _listener = listener;
            _clock = clock;
            _heardTicks = clock().Ticks;
            _output = Start("training output", process.StandardOutput, OnOutput);
            _error = Start("training error output", process.StandardError, OnLog);
        }

        /// <summary>The event after which nothing comes; null before.</summary>
        internal TrainingEvent? Last => Volatile.Read(ref _last);

        /// <summary>Whether going on makes no sense: nothing more will be understood.</summary>
        internal bool IsBroken => Volatile.Read(ref _unreadable) != null || Volatile.Read(ref _fault) != null;

        /// <summary>How long nothing has been heard.</summary>
        internal TimeSpan Silence => _clock() - new TimeSpan(Interlocked.Read(ref _heardTicks));

        /// <summary>Asks the process to stop.</summary>
        internal void SendCancel()
        {
            try
            {
                _process.StandardInput.WriteLine(CancelCommand);
                _process.StandardInput.Flush();
            }
            catch (Exception e) when (e is IOException || e is InvalidOperationException)
            {
                // It had ended by itself in between, which is what was asked for.
            }
        }

        /// <summary>Waits for what the process said last. A child of it that holds the streams open isn't waited for.</summary>
        internal void ReadToEnd()
        {
            _output.Join(ReadPatience);
            _error.Join(ReadPatience);
        }

        /// <summary>Throws where what was heard can't be worked with.</summary>
        internal void ThrowIfBroken()
        {
            if (Volatile.Read(ref _fault) is { } fault)
            {
                throw new TrainingToolException("What the training tool said could not be worked with. " + fault.Message, fault);
            }

            if (Volatile.Read(ref _unreadable) is { } newer)
            {
                throw new TrainingToolException(
                    $"The training tool speaks version {newer.GetNumber(ProgressStream.Every.Version)} of the progress stream, "
                    + $"but this editor reads version {TrainingEvent.Version}. "
                    + "Update the package, or choose the training tool that came with it.");
            }
        }

        internal TrainingToolException DescribeEnd(int exitCode) => new TrainingToolException(
            $"The training process ended with code {exitCode} before it was done.{_log.DescribeEnd(LogLinesTold)}");

        internal TrainingToolException DescribeSilence(TimeSpan limit)
        {
            var doing = _phase.Length > 0 ? $" since \"{_phase}\"" : "";
            return new TrainingToolException(
                $"The training process has said nothing for {limit.TotalSeconds:0} s{doing}, so it was ended. What it had saved is kept: "
                + $"resume to go on from there.{_log.DescribeEnd(LogLinesTold)}");
        }

        private Thread Start(string name, TextReader reader, Action<string> onLine)
        {
            var thread = new Thread(() => Read(new BoundedLines(reader), onLine)) { IsBackground = true, Name = name };
            thread.Start();
            return thread;
        }

        private void Read(BoundedLines lines, Action<string> onLine)
        {
            try
            {
                while (lines.Read() is { } line)
                {
                    Interlocked.Exchange(ref _heardTicks, _clock().Ticks);
                    onLine(line);
                }
            }
            catch (Exception e) when (e is IOException || e is ObjectDisposedException)
            {
                // The process is gone, and its stream with it.
            }
#pragma warning disable CA1031 // On a thread of its own any other failure would end the editor.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Volatile.Write(ref _fault, e);
            }
        }

        private void OnOutput(string line)
        {
            var progress = TrainingEvent.Parse(line);
            if (progress == null)
            {
                OnLog(line);
            }
            else if (!progress.IsReadable)
            {
                Volatile.Write(ref _unreadable, progress);
            }
            else
            {
                Tell(progress);
            }
        }

        private void Tell(TrainingEvent progress)
        {
            if (progress.IsLast)
            {
                Volatile.Write(ref _last, progress);
            }

            if (progress.Kind == ProgressStream.Phase.Kind || progress.Kind == ProgressStream.Alive.Kind)
            {
                _phase = BoundedLog.Clean(progress.GetText(ProgressStream.Phase.Text, progress.GetText(ProgressStream.Alive.Phase)));
            }

            _listener.OnEvent(progress);
        }

        private void OnLog(string line)
        {
            _log.Add(line);
            if (!string.IsNullOrWhiteSpace(line))
            {
                _listener.OnLog(BoundedLog.Clean(line));
            }
        }
    }
}
