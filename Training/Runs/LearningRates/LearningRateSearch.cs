using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using Saccade.Training.Files;
using Saccade.Training.Fitting;
using Saccade.Training.ModelFolders;
using Saccade.Training.Progress;
using Saccade.Training.Reports.Charts;
using Saccade.Training.Reports.Tables;
using static TorchSharp.torch;

namespace Saccade.Training.Runs.LearningRates
{
    /// <summary>
    /// Looks for a learning rate before a run: it trains a copy in memory, which is thrown away, and writes the curve. A model or a run
    /// that lies in the output folder stays as it is.
    /// </summary>
    internal static class LearningRateSearch
    {
        internal const string TableFile = "learning-rate.csv";
        internal const string PictureFile = "learning-rate.png";

        /// <summary>Searches, writes the curve and tells what it suggests.</summary>
        /// <param name="arguments">What the run would be asked to do.</param>
        /// <param name="observer">Told how it goes.</param>
        /// <param name="cancellation">Stops it at the next step; nothing is written then.</param>
        /// <returns>The suggested rate; null where the loss doesn't fall.</returns>
        /// <exception cref="TrainingException">The data, the settings or the output folder can't be worked with.</exception>
        internal static double? Execute(TrainingArguments arguments, ITrainingObserver observer, CancellationToken cancellation)
        {
            TakenFolder.RefuseStartingModel(arguments);
            using var folder = RunFolder.Open(arguments.Output);
            using var scope = NewDisposeScope();
            arguments = TrainingRun.PrepareTorch(arguments);
            var model = ModelDescription.Open(arguments.Model);
            var data = TrainingRun.OpenData(arguments, model, TrainingRun.FindRecorded(arguments), observer, cancellation);
            using var start = StartingModel.Load(arguments, model, data.Labels, data.IsMultiLabel);
            using var samples = TrainingSamples.Prepare(
                arguments, start, data.WithValidation(data.Train, [], data.Description), observer.OnNote, cancellation);
            observer.OnNote("Trying learning rates");
            var finder = new LearningRateFinder(samples.Learner, arguments.Trainer, arguments.Seed, TimeProvider.System);
            var trials = finder.Try(samples.Train, observer, cancellation);
            if (trials.Count == 0)
            {
                throw new TrainingException(
                    "The loss of the first batch is no number before anything was learnt: the starting weights are broken. Fetch them "
                    + "again.");
            }

            var suggested = finder.Suggest(trials);
            Tell(folder, trials, suggested, observer);
            return suggested;
        }

        private static void Tell(RunFolder folder, IReadOnlyList<RateTrial> trials, double? suggested, ITrainingObserver observer)
        {
            var (table, picture) = (folder.Find(TableFile), folder.Find(PictureFile));
            WholeFile.Write(table, stream => stream.Write(Encoding.UTF8.GetBytes(LearningRateTable.Format(trials))));
            WholeFile.Write(picture, stream => stream.Write(LearningRatePicture.Draw(trials, suggested)));
            observer.OnFinding(FormattableString.Invariant(
                $"{trials.Count} steps with rates from {trials[0].Rate:0e-0} to {trials[^1].Rate:0.0e-0}: {picture}, {table}"));
            observer.OnFinding(suggested is { } rate
                ? FormattableString.Invariant($"Suggested: --learning-rate {rate:0.0e-0}, the middle of the loss's longest fall")
                : "No rate is suggested: the loss didn't fall. Look at the picture, or try more steps with --max-steps.");
        }
    }
}
