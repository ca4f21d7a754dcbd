using System;
using Saccade.Training.Progress;

namespace Saccade.Training.Fitting
{
    /// <summary>Tells several observers the same.</summary>
    internal sealed class TrainerObservers(params ITrainerObserver[] observers) : ITrainerObserver
    {
        public void OnStep(StepReport report) => Array.ForEach(observers, observer => observer.OnStep(report));

        public void OnEpoch(EpochReport report) => Array.ForEach(observers, observer => observer.OnEpoch(report));
    }
}
