namespace Saccade.Training.Fitting
{
    /// <summary>Which weights training changes.</summary>
    public enum TrainedPart
    {
        /// <summary>The classifier's head; the backbone is frozen.</summary>
        Head,

        /// <summary>Every weight.</summary>
        All,
    }
}
