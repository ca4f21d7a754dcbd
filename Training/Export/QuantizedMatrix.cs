namespace Saccade.Training.Export
{
    /// <summary>A matrix as signed integers with one scale a column.</summary>
    /// <param name="Levels">[in, out], row-major.</param>
    /// <param name="Scales">[out]: what a level is worth.</param>
    internal sealed record QuantizedMatrix(sbyte[] Levels, float[] Scales);
}
