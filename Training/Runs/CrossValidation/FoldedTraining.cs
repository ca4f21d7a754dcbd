using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Saccade.Files;
using Saccade.Training.Files;
using Saccade.Training.ModelFolders;
using Saccade.Training.Progress;

namespace Saccade.Training.Runs.CrossValidation
{
    /// <summary>
    /// Cross-validation: a run for each fold, which trains on the others, and one report. Each run is whole, in a folder of its own, and
    /// may be stopped and gone on with; the output folder itself gets no model.
    /// </summary>
    internal static class FoldedTraining
    {
        private const string Prefix = "fold-";

        /// <summary>Trains all folds and writes the report.</summary>
        /// <param name="arguments">What to do, with the number of folds; to go on with it <see cref="TrainingRun.ReadArguments"/>.</param>
        /// <param name="observer">Told how it goes.</param>
        /// <param name="mode">What to do with folds that lie in the output folder.</param>
        /// <param name="cancellation">Stops the run of the fold at its next step.</param>
        /// <exception cref="TrainingException">The data, the settings or the output folder can't be worked with.</exception>
        internal static void Execute(
            TrainingArguments arguments, ITrainingObserver observer, RunMode mode, CancellationToken cancellation)
        {
            TakenFolder.RefuseStartingModel(arguments);
            using var folder = RunFolder.Open(arguments.Output);
            if (TakenFolder.FindFinished(folder, mode) is not null)
            {
                observer.OnFinding($"{arguments.Output}: the folds are finished; nothing is left to do");
                return;
            }

            var recorded = TrainingRun.FindRecorded(arguments);
            var data = TrainingRun.OpenData(arguments, ModelDescription.Open(arguments.Model), recorded, observer, cancellation);
            if (data.IsMultiLabel)
            {
                throw new TrainingException(
                    $"{arguments.Data}: a picture may show several classes here, but the folds' report counts one of each. Leave --folds "
                    + "out, and name validation pictures or let some be drawn.");
            }

            observer.OnNote("Reading what the folds depend on");
            var inputs = RunInputs.Read(arguments, data, observer.OnNote, cancellation);
            if (mode.Resume)
            {
                TakenFolder.CompareInputs(folder, inputs, mode.Force, observer.OnNote);
            }
            else
            {
                Forget(arguments);
                folder.Begin(arguments, inputs, RunRecordFile.List(data, inputs.Contents, recorded?.Record));
            }

            if (DescribeLearnt(arguments, inputs.Contents.Take(data.Train.Count + data.Validation.Count)) is { } warning)
            {
                observer.OnFinding(warning);
            }

            var results = Enumerable.Range(1, arguments.Folds)
                .Select(fold => Train(arguments, fold, observer, mode, cancellation))
                .ToArray();
            FoldReport.Write(arguments.Output, data.Labels, results);
            folder.End(Summarize(results));
            var figures = string.Join(", ", FoldReport.Summarize(results).Select(figure => $"{figure.Name} {figure.Value}"));
            observer.OnFinding($"{results.Length} folds: {figures}. Report: {Path.Combine(arguments.Output, FoldReport.PageFile)}");
        }

        private static FoldResult Train(
            TrainingArguments arguments, int fold, ITrainingObserver observer, RunMode mode, CancellationToken cancellation)
        {
            var output = Path.Combine(arguments.Output, $"{Prefix}{fold}");
            var goesOn = mode.Resume && (UnfinishedRun.LiesIn(output) || UnfinishedRun.HasSummary(output));
            var own = goesOn ? TrainingRun.ReadArguments(output) : arguments with { Output = output, Fold = fold };
            try
            {
                var told = new FoldObserver(observer, fold, arguments.Folds);
                var report = TrainingRun.Execute(own, told, cancellation, goesOn ? mode : new RunMode(Force: true));
                return new FoldResult(fold, report, ReadCounts(output));
            }
            catch (TrainingException error)
            {
                throw new TrainingException($"Fold {fold} of {arguments.Folds}: {error.Message}", error);
            }
        }

        // A model that has seen the pictures of a fold before doesn't meet them as new ones, whatever the run itself learns from.
        private static string? DescribeLearnt(TrainingArguments arguments, IEnumerable<byte[]> contents)
        {
            if (arguments.FromScratch || RunRecord.Read(arguments.Model)?.Train is not { } train)
            {
                return null;
            }

            var learnt = train.ToHashSet(StringComparer.Ordinal);
            var count = contents.Count(content => learnt.Contains(Convert.ToHexStringLower(content)));
            return count == 0
                ? null
                : $"{arguments.Model}: has learnt from {count} of these pictures before, so the folds say little of new ones. Start from a "
                    + "model that hasn't.";
        }

        // What an earlier run did is no part of this one; its models stay until they are exchanged.
        private static void Forget(TrainingArguments arguments)
        {
            foreach (var directory in Directory.EnumerateDirectories(arguments.Output, Prefix + "*"))
            {
                File.Delete(Path.Combine(directory, ModelLayout.Training, UnfinishedRun.SummaryFile));
                File.Delete(Path.Combine(directory, ModelLayout.Training, UnfinishedRun.InputsFile));
            }
        }

        private static int[][] ReadCounts(string output)
        {
            var path = Path.Combine(output, ModelLayout.Training, RunResults.ConfusionFile);
            return JsonSerializer.Deserialize<RunResults.Confusion>(File.ReadAllText(path), JsonLine.Options)!.Counts!;
        }

        private static FinishReport Summarize(IReadOnlyList<FoldResult> results)
        {
            double Average(Func<FinishReport, double> value) => results.Average(result => value(result.Report));

            return new FinishReport(
                "",
                results.Max(result => result.Report.Epoch),
                results.Max(result => result.Report.BestEpoch),
                Average(report => report.ValidationLoss),
                Average(report => report.ValidationAccuracy),
                Average(report => report.ValidationMacroAccuracy),
                results.Average(result => result.Report.TestAccuracy),
                results.Sum(result => result.Report.Seconds));
        }
    }
}
