namespace Saccade.Training.Data.Layouts
{
    /// <summary>How people call the splits.</summary>
    internal static class SplitNames
    {
        /// <returns>Null for any other name.</returns>
        internal static DataSplit? Parse(string name) => name.ToLowerInvariant() switch
        {
            "train" => DataSplit.Train,
            "validation" or "valid" or "val" => DataSplit.Validation,
            "test" => DataSplit.Test,
            _ => null,
        };
    }
}
