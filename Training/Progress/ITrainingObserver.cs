namespace Saccade.Training.Progress
{
    /// <summary>Is told how a training run goes, on the thread that trains.</summary>
    public interface ITrainingObserver : ITrainerObserver
    {
        /// <summary>Something that takes time begins, for people to read.</summary>
        /// <param name="text">What.</param>
        void OnNote(string text);

        /// <summary>Something was found, for people to read.</summary>
        /// <param name="text">What, in a sentence.</param>
        void OnFinding(string text);

        /// <summary>Data and model are loaded; training begins.</summary>
        /// <param name="report">What there is to do.</param>
        void OnStarted(StartReport report);

        /// <summary>The model is written.</summary>
        /// <param name="report">What was made.</param>
        void OnFinished(FinishReport report);
    }
}
