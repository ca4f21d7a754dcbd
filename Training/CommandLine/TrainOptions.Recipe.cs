using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Fitting;

namespace Saccade.Training.CommandLine
{
    /// <content>What people expect of a trainer beyond the tutorial: more variation, other courses, averages.</content>
    internal sealed partial class TrainOptions
    {
        private const string Epochs = "--epochs";
        private const string MaxSteps = "--max-steps";
        private const string FoldsOption = "--folds";

        internal Option<bool> FindLearningRate { get; } = new("--find-learning-rate")
        {
            Description = "Train nothing that lasts: raise the rate from step to step, write the loss as a table and a picture into "
                + "--output, and suggest a --learning-rate. 100 steps, or --max-steps.",
        };

        private void AddVariation()
        {
            void AddChange<T>(Option<T> option, Func<PictureVariation, T, PictureVariation> set, Func<PictureVariation, object?> get) =>
                Add(
                    option,
                    (arguments, value) => arguments with { Variation = set(arguments.Variation, value) },
                    arguments => get(arguments.Variation));

            Option<double> Change(string name, string description, double most) => Number(
                name,
                0.0,
                description,
                value => value >= 0 && value <= most,
                FormattableString.Invariant($"0 to {most}"),
                "X");

            AddChange(
                new Option<bool>("--vertical-flip") { Description = "Turn every other training picture, by chance, upside down." },
                (variation, value) => variation with { VerticalFlip = value },
                variation => variation.VerticalFlip);
            AddChange(
                Change("--rotation", "Rotate training pictures by up to X degrees either way; what comes in is black.", 180),
                (variation, value) => variation with { Rotation = value },
                variation => variation.Rotation);
            AddChange(
                Change("--brightness", "Colour jitter: training pictures' brightness times 1 - X to 1 + X.", 10),
                (variation, value) => variation with { Brightness = value },
                variation => variation.Brightness);
            AddChange(
                Change("--contrast", "Colour jitter: the same for contrast.", 10),
                (variation, value) => variation with { Contrast = value },
                variation => variation.Contrast);
            AddChange(
                Change("--saturation", "Colour jitter: the same for saturation.", 10),
                (variation, value) => variation with { Saturation = value },
                variation => variation.Saturation);
            AddChange(
                Change("--hue", "Colour jitter: hues turn by up to X of their circle either way.", 0.5),
                (variation, value) => variation with { Hue = value },
                variation => variation.Hue);
            AddChange(
                Change("--random-erasing", "How often a rectangle of 2 to 33 % of a training picture is erased.", 1),
                (variation, value) => variation with { Erasing = value },
                variation => variation.Erasing);
        }

        private void AddCourse()
        {
            void AddTrainer<T>(Option<T> option, Func<TrainerOptions, T, TrainerOptions> set, Func<TrainerOptions, object?> get) => Add(
                option,
                (arguments, value) => arguments with { Trainer = set(arguments.Trainer, value) },
                arguments => get(arguments.Trainer));

            AddTrainer(
                Choice("--schedule", Defaults.Trainer.Schedule, "How the rate goes on after its warm-up: down along a cosine, down in a "
                    + "line, level, or PyTorch's one-cycle."),
                (trainer, value) => trainer with { Schedule = Parse<ScheduleKind>(value) },
                trainer => NameChoice($"{trainer.Schedule}"));
            AddTrainer(
                Number<double?>(
                    "--warmup-share",
                    null,
                    "Share of the steps over which the rate rises. [default: 0.1; of one-cycle 0.3]",
                    value => value is null or (>= 0 and < 1),
                    "0 or more, below 1",
                    "X"),
                (trainer, value) => trainer with { WarmupShare = value },
                trainer => trainer.WarmupShare);
            AddTrainer(
                Number<int?>(
                    MaxSteps,
                    null,
                    "Optimiser steps after which training ends, in place of --epochs.",
                    value => value is null or > 0,
                    "1 or more",
                    "N"),
                (trainer, value) => trainer with { MaxSteps = value },
                trainer => trainer.MaxSteps);
            AddTrainer(
                Number(
                    "--ema",
                    Defaults.Trainer.AverageDecay,
                    "Decay of a moving average of the weights, which is then what is judged and written; 0.999 is usual for some thousand "
                    + "steps, 0 is none.",
                    value => value is >= 0 and < 1,
                    "0 or more, below 1",
                    "DECAY"),
                (trainer, value) => trainer with { AverageDecay = value },
                trainer => trainer.AverageDecay);
        }

        private void RequireLoneSearch(CommandResult result)
        {
            if (!result.GetValue(FindLearningRate))
            {
                return;
            }

            if (result.GetValue(_resume) || IsGiven(result, FoldsOption))
            {
                result.AddError($"{FindLearningRate.Name} doesn't go with --resume or {FoldsOption}; leave one of them out.");
            }

            if (result.GetValue(Progress) == "json")
            {
                result.AddError($"{FindLearningRate.Name} doesn't go with --progress json; choose bar or plain.");
            }
        }

        private void AddFolds() => Add(
            Number(
                FoldsOption,
                Defaults.Folds,
                "Cross-validate: K runs in folders of their own, each judged by another K-th of all training and validation pictures, and "
                + "one report. 0 for a single run.",
                value => value is 0 or >= 2,
                "2 or more, or 0 for none",
                "K"),
            (arguments, value) => arguments with { Folds = value },
            arguments => arguments.Folds);

        private void RequireSimpleFolds(CommandResult result)
        {
            if (IsGiven(result, FoldsOption) && result.GetValue(Progress) == "json")
            {
                result.AddError($"{FoldsOption} doesn't go with --progress json; choose bar or plain.");
            }
        }

        private static void RequireOneLength(CommandResult result)
        {
            if (IsGiven(result, Epochs) && IsGiven(result, MaxSteps))
            {
                result.AddError($"{MaxSteps} and {Epochs} both say how long to train; leave one of them out.");
            }
        }

        private static bool IsGiven(CommandResult result, string option) => result.GetResult(option) is OptionResult { Implicit: false };
    }
}
