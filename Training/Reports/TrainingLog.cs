using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Saccade.Training.Fitting;

namespace Saccade.Training.Reports
{
    /// <summary>Writes what a run does into the folder <c>training/</c> while it does it, and the pictures at the end.</summary>
    internal sealed class TrainingLog : ITrainingObserver, IDisposable
    {
        private readonly string _directory;
        private readonly StreamWriter _steps;
        private readonly StreamWriter _metrics;
        private readonly List<EpochReport> _epochs = [];

        internal TrainingLog(string directory, TrainingArguments arguments)
        {
            _directory = directory;
            Directory.CreateDirectory(directory);
            File.WriteAllText(
                Path.Combine(directory, "arguments.json"), JsonSerializer.Serialize(arguments, JsonLine.Indented) + "\n");
            _steps = new StreamWriter(Path.Combine(directory, "steps.jsonl")) { NewLine = "\n" };
            _metrics = new StreamWriter(Path.Combine(directory, "metrics.jsonl")) { NewLine = "\n" };
        }

        public void OnNote(string text)
        {
        }

        public void OnStarted(StartReport report)
        {
        }

        public void OnStep(StepReport report)
        {
            _steps.WriteLine(JsonLine.Write(report));
        }

        public void OnEpoch(EpochReport report)
        {
            _epochs.Add(report);
            _metrics.WriteLine(JsonLine.Write(report));
            _metrics.Flush();
            _steps.Flush();
        }

        public void OnFinished(FinishReport report)
        {
        }

        public void Dispose()
        {
            _steps.Dispose();
            _metrics.Dispose();
        }

        /// <summary>Draws the curves and the confusion matrix.</summary>
        internal void WriteReports(IReadOnlyList<string> labels, ConfusionMatrix confusion)
        {
            CurvesPicture.Write(Path.Combine(_directory, "curves.png"), _epochs);
            ConfusionPicture.Write(Path.Combine(_directory, "confusion-matrix.png"), labels, confusion);
            ConfusionTable.Write(Path.Combine(_directory, "confusion.csv"), labels, confusion);
        }
    }
}
