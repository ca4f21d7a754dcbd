using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using System.Text.Json;
using Saccade.Training.CommandLine.Options;
using Saccade.Training.Runs;

namespace Saccade.Training.CommandLine
{
    /// <summary>The options of the command <c>train</c>, and the arguments that they make.</summary>
    internal sealed partial class TrainOptions
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
            Description = "Start anew although an unfinished run lies in --output; with --resume: go on although pictures or model "
                + "changed.",
        };

        private readonly Option<string?> _train = new("--train")
        {
            Description = "What learns: the head, on a frozen backbone; with last-N also the last N blocks and the final layer norm; "
                + "or all weights. [default: head; all when from scratch]",
            HelpName = "head|last-N|all",
        };

        internal TrainOptions()
        {
            AddPlaces();
            AddLearning();
            AddPictures();
            AddVariation();
            AddOptimisation();
            AddCourse();
            AddFolds();
            AddLoss();
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
            foreach (var option in places.Append(_output).Concat(others).Concat([FindLearningRate, Progress, _resume, _force]))
            {
                command.Add(option);
            }

            command.Validators.Add(RequirePlaces);
            command.Validators.Add(RequireOneLength);
            command.Validators.Add(RequireLoneSearch);
            command.Validators.Add(RequireSimpleFolds);
        }

        /// <summary>What to do, from the command line or, where a run goes on, from its folder.</summary>
        /// <exception cref="TrainingException">A run that goes on was asked for something else than it was started with.</exception>
        internal (TrainingArguments Arguments, RunMode Mode) Read(ParseResult parsed)
        {
            var mode = new RunMode(parsed.GetValue(_resume), parsed.GetValue(_force));
            var output = Path.GetFullPath(parsed.GetRequiredValue(_output));
            var given = _settings.Aggregate(Defaults with { Output = output }, (arguments, setting) => setting.Apply(arguments, parsed));
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
                        $"{setting.Option.Name} is {asked}, but the run in {output} was started with {was}. Leave it out to go on "
                        + "with that run, or start another in another folder.");
                }
            }

            return stored;
        }

        private void Add<T>(Option<T> option, Func<TrainingArguments, T, TrainingArguments> set, Func<TrainingArguments, object?> get) =>
            _settings.Add(new Setting(
                option,
                (arguments, parsed) => set(arguments, parsed.GetValue(option)!),
                arguments => FormattableString.Invariant($"{get(arguments) ?? "none"}")));

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

        private static bool IsAlpha(double value) => value >= 0 && double.IsFinite(value);

        private static T Parse<T>(string text)
            where T : struct, Enum => Enum.Parse<T>(text.Replace("-", ""), ignoreCase: true);

        private static Option<string> Choice<T>(string name, T defaultValue, string description)
            where T : struct, Enum
        {
            var option = new Option<string>(name)
            {
                Description = description,
                DefaultValueFactory = _ => NameChoice($"{defaultValue}"),
            };
            return option.AcceptOnlyFromAmong(Enum.GetNames<T>().Select(NameChoice).ToArray());
        }

        private static string NameChoice(string value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value);

        private static Option<int> AtLeastOne(string name, int defaultValue, string description) =>
            Number(name, defaultValue, description, value => value >= 1, "1 or more");

        private static Option<double> Share(string name, double defaultValue, string description) =>
            Number(name, defaultValue, description, value => value is >= 0 and < 1, "0 or more, below 1");

        private static Option<T> Number<T>(
            string name, T defaultValue, string description, Predicate<T> isValid, string expected, string? helpName = null)
        {
            var option = new Option<T>(name) { Description = description, HelpName = helpName };
            if (defaultValue is not null)
            {
                option.DefaultValueFactory = _ => defaultValue;
            }

            return option.In(isValid, expected);
        }

        private static void Require(OptionResult result, bool isValid, string expected)
        {
            if (!isValid)
            {
                result.AddError($"{result.Option.Name} is {string.Join(' ', result.Tokens.Select(token => token.Value))}; expected "
                    + $"{expected}.");
            }
        }

        /// <summary>An option, what it sets, and what it is set to.</summary>
        private sealed record Setting(
            Option Option, Func<TrainingArguments, ParseResult, TrainingArguments> Apply, Func<TrainingArguments, string> Show);
    }
}
