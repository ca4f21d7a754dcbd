namespace Saccade.Training.Fitting
{
    /// <summary>Keeps what a run needs to go on after it was stopped.</summary>
    internal interface ITrainingStore
    {
        /// <summary>Keeps the weights, the optimiser's state and how far the run has come.</summary>
        void Save(TrainingState state, AdamW optimizer);

        /// <summary>Keeps the weights as the best so far.</summary>
        void SaveBest();
    }
}
