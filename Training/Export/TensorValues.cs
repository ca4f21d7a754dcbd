namespace Saccade.Training.Export
{
    /// <summary>Values of a tensor.</summary>
    /// <param name="Values">The elements in row-major order.</param>
    /// <param name="Shape">The dimensions.</param>
    internal sealed record TensorValues(float[] Values, long[] Shape);
}
