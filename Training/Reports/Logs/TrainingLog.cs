using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Saccade.Training.Evaluation;
using Saccade.Training.Files;
using Saccade.Training.Progress;
using Saccade.Training.Reports.Charts;
using Saccade.Training.Reports.Tables;
using Saccade.Training.Reports.TensorBoard;

namespace Saccade.Training.Reports.Logs
{
    /// <summary>Writes what a run does into the folder <c>training/</c> while it does it, and the pictures at the end.</summary>
    internal sealed class TrainingLog : ITrainerObserver, IDisposable
    {
        private const string StepsFile = "steps.jsonl";
        private const string MetricsFile = "metrics.jsonl";

        private readonly string _directory;
        private readonly LineFile _steps;
        private readonly LineFile _metrics;
        private readonly string _eventsName;
        private readonly EventFile _events;

        /// <param name="directory">The folder, which exists.</param>
        /// <param name="lengths">What <see cref="Mark"/> said when the run was stored that goes on; empty for a new run.</param>
        internal TrainingLog(string directory, IReadOnlyDictionary<string, long> lengths)
        {
            _directory = directory;
            LineFile Open(string name)
            {
                return new LineFile(Path.Combine(directory, name), lengths.GetValueOrDefault(name));
            }

            _steps = Open(StepsFile);
            _metrics = Open(MetricsFile);
            (_eventsName, _events) = OpenEvents(lengths);
        }

        public void OnStep(StepReport report)
        {
            var (step, epoch, loss, learningRate, gradientNorm) =
                (report.Step, report.Epoch, report.Loss, report.LearningRate, report.GradientNorm);
            _steps.Write(JsonLine.Write(new { step, epoch, loss, learningRate, gradientNorm }));
            var now = DateTimeOffset.UtcNow;
            _events.AddScalar("train/loss", step, loss, now);
            _events.AddScalar("train/learningRate", step, learningRate, now);
            _events.AddScalar("train/gradientNorm", step, gradientNorm, now);
        }

        public void OnEpoch(EpochReport report)
        {
            _metrics.Write(JsonLine.Write(new
            {
                report.Epoch,
                report.TrainLoss,
                report.ValidationLoss,
                report.ValidationMacroAccuracy,
                report.ValidationAccuracy,
                report.ImagesPerSecond,
            }));
            var now = DateTimeOffset.UtcNow;
            _events.AddScalar("epoch/trainLoss", report.Epoch, report.TrainLoss, now);
            _events.AddScalar("epoch/validationLoss", report.Epoch, report.ValidationLoss, now);
            _events.AddScalar("epoch/validationMacroAccuracy", report.Epoch, report.ValidationMacroAccuracy, now);
            _events.AddScalar("epoch/validationAccuracy", report.Epoch, report.ValidationAccuracy, now);
            _events.AddScalar("epoch/imagesPerSecond", report.Epoch, report.ImagesPerSecond, now);
        }

        public void Dispose()
        {
            _steps.Dispose();
            _metrics.Dispose();
            _events.Dispose();
        }

        /// <summary>Makes the logs safe and says how long they are, for a run that goes on from here.</summary>
        internal Dictionary<string, long> Mark()
        {
            _steps.Flush();
            _metrics.Flush();
            _events.Flush();
            return new Dictionary<string, long>
            {
                [StepsFile] = _steps.Length,
                [MetricsFile] = _metrics.Length,
                [_eventsName] = _events.Length,
            };
        }

        /// <summary>Draws the curves and the confusion matrix.</summary>
        internal void WriteReports(IReadOnlyList<string> labels, ConfusionMatrix confusion)
        {
            CurvesPicture.Write(Path.Combine(_directory, "curves.png"), ReadEpochs());
            ConfusionPicture.Write(Path.Combine(_directory, "confusion-matrix.png"), labels, confusion);
            ConfusionTable.Write(Path.Combine(_directory, "confusion.csv"), labels, confusion);
        }

        private (string Name, EventFile File) OpenEvents(IReadOnlyDictionary<string, long> lengths)
        {
            const string Prefix = "events.out.tfevents.";
            var kept = lengths.Keys.FirstOrDefault(name => name.StartsWith(Prefix, StringComparison.Ordinal));

            // TensorBoard shows the files of a folder as one run, so those of other runs go.
            foreach (var path in Directory.EnumerateFiles(_directory, Prefix + "*").Where(path => Path.GetFileName(path) != kept).ToArray())
            {
                File.Delete(path);
            }

            if (kept is not null && File.Exists(Path.Combine(_directory, kept)))
            {
                return (kept, EventFile.Resume(Path.Combine(_directory, kept), lengths[kept]));
            }

            var now = DateTimeOffset.UtcNow;
            var name = EventFile.MakeName(now);
            return (name, EventFile.Create(Path.Combine(_directory, name), now));
        }

        // Of all parts of the run, not only of the one that ends it.
        private EpochReport[] ReadEpochs()
        {
            using var file = new FileStream(Path.Combine(_directory, MetricsFile), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<EpochReport>(line, JsonLine.Options)!)
                .ToArray();
        }
    }
}
