using System.Linq;
using Saccade.Progress;
using Saccade.Training.Data;
using Saccade.Training.Data.Layouts;
using Saccade.Training.Hub;
using Saccade.Training.Progress;

namespace Saccade.Training.CommandLine.Displays
{
    /// <summary>Says what is reported in the names of <see cref="ProgressStream"/>.</summary>
    internal static class EventFields
    {
        internal static (string Name, object? Value)[] Of(StartReport report) => [
                (ProgressStream.Started.Classes, report.Classes),
                (ProgressStream.Started.TrainPictures, report.TrainPictures),
                (ProgressStream.Started.ValidationPictures, report.ValidationPictures),
                (ProgressStream.Started.TestPictures, report.TestPictures),
                (ProgressStream.Started.TrainableParameters, report.TrainableParameters),
                (ProgressStream.Started.TotalParameters, report.TotalParameters),
                (ProgressStream.Started.Epochs, report.Epochs),
                (ProgressStream.Started.NewHead, report.NewHead),
                (ProgressStream.Started.StepsDone, report.StepsDone),
            ];

        internal static (string Name, object? Value)[] Of(StepReport report) => [
                (ProgressStream.Step.Number, report.Step),
                (ProgressStream.Step.Steps, report.Steps),
                (ProgressStream.Step.Epoch, report.Epoch),
                (ProgressStream.Step.Loss, report.Loss),
                (ProgressStream.Step.LearningRate, report.LearningRate),
                (ProgressStream.Step.GradientNorm, report.GradientNorm),
                (ProgressStream.Step.ImagesPerSecond, report.ImagesPerSecond),
            ];

        internal static (string Name, object? Value)[] Of(EpochReport report) => [
                (ProgressStream.Epoch.Number, report.Epoch),
                (ProgressStream.Epoch.Epochs, report.Epochs),
                (ProgressStream.Epoch.TrainLoss, report.TrainLoss),
                (ProgressStream.Epoch.ValidationLoss, report.ValidationLoss),
                (ProgressStream.Epoch.ValidationAccuracy, report.ValidationAccuracy),
                (ProgressStream.Epoch.ValidationMacroAccuracy, report.ValidationMacroAccuracy),
                (ProgressStream.Epoch.ImagesPerSecond, report.ImagesPerSecond),
                (ProgressStream.Epoch.SecondsLeft, report.SecondsLeft),
                (ProgressStream.Epoch.ValidationMeanAveragePrecision, report.ValidationMeanAveragePrecision),
                (ProgressStream.Epoch.ValidationMacroF1, report.ValidationMacroF1),
            ];

        internal static (string Name, object? Value)[] Of(FinishReport report) => [
                (ProgressStream.FinishedTraining.Output, report.Output),
                (ProgressStream.FinishedTraining.Epoch, report.Epoch),
                (ProgressStream.FinishedTraining.BestEpoch, report.BestEpoch),
                (ProgressStream.FinishedTraining.ValidationLoss, report.ValidationLoss),
                (ProgressStream.FinishedTraining.ValidationAccuracy, report.ValidationAccuracy),
                (ProgressStream.FinishedTraining.ValidationMacroAccuracy, report.ValidationMacroAccuracy),
                (ProgressStream.FinishedTraining.TestAccuracy, report.TestAccuracy),
                (ProgressStream.FinishedTraining.Seconds, report.Seconds),
                (ProgressStream.FinishedTraining.ValidationMeanAveragePrecision, report.ValidationMeanAveragePrecision),
                (ProgressStream.FinishedTraining.ValidationMacroF1, report.ValidationMacroF1),
                (ProgressStream.FinishedTraining.TestMeanAveragePrecision, report.TestMeanAveragePrecision),
            ];

        internal static (string Name, object? Value)[] Of(PullReport report) => [
                (ProgressStream.FinishedPull.Output, report.Output),
                (ProgressStream.FinishedPull.Commit, report.Commit),
                (ProgressStream.FinishedPull.Bytes, report.Bytes),
                (ProgressStream.FinishedPull.WasThere, report.WasThere),
            ];

        internal static (string Name, object? Value)[] Of(DataCounts counts) => [
                (ProgressStream.FinishedCount.Layout, NameLayout(counts.Layout)),
                (ProgressStream.FinishedCount.Description, counts.Description),
                (ProgressStream.FinishedCount.ValidationDrawn, counts.ValidationDrawn),
                (ProgressStream.FinishedCount.Classes, counts.Classes.Select(entry => JsonStream.MakeObject(
                    (ProgressStream.Class.Name, entry.Name),
                    (ProgressStream.Class.Train, entry.Train),
                    (ProgressStream.Class.Validation, entry.Validation),
                    (ProgressStream.Class.Test, entry.Test)))),
                (ProgressStream.FinishedCount.Empty, counts.Empty),
                (ProgressStream.FinishedCount.LeftOut, counts.Account.Summary),
            ];

        private static string NameLayout(DataLayout layout) => layout switch
        {
            DataLayout.OxfordPet => ProgressStream.Layouts.OxfordPet,
            DataLayout.ClassFolders => ProgressStream.Layouts.ClassFolders,
            _ => ProgressStream.Layouts.Table,
        };
    }
}
