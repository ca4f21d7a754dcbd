namespace Saccade.Editor
{
    /// <summary>Is told what the training tool does, on threads of the runner: at most one call at a time for each method.</summary>
    public interface ITrainingListener
    {
        /// <summary>The process runs.</summary>
        /// <param name="processId">Its id.</param>
        void OnProcess(int processId);

        /// <summary>Something happened.</summary>
        /// <param name="progress">What.</param>
        void OnEvent(TrainingEvent progress);

        /// <summary>The tool said something for people.</summary>
        /// <param name="line">One line of bounded length.</param>
        void OnLog(string line);
    }
}
