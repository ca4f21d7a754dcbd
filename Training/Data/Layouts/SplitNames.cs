namespace Saccade.Training.Data.Layouts
{
    /// <summary>How people call the splits.</summary>
    internal static class SplitNames
    {
        /// <returns>Null for any other name.</returns>
        internal static DataSplit? Parse(string name) => name.ToLowerInvariant() switch
        {
            "train" or "training" => DataSplit.Train,
            "validation" or "valid" or "val" or "dev" => DataSplit.Validation,
            "test" or "testing" => DataSplit.Test,
            _ => null,
        };
    }
}
