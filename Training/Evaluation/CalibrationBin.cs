namespace Saccade.Training.Evaluation
{
    /// <summary>Predictions of about the same confidence, the probability of the predicted class.</summary>
    /// <param name="Lower">The smallest confidence that belongs here.</param>
    /// <param name="Upper">Where the next bin begins.</param>
    /// <param name="Count">Predictions.</param>
    /// <param name="Confidence">Their mean confidence, 0 without any.</param>
    /// <param name="Accuracy">The share of them that is right, 0 without any.</param>
    public readonly record struct CalibrationBin(double Lower, double Upper, int Count, double Confidence, double Accuracy);
}
