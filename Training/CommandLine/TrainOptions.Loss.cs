using System;
using System.CommandLine;
using Saccade.Training.Fitting;
using Saccade.Training.Fitting.Losses;
using Saccade.Training.Runs;

namespace Saccade.Training.CommandLine
{
    /// <content>The options of loss and balance.</content>
    internal sealed partial class TrainOptions
    {
        private static readonly (string Name, LossKind Kind)[] Losses =
            [("cross-entropy", LossKind.CrossEntropy), ("focal", LossKind.Focal), ("bce", LossKind.Bce)];

        private void AddLoss()
        {
            void AddTrainer<T>(Option<T> option, Func<TrainerOptions, T, TrainerOptions> set, Func<TrainerOptions, object?> get) => Add(
                    option,
                    (arguments, value) => arguments with { Trainer = set(arguments.Trainer, value) },
                    arguments => get(arguments.Trainer));

            var loss = new Option<string?>("--loss")
            {
                Description = "What is made small. cross-entropy: a picture shows one class. bce: a sigmoid for each class, of which a "
                    + "picture may show several or none. focal: either, and what is recognised well counts less. [default: "
                    + "cross-entropy, or bce where the data names several classes a picture]",
            };
            loss.AcceptOnlyFromAmong(Array.ConvertAll(Losses, entry => entry.Name));
            AddTrainer(
                loss,
                (trainer, value) => trainer with { Loss = value is null ? null : Array.Find(Losses, entry => entry.Name == value).Kind },
                trainer => Array.Find(Losses, entry => entry.Kind == trainer.Loss).Name);
            AddTrainer(
                Number(
                    "--focal-gamma",
                    Defaults.Trainer.FocalGamma,
                    "The focal loss's exponent: the larger, the less counts what is recognised well.",
                    IsAlpha,
                    "0 or above",
                    "GAMMA"),
                (trainer, value) => trainer with { FocalGamma = value },
                trainer => trainer.FocalGamma);
            AddTrainer(
                Number<double?>(
                    "--focal-alpha",
                    null,
                    "What the focal loss counts a class that a picture shows where it may show several; the rest counts one that it "
                    + "doesn't. 0.25 is usual. [default: both the same]",
                    value => value is null or (> 0 and < 1),
                    "above 0, below 1",
                    "ALPHA"),
                (trainer, value) => trainer with { FocalAlpha = value },
                trainer => trainer.FocalAlpha);
            Add(
                Choice("--class-weights", Defaults.ClassWeights, "What classes count in the loss: balanced makes rare ones count more, by "
                    + "the number of their training pictures."),
                (arguments, value) => arguments with { ClassWeights = Parse<ClassWeighting>(value) },
                arguments => arguments.ClassWeights);
            Add(
                Choice("--sampling", Defaults.Sampling, "How often training pictures come in an epoch: each once, or balanced: drawn by "
                    + "chance so that every class comes equally often."),
                (arguments, value) => arguments with { Sampling = Parse<SamplingKind>(value) },
                arguments => arguments.Sampling);
        }
    }
}
