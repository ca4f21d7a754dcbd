using System;
using Saccade.Training.Data;
using Saccade.Training.Fitting;
using Saccade.Training.Fitting.Losses;

namespace Saccade.Training.Runs
{
    /// <summary>Whether what was asked for of loss and balance goes with the data.</summary>
    internal static class LabelChoices
    {
        /// <summary>The data as the loss needs it: with binary cross entropy pictures may show several classes.</summary>
        /// <exception cref="TrainingException">Loss, balance and data contradict each other.</exception>
        internal static DataSet Apply(TrainingArguments arguments, DataSet data)
        {
            var trainer = arguments.Trainer;
            if (data.IsMultiLabel && trainer.Loss == LossKind.CrossEntropy)
            {
                throw new TrainingException(
                    $"--loss cross-entropy tells classes apart of which a picture shows one, but in {arguments.Data} it may show several. "
                    + "Choose --loss bce or focal, or leave it out.");
            }

            if (arguments.Sampling == SamplingKind.Balanced && !arguments.Shuffle)
            {
                throw new TrainingException(
                    "--sampling balanced draws pictures by chance, and --no-shuffle keeps their order. Leave one out.");
            }

            if (trainer.FocalGamma != new TrainerOptions().FocalGamma && trainer.Loss != LossKind.Focal)
            {
                throw new TrainingException(
                    FormattableString.Invariant($"--focal-gamma {trainer.FocalGamma} goes with --loss focal. Add that, or leave it out."));
            }

            if (trainer.FocalAlpha is not null && (trainer.Loss != LossKind.Focal || !data.IsMultiLabel))
            {
                throw new TrainingException(
                    "--focal-alpha weighs classes that a picture shows against those that it doesn't, which goes with --loss focal and "
                    + "pictures that may show several. Leave it out; rare classes count more with --class-weights balanced.");
            }

            return trainer.Loss == LossKind.Bce ? data.AsMultiLabel() : data;
        }
    }
}
