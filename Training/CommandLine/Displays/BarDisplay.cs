using System;
using Saccade.Training.Progress;
using Spectre.Console;

namespace Saccade.Training.CommandLine.Displays
{
    /// <summary>Shows a moving bar on a terminal, with a line for each epoch above it.</summary>
    internal sealed class BarDisplay(IAnsiConsole console) : IProgressDisplay, ITrainingObserver
    {
        private ProgressTask? _task;
        private FinishReport? _finish;

        public void Show(Action<ITrainingObserver> run)
        {
            console.Progress()
                .Columns(
                    new TaskDescriptionColumn { Alignment = Justify.Left },
                    new ProgressBarColumn(),
                    new PercentageColumn(),
                    new RemainingTimeColumn())
                .Start(context =>
                {
                    _task = context.AddTask("Starting", maxValue: 1);
                    run(this);
                });
            if (_finish is { } finish)
            {
                console.MarkupLineInterpolated($"[green]{Sentences.Describe(finish)}[/]");
            }
        }

        public void ShowError(string message) => console.MarkupLineInterpolated($"[red]error:[/] {message}");

        public void ShowCancelled(string output) => console.MarkupLineInterpolated($"[yellow]{Sentences.DescribeCancelled(output)}[/]");

        public void OnNote(string text) => _task!.Description = Markup.Escape(text);

        public void OnFinding(string text) => console.WriteLine(text);

        public void OnStarted(StartReport report) => console.WriteLine(Sentences.Describe(report));

        public void OnStep(StepReport report)
        {
            _task!.MaxValue = report.Steps;
            _task.Value = report.Step;
            _task.Description = Sentences.Describe(report);
        }

        public void OnEpoch(EpochReport report) => console.WriteLine(Sentences.Describe(report));

        public void OnFinished(FinishReport report) => _finish = report;
    }
}
