using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;

namespace Saccade.Training.CommandLine
{
    /// <summary>The command line of training and of models.</summary>
    public static class Commands
    {
        private const string Version = "--version";

        /// <summary>Parses the arguments and does what they say.</summary>
        /// <param name="args">The arguments.</param>
        /// <param name="output">Results, or the events of <c>--progress json</c>.</param>
        /// <param name="error">Errors, and text for people while the events go to the output.</param>
        /// <returns>0 for success, 1 for an error, 2 for wrong arguments, 130 when cancelled.</returns>
        public static int Run(string[] args, TextWriter output, TextWriter error)
        {
            var root = Make(output, error);
            if (args is [Version])
            {
                // The editor knows the tool by this line.
                output.WriteLine($"Saccade training tool {typeof(Commands).Assembly.GetName().Version!.ToString(fieldCount: 3)}");
                return ExitCode.Success;
            }

            ParseResult parsed;
            try
            {
                parsed = root.Parse(args);
            }
            catch (InvalidOperationException failure)
            {
                // So a value ends that the parser can't convert, where a check looks at it first.
                error.WriteLine($"error: {failure.Message}");
                return ExitCode.Usage;
            }

            if (parsed.Errors.Count > 0)
            {
                foreach (var problem in parsed.Errors)
                {
                    error.WriteLine($"error: {problem.Message}");
                }

                error.WriteLine($"Try: {string.Join(' ', FindCommandNames(parsed.CommandResult))} --help");
                return ExitCode.Usage;
            }

            // Signals are handled by the commands themselves, which have a model folder to leave in order.
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null });
        }

        /// <summary>All verbs with their options.</summary>
        internal static Command Make(TextWriter output, TextWriter error)
        {
            var root = new Command("saccade", "Fetches, looks at, trains and exports Vision Transformers for the running scene.");
            root.Add(new HelpOption { Recursive = true });
            root.Add(new Option<bool>(Version) { Description = "Show the version. Alone only." });
            root.Add(DataCommand.Make(output, error));
            root.Add(TrainCommand.Make(output, error));
            root.Add(ExportCommand.Make(output, error));
            root.Add(VerifyCommand.Make(output, error));
            root.Add(EvaluateCommand.Make(output, error));
            root.Add(PredictCommand.Make(output, error));
            root.Add(InfoCommand.Make(output, error));
            root.Add(PreprocessCommand.Make(output, error));
            root.Add(PullCommand.Make(output, error));
            RefuseEmptyTexts(root);
            return root;
        }

        // A variable of the shell that isn't set becomes one: no file is called so, and no folder.
        private static void RefuseEmptyTexts(Command command)
        {
            foreach (var option in command.Options.Where(option => option is Option<string> or Option<string[]>))
            {
                option.Validators.Add(result =>
                {
                    if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
                    {
                        result.AddError($"{option.Name} is empty; expected {option.HelpName ?? "a text"}.");
                    }
                });
            }

            foreach (var verb in command.Subcommands)
            {
                RefuseEmptyTexts(verb);
            }
        }

        private static IEnumerable<string> FindCommandNames(SymbolResult? command) =>
            command is CommandResult known ? FindCommandNames(known.Parent).Append(known.Command.Name) : [];
    }
}
