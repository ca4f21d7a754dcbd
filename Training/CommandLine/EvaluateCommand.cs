using System.CommandLine;
using System.IO;
using System.Linq;
using Saccade.Training.Evaluation;
using Saccade.Training.Reports;
using Saccade.Training.Runs;

namespace Saccade.Training.CommandLine
{
    /// <summary>The command <c>evaluate</c>.</summary>
    internal static class EvaluateCommand
    {
        private const string Description =
            """
            Measures how good a model is on pictures whose classes are known, and writes one report.html that shows it.

            DIR then holds report.html (everything, opens anywhere), metrics.json, per-class.csv, predictions.csv, confusion.csv and the
            pictures: confusion matrix, reliability, worst mistakes with attention maps, curves, before and after.

            Examples:
                saccade evaluate --model pets-model --data pets --output pets-report
                saccade evaluate --model pets-model --data pets --output pets-report --before vit-base --backend onnx

            Exit codes: 0 success, 1 error, 2 wrong arguments, 130 cancelled. Nothing is written unless all of it can be.
            """;

        internal static Command Make(TextWriter output, TextWriter error)
        {
            var model = new Option<string>("--model") { Description = "The model folder.", HelpName = "DIR", Required = true };
            var data = new Option<string>("--data") { Description = "The data set.", HelpName = "DIR", Required = true };
            var reports = new Option<string>("--output") { Description = "The folder to write.", HelpName = "DIR", Required = true };
            var split = new Option<string?>("--split")
            {
                Description = "Which pictures: train, validation or test. [default: test where there is one, else validation]",
                HelpName = "NAME",
            };
            split.AcceptOnlyFromAmong("train", "validation", "test");
            var batchSize = new Option<int>("--batch-size")
            {
                Description = "Pictures that are classified at once.",
                HelpName = "N",
                DefaultValueFactory = _ => 32,
            }.In(value => value >= 1, "1 or more");
            var backend = BackendOption.Make();
            var before = new Option<string?>("--before")
            {
                Description = "Another model folder to compare with, usually the one that training started from.",
                HelpName = "DIR",
            };
            var command = new Command("evaluate", Description) { model, data, reports, split, batchSize, backend, before };
            command.SetAction(parsed => CommandAction.Run(error, cancellation =>
            {
                var arguments = new EvaluationArguments
                {
                    Model = parsed.GetRequiredValue(model),
                    Data = parsed.GetRequiredValue(data),
                    Output = parsed.GetRequiredValue(reports),
                    Split = parsed.GetValue(split),
                    BatchSize = parsed.GetValue(batchSize),
                    Backend = parsed.GetValue(backend)!,
                    Before = parsed.GetValue(before),
                };
                var facts = EvaluationRun.Execute(arguments, error, cancellation);
                WriteLines(output, arguments, facts);
                return ExitCode.Success;
            }));
            return command;
        }

        private static void WriteLines(TextWriter output, EvaluationArguments arguments, EvaluationFacts facts)
        {
            if (facts.Before is { } before)
            {
                output.WriteLine($"before: {Describe(before)}");
            }

            output.WriteLine($"{facts.Model}: {Describe(facts.Result)}");
            output.WriteLine($"Report: {Path.Combine(arguments.Output, EvaluationFiles.Report)}");
        }

        private static string Describe(EvaluationResult result)
        {
            var figures = EvaluationFigures.List(result).Where(figure => figure.Word is not null);
            var words = figures.Select(figure => $"{figure.Word} {figure.Format(4)}");
            return string.Join(", ", words.Prepend($"{result.Files.Count} pictures"));
        }
    }
}
