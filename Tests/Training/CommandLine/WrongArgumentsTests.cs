using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Saccade.Training.CommandLine;

namespace Saccade.Training.Tests.CommandLine
{
    /// <summary>Whatever is typed, the answer is an exit code and a sentence, and what it advises exists.</summary>
    public sealed partial class WrongArgumentsTests
    {
        private const int Rounds = 600;

        private static readonly string[] NoNumbers =
        [
            "0,0003", "1,000", "1.000.000", "all", "NaN", "Infinity", "-Infinity", "1e999", "0x10", "5%", "1/2", "ten", "١", "--",
            "1 2", "", "1e-", "last-2", "∞",
        ];

        private static readonly string[] NoWholeNumbers = [.. NoNumbers, "2.5", "1e3", "3.0", "99999999999999999999"];

        private static readonly string[] NoChoices = ["nothing", "TORCH", "json,plain", "", " ", "*", "0"];

        // Who shows the messages of a file; of others nobody in particular. (HtmlReport.cs names colours.)
        private static readonly (string Path, string[] Verbs)[] Speakers =
        [
            ("Checkpoints/", ["train", "export", "evaluate", "predict", "verify", "info"]),
            ("Data/Batches/", ["train", "evaluate", "export"]),
            ("Data/DataSet.cs", ["evaluate"]),
            ("Data/Layouts/", ["train", "evaluate", "export", "data show"]),
            ("Data/Pets/", ["data oxford-pet"]),
            ("Download/", ["pull", "data oxford-pet"]),
            ("Evaluation/ExportAccuracy.cs", ["export"]),
            ("Evaluation/", ["evaluate"]),
            ("Features/", ["train"]),
            ("Fitting/", ["train"]),
            ("Hub/", ["pull"]),
            ("Inference/", ["predict", "evaluate", "verify"]),
            ("Model/", ["train", "info"]),
            ("ModelFolders/", ["train", "export"]),
            ("Pictures/", ["train", "evaluate", "export", "predict", "preprocess", "data show"]),
            ("Runs/Judging/", ["evaluate"]),
            ("Runs/LearntPictures.cs", ["evaluate"]),
            ("Runs/", ["train"]),
        ];

        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        private static IEnumerable<TestCaseData> Numbers() =>
            from verb in Verbs()
            from option in verb.Command.Options
            where IsNumber(option.ValueType)
            select new TestCaseData(verb.Name, option.Name, IsReal(option.ValueType)).SetArgDisplayNames(verb.Name, option.Name);

        [TestCaseSource(nameof(Numbers))]
        public void EveryNumber_IsReadByOneRule_AndRefusedByItsName(string verb, string option, bool isReal)
        {
            foreach (var text in isReal ? NoNumbers : NoWholeNumbers)
            {
                var (code, _, error) = Run([.. verb.Split(' '), .. MakeRequired(verb), option, text]);
                var shown = text.Length == 0 ? "empty" : text;
                var kind = isReal ? "a number" : "a whole number";
                Assert.That(code, Is.EqualTo(2), $"{option} {text}");
                Assert.That(error, Does.Contain(text == "--" ? option : $"{option} is {shown}; expected {kind}"));
            }
        }

        [TestCase("train --epochs 2.5", "--epochs is 2.5; expected a whole number, 1 or more.")]
        [TestCase("train --epochs 3000000000", "--epochs is 3000000000; expected a whole number, 1 or more, at most 2147483647.")]
        [TestCase("train --learning-rate 0,0003", "--learning-rate is 0,0003; expected a number, above 0, at most 10. Write the")]
        [TestCase("train --learning-rate 11", "--learning-rate is 11; expected a number, above 0, at most 10.")]
        [TestCase("predict --top all", "--top is all; expected a whole number, 1 or more.")]
        [TestCase("verify --tolerance 0,00001", "--tolerance is 0,00001; expected a number, 0 or more. Write the decimal point")]
        [TestCase("info --labels 0", "--labels is 0; expected a whole number, 1 to 1000000.")]
        [TestCase("data show --seed x", "--seed is x; expected a whole number")]
        public void ANumber_IsRefused_WithOptionValueAndRange(string line, string expected)
        {
            var words = line.Split(' ');
            var (code, _, error) = Run([.. words, .. MakeRequired(words[0])]);
            Assert.That(code, Is.EqualTo(2));
            Assert.That(error, Does.Contain($"error: {expected}"));
        }

        [Test]
        public void EveryVerb_AnswersWrongArguments_WithAnExitCodeAndASentence()
        {
            var random = new Random(19);
            var verbs = Verbs().Where(verb => verb.Command.Subcommands.Count == 0).ToArray();
            var places = MakePlaces();
            var codes = new Dictionary<int, int>();
            for (var round = 0; round < Rounds; round++)
            {
                var verb = verbs[round % verbs.Length];
                var arguments = MakeWrong(verb, places, random);
                var (code, output, error) = Run(arguments);
                var line = string.Join(' ', arguments.Select(argument => argument.Length == 0 ? "''" : argument));
                Assert.That(code, Is.EqualTo(1).Or.EqualTo(2), line);
                codes[code] = codes.GetValueOrDefault(code) + 1;
                var said = error.Length > 0 ? error : output;
                AssertSentence(line, said, code);
                AssertAdviceExists(verb, line, said);
            }

            TestContext.Out.WriteLine(string.Join(", ", codes.Select(pair => $"exit code {pair.Key}: {pair.Value}")));
            Assert.That(codes.Values, Is.All.GreaterThan(Rounds / 6));
        }

        [Test]
        public void Help_NamesOptionsThatExist()
        {
            foreach (var verb in Verbs())
            {
                var texts = verb.Command.Options.Select(option => option.Description ?? "").Prepend(verb.Command.Description ?? "");
                foreach (var text in texts)
                {
                    AssertAdviceExists(verb, $"{verb.Name} --help", text);
                }
            }
        }

        [Test]
        public void Messages_NameOptionsThatTheVerbHas_ThatSaysThem()
        {
            var verbs = Verbs();
            var root = Path.GetFullPath(Path.Combine(Fixtures.Directory, "..", "..", "Training"));
            var wrong = new List<string>();
            foreach (var path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                .Where(path => Path.GetFileName(path) != "HtmlReport.cs"))
            {
                var name = Path.GetRelativePath(root, path).Replace('\\', '/');
                var speakers = Speakers.FirstOrDefault(entry => name.StartsWith(entry.Path, StringComparison.Ordinal)).Verbs;
                foreach (var line in File.ReadLines(path).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))
                {
                    wrong.AddRange(OptionName().Matches(line)
                        .Where(match => match.Value is not ("--notest" or "--help" or "--version"))
                        .Where(match => !IsKnown(line[..match.Index], match.Value))
                        .Select(match => $"{name}: {match.Value}, not of {string.Join(", ", speakers ?? ["any verb"])}"));
                }

                // An option behind a verb's name is that verb's.
                bool IsKnown(string before, string option) =>
                    verbs.Any(verb => before.Contains($"saccade {verb.Name} ", StringComparison.Ordinal) && Has(verb, option))
                    || (speakers?.All(speaker => Has(verbs.Single(verb => verb.Name == speaker), option))
                        ?? verbs.Any(verb => Has(verb, option)));
            }

            Assert.That(wrong, Is.Empty);
        }

        private static bool Has(Verb verb, string option) => verb.Command.Options.Any(known => known.Name == option);

        // A verb complains first of what it lacks.
        private static string[] MakeRequired(string verb) =>
            verb == "train" ? ["--model", "m", "--data", "d", "--output", "o"]
            : verb == "predict" ? ["--input", "1.jpg"]
            : [];

        private static bool IsNumber(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain
            && (plain == typeof(int) || plain == typeof(long) || plain == typeof(double) || plain == typeof(float));

        private static bool IsReal(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain
            && (plain == typeof(double) || plain == typeof(float));

        private static Verb[] Verbs()
        {
            static IEnumerable<Verb> List(string prefix, Command command) => command.Subcommands.SelectMany(sub =>
                List($"{prefix}{sub.Name} ", sub).Prepend(new Verb($"{prefix}{sub.Name}", sub)));

            return [.. List("", Commands.Make(TextWriter.Null, TextWriter.Null))];
        }

        // Nothing that a verb could work with: whatever the options, no run begins and no server is asked.
        private string[] MakePlaces()
        {
            var (empty, file, text) = (_folder.Combine("empty"), _folder.Combine("no-picture.jpg"), _folder.Combine("table.csv"));
            var (model, half) = (_folder.Combine("model"), _folder.Combine("half"));
            Directory.CreateDirectory(empty);
            Directory.CreateDirectory(model);
            Directory.CreateDirectory(half);
            File.WriteAllText(file, "no picture");
            File.WriteAllText(text, "path,label\nmissing.jpg,cat\n");
            File.WriteAllText(Path.Combine(model, "config.json"), "{\"hidden_size\": \"wide\"}");
            File.WriteAllText(Path.Combine(half, "config.json"), SyntheticPictures.Config);
            return
            [
                _folder.Combine("nowhere"), _folder.Combine("nowhere", "deeper"), empty, file, text, model, half,
                Path.Combine(half, "config.json"), "", " ", "google/vit-base-patch16-224", new string('x', 5000), "a\nb", "/dev/null",
                "../../..", "~", "*?<>|", "-", "\u00e4\u0308", "\ufffd",
            ];
        }

        private static string[] MakeWrong(Verb verb, string[] places, Random random)
        {
            T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
            var arguments = new List<string>(verb.Name.Split(' '));

            // A run leaves its folder.
            // What a model without weights would be like is a question that is answered.
            places = verb.Name == "info" ? [.. places.Where(place => Path.GetFileName(place) != "half")] : places;
            var inside = places.Where(place => Path.IsPathRooted(place) || place.Length <= 1).ToArray();
            if (verb.Name is "pull" or "data oxford-pet")
            {
                // These would ask a server if nothing was wrong.
                arguments.AddRange(verb.Name == "pull" ? ["no name at all"] : ["--mirror", "ftp:/nowhere", "--output", Any(inside)]);
            }
            else
            {
                foreach (var option in verb.Command.Options.Where(option => option.Name is "--model" or "--data" or "--input" or "--output"
                    or "--reference"))
                {
                    if (random.Next(12) > 0)
                    {
                        arguments.AddRange([option.Name, Any(option.Name == "--output" ? inside : places)]);
                    }
                }
            }

            for (var more = random.Next(4); more > 0; more--)
            {
                var option = Any(verb.Command.Options.Where(option => option is not System.CommandLine.Help.HelpOption).ToArray());
                var isRight = random.Next(2) == 0;
                if (option.Name is "--progress" or "--model" or "--data" or "--output" or "--input" or "--reference" or "--mirror")
                {
                    continue;
                }

                arguments.Add(option.Name);
                if (option.ValueType == typeof(bool))
                {
                    continue;
                }

                arguments.Add(IsNumber(option.ValueType) ? isRight ? "1" : Any(NoWholeNumbers) : Any(isRight ? places : NoChoices));
            }

            if (random.Next(20) == 0)
            {
                string[] strange = ["--no-such-option", "--", "@nowhere", "-x", "--epochs=", "pictures"];
                arguments.Insert(random.Next(arguments.Count + 1), Any(strange));
            }

            return [.. arguments];
        }

        private static void AssertSentence(string line, string said, int code)
        {
            var lines = said.TrimEnd().Split('\n');
            var errors = lines.Count(text => text.StartsWith("error: ", StringComparison.Ordinal));
            Assert.That(errors, code == 1 ? Is.EqualTo(1) : Is.GreaterThan(0), $"{line}\n{said}");
            Assert.That(said, Does.Not.Contain("   at ").And.Not.Contain("Exception").And.Not.Contain("that should not"), line);
            Assert.That(lines[0].Length, Is.LessThan(12_000), line);
        }

        // An option that is named behind another verb's name, as in an example, is that verb's.
        private static void AssertAdviceExists(Verb verb, string line, string said)
        {
            var typed = OptionName().Matches(line).Select(match => match.Value).ToHashSet();
            foreach (Match match in OptionName().Matches(said))
            {
                var before = said[..match.Index];
                var sentence = before[(Math.Max(before.LastIndexOf('\n'), before.LastIndexOf(". ", StringComparison.Ordinal)) + 1)..];
                var named = Verbs().Where(other => Regex.IsMatch(sentence, $@"\b{other.Name}\b")).Prepend(verb);
                Assert.That(
                    named.Any(other => other.Command.Options.Any(option => option.Name == match.Value))
                        || typed.Contains(match.Value) || match.Value is "--help" or "--notest",
                    $"{line}\nsays {match.Value}, which {verb.Name} hasn't: {said}");
            }
        }

        private static (int Code, string Output, string Error) Run(string[] arguments)
        {
            var (output, error) = (new StringWriter(), new StringWriter());
            return (Commands.Run(arguments, output, error), output.ToString(), error.ToString());
        }

        [GeneratedRegex("(?<![-a-z0-9_])--[a-z][a-z0-9-]+")]
        private static partial Regex OptionName();

        private sealed record Verb(string Name, Command Command);
    }
}
