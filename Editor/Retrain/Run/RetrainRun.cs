using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using Saccade.Editor.Retrain.Data;
using Saccade.Editor.Retrain.Run;
using Saccade.Editor.Retrain.Settings;
using Saccade.Editor.Training;
using Saccade.Files;

namespace Saccade.Editor
{
    /// <summary>
    /// One retraining from the check of its pictures to the model folder. The training tool is followed on a thread of its own; any
    /// thread may ask how far it is, and none is held up by that.
    /// </summary>
#pragma warning disable CA1001 // The token's source has neither timer nor wait handle, and the tool may ask it until the end.
    public sealed class RetrainRun : IRetrainRun
#pragma warning restore CA1001
    {
        private const int LogLinesKept = 300;

        private readonly object _gate = new object();
        private readonly ITrainingTool _tool;
        private readonly string _models;
        private readonly CancellationTokenSource _cancellation = new CancellationTokenSource();
        private readonly BoundedLog _log = new BoundedLog(LogLinesKept);
        private readonly RetrainProgress _progress;
        private readonly Listener _listener;
        private Thread? _thread;
        private RetrainState _state;
        private string _error = "";
        private DataSummary? _data;
        private int _processId;
        private long _changes = 1;

        /// <summary>Creates a run that isn't started.</summary>
        /// <param name="tool">Runs the training tool.</param>
        /// <param name="settings">What to do; a copy is kept.</param>
        /// <param name="models">The folder that models are downloaded to.</param>
        public RetrainRun(ITrainingTool tool, RetrainSettings settings, string models)
            : this(tool, settings, models, MakeClock())
        {
        }

        internal RetrainRun(ITrainingTool tool, RetrainSettings settings, string models, Func<TimeSpan> clock)
        {
            _tool = tool;
            Settings = settings.Copy();
            _models = models;
            _progress = new RetrainProgress(clock);
            _listener = new Listener(this);
        }

        /// <inheritdoc/>
        public RetrainSettings Settings { get; }

        /// <inheritdoc/>
        public long ChangeCount => Interlocked.Read(ref _changes);

        internal RetrainState State
        {
            get
            {
                lock (_gate)
                {
                    return _state;
                }
            }
        }

        /// <summary>The training process; 0 where there is none.</summary>
        internal int ProcessId => Volatile.Read(ref _processId);

        /// <summary>Whether a run lies in an output folder that was stopped before its end.</summary>
        /// <param name="output">The output folder.</param>
        public static bool CanResume(string output) => !string.IsNullOrWhiteSpace(output) && UnfinishedRun.LiesIn(output);

        /// <summary>Starts a new run, or goes on with the one in the output folder. Returns at once.</summary>
        /// <param name="resumes">Whether to go on with the one in the output folder.</param>
        /// <param name="dropsUnfinished">Whether an unfinished run in the output folder may be dropped.</param>
        /// <exception cref="InvalidOperationException">It was started before.</exception>
        public void Start(bool resumes, bool dropsUnfinished = false)
        {
            if (_thread != null)
            {
                throw new InvalidOperationException("The run was started before.");
            }

            _state = resumes ? RetrainState.Running : RetrainState.Checking;
            _thread = new Thread(() => Work(resumes, dropsUnfinished)) { IsBackground = true, Name = "retraining" };
            _thread.Start();
        }

        /// <inheritdoc/>
        public void Cancel()
        {
            lock (_gate)
            {
                if (_state != RetrainState.Checking && _state != RetrainState.Pulling && _state != RetrainState.Running)
                {
                    return;
                }

                _state = RetrainState.Cancelling;
            }

            Interlocked.Increment(ref _changes);
            // What listens to the token runs where it is cancelled, and may not hold up the caller.
            ThreadPool.QueueUserWorkItem(_ => _cancellation.Cancel());
        }

        /// <inheritdoc/>
        public RetrainSnapshot Read()
        {
            var snapshot = new RetrainSnapshot { Log = _log.ToArray() };
            lock (_gate)
            {
                snapshot.State = _state;
                snapshot.Error = _error;
                snapshot.Data = _data;
                _progress.Fill(snapshot);
            }

            return snapshot;
        }

        /// <summary>Blocks until the end.</summary>
        /// <param name="patience">How long to wait.</param>
        /// <returns>Whether it came.</returns>
        internal bool Wait(TimeSpan patience) => _thread == null || _thread.Join(patience);

        private static Func<TimeSpan> MakeClock()
        {
            var watch = Stopwatch.StartNew();
            return () => watch.Elapsed;
        }

        private void Work(bool resumes, bool dropsUnfinished)
        {
            try
            {
                Call(resumes ? Settings.ToResumeArguments() : Prepare(dropsUnfinished));
                End(RetrainState.Finished, "");
            }
            catch (OperationCanceledException)
            {
                End(RetrainState.Cancelled, "");
            }
#pragma warning disable CA1031 // On a thread of its own any failure would end the editor; it is shown instead.
            catch (Exception e)
#pragma warning restore CA1031
            {
                End(RetrainState.Failed, e is TrainingToolException ? e.Message : $"The retraining failed: {e.Message}");
            }
        }

        private IReadOnlyList<string> Prepare(bool dropsUnfinished)
        {
            var data = DataCheck.Count(
                _tool, Settings.Data, Settings.Seed, Settings.FindWeights(), _listener, _cancellation.Token);
            lock (_gate)
            {
                _data = data;
            }

            var model = HubName.Is(Settings.StartingModel)
                ? Pull(Settings.StartingModel)
                : Settings.FindWeights() ?? Settings.StartingModel;

            Enter(RetrainState.Running, "Starting");
            return Settings.ToArguments(model, dropsUnfinished);
        }

        private string Pull(string name)
        {
            var folder = HubName.GetFolder(_models, name);
            if (File.Exists(Path.Combine(folder, ModelLayout.Config)))
            {
                return folder;
            }

            Enter(RetrainState.Pulling, "Downloading " + name);
            Call(new[] { "pull", name, "--output", folder });
            return folder;
        }

        private TrainingEvent Call(IReadOnlyList<string> arguments)
        {
            try
            {
                return _tool.Run(arguments, _listener, _cancellation.Token);
            }
            finally
            {
                Volatile.Write(ref _processId, 0);
            }
        }

        private void Enter(RetrainState state, string phase)
        {
            _cancellation.Token.ThrowIfCancellationRequested();
            lock (_gate)
            {
                if (_state != RetrainState.Cancelling)
                {
                    _state = state;
                }

                _progress.Phase = phase;
            }

            Interlocked.Increment(ref _changes);
        }

        private void End(RetrainState state, string error)
        {
            lock (_gate)
            {
                _state = state;
                _error = error;
                _progress.Phase = "";
            }

            Interlocked.Increment(ref _changes);
        }

        private sealed class Listener : ITrainingListener
        {
            private readonly RetrainRun _run;

            internal Listener(RetrainRun run)
            {
                _run = run;
            }

            public void OnProcess(int processId) => Volatile.Write(ref _run._processId, processId);

            public void OnEvent(TrainingEvent progress)
            {
                lock (_run._gate)
                {
                    _run._progress.Take(progress);
                }

                Interlocked.Increment(ref _run._changes);
            }

            public void OnLog(string line)
            {
                _run._log.Add(line);
                Interlocked.Increment(ref _run._changes);
            }
        }
    }
}
