using System;
using System.Linq;
using Saccade.Files;
using Saccade.Training.Checkpoints;
using Saccade.Training.Progress;

namespace Saccade.Training.CommandLine.Displays
{
    /// <summary>Reports in words.</summary>
    internal static class Sentences
    {
        private const int MaxNames = 12;

        internal static string Describe(LoadReport report)
        {
            var fresh = report.New.Count == 0 ? "" : $"; new: {string.Join(", ", report.New)}";
            var unused = report.Unused.Count == 0 ? "" : $"; unused: {string.Join(", ", report.Unused)}";
            return $"Weights: {report.Taken.Count} tensors taken{fresh}{unused}";
        }

        internal static string Describe(StartReport report)
        {
            var names = string.Join(", ", report.Classes.Take(MaxNames)) + (report.Classes.Count > MaxNames ? ", ..." : "");
            var head = report.NewHead ? ", the head from nothing" : "";
            var goesOn = report.StepsDone > 0 ? $"\nGoing on after step {report.StepsDone}" : "";
            return $"""
                {report.Classes.Count} classes: {names}
                {report.TrainPictures} training, {report.ValidationPictures} validation and {report.TestPictures} test pictures
                {report.TrainableParameters:N0} of {report.TotalParameters:N0} parameters learn{head}{goesOn}
                """;
        }

        internal static string Describe(StepReport report) =>
            $"epoch {report.Epoch}, loss {report.Loss:0.000}, rate {report.LearningRate:0.0e-0}, {report.ImagesPerSecond:0} "
                + "images/s";

        internal static string Describe(EpochReport report) => $"epoch {report.Epoch}/{report.Epochs}: "
                + $"train loss {report.TrainLoss:0.0000}, validation loss {report.ValidationLoss:0.0000}, "
                + $"{DescribeQuality(report)}, "
                + $"{report.ImagesPerSecond:0} images/s, {Describe(TimeSpan.FromSeconds(report.SecondsLeft))} left";

        internal static string Describe(FinishReport report)
        {
            var test = (report.TestMeanAveragePrecision ?? report.TestAccuracy) is { } tested ? $", {tested:P1} on the test pictures" : "";
            var quality = report.ValidationMeanAveragePrecision is { } precision
                ? $"mean average precision {precision:P1}"
                : $"accuracy {report.ValidationAccuracy:P1}";
            return $"{report.Output}: {quality} on the validation pictures{test}, "
                + $"with the weights of epoch {report.Epoch} (the best was {report.BestEpoch}), after "
                + $"{Describe(TimeSpan.FromSeconds(report.Seconds))}";
        }

        internal static string DescribeCancelled(string output) => UnfinishedRun.LiesIn(output)
                ? $"Cancelled; no model was written. Go on with: saccade train --resume --output \"{output}\""
                : "Cancelled; no model was written.";

        private static string DescribeQuality(EpochReport report) => report.ValidationMeanAveragePrecision is { } precision
            ? $"mean average precision {precision:P1}, macro F1 {report.ValidationMacroF1:P1}"
            : $"accuracy {report.ValidationAccuracy:P1}, macro {report.ValidationMacroAccuracy:P1}";

        private static string Describe(TimeSpan time) => time switch
        {
            { TotalHours: >= 1 } => $"{(int)time.TotalHours}:{time:mm\\:ss} h",
            { TotalMinutes: >= 1 } => $"{time:m\\:ss} min",
            _ => $"{time.TotalSeconds:0} s",
        };
    }
}
