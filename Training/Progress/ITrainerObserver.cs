namespace Saccade.Training.Progress
{
    /// <summary>Is told how the optimisation goes, on the thread that trains.</summary>
    public interface ITrainerObserver
    {
        /// <summary>A step was made.</summary>
        /// <param name="report">Its numbers.</param>
        void OnStep(StepReport report);

        /// <summary>An epoch ended.</summary>
        /// <param name="report">Its numbers.</param>
        void OnEpoch(EpochReport report);
    }
}
