using Saccade.Training.Evaluation;

namespace Saccade.Training.Reports
{
    /// <summary>The numbers of an evaluation, as <c>metrics.json</c> has them; shares are 0..1.</summary>
    internal sealed record EvaluationSummary
    {
        // Among five classes or fewer the true one always is.
        private const int Top = 5;

        internal EvaluationSummary(EvaluationResult result)
        {
            Pictures = result.Files.Count;
            Classes = result.Labels.Count;
            Loss = result.Loss;
            Accuracy = result.Confusion.Accuracy;
            MacroAccuracy = result.Confusion.MacroAccuracy;
            Top5Accuracy = result.Labels.Count > Top ? result.GetTopAccuracy(Top) : null;
            MacroPrecision = result.MacroPrecision;
            MacroF1 = result.MacroF1;
            ExpectedCalibrationError = result.Calibration.ExpectedError;
        }

        public int Pictures { get; }

        public int Classes { get; }

        public double Loss { get; }

        public double Accuracy { get; }

        public double MacroAccuracy { get; }

        public double? Top5Accuracy { get; }

        public double MacroPrecision { get; }

        public double MacroF1 { get; }

        public double ExpectedCalibrationError { get; }
    }
}
