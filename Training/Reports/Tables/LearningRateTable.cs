using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saccade.Progress;
using Saccade.Training.Fitting;

namespace Saccade.Training.Reports.Tables
{
    /// <summary>The search for a learning rate as a table: one row a step.</summary>
    internal static class LearningRateTable
    {
        internal static string Format(IEnumerable<RateTrial> trials) => CsvText.Format(
            [ProgressStream.Step.Number, ProgressStream.Step.LearningRate, ProgressStream.Step.Loss, "smoothLoss"],
            trials.Select(trial => new[] { trial.Step, trial.Rate, trial.Loss, trial.SmoothLoss }
                .Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
    }
}
