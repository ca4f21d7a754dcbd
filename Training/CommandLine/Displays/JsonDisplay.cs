using System;
using System.Diagnostics;
using System.IO;
using Saccade.Files;
using Saccade.Training.Files;
using Saccade.Training.Progress;

namespace Saccade.Training.CommandLine.Displays
{
    /// <summary>
    /// Writes the progress of a training for the program that started this one: phase, started, step (about ten a second), epoch,
    /// finished, error, cancelled, and alive where all of these are silent. Text for people goes to the error output too.
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

        public void ShowError(string message)
        {
            _stream.Write("error", new { message });
        }

        public void ShowCancelled(string output)
        {
            _stream.Write("cancelled", new { canResume = UnfinishedRun.LiesIn(output) });
        }

        public void OnNote(string text)
        {
            _stream.BeginPhase(text);
            Say(text);
        }

        public void OnFinding(string text)
        {
            Say(text);
        }

        public void OnStarted(StartReport report)
        {
            _stream.SetPhase("Training");
            _stream.Write("started", report);
        }

        public void OnStep(StepReport report)
        {
            if (!_sinceStep.IsRunning || _sinceStep.Elapsed >= StepInterval || report.Step == report.Steps)
            {
                _sinceStep.Restart();
                _stream.Write("step", report);
            }
        }

        public void OnEpoch(EpochReport report)
        {
            _stream.Write("epoch", report);
        }

        public void OnFinished(FinishReport report)
        {
            _stream.Write("finished", report);
        }

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
