using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Training.CommandLine.Displays;
using Saccade.Training.CommandLine.Options;
using Saccade.Training.Data;
using Saccade.Training.Progress;
using Saccade.Training.Reports;
using Saccade.Training.Reports.Charts;

namespace Saccade.Training.CommandLine
{
    /// <summary>The command <c>data</c>.</summary>
    internal static class DataCommand
    {
        private const string ShowDescription =
            """
            Shows what a data set holds before anything is trained on it: the layout that is recognised, pictures of each class and split,
            their sizes, copies within and across splits, files that can't be decoded, every other file and why it isn't used, and a picture
            with samples of every class.

            Examples:
                saccade data show --data pets --output samples.png
                saccade data show --data labels.csv --json

              Only count, without decoding a picture: a moment even for a large set.
                saccade data show --data pets --count

            Exit codes: 0 it can be trained on, with warnings perhaps, 1 it can't, 2 wrong arguments, 130 cancelled.
            """;

        internal static Command Make(TextWriter output, TextWriter error) => new Command("data", "Fetches and looks at data sets.")
            {
                MakeShow(output, error),
                PetsCommand.MakeOxfordPet(output, error),
            };

        private static Command MakeShow(TextWriter output, TextWriter error)
        {
            var data = new Option<string>("--data")
            {
                Description = "The data set: a folder for each class, Oxford-IIIT Pet's files, or a .csv or .jsonl file with path and "
                    + "label.",
                HelpName = "DIR",
                Required = true,
            };
            var grid = new Option<string?>("--output") { Description = "Draw samples of every class.", HelpName = "FILE.png" };
            var seed = new Option<long>("--seed")
            {
                Description = "What the choice of samples depends on, and of validation pictures where the data set names none.",
                HelpName = "N",
                DefaultValueFactory = _ => new DataOptions().Seed,
            }.In(_ => true, "such as 42");
            var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
            var count = new Option<bool>("--count") { Description = "Count the pictures of each class and split; decode none of them." };
            var progress = new Option<string>("--progress")
            {
                Description = "With --count: print text, or a JSON event for another program.",
                DefaultValueFactory = _ => "plain",
            }.AcceptOnlyFromAmong("plain", "json");
            var share = ValidationShareOption.Make();
            var model = new Option<string?>("--model")
            {
                Description = "The model that training is to start from: pictures that its run has seen stay in their parts.",
                HelpName = "DIR",
            };
            var command = new Command("show", ShowDescription) { data, grid, seed, json, count, progress, share, model };
            model.Validators.Add(result =>
            {
                if (!Directory.Exists(result.GetValueOrDefault<string?>()))
                {
                    result.AddError($"--model is {result.GetValueOrDefault<string?>()}; expected a model folder that is there.");
                }
            });
            command.Validators.Add(result =>
            {
                if (result.GetValue(progress) == "json" && !result.GetValue(count))
                {
                    result.AddError("--progress json goes with --count. Add it.");
                }
            });
            DataSet Open(ParseResult parsed, CancellationToken cancellation)
            {
                var options = new DataOptions
                {
                    Seed = parsed.GetValue(seed),
                    ValidationShare = parsed.GetValue(share),
                    Recorded = parsed.GetValue(model) is { } start ? RecordedParts.Read(start) : null,
                };
                return DataSet.Open(parsed.GetRequiredValue(data), options, error.WriteLine, cancellation);
            }

            command.SetAction(parsed => parsed.GetValue(progress) == "json"
                ? JsonAction.Run(output, (_, cancellation) => EventFields.Of(DataCounts.Read(Open(parsed, cancellation))), canResume: false)
                : parsed.GetValue(count)
                ? CommandAction.Run(
                    error, cancellation => PrintCounts(DataCounts.Read(Open(parsed, cancellation)), parsed.GetValue(json), output))
                : Show(parsed));
            int Show(ParseResult parsed) => CommandAction.Run(error, cancellation =>
            {
                var set = Open(parsed, cancellation);
                if (parsed.GetValue(grid) is { } place)
                {
                    DataOutput.RefuseAmongPictures(set, place);
                }

                var pictures = set.Train.Count + set.Validation.Count + set.Test.Count;
                var reading = new SlowProgress(error.WriteLine, "Reading pictures", pictures, TimeProvider.System);
                var survey = DataSurvey.Make(set, Environment.ProcessorCount, cancellation, reading.Report);
                output.WriteLine(parsed.GetValue(json) ? DataReport.ToJson(survey) : DataReport.ToText(survey));
                if (parsed.GetValue(grid) is { } path)
                {
                    SampleGrid.Write(path, survey.BySize, set.Labels, parsed.GetValue(seed), cancellation);
                    error.WriteLine($"Samples of every class: {path}");
                }

                foreach (var warning in survey.ListWarnings())
                {
                    error.WriteLine($"warning: {warning}");
                }

                set.Without(survey.Broken.Select(picture => picture.Path).ToHashSet());
                return ExitCode.Success;
            });
            return command;
        }

        private static int PrintCounts(DataCounts counts, bool json, TextWriter output)
        {
            output.WriteLine(json ? DataReport.ToJson(counts) : DataReport.ToText(counts));
            return ExitCode.Success;
        }
    }
}
