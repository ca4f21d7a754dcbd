using System;
using System.Diagnostics;
using System.IO;
using Saccade.Training.Progress;

namespace Saccade.Training.CommandLine.Displays
{
    /// <summary>
    /// Prints a line for each stage and epoch, and in long epochs now and then one for a step: for logs, and wherever there is no
    /// terminal.
    /// </summary>
    internal sealed class PlainDisplay(TextWriter output, TextWriter error) : IProgressDisplay, ITrainingObserver
    {
        // Quick epochs speak for themselves.
        private static readonly TimeSpan LongSilence = TimeSpan.FromSeconds(20);

        private readonly Stopwatch _sinceLine = Stopwatch.StartNew();

        public void Show(Action<ITrainingObserver> run) => run(this);

        public void ShowError(string message) => error.WriteLine($"error: {message}");

        public void ShowCancelled(string output) => error.WriteLine(Sentences.DescribeCancelled(output));

        public void OnNote(string text) => WriteLine($"{text} ...");

        public void OnFinding(string text) => WriteLine(text);

        public void OnStarted(StartReport report) => WriteLine(Sentences.Describe(report));

        public void OnStep(StepReport report)
        {
            if (_sinceLine.Elapsed >= LongSilence)
            {
                WriteLine($"step {report.Step}/{report.Steps}: {Sentences.Describe(report)}");
            }
        }

        public void OnEpoch(EpochReport report) => WriteLine(Sentences.Describe(report));

        public void OnFinished(FinishReport report) => WriteLine(Sentences.Describe(report));

        private void WriteLine(string text)
        {
            _sinceLine.Restart();
            output.WriteLine(text);
        }
    }
}
