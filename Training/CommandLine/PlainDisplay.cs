using System;
using System.IO;
using Saccade.Training.Fitting;

namespace Saccade.Training.CommandLine
{
    /// <summary>Prints a line for each stage and epoch: for logs, and wherever there is no terminal.</summary>
    internal sealed class PlainDisplay(TextWriter output, TextWriter error) : IProgressDisplay, ITrainingObserver
    {
        public void Show(Action<ITrainingObserver> run)
        {
            run(this);
        }

        public void ShowError(string message)
        {
            error.WriteLine($"error: {message}");
        }

        public void ShowCancelled(string output)
        {
            error.WriteLine(Sentences.DescribeCancelled(output));
        }

        public void OnNote(string text)
        {
            output.WriteLine($"{text} ...");
        }

        public void OnFinding(string text)
        {
            output.WriteLine(text);
        }

        public void OnStarted(StartReport report)
        {
            output.WriteLine(Sentences.Describe(report));
        }

        public void OnStep(StepReport report)
        {
        }

        public void OnEpoch(EpochReport report)
        {
            output.WriteLine(Sentences.Describe(report));
        }

        public void OnFinished(FinishReport report)
        {
            output.WriteLine(Sentences.Describe(report));
        }
    }
}
