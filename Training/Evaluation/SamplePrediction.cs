namespace Saccade.Training.Evaluation
{
    /// <summary>What a model made of one sample.</summary>
    /// <param name="Guess">The most likely class.</param>
    /// <param name="Probability">The probability of that class, 0..1.</param>
    /// <param name="TruthProbability">The probability of the true class, 0..1.</param>
    internal readonly record struct SamplePrediction(int Guess, float Probability, float TruthProbability);
}
