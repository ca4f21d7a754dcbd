using System;
using Saccade.Training.Progress;

namespace Saccade.Training.Runs.CrossValidation
{
    /// <summary>Passes on what the run of a fold tells, but that it is finished, which is said of the folds as a whole.</summary>
    internal sealed class FoldObserver(ITrainingObserver observer, int fold, int folds) : ITrainingObserver
    {
        public void OnNote(string text) => observer.OnNote($"Fold {fold} of {folds}: {text}");

        public void OnFinding(string text) => observer.OnFinding(text);

        public void OnStarted(StartReport report) => observer.OnStarted(report);

        public void OnStep(StepReport report) => observer.OnStep(report);

        public void OnEpoch(EpochReport report) => observer.OnEpoch(report);

        public void OnFinished(FinishReport report) => observer.OnFinding(FormattableString.Invariant(
            $"Fold {fold} of {folds} is done: accuracy {report.ValidationAccuracy:P1}, macro {report.ValidationMacroAccuracy:P1}, loss ")
            + FormattableString.Invariant($"{report.ValidationLoss:0.0000}, with the weights of epoch {report.Epoch}"));
    }
}
