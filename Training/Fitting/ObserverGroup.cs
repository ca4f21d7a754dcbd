using System;

namespace Saccade.Training.Fitting
{
    /// <summary>Tells several observers the same.</summary>
    internal sealed class ObserverGroup(params ITrainingObserver[] observers) : ITrainingObserver
    {
        public void OnNote(string text)
        {
            Array.ForEach(observers, observer => observer.OnNote(text));
        }

        public void OnStarted(StartReport report)
        {
            Array.ForEach(observers, observer => observer.OnStarted(report));
        }

        public void OnStep(StepReport report)
        {
            Array.ForEach(observers, observer => observer.OnStep(report));
        }

        public void OnEpoch(EpochReport report)
        {
            Array.ForEach(observers, observer => observer.OnEpoch(report));
        }

        public void OnFinished(FinishReport report)
        {
            Array.ForEach(observers, observer => observer.OnFinished(report));
        }
    }
}
