namespace Saccade.Training.Data
{
    /// <summary>One picture of a data set.</summary>
    /// <param name="Path">Its file.</param>
    /// <param name="Label">The index of its class.</param>
    public readonly record struct LabelledFile(string Path, int Label);
}
