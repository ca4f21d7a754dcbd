namespace Saccade.Training.Fitting
{
    /// <summary>What a run has made.</summary>
    /// <param name="Output">The model folder.</param>
    /// <param name="BestEpoch">The epoch whose weights were kept, 1 for the first.</param>
    /// <param name="ValidationLoss">The kept weights' mean loss on the validation pictures.</param>
    /// <param name="ValidationAccuracy">The share of the validation pictures that they recognise, 0..1.</param>
    /// <param name="ValidationMacroAccuracy">See <see cref="ConfusionMatrix.MacroAccuracy"/>.</param>
    /// <param name="TestAccuracy">The share of the test pictures; null without test pictures.</param>
    /// <param name="Seconds">Duration of the whole run.</param>
    public sealed record FinishReport(
        string Output,
        int BestEpoch,
        double ValidationLoss,
        double ValidationAccuracy,
        double ValidationMacroAccuracy,
        double? TestAccuracy,
        double Seconds);
}
