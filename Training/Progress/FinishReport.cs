namespace Saccade.Training.Progress
{
    /// <summary>What a run has made.</summary>
    /// <param name="Output">The model folder.</param>
    /// <param name="Epoch">The epoch whose weights the model has, 1 for the first.</param>
    /// <param name="BestEpoch">The epoch with the best validation.</param>
    /// <param name="ValidationLoss">The model's mean loss on the validation pictures.</param>
    /// <param name="ValidationAccuracy">The share of the validation pictures that it recognises, 0..1.</param>
    /// <param name="ValidationMacroAccuracy">Mean over the classes of the share of each that was recognised, 0..1.</param>
    /// <param name="TestAccuracy">The share of the test pictures; null without test pictures.</param>
    /// <param name="Seconds">Duration of the whole run, all of its parts together.</param>
    public sealed record FinishReport(
        string Output,
        int Epoch,
        int BestEpoch,
        double ValidationLoss,
        double ValidationAccuracy,
        double ValidationMacroAccuracy,
        double? TestAccuracy,
        double Seconds)
    {
        /// <summary>Mean average precision over the classes, 0..1, where pictures may show several; otherwise null.</summary>
        public double? ValidationMeanAveragePrecision { get; init; }

        /// <summary>Mean F1 over the classes, 0..1, with the thresholds that validation chose; otherwise null.</summary>
        public double? ValidationMacroF1 { get; init; }

        /// <summary>The mean average precision on the test pictures, 0..1; null without any, or where each shows one class.</summary>
        public double? TestMeanAveragePrecision { get; init; }
    }
}
