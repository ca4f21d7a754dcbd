using System;
using System.IO;
using System.Threading;
using Newtonsoft.Json;
using Saccade.Files;

namespace Saccade.Editor.Retrain.Run
{
    /// <summary>
    /// A retraining that goes on although the editor that started it forgot all about it when its scripts were loaded anew: followed by
    /// what it writes into its folder.
    /// </summary>
    internal sealed class AttachedRun : IRetrainRun
    {
        private const int PollMilliseconds = 500;

        private readonly object _gate = new object();
        private readonly Func<bool> _isAlive;
        private readonly Action _kill;
        private readonly RetrainProgress _progress;
        private readonly GrowingFile _steps;
        private readonly GrowingFile _metrics;
        private RetrainState _state = RetrainState.Running;
        private string _error = "";
        private double _stepsPerEpoch;
        private long _changes = 1;

        /// <param name="settings">What was started.</param>
        /// <param name="isAlive">Whether the process is at work. Any thread asks.</param>
        /// <param name="kill">Ends the process. Any thread calls.</param>
        /// <param name="clock">Time since any moment; never goes back.</param>
        internal AttachedRun(RetrainSettings settings, Func<bool> isAlive, Action kill, Func<TimeSpan> clock)
        {
            Settings = settings.Copy();
            _isAlive = isAlive;
            _kill = kill;
            _progress = new RetrainProgress(clock) { Phase = "Training" };
            _progress.SetEpochs(settings.Epochs);
            _steps = new GrowingFile(Path.Combine(settings.Output, ModelLayout.Training, RunLog.StepsFile));
            _metrics = new GrowingFile(Path.Combine(settings.Output, ModelLayout.Training, RunLog.EpochsFile));
        }

        /// <inheritdoc/>
        public RetrainSettings Settings { get; }

        /// <inheritdoc/>
        public long ChangeCount => Interlocked.Read(ref _changes);

        /// <summary>Follows it on a thread of its own until it ends.</summary>
        internal void Begin() => new Thread(FollowToEnd) { IsBackground = true, Name = "following a retraining" }.Start();

        /// <inheritdoc/>
        public RetrainSnapshot Read()
        {
            var snapshot = new RetrainSnapshot
            {
                Log = new[] { "Scripts were loaded anew while the training ran. Its log before that is gone; the curves are complete." },
            };
            lock (_gate)
            {
                snapshot.State = _state;
                snapshot.Error = _error;
                _progress.Fill(snapshot);
            }

            return snapshot;
        }

        /// <summary>
        /// Ends the process: the stream that would take a command is gone. Up to five minutes of work are lost that Resume does again.
        /// </summary>
        public void Cancel()
        {
            lock (_gate)
            {
                if (_state != RetrainState.Running)
                {
                    return;
                }

                _state = RetrainState.Cancelling;
            }

            Interlocked.Increment(ref _changes);
            ThreadPool.QueueUserWorkItem(_ => _kill());
        }

        /// <summary>Reads what is new.</summary>
        /// <returns>Whether there will be more.</returns>
        internal bool Follow()
        {
            // Asked before the files are read: what a process wrote last is there when it is gone.
            var isAlive = _isAlive();
            var steps = _steps.ReadLines(out var isAnew);
            var epochs = _metrics.ReadLines(out _);
            lock (_gate)
            {
                if (isAnew)
                {
                    _progress.ClearCurves();
                }

                foreach (var line in steps)
                {
                    if (Parse<RunLog.StepLine>(line) is { Step: > 0 } step)
                    {
                        Take(step);
                    }
                }

                foreach (var line in epochs)
                {
                    if (Parse<RunLog.EpochLine>(line) is { Epoch: > 0 } epoch)
                    {
                        _progress.Take(epoch);
                    }
                }

                if (!isAlive && steps.Count == 0 && epochs.Count == 0)
                {
                    End();
                }

                Interlocked.Increment(ref _changes);
                return _state == RetrainState.Running || _state == RetrainState.Cancelling;
            }
        }

        private void FollowToEnd()
        {
            while (Follow())
            {
                Thread.Sleep(PollMilliseconds);
            }
        }

        private static T? Parse<T>(string line)
            where T : class
        {
            try
            {
                return JsonConvert.DeserializeObject<T>(line);
            }
            catch (JsonException)
            {
                // Half a line of a run that died, or somebody else's.
                return null;
            }
        }

        private void Take(RunLog.StepLine step)
        {
            if (_stepsPerEpoch == 0 && step.Epoch > 1)
            {
                _stepsPerEpoch = (step.Step - 1.0) / (step.Epoch - 1);
            }

            _progress.Take(step, _stepsPerEpoch * Settings.Epochs);
        }

        private void End()
        {
            if (UnfinishedRun.HasSummary(Settings.Output))
            {
                _state = RetrainState.Finished;
                return;
            }

            if (_state == RetrainState.Cancelling)
            {
                _state = RetrainState.Cancelled;
                return;
            }

            _state = RetrainState.Failed;
            _error = "The training process has ended before it was done. What it had saved is kept: resume to go on from there.";
        }
    }
}
