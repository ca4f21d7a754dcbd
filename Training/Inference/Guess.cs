namespace Saccade.Training.Inference
{
    /// <summary>One class that a picture may show.</summary>
    /// <param name="Index">Its index among the logits.</param>
    /// <param name="Label">Its name.</param>
    /// <param name="Probability">0 to 1; those of all classes sum to one, unless each has its own.</param>
    internal sealed record Guess(int Index, string Label, double Probability);
}
