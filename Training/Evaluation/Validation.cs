using System.Collections.Generic;

namespace Saccade.Training.Evaluation
{
    /// <summary>How good a model is on a split.</summary>
    /// <param name="Loss">Mean cross entropy over the samples, without label smoothing.</param>
    /// <param name="Confusion">What was taken for what.</param>
    public sealed record Validation(double Loss, ConfusionMatrix Confusion)
    {
        /// <summary>What the model made of each sample, in the split's order.</summary>
        internal IReadOnlyList<SamplePrediction> Predictions { get; init; } = [];
    }
}
