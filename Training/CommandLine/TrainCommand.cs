using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using Saccade.Training.Data;
using Saccade.Training.Fitting;
using Spectre.Console;

namespace Saccade.Training.CommandLine
{
    /// <summary>The command <c>train</c>.</summary>
    internal static class TrainCommand
    {
        private const string Description =
            """
            Trains a Vision Transformer on a folder of pictures and writes a model folder.

            The data is one folder for each class: DIR/train/CLASS/*.png, DIR/validation/CLASS/*.png and, if you like, DIR/test/CLASS/*.png.
            When its classes are the model's, training goes on with the model's head; otherwise a new head is made for them.

            Examples:
              Teach a pretrained model new classes, in seconds: its backbone stays as it is, only the head learns.
                saccade train --model base --data shapes --output shapes-model

              Let every weight learn, slower and better with enough pictures.
                saccade train --model base --data shapes --output shapes-model --train all --learning-rate 5e-5 --epochs 10

              Start from nothing, with the sizes in base/config.json.
                saccade train --model base --data shapes --output own --from-scratch --augment tutorial --epochs 60 --learning-rate 1e-3

            Exit codes: 0 success, 1 error, 2 wrong arguments, 130 cancelled. Ctrl-C leaves the output folder's model as it was.
            """;

        internal static Command Make(TextWriter output, TextWriter error)
        {
            var options = new Options();
            var command = new Command("train", Description);
            options.AddTo(command);
            command.SetAction(parsed => Run(options.Read(parsed), parsed.GetValue(options.Progress)!, output, error));
            return command;
        }

        private static int Run(TrainingArguments arguments, string progress, TextWriter output, TextWriter error)
        {
            using var cancellation = new Cancellation();
            var display = ChooseDisplay(progress, output, error);
            if (display is JsonDisplay && Console.IsInputRedirected)
            {
                CommandReader.Start(Console.In, cancellation.Cancel);
            }

            try
            {
                display.Show(observer => TrainingRun.Execute(arguments, observer, cancellation.Token));
                return ExitCode.Success;
            }
            catch (OperationCanceledException)
            {
                display.ShowCancelled();
                return ExitCode.Cancelled;
            }
#pragma warning disable CA1031 // Whatever fails, the one who started this is told in the format that was asked for.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                display.ShowError(Failures.Describe(failure));
                return ExitCode.Error;
            }
        }

        private static IProgressDisplay ChooseDisplay(string progress, TextWriter output, TextWriter error)
        {
            var isTerminal = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;
            return progress switch
            {
                "json" => new JsonDisplay(output, error),
                "bar" => new BarDisplay(AnsiConsole.Console),
                "auto" when isTerminal => new BarDisplay(AnsiConsole.Console),
                _ => new PlainDisplay(output, error),
            };
        }

        private sealed class Options
        {
            private static readonly TrainingArguments Defaults = new() { Model = "", Data = "", Output = "" };

            private readonly Option<string> _model = new("--model")
            {
                Description = "The model folder to start from. From scratch only its config.json and preprocessor_config.json are read.",
                HelpName = "DIR",
                Required = true,
            };

            private readonly Option<string> _data = new("--data") { Description = "The pictures.", HelpName = "DIR", Required = true };

            private readonly Option<string> _output = new("--output")
            {
                Description = "The model folder to write. A model that is there already is exchanged at the end, whole.",
                HelpName = "DIR",
                Required = true,
            };

            private readonly Option<string> _train = new Option<string>("--train")
            {
                Description = "What learns: the head, on a frozen backbone, or all weights. [default: head; all when from scratch]",
            }.AcceptOnlyFromAmong("head", "all");

            private readonly Option<bool> _fromScratch = new("--from-scratch")
            {
                Description = "Start with new weights instead of the model's.",
            };

            private readonly Option<int> _epochs = AtLeastOne("--epochs", Defaults.Trainer.Epochs, "Times that every picture is seen.");

            private readonly Option<int> _batchSize = AtLeastOne("--batch-size", Defaults.BatchSize, "Pictures in an optimiser step.");

            private readonly Option<double> _learningRate = Number(
                "--learning-rate",
                Defaults.Trainer.LearningRate,
                "The highest rate, after a warm-up over a tenth of the steps; then it falls along a cosine.",
                value => value is > 0 and <= 10,
                "above 0, at most 10");

            private readonly Option<double> _weightDecay = Number(
                "--weight-decay",
                Defaults.Trainer.WeightDecay,
                "AdamW's decoupled weight decay.",
                value => value is >= 0 and < 1,
                "0 or more, below 1");

            private readonly Option<double> _labelSmoothing = Number(
                "--label-smoothing",
                Defaults.Trainer.LabelSmoothing,
                "Share of the target spread over all classes.",
                value => value is >= 0 and < 1,
                "0 or more, below 1");

            private readonly Option<string> _augment = Choice<Augmentation>(
                "--augment",
                Defaults.Augment,
                "Variation of the training pictures: none, flip (mirror), or tutorial (random crop and mirror).");

            private readonly Option<int?> _headHidden = new("--head-hidden")
            {
                Description = "Give the model a new head of two layers with this many numbers between them; 0 for a linear one. "
                    + "Hugging Face's classes can't read a two-layer head back; the ONNX file is as good as any. "
                    + "[default: a head as the model's]",
                HelpName = "M",
            };

            private readonly Option<double> _headDropout = Number(
                "--head-dropout",
                Defaults.HeadDropout,
                "Share of a new two-layer head's hidden values that training drops.",
                value => value is >= 0 and < 1,
                "0 or more, below 1");

            private readonly Option<long> _seed = new("--seed")
            {
                Description = "The same seed and threads give the same weights, bit for bit.",
                DefaultValueFactory = _ => Defaults.Seed,
            };

            private readonly Option<int?> _threads = new("--threads")
            {
                Description = "Threads for the computation. [default: the number of cores]",
            };

            private readonly Option<string> _keep = Choice<KeptEpoch>(
                "--keep",
                Defaults.Trainer.Keep,
                "Which epoch's weights to keep: the best by macro accuracy on the validation pictures, or the last.");

            internal Options()
            {
                _headHidden.Validators.Add(result => Require(result, result.GetValueOrDefault<int?>() is null or >= 0, "0 or more"));
                _threads.Validators.Add(result => Require(result, result.GetValueOrDefault<int?>() is null or > 0, "1 or more"));
            }

            internal Option<string> Progress { get; } = new Option<string>("--progress")
            {
                Description = "How progress is shown: a bar, plain lines, or JSON events on the standard output for another program, "
                    + "which may send the line {\"command\":\"cancel\"} back. auto: a bar on a terminal, else plain.",
                DefaultValueFactory = _ => "auto",
            }.AcceptOnlyFromAmong("auto", "bar", "plain", "json");

            internal void AddTo(Command command)
            {
                Option[] all =
                [
                    _model, _data, _output, _train, _fromScratch, _epochs, _batchSize, _learningRate, _weightDecay, _labelSmoothing,
                    _augment, _headHidden, _headDropout, _seed, _threads, Progress, _keep,
                ];
                Array.ForEach(all, command.Add);
            }

            internal TrainingArguments Read(ParseResult parsed)
            {
                var fromScratch = parsed.GetValue(_fromScratch);
                return new TrainingArguments
                {
                    Model = parsed.GetRequiredValue(_model),
                    Data = parsed.GetRequiredValue(_data),
                    Output = parsed.GetRequiredValue(_output),
                    Train = (parsed.GetValue(_train) ?? (fromScratch ? "all" : "head")) == "all" ? TrainedPart.All : TrainedPart.Head,
                    FromScratch = fromScratch,
                    HeadHiddenSize = parsed.GetValue(_headHidden),
                    HeadDropout = parsed.GetValue(_headDropout),
                    BatchSize = parsed.GetValue(_batchSize),
                    Augment = Enum.Parse<Augmentation>(parsed.GetValue(_augment)!, ignoreCase: true),
                    Seed = parsed.GetValue(_seed),
                    Threads = parsed.GetValue(_threads) ?? 0,
                    Trainer = new TrainerOptions
                    {
                        Epochs = parsed.GetValue(_epochs),
                        LearningRate = parsed.GetValue(_learningRate),
                        WeightDecay = parsed.GetValue(_weightDecay),
                        LabelSmoothing = parsed.GetValue(_labelSmoothing),
                        Keep = Enum.Parse<KeptEpoch>(parsed.GetValue(_keep)!, ignoreCase: true),
                    },
                };
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
                var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => defaultValue };
                option.Validators.Add(result => Require(result, result.GetValueOrDefault<int>() >= 1, "1 or more"));
                return option;
            }

            private static Option<double> Number(
                string name, double defaultValue, string description, Predicate<double> isValid, string expected)
            {
                var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => defaultValue };
                option.Validators.Add(result => Require(result, isValid(result.GetValueOrDefault<double>()), expected));
                return option;
            }

            private static void Require(OptionResult result, bool isValid, string expected)
            {
                if (!isValid)
                {
                    result.AddError(
                        $"{result.Option.Name} is {string.Join(' ', result.Tokens.Select(token => token.Value))}; expected {expected}.");
                }
            }
        }
    }
}
