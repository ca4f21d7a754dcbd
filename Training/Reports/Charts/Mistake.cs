namespace Saccade.Training.Reports.Charts
{
    /// <summary>A picture that was taken for something else.</summary>
    /// <param name="Name">Its path within the data set.</param>
    /// <param name="Truth">What it is.</param>
    /// <param name="Prediction">What it was taken for.</param>
    /// <param name="Probability">How sure the model was of that, 0..1.</param>
    /// <param name="TruthProbability">The probability it gave to the truth, 0..1.</param>
    /// <param name="Loss">Cross entropy.</param>
    /// <param name="Card">The picture beside itself under the attention map, a JPEG file.</param>
    internal sealed record Mistake(
        string Name, string Truth, string Prediction, double Probability, double TruthProbability, double Loss, byte[] Card);
}
