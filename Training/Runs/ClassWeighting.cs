namespace Saccade.Training.Runs
{
    /// <summary>What classes count in the loss.</summary>
    public enum ClassWeighting
    {
        /// <summary>Every picture the same.</summary>
        None,

        /// <summary>Rare classes more, so that all classes count the same together.</summary>
        Balanced,
    }
}
