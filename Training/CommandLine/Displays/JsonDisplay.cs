using System;
using System.Diagnostics;
using System.IO;
using Saccade.Files;
using Saccade.Progress;
using Saccade.Training.Progress;

namespace Saccade.Training.CommandLine.Displays
{
    /// <summary>
    /// Writes the progress of a training as <see cref="ProgressStream"/> has it, for the program that started this one. Text for people
    /// goes to the error output too.
    /// </summary>
    internal sealed class JsonDisplay(TextWriter output, TextWriter error) : IProgressDisplay, ITrainingObserver
    {
        private static readonly TimeSpan StepInterval = TimeSpan.FromMilliseconds(100);

        private readonly JsonStream _stream = new(output, TimeProvider.System);
        private readonly Stopwatch _sinceStep = new();

        public void Show(Action<ITrainingObserver> run)
        {
            using (_stream.KeepAlive())
            {
                run(this);
            }
        }

        public void ShowError(string message) => _stream.Write(ProgressStream.Error.Kind, (ProgressStream.Error.Message, message));

        public void ShowCancelled(string output) =>
            _stream.Write(ProgressStream.Cancelled.Kind, (ProgressStream.Cancelled.CanResume, UnfinishedRun.LiesIn(output)));

        public void OnNote(string text)
        {
            _stream.BeginPhase(text);
            Say(text);
        }

        public void OnFinding(string text) => Say(text);

        public void OnStarted(StartReport report)
        {
            _stream.SetPhase("Training");
            _stream.Write(ProgressStream.Started.Kind, EventFields.Of(report));
        }

        public void OnStep(StepReport report)
        {
            if (!_sinceStep.IsRunning || _sinceStep.Elapsed >= StepInterval || report.Step == report.Steps)
            {
                _sinceStep.Restart();
                _stream.Write(ProgressStream.Step.Kind, EventFields.Of(report));
            }
        }

        public void OnEpoch(EpochReport report) => _stream.Write(ProgressStream.Epoch.Kind, EventFields.Of(report));

        public void OnFinished(FinishReport report) => _stream.Write(ProgressStream.Finished.Kind, EventFields.Of(report));

        private void Say(string text)
        {
            try
            {
                error.WriteLine(text);
            }
            catch (Exception failure) when (failure is IOException or ObjectDisposedException)
            {
                // Who started this is gone; the run is worth no less.
            }
        }
    }
}
