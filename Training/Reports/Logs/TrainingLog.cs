using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Saccade.Files;
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
            LineFile Open(string name) => new LineFile(Path.Combine(directory, name), lengths.GetValueOrDefault(name));

            _steps = Open(RunLog.StepsFile);
            _metrics = Open(RunLog.EpochsFile);
            (_eventsName, _events) = OpenEvents(lengths);
        }

        public void OnStep(StepReport report) => Write(_steps, "train", report.Step, new RunLog.StepLine
        {
            Step = report.Step,
            Epoch = report.Epoch,
            Loss = report.Loss,
            LearningRate = report.LearningRate,
            GradientNorm = report.GradientNorm,
        });

        public void OnEpoch(EpochReport report) => Write(_metrics, "epoch", report.Epoch, new RunLog.EpochLine
        {
            Epoch = report.Epoch,
            TrainLoss = report.TrainLoss,
            ValidationLoss = report.ValidationLoss,
            ValidationMacroAccuracy = report.ValidationMacroAccuracy,
            ValidationAccuracy = report.ValidationAccuracy,
            ImagesPerSecond = report.ImagesPerSecond,
            ValidationMeanAveragePrecision = report.ValidationMeanAveragePrecision,
            ValidationMacroF1 = report.ValidationMacroF1,
        });

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
                [RunLog.StepsFile] = _steps.Length,
                [RunLog.EpochsFile] = _metrics.Length,
                [_eventsName] = _events.Length,
            };
        }

        /// <summary>Draws the curves, and the confusion matrix or, where pictures may show several classes, the table of classes.</summary>
        internal void WriteReports(IReadOnlyList<string> labels, Validation evaluation)
        {
            CurvesPicture.Write(Path.Combine(_directory, "curves.png"), TrainingHistory.ReadFolder(_directory));
            var (picture, table, classes) = (Find("confusion-matrix.png"), Find("confusion.csv"), Find("per-class.csv"));
            if (evaluation.Confusion is { } confusion)
            {
                ConfusionPicture.Write(picture, labels, confusion);
                ConfusionTable.Write(table, labels, confusion);
                File.Delete(classes);
            }
            else
            {
                var text = MultiLabelTable.FormatClasses(labels, evaluation.MultiLabel!, evaluation.Thresholds);
                WholeFile.Write(classes, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

                // Those of a run before this one would be of another model.
                File.Delete(picture);
                File.Delete(table);
            }

            string Find(string name) => Path.Combine(_directory, name);
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

        // The same figures for programs, as a line, and for TensorBoard, as points on curves: whole numbers only say where.
        private void Write<T>(LineFile lines, string group, int at, T line)
        {
            var now = DateTimeOffset.UtcNow;
            foreach (var figure in typeof(T).GetProperties())
            {
                if (figure.GetValue(line) is double value)
                {
                    _events.AddScalar($"{group}/{JsonNamingPolicy.CamelCase.ConvertName(figure.Name)}", at, value, now);
                }
            }

            lines.Write(JsonLine.Write(line));
        }
    }
}
