namespace Saccade.Training.Progress
{
    /// <summary>One epoch.</summary>
    /// <param name="Epoch">1 for the first.</param>
    /// <param name="Epochs">Epochs of the whole run.</param>
    /// <param name="TrainLoss">Mean loss over the epoch's training samples, each taken when its batch was trained on.</param>
    /// <param name="ValidationLoss">Mean loss over the validation samples, after the epoch.</param>
    /// <param name="ValidationAccuracy">Share of the validation samples that were recognised, 0..1.</param>
    /// <param name="ValidationMacroAccuracy">Mean over the classes of the share of each that was recognised, 0..1.</param>
    /// <param name="ImagesPerSecond">Training throughput of the epoch, without validation.</param>
    /// <param name="SecondsLeft">Expected time until the last epoch ends.</param>
    public sealed record EpochReport(
        int Epoch,
        int Epochs,
        double TrainLoss,
        double ValidationLoss,
        double ValidationAccuracy,
        double ValidationMacroAccuracy,
        double ImagesPerSecond,
        double SecondsLeft)
    {
        /// <summary>Mean average precision over the classes, 0..1, where pictures may show several; otherwise null.</summary>
        public double? ValidationMeanAveragePrecision { get; init; }

        /// <summary>Mean F1 over the classes at a threshold of a half, 0..1, where pictures may show several; otherwise null.</summary>
        public double? ValidationMacroF1 { get; init; }
    }
}
