using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Training.Fitting;
using Saccade.Training.Reports;

namespace Saccade.Training.CommandLine
{
    /// <summary>
    /// Writes one JSON object a line for the program that started this one, each with <c>version</c> and <c>event</c>: started, step
    /// (about ten a second), epoch, finished, error, cancelled. Text for people goes to the error output.
    /// </summary>
    internal sealed class JsonDisplay(TextWriter output, TextWriter error) : IProgressDisplay, ITrainingObserver
    {
        private const int Version = 1;

        private static readonly TimeSpan StepInterval = TimeSpan.FromMilliseconds(100);

        private readonly Stopwatch _sinceStep = new();

        public void Show(Action<ITrainingObserver> run)
        {
            run(this);
        }

        public void ShowError(string message)
        {
            Write("error", new { message });
        }

        public void ShowCancelled(string output)
        {
            Write("cancelled", new { canResume = TrainingRun.CanResume(output) });
        }

        public void OnNote(string text)
        {
            error.WriteLine(text);
        }

        public void OnFinding(string text)
        {
            error.WriteLine(text);
        }

        public void OnStarted(StartReport report)
        {
            Write("started", report);
        }

        public void OnStep(StepReport report)
        {
            if (!_sinceStep.IsRunning || _sinceStep.Elapsed >= StepInterval || report.Step == report.Steps)
            {
                _sinceStep.Restart();
                Write("step", report);
            }
        }

        public void OnEpoch(EpochReport report)
        {
            Write("epoch", report);
        }

        public void OnFinished(FinishReport report)
        {
            Write("finished", report);
        }

        private void Write<T>(string name, T report)
        {
            var line = JsonSerializer.SerializeToNode(report, JsonLine.Options)!.AsObject();
            line.Insert(0, "version", JsonValue.Create(Version));
            line.Insert(1, "event", JsonValue.Create(name));

            // One write a line and no waiting: the reader acts on what it has.
            output.Write(line.ToJsonString(JsonLine.Options) + "\n");
            output.Flush();
        }
    }
}
