using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using Saccade.Training.CommandLine.Options;
using Saccade.Training.Evaluation;
using Saccade.Training.Reports;
using Saccade.Training.Runs.Judging;

namespace Saccade.Training.CommandLine
{
    /// <summary>The command <c>evaluate</c>.</summary>
    internal static class EvaluateCommand
    {
        private const string Description =
            """
            Measures how good a model is on pictures whose classes are known, and writes one report.html that shows it.

            DIR then holds report.html (everything, opens anywhere), metrics.json, per-class.csv, predictions.csv, confusion.csv and the
            pictures: confusion matrix, reliability, worst mistakes with attention maps, curves, before and after. Where pictures may show
            several classes there are average precision, F1 and thresholds instead of confusion and reliability.

            Pictures that the model has learnt from judge nothing: they are known by their content, whatever they are called and
            wherever they lie, and are left out and counted, unless --split train or all asks for them.

            Examples:
                saccade evaluate --model pets-model --data pets --output pets-report
                saccade evaluate --model pets-model --data pets --output pets-report --before vit-base --backend onnx
                saccade evaluate --model pets-model --data new-pictures --output pets-report --strict

            Exit codes: 0 success, 1 error, 2 wrong arguments, 130 cancelled. Nothing is written unless all of it can be.
            """;

        internal static Command Make(TextWriter output, TextWriter error)
        {
            var model = new Option<string>("--model")
            {
                Description = "The model folder, or an ONNX file.",
                HelpName = "DIR",
                Required = true,
            };
            var data = new Option<string>("--data") { Description = "The data set.", HelpName = "DIR", Required = true };
            var reports = new Option<string>("--output") { Description = "The folder to write.", HelpName = "DIR", Required = true };
            var split = new Option<string?>("--split")
            {
                Description = "Which pictures: train, validation or test, as the data says or, where it doesn't, as the run had them; or "
                    + "all. [default: test where the data names some, else validation, else all that the model hasn't learnt from]",
                HelpName = "NAME",
            };
            split.AcceptOnlyFromAmong("train", "validation", "test", JudgedPictures.All);
            var batchSize = new Option<int>("--batch-size")
            {
                Description = "Pictures that are classified at once.",
                HelpName = "N",
                DefaultValueFactory = _ => 32,
            }.In(value => value >= 1, "1 or more");
            var backend = BackendOption.Make();
            var variant = VariantOption.Make();
            var before = new Option<string?>("--before")
            {
                Description = "Another model folder to compare with, usually the one that training started from.",
                HelpName = "DIR",
            };
            var strict = new Option<bool>("--strict")
            {
                Description = "End with exit code 1, and write nothing, if the model has learnt from any of these pictures, or nobody can "
                    + "tell.",
            };
            var command = new Command("evaluate", Description) { model, data, reports, split, batchSize, backend, variant, before, strict };
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
                    Variant = VariantOption.Parse(parsed.GetValue(variant)!),
                    Before = parsed.GetValue(before),
                    Strict = parsed.GetValue(strict),
                };
                var facts = EvaluationRun.Execute(arguments, error, cancellation);
                WriteLines(output, arguments, facts);
                return ExitCode.Success;
            }));
            return command;
        }

        private static void WriteLines(TextWriter output, EvaluationArguments arguments, EvaluationReport report)
        {
            output.WriteLine(report.Judged.Describe(report.Model));
            if (report.FiguresBefore is { } before)
            {
                output.WriteLine($"before: {Describe(report.Pictures, before)}");
            }

            output.WriteLine($"{report.Model}: {Describe(report.Pictures, report.Figures)}");
            output.WriteLine($"Report: {Path.Combine(arguments.Output, EvaluationFiles.Report)}");
        }

        private static string Describe(int pictures, IEnumerable<EvaluationFigure> figures)
        {
            var words = figures.Where(figure => figure.Word is not null).Select(figure => $"{figure.Word} {figure.Format(4)}");
            return string.Join(", ", words.Prepend($"{pictures} pictures"));
        }
    }
}
