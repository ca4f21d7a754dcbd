using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using NUnit.Framework;
using Saccade.Training.CommandLine;
using Saccade.Training.Evaluation;
using Saccade.Training.ModelFolders;

namespace Saccade.Training.Tests.Runs
{
    /// <summary>
    /// On noise nobody can do better than chance. A model that knows its training pictures by heart shows by a better figure that it was
    /// judged by some of them.
    /// </summary>
    public sealed class NoiseTests
    {
        private const double Chance = 1.0 / 3;

        // Of 40 pictures or more; four standard deviations and more.
        private const double Luck = 0.3;

        private static readonly string[] Classes = ["arch", "bowl", "gear"];

        private TemporaryFolder _folder = null!;
        private string _data = null!;
        private string _model = null!;

        [OneTimeSetUp]
        public void LearnNoiseByHeart()
        {
            _folder = new TemporaryFolder();
            _data = _folder.Combine("data");
            WriteNoise(_data, 0, 100);
            _model = Train(7, _data);
        }

        [OneTimeTearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void TheModel_KnowsItsTrainingPicturesByHeart() => Assert.That(Judge(_model, _data, "train"), Is.GreaterThan(0.9));

        [Test]
        public void TheCommandEvaluate_WithTheSameFolder_IsChance()
        {
            var report = _folder.Combine("report");
            Run(["evaluate", "--model", _model, "--data", _data, "--output", report]);
            using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(report, "metrics.json")));
            Assert.That(
                metrics.RootElement.GetProperty("metrics").GetProperty("accuracy").GetDouble(), Is.EqualTo(Chance).Within(Luck));
        }

        [Test]
        public void Evaluate_AfterPicturesCame_IsChance()
        {
            var data = Copy("more", (name, number) => $"{name}/{number}.png");
            WriteNoise(data, 100, 25);
            AssertChance(_model, data);
        }

        [Test]
        public void Evaluate_AfterPicturesWent_IsChance() =>
            AssertChance(_model, Copy("less", (name, number) => number % 7 == 0 ? null : $"{name}/{number}.png"));

        [Test]
        public void Evaluate_AfterAnotherSeedAndBadPicturesWent_IsChance()
        {
            var data = Copy("bad", (name, number) => $"{name}/{number}.png");
            string[] bad = [.. Classes.SelectMany(name => new[] { 0, 55, 9 }.Select(i => Path.Combine(data, name, $"{i}-bad.png")))];
            foreach (var path in bad)
            {
                File.WriteAllText(path, $"no picture: {path}");
            }

            var model = Train(1, data, "--skip-bad");
            Array.ForEach(bad, File.Delete);
            AssertChance(model, data);
        }

        // With another seed as well: what the weights have learnt from stays where it was.
        [Test]
        public void TrainingOnFromTheWeights_AndEvaluate_AreChance()
        {
            var output = _folder.Combine("further");
            Run([
                "train", "--model", _model, "--data", _data, "--output", output, "--seed", "8", "--epochs", "1", "--progress", "plain",
                "--validation-share", "0.5",
            ]);
            using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "training", "summary.json")));
            Assert.That(summary.RootElement.GetProperty("validationAccuracy").GetDouble(), Is.EqualTo(Chance).Within(Luck));
            AssertChance(output, _data);
        }

        [Test]
        public void Evaluate_UnderOtherNames_IsChance() =>
            AssertChance(_model, Copy("elsewhere", (name, number) => $"{name}/{(number * 37) % 101:000}-copy.png"));

        [TestCase(false)]
        [TestCase(true)]
        public void Evaluate_OfATable_WithASplitAndWithout_IsChance(bool hasSplit)
        {
            var data = Copy($"table-{hasSplit}", (name, number) => $"pictures/{name}{number}.png");
            var random = new Random(5);
            var rows = Classes.SelectMany(name => Enumerable.Range(0, 100).Select(number =>
                $"pictures/{name}{number}.png,{name}{(hasSplit ? random.Next(2) == 0 ? ",train" : ",validation" : "")}"));
            File.WriteAllLines(Path.Combine(data, "labels.csv"), rows.Prepend(hasSplit ? "path,label,split" : "path,label"));
            AssertChance(_model, data);
        }

        private static void AssertChance(string model, string data) =>
            Assert.That(Judge(model, data, null), Is.EqualTo(Chance).Within(Luck));

        // What the command does, without its reports.
        private static double Judge(string model, string data, string? split)
        {
            using var loaded = PretrainedModel.Load(model);
            var judged = JudgedPictures.Choose(model, data, loaded.Labels, split, _ => { }, CancellationToken.None);
            var files = LabelMatch.Match(judged.Files, (data, judged.Labels), (model, loaded.Labels));
            TestContext.Out.WriteLine(judged.Describe("It"));
            return Evaluator.Evaluate(loaded, files).Confusion.Accuracy;
        }

        private string Train(int seed, string data, params string[] more)
        {
            var start = SyntheticPictures.WriteModel(_folder);
            var config = SyntheticPictures.Config.Replace("\"hidden_size\": 16", "\"hidden_size\": 64");
            File.WriteAllText(Path.Combine(start, "config.json"), config);
            var output = _folder.Combine($"run-{seed}");
            Run([
                "train", "--model", start, "--data", data, "--output", output, "--from-scratch", "--seed", $"{seed}", "--epochs", "12",
                "--learning-rate", "3e-3", "--weight-decay", "0", "--augment", "none", "--batch-size", "16", "--progress", "plain", .. more,
            ]);
            return output;
        }

        private string Copy(string name, Func<string, int, string?> rename)
        {
            var target = _folder.Combine(name);
            foreach (var kind in Classes)
            {
                for (var number = 0; number < 100; number++)
                {
                    if (rename(kind, number) is { } file)
                    {
                        var path = Path.Combine([target, .. file.Split('/')]);
                        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                        File.Copy(Path.Combine(_data, kind, $"{number}.png"), path);
                    }
                }
            }

            return target;
        }

        private static void WriteNoise(string data, int first, int count)
        {
            // One source for all: pictures of seeds in a row would have something in common.
            var random = new Random(first);
            foreach (var name in Classes)
            {
                Directory.CreateDirectory(Path.Combine(data, name));
                foreach (var number in Enumerable.Range(first, count))
                {
                    using var picture = SyntheticPictures.DrawNoise(16, random);
                    SyntheticPictures.Save(picture, Path.Combine(data, name, $"{number}.png"));
                }
            }
        }

        private static void Run(IReadOnlyList<string> arguments)
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            Assert.That(Commands.Run([.. arguments], output, error), Is.Zero, $"{string.Join(' ', arguments)}: {error}");
            TestContext.Out.WriteLine(output);
        }
    }
}
