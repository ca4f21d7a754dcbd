using System;
using System.CommandLine;
using System.IO;
using Saccade.Training.CommandLine.Displays;
using Saccade.Training.Runs;
using Saccade.Training.Runs.CrossValidation;
using Saccade.Training.Runs.LearningRates;
using Spectre.Console;

namespace Saccade.Training.CommandLine
{
    /// <summary>The command <c>train</c>.</summary>
    internal static class TrainCommand
    {
        private const string Description =
            """
            Trains a Vision Transformer on a folder of pictures and writes a model folder.

            The data is Oxford-IIIT Pet, a folder for each class, or a table of paths and labels: see saccade data show.
            When its classes are the model's, training goes on with the model's head; otherwise a new head is made for them.

            Examples:
              The common tutorial: a new head on a frozen backbone, 50 epochs of random crops.
                saccade train --model vit-base-patch16-224 --data pets --output pets-model

              The same in a fraction of the time: the backbone sees 10 random crops of each picture once, the head learns on them.
                saccade train --model vit-base-patch16-224 --data pets --output pets-model --feature-cache 10

              Let the last two blocks learn too, or every weight: slower, and better with enough pictures.
                saccade train --model vit-base-patch16-224 --data pets --output pets-model --train last-2 --learning-rate 1e-4
                saccade train --model vit-base-patch16-224 --data pets --output pets-model --train all --learning-rate 5e-5 --epochs 10

              Pictures that show several classes each, in a table with lines like 1.jpg,cat|sofa under path,labels; rare classes count more.
                saccade train --model vit-base-patch16-224 --data rooms.csv --output rooms-model --class-weights balanced
              Start from nothing, with the sizes in base/config.json.
                saccade train --model base --data shapes --output own --from-scratch --epochs 60 --learning-rate 1e-3

              Look for a learning rate first: a picture, a table and a suggestion.
                saccade train --model vit-base-patch16-224 --data pets --output pets-model --find-learning-rate

              How far can the accuracy be trusted? Five runs, each judged by another fifth, and one report.
                saccade train --model vit-base-patch16-224 --data pets --output pets-folds --augment flip --folds 5

              Go on with a run that was stopped, by whatever: it ends with the weights that it would have had.
                saccade train --resume --output pets-model

            Exit codes: 0 success, 1 error, 2 wrong arguments, 130 cancelled. Ctrl-C leaves the output folder's model as it was.
            """;

        internal static Command Make(TextWriter output, TextWriter error)
        {
            var options = new TrainOptions();
            var command = new Command("train", Description);
            options.AddTo(command);
            command.SetAction(parsed => Run(parsed, options, output, error));
            return command;
        }

        private static int Run(ParseResult parsed, TrainOptions options, TextWriter output, TextWriter error)
        {
            using var cancellation = new Cancellation();
            var display = ChooseDisplay(parsed.GetValue(options.Progress)!, output, error);
            if (display is JsonDisplay && Console.IsInputRedirected)
            {
                CommandReader.Start(Console.In, cancellation.Cancel);
            }

            string? folder = null;
            try
            {
                var (arguments, mode) = options.Read(parsed);
                folder = arguments.Output;
                display.Show(parsed.GetValue(options.FindLearningRate)
                    ? observer => LearningRateSearch.Execute(arguments, observer, cancellation.Token)
                    : arguments is { Folds: > 0, Fold: 0 }
                        ? observer => FoldedTraining.Execute(arguments, observer, mode, cancellation.Token)
                        : observer => TrainingRun.Execute(arguments, observer, cancellation.Token, mode));
                return ExitCode.Success;
            }
            catch (OperationCanceledException)
            {
                display.ShowCancelled(folder!);
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
    }
}
