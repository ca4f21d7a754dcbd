using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using Saccade.Training.Data;
using Saccade.Training.Fitting;

namespace Saccade.Training.CommandLine
{
    /// <summary>The options of the command <c>train</c>, and the arguments that they make.</summary>
    internal sealed class TrainOptions
    {
        private static readonly TrainingArguments Defaults = new() { Model = "", Data = "", Output = "" };

        private const string Alpha = "0 for none, or above";

        private readonly List<Setting> _settings = [];

        private readonly Option<string> _output = new("--output")
        {
            Description = "The model folder to write. A model that is there already is exchanged at the end, whole.",
            HelpName = "DIR",
            Required = true,
        };

        private readonly Option<bool> _resume = new("--resume")
        {
            Description = "Go on with the run in --output that was stopped, with the arguments that it was started with.",
        };

        private readonly Option<bool> _force = new("--force")
        {
            Description = "Start anew although an unfinished run lies in --output; with --resume: go on although pictures or model changed.",
        };

        private readonly Option<string> _train = new("--train")
        {
            Description = "What learns: the head, on a frozen backbone; with last-N also the last N blocks and the final layer norm; or all "
                + "weights. [default: head; all when from scratch]",
            HelpName = "head|last-N|all",
            DefaultValueFactory = _ => $"{Defaults.Train}",
        };

        internal TrainOptions()
        {
            AddPlaces();
            AddLearning();
            AddPictures();
            AddOptimisation();
            AddMachine();
        }

        internal Option<string> Progress { get; } = new Option<string>("--progress")
        {
            Description = "How progress is shown: a bar, plain lines, or JSON events on the standard output for another program, "
                + "which may send the line {\"command\":\"cancel\"} back. auto: a bar on a terminal, else plain.",
            DefaultValueFactory = _ => "auto",
        }.AcceptOnlyFromAmong("auto", "bar", "plain", "json");

        internal void AddTo(Command command)
        {
            var places = _settings.Take(2).Select(setting => setting.Option);
            var others = _settings.Skip(2).Select(setting => setting.Option);
            foreach (var option in places.Append(_output).Concat(others).Concat([Progress, _resume, _force]))
            {
                command.Add(option);
            }

            command.Validators.Add(RequirePlaces);
        }

        /// <summary>What to do, from the command line or, where a run goes on, from its folder.</summary>
        /// <exception cref="TrainingException">A run that goes on was asked for something else than it was started with.</exception>
        internal (TrainingArguments Arguments, RunMode Mode) Read(ParseResult parsed)
        {
            var mode = new RunMode(parsed.GetValue(_resume), parsed.GetValue(_force));
            var output = Path.GetFullPath(parsed.GetRequiredValue(_output));
            var given = _settings.Aggregate(Defaults with { Output = output }, (arguments, setting) => setting.Apply(arguments, parsed));
            if (given.FromScratch && parsed.GetResult(_train) is not { Implicit: false })
            {
                given = given with { Train = TrainedPart.All };
            }

            return mode.Resume ? (Merge(given, parsed, output), mode) : (given, mode);
        }

        private TrainingArguments Merge(TrainingArguments given, ParseResult parsed, string output)
        {
            var stored = TrainingRun.ReadArguments(output);
            foreach (var setting in _settings.Where(setting => parsed.GetResult(setting.Option) is { Implicit: false }))
            {
                var (asked, was) = (setting.Show(given), setting.Show(stored));
                if (asked != was)
                {
                    throw new TrainingException(
                        $"{setting.Option.Name} is {asked}, but the run in {output} was started with {was}. Leave it out to go on with that run, "
                        + "or start another in another folder.");
                }
            }

            return stored;
        }

        private void AddPlaces()
        {
            Add(
                new Option<string?>("--model")
                {
                    Description = "The model folder to start from. From scratch only its config.json and preprocessor_config.json are read.",
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
            _train.Validators.Add(result => Require(
                result, result.GetValueOrDefault<string>() is { } text && TrainedPart.TryParse(text, out _), "head, last-1, last-2, ... or all"));
            Add(_train, (arguments, value) => arguments with { Train = Parse(value) }, arguments => arguments.Train);
            Add(
                new Option<bool>("--from-scratch") { Description = "Start with new weights instead of the model's." },
                (arguments, value) => arguments with { FromScratch = value },
                arguments => arguments.FromScratch);
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
                    + "validation pictures. The others are kept in training/."),
                (arguments, value) => arguments with { Keep = Parse<KeptEpoch>(value) },
                arguments => arguments.Keep);
        }

        private void AddPictures()
        {
            Add(
                Choice("--preprocess", Defaults.Preprocess, "How pictures are brought to the model's size, here for validation and later in the "
                    + "scene: as the model says, or as tutorials do: shortest edge to the model's size, then the centre."),
                (arguments, value) => arguments with { Preprocess = Parse<EvaluationTransform>(value) },
                arguments => arguments.Preprocess);
            Add(
                Choice("--augment", Defaults.Augment, "Variation of the training pictures: none, flip (mirror), or tutorial (random crop of 8 to "
                    + "100 % of the picture, resized, and mirror)."),
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
                Number("--mixup", Defaults.Mixup, "Alpha of mixup: training pictures are mixed, and their labels.", IsAlpha, Alpha, "ALPHA"),
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
                    "With --train head: let the frozen backbone see K varied views of each picture once, kept on the disk, and train the head on "
                    + "them; epoch e learns from view (e - 1) mod K. [default: the backbone computes anew in every epoch; with --augment none and "
                    + "flip once]",
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
        }

        private void AddOptimisation()
        {
            void AddTrainer<T>(Option<T> option, Func<TrainerOptions, T, TrainerOptions> set, Func<TrainerOptions, object?> get)
            {
                Add(
                    option,
                    (arguments, value) => arguments with { Trainer = set(arguments.Trainer, value) },
                    arguments => get(arguments.Trainer));
            }

            var defaults = Defaults.Trainer;
            AddTrainer(
                AtLeastOne("--epochs", defaults.Epochs, "Times that every picture is seen."),
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
                    "The highest rate, after a warm-up over a tenth of the steps; then it falls along a cosine.",
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
                Share("--stochastic-depth", Defaults.StochasticDepth, "How often training skips the last block for a picture, earlier ones less."),
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
                },
                (arguments, value) => arguments with { Seed = value },
                arguments => arguments.Seed);
            Add(
                Number<int?>("--threads", null, "Threads for the computation. [default: the number of cores]", value => value is null or > 0, "1 or more"),
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

        private void Add<T>(Option<T> option, Func<TrainingArguments, T, TrainingArguments> set, Func<TrainingArguments, object?> get)
        {
            _settings.Add(new Setting(
                option,
                (arguments, parsed) => set(arguments, parsed.GetValue(option)!),
                arguments => FormattableString.Invariant($"{get(arguments) ?? "none"}")));
        }

        private void RequirePlaces(CommandResult result)
        {
            if (result.GetValue(_resume))
            {
                return;
            }

            foreach (var setting in _settings.Take(2).Where(setting => result.GetResult(setting.Option) is null))
            {
                result.AddError($"Option '{setting.Option.Name}' is required.");
            }
        }

        private static bool IsAlpha(double value)
        {
            return value >= 0 && double.IsFinite(value);
        }

        private static TrainedPart Parse(string text)
        {
            return TrainedPart.TryParse(text, out var part) ? part : throw new ArgumentException(text);
        }

        private static T Parse<T>(string text)
            where T : struct, Enum
        {
            return Enum.Parse<T>(text, ignoreCase: true);
        }

        private static Option<string> Choice<T>(string name, T defaultValue, string description)
            where T : struct, Enum
        {
            var option = new Option<string>(name)
            {
                Description = description,
                DefaultValueFactory = _ => $"{defaultValue}".ToLowerInvariant(),
            };
            return option.AcceptOnlyFromAmong(Enum.GetNames<T>().Select(value => value.ToLowerInvariant()).ToArray());
        }

        private static Option<int> AtLeastOne(string name, int defaultValue, string description)
        {
            return Number(name, defaultValue, description, value => value >= 1, "1 or more");
        }

        private static Option<double> Share(string name, double defaultValue, string description)
        {
            return Number(name, defaultValue, description, value => value is >= 0 and < 1, "0 or more, below 1");
        }

        private static Option<T> Number<T>(
            string name, T defaultValue, string description, Predicate<T> isValid, string expected, string? helpName = null)
        {
            var option = new Option<T>(name) { Description = description, HelpName = helpName };
            if (defaultValue is not null)
            {
                option.DefaultValueFactory = _ => defaultValue;
            }

            option.Validators.Add(result => Require(result, isValid(result.GetValueOrDefault<T>()!), expected));
            return option;
        }

        private static void Require(OptionResult result, bool isValid, string expected)
        {
            if (!isValid)
            {
                result.AddError($"{result.Option.Name} is {string.Join(' ', result.Tokens.Select(token => token.Value))}; expected {expected}.");
            }
        }

        /// <summary>An option, what it sets, and what it is set to.</summary>
        private sealed record Setting(
            Option Option, Func<TrainingArguments, ParseResult, TrainingArguments> Apply, Func<TrainingArguments, string> Show);
    }
}
