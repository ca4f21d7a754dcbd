using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Training.Fitting;

namespace Saccade.Training.Runs
{
    /// <summary>What a run does beyond the tutorial, in words: for its log and its model card.</summary>
    internal static class TrainingRecipe
    {
        /// <summary>How the rate goes over the steps.</summary>
        internal static string DescribeSchedule(TrainerOptions trainer)
        {
            var share = LearningRateSchedule.FindWarmupShare(trainer);
            var part = share == 0.1 ? "a tenth" : FormattableString.Invariant($"{share}");
            var warmup = share > 0 ? $"linear warm-up over {part} of the steps, then " : "";
            return trainer.Schedule switch
            {
                ScheduleKind.Linear => warmup + "linear",
                ScheduleKind.Constant => warmup + "constant",
                ScheduleKind.OneCycle => $"one-cycle, up over {part} of the steps",
                _ => warmup + "cosine",
            };
        }

        /// <summary>Names and values of what is on.</summary>
        internal static IEnumerable<(string Name, string Value)> List(TrainingArguments arguments)
        {
            var (trainer, variation) = (arguments.Trainer, arguments.Variation);
            (bool IsSet, string Name, FormattableString Value)[] rows =
            [
                (trainer.MaxSteps is not null, "Optimiser steps", $"{trainer.MaxSteps} at most"),
                (trainer.AverageDecay > 0, "Moving average of the weights", $"decay {trainer.AverageDecay}"),
                (variation.VerticalFlip, "Vertical flip", $"every other picture"),
                (variation.Rotation > 0, "Rotation", $"up to {variation.Rotation} degrees"),
                (variation.Brightness > 0, "Brightness", $"+-{variation.Brightness}"),
                (variation.Contrast > 0, "Contrast", $"+-{variation.Contrast}"),
                (variation.Saturation > 0, "Saturation", $"+-{variation.Saturation}"),
                (variation.Hue > 0, "Hue", $"+-{variation.Hue}"),
                (variation.Erasing > 0, "Random erasing", $"probability {variation.Erasing}"),
            ];
            rows = arguments.Fold == 0 ? rows : [.. rows, (true, "Fold that judges", $"{arguments.Fold} of {arguments.Folds}")];
            return rows.Where(row => row.IsSet).Select(row => (row.Name, FormattableString.Invariant(row.Value)));
        }

        /// <summary>What differs from the tutorial, in one sentence; null where nothing does.</summary>
        internal static string? Describe(TrainingArguments arguments)
        {
            var schedule = DescribeSchedule(arguments.Trainer);
            var parts = List(arguments).Select(row => $"{char.ToLowerInvariant(row.Name[0])}{row.Name[1..]} {row.Value}");
            parts = schedule == DescribeSchedule(new TrainerOptions()) ? parts : parts.Prepend($"schedule {schedule}");
            return string.Join("; ", parts) is { Length: > 0 } text ? $"Beyond the tutorial: {text}" : null;
        }
    }
}
