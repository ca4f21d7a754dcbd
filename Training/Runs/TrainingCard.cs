using System;
using System.Collections.Generic;
using System.IO;
using Saccade.Training.Data;
using Saccade.Training.Data.Layouts;
using Saccade.Training.Evaluation;
using Saccade.Training.Fitting;
using Saccade.Training.Fitting.Losses;
using Saccade.Training.ModelFolders;
using Saccade.Training.Reports;

namespace Saccade.Training.Runs
{
    /// <summary>What a trained folder's model card says of the run.</summary>
    internal static class TrainingCard
    {
        /// <summary>Collects it.</summary>
        /// <param name="arguments">What was asked for.</param>
        /// <param name="start">The model.</param>
        /// <param name="data">The pictures.</param>
        /// <param name="epoch">The epoch whose weights the model has.</param>
        /// <param name="split">What the model was judged on.</param>
        /// <param name="judged">How good it is there.</param>
        internal static ModelCardFacts Describe(
            TrainingArguments arguments, StartingModel start, DataSet data, int epoch, string split, Validation judged) =>
                new ModelCardFacts
                {
                    Name = FindName(arguments.Output),
                    ModelType = start.Model.Config.ModelType,
                    BaseModel = arguments.FromScratch ? null : HubOrigin.Find(arguments.Model)?.Repository ?? FindName(arguments.Model),
                    Labels = data.Labels,
                    Data = data.Layout == DataLayout.OxfordPet && data.Train.Count + data.Validation.Count == 7349
                    ? "Oxford-IIIT Pet"
                    : FindName(arguments.Data),
                    TrainPictures = data.Train.Count,
                    ValidationPictures = data.Validation.Count,
                    TestPictures = data.Test.Count,
                    Split = split,
                    Figures = judged.Confusion is { } confusion
                        ? EvaluationFigures.List(judged.Loss, confusion)
                        : EvaluationFigures.List(judged.Loss, judged.MultiLabel!, judged.Thresholds),
                    Thresholds = judged.Thresholds,
                    Hyperparameters = ListHyperparameters(arguments, epoch, CountEpochs(arguments, data)),
                    Rule = start.Rule,
                };

        private static string FindName(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

        private static int CountEpochs(TrainingArguments arguments, DataSet data)
        {
            var batches = (data.Train.Count + arguments.BatchSize - 1) / arguments.BatchSize;
            return TrainingLength.Of(arguments.Trainer, batches).Epochs;
        }

        private static string DescribeLoss(TrainerOptions trainer) => trainer.Loss switch
        {
            LossKind.Focal => FormattableString.Invariant($"focal, gamma {trainer.FocalGamma}")
                + (trainer.FocalAlpha is { } alpha ? FormattableString.Invariant($", alpha {alpha}") : ""),
            LossKind.Bce => "binary cross entropy",
            _ => "cross entropy",
        };

        private static List<(string Name, string Value)> ListHyperparameters(TrainingArguments arguments, int epoch, int epochs)
        {
            var rows = new List<(string Name, string Value)>();
            void Add(string name, FormattableString value, bool isSet = true)
            {
                if (isSet)
                {
                    rows.Add((name, FormattableString.Invariant(value)));
                }
            }

            var trainer = arguments.Trainer;
            Add("Trained weights", $"{arguments.Train}{(arguments.FromScratch ? ", from scratch" : "")}");
            Add("Epochs", $"{epochs}; these weights are those of epoch {epoch}");
            Add("Batch size", $"{arguments.BatchSize}");
            Add("Accumulated batches", $"{trainer.Accumulate}", trainer.Accumulate > 1);
            Add("Optimiser", $"AdamW, learning rate {trainer.LearningRate}, weight decay {trainer.WeightDecay}");
            Add("Schedule", $"{TrainingRecipe.DescribeSchedule(trainer)}");
            Add("Loss", $"{DescribeLoss(trainer)}", trainer.Loss is not null);
            Add("Class weights", $"balanced", arguments.ClassWeights == ClassWeighting.Balanced);
            Add("Sampling", $"balanced", arguments.Sampling == SamplingKind.Balanced);
            Add("Layer-wise rate decay", $"{trainer.LayerDecay}", trainer.LayerDecay < 1);
            Add("Gradient clipping", $"norm {trainer.MaxGradientNorm}", trainer.MaxGradientNorm is not null);
            Add("Label smoothing", $"{trainer.LabelSmoothing}", trainer.LabelSmoothing > 0);
            Add("Augmentation", $"{arguments.Augment.ToString().ToLowerInvariant()}");
            Add("RandAugment", $"magnitude {arguments.RandomAugment}", arguments.RandomAugment > 0);
            Add("Mixup", $"alpha {arguments.Mixup}", arguments.Mixup > 0);
            Add("CutMix", $"alpha {arguments.Cutmix}", arguments.Cutmix > 0);
            Add("Stochastic depth", $"{arguments.StochasticDepth}", arguments.StochasticDepth > 0);
            rows.AddRange(TrainingRecipe.List(arguments));
            Add("Views kept of the frozen backbone", $"{arguments.FeatureCache}", arguments.FeatureCache > 0);
            Add("Seed", $"{arguments.Seed}");
            return rows;
        }
    }
}
