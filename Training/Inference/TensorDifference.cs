using System.Collections.Generic;

namespace Saccade.Training.Inference
{
    /// <summary>How far a computed tensor is from a reference.</summary>
    /// <param name="Shape">The dimensions that were compared.</param>
    /// <param name="MaxAbsDiff">The largest difference of two elements; infinite where one is not a number.</param>
    internal sealed record TensorDifference(IReadOnlyList<long> Shape, float MaxAbsDiff);
}
