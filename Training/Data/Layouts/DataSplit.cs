namespace Saccade.Training.Data.Layouts
{
    /// <summary>What a picture is for.</summary>
    internal enum DataSplit
    {
        Train,
        Validation,
        Test,
    }
}
