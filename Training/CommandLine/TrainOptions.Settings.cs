using System;
using System.CommandLine;
using System.IO;
using Saccade.Training.CommandLine.Options;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Export;
using Saccade.Training.Fitting;
using Saccade.Training.Runs;

namespace Saccade.Training.CommandLine
{
    /// <content>The options themselves.</content>
    internal sealed partial class TrainOptions
    {
        private void AddPlaces()
        {
            Add(
                new Option<string?>("--model")
                {
                    Description = "The model folder to start from. From scratch only its config.json and preprocessor_config.json are "
                        + "read.",
                    HelpName = "DIR",
                },
                (arguments, value) => arguments with { Model = value is null ? "" : Path.GetFullPath(value) },
                arguments => arguments.Model);
            Add(
                new Option<string?>("--data") { Description = "The pictures, see: saccade data show.", HelpName = "DIR" },
                (arguments, value) => arguments with { Data = value is null ? "" : Path.GetFullPath(value) },
                arguments => arguments.Data);
        }

        private void AddLearning()
        {
            Add(
                new Option<bool>("--from-scratch") { Description = "Start with new weights instead of the model's." },
                (arguments, value) => arguments with { FromScratch = value, Train = value ? TrainedPart.All : Defaults.Train },
                arguments => arguments.FromScratch);
            _train.Validators.Add(result => Require(
                result, TrainedPart.TryParse(result.GetValueOrDefault<string>() ?? "", out _), "head, last-1, last-2, ... or all"));
            Add(
                _train,
                (arguments, value) => TrainedPart.TryParse(value ?? "", out var part) ? arguments with { Train = part } : arguments,
                arguments => arguments.Train);
            Add(
                new Option<bool>("--new-head") { Description = "Start with a new head even where the model knows the data's classes." },
                (arguments, value) => arguments with { NewHead = value },
                arguments => arguments.NewHead);
            Add(
                Number<int?>(
                    "--head-hidden",
                    null,
                    "Give the model a new head of two layers with this many numbers between them; 0 for a linear one. "
                    + "Hugging Face's classes can't read a two-layer head back; the ONNX file is as good as any. "
                    + "[default: a head as the model's]",
                    value => value is null or >= 0,
                    "0 or more",
                    "M"),
                (arguments, value) => arguments with { HeadHiddenSize = value },
                arguments => arguments.HeadHiddenSize);
            Add(
                Share("--head-dropout", Defaults.HeadDropout, "Share of a new two-layer head's hidden values that training drops."),
                (arguments, value) => arguments with { HeadDropout = value },
                arguments => arguments.HeadDropout);
            Add(
                Choice("--keep", Defaults.Keep, "Which epoch's weights the model gets: the last's, or the best's by macro accuracy on the "
                    + "validation pictures (mean average precision where they show several classes). The others are kept in training/."),
                (arguments, value) => arguments with { Keep = Parse<KeptEpoch>(value) },
                arguments => arguments.Keep);
        }

        private void AddPictures()
        {
            Add(
                Choice("--preprocess", Defaults.Preprocess, "How pictures are brought to the model's size, here for validation and "
                    + "later in the scene: as the model says, or as tutorials do: shortest edge to the model's size, then the centre."),
                (arguments, value) => arguments with { Preprocess = Parse<EvaluationTransform>(value) },
                arguments => arguments.Preprocess);
            Add(
                Choice("--augment", Defaults.Augment, "Variation of the training pictures: none, flip (mirror), or tutorial (random "
                    + "crop of 8 to 100 % of the picture, resized, and mirror)."),
                (arguments, value) => arguments with { Augment = Parse<Augmentation>(value) },
                arguments => arguments.Augment);
            Add(
                Number(
                    "--random-augment",
                    Defaults.RandomAugment,
                    "Magnitude of RandAugment, two random changes to each training picture; 9 is usual, 0 is none.",
                    value => value is >= 0 and <= 30,
                    "0 to 30",
                    "M"),
                (arguments, value) => arguments with { RandomAugment = value },
                arguments => arguments.RandomAugment);
            Add(
                Number(
                    "--mixup", Defaults.Mixup, "Alpha of mixup: training pictures are mixed, and their labels.", IsAlpha, Alpha, "ALPHA"),
                (arguments, value) => arguments with { Mixup = value },
                arguments => arguments.Mixup);
            Add(
                Number("--cutmix", Defaults.Cutmix, "Alpha of CutMix: a piece of another picture is pasted in.", IsAlpha, Alpha, "ALPHA"),
                (arguments, value) => arguments with { Cutmix = value },
                arguments => arguments.Cutmix);
            Add(
                Number(
                    "--feature-cache",
                    Defaults.FeatureCache,
                    "With --train head: let the frozen backbone see K varied views of each picture once, kept on the disk, and train "
                    + "the head on them; epoch e learns from view (e - 1) mod K. 0: the backbone computes anew in every epoch, but "
                    + "with --augment none and flip only once.",
                    value => value >= 0,
                    "1 or more, or 0 for none",
                    "K"),
                (arguments, value) => arguments with { FeatureCache = value },
                arguments => arguments.FeatureCache);
            Add(
                new Option<bool>("--skip-bad") { Description = "Leave out pictures that can't be read, and list them." },
                (arguments, value) => arguments with { SkipBad = value },
                arguments => arguments.SkipBad);
            Add(
                new Option<bool>("--no-shuffle") { Description = "Keep the order of the data set in every epoch." },
                (arguments, value) => arguments with { Shuffle = !value },
                arguments => !arguments.Shuffle);
            Add(
                ValidationShareOption.Make(),
                (arguments, value) => arguments with { ValidationShare = value },
                arguments => arguments.ValidationShare);
            Add(
                Number<int?>(
                    "--image-size",
                    null,
                    "Sides of the model's pictures in pixels, a multiple of its patch's: larger shows more and takes longer. The positions "
                    + "are interpolated. [default: what the model's preprocessing makes]",
                    value => value is null or (>= 1 and <= PictureSizes.Largest),
                    $"1 to {PictureSizes.Largest}"),
                (arguments, value) => arguments with { ImageSize = value },
                arguments => arguments.ImageSize);
        }

        private void AddOptimisation()
        {
            void AddTrainer<T>(Option<T> option, Func<TrainerOptions, T, TrainerOptions> set, Func<TrainerOptions, object?> get) => Add(
                    option,
                    (arguments, value) => arguments with { Trainer = set(arguments.Trainer, value) },
                    arguments => get(arguments.Trainer));

            var defaults = Defaults.Trainer;
            AddTrainer(
                AtLeastOne(Epochs, defaults.Epochs, "Times that every picture is seen."),
                (trainer, value) => trainer with { Epochs = value },
                trainer => trainer.Epochs);
            Add(
                AtLeastOne("--batch-size", Defaults.BatchSize, "Pictures in a batch."),
                (arguments, value) => arguments with { BatchSize = value },
                arguments => arguments.BatchSize);
            AddTrainer(
                AtLeastOne("--accumulate", defaults.Accumulate, "Batches whose gradients are averaged for one optimiser step."),
                (trainer, value) => trainer with { Accumulate = value },
                trainer => trainer.Accumulate);
            AddTrainer(
                Number(
                    "--learning-rate",
                    defaults.LearningRate,
                    "The highest rate; see --schedule.",
                    value => value is > 0 and <= 10,
                    "above 0, at most 10"),
                (trainer, value) => trainer with { LearningRate = value },
                trainer => trainer.LearningRate);
            AddTrainer(
                Share("--weight-decay", defaults.WeightDecay, "AdamW's decoupled weight decay."),
                (trainer, value) => trainer with { WeightDecay = value },
                trainer => trainer.WeightDecay);
            AddTrainer(
                Number<double?>(
                    "--max-gradient-norm",
                    null,
                    "L2 norm over all gradients that a step is scaled down to. [default: none]",
                    value => value is null or > 0,
                    "above 0"),
                (trainer, value) => trainer with { MaxGradientNorm = value },
                trainer => trainer.MaxGradientNorm);
            AddTrainer(
                Share("--label-smoothing", defaults.LabelSmoothing, "Share of the target spread over all classes."),
                (trainer, value) => trainer with { LabelSmoothing = value },
                trainer => trainer.LabelSmoothing);
            AddTrainer(
                Number(
                    "--layer-decay",
                    defaults.LayerDecay,
                    "Factor of the learning rate from each block to the one before it; 0.65 to 0.9 is usual with --train all.",
                    value => value is > 0 and <= 1,
                    "above 0, at most 1"),
                (trainer, value) => trainer with { LayerDecay = value },
                trainer => trainer.LayerDecay);
            Add(
                Share("--stochastic-depth", Defaults.StochasticDepth, "How often training skips the last block for a picture, earlier "
                    + "ones less."),
                (arguments, value) => arguments with { StochasticDepth = value },
                arguments => arguments.StochasticDepth);
            AddTrainer(
                Number<int?>(
                    "--early-stopping",
                    null,
                    "Epochs without a better validation after which training stops. [default: never]",
                    value => value is null or > 0,
                    "1 or more",
                    "EPOCHS"),
                (trainer, value) => trainer with { EarlyStopping = value },
                trainer => trainer.EarlyStopping);
        }

        private void AddMachine()
        {
            Add(
                new Option<long>("--seed")
                {
                    Description = "The same seed and threads give the same weights, bit for bit.",
                    DefaultValueFactory = _ => Defaults.Seed,
                }.In(_ => true, "such as 42"),
                (arguments, value) => arguments with { Seed = value },
                arguments => arguments.Seed);
            Add(
                Number<int?>(
                    "--threads",
                    null,
                    "Threads for the computation. [default: the number of cores]",
                    value => value is null or > 0,
                    "1 or more"),
                (arguments, value) => arguments with { Threads = value ?? 0 },
                arguments => arguments.Threads);
            Add(
                new Option<string>("--device")
                {
                    Description = "Where to compute: cpu, or cuda on an NVIDIA card.",
                    DefaultValueFactory = _ => Defaults.Device,
                }.AcceptOnlyFromAmong("cpu", "cuda"),
                (arguments, value) => arguments with { Device = value },
                arguments => arguments.Device);
        }
    }
}
