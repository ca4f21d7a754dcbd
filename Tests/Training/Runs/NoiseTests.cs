using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.CommandLine;

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
            _model = Train(7);
        }

        [OneTimeTearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void TheModel_KnowsItsTrainingPicturesByHeart() => Assert.That(Judge(_data, "--split", "train"), Is.GreaterThan(0.9));

        [Test]
        public void Evaluate_WithTheSameFolder_IsChance() => AssertChance(_data);

        [Test]
        public void Evaluate_AfterAnotherSeed_IsChance() => AssertChance(_data, Train(1));

        [Test]
        public void Evaluate_AfterPicturesCame_IsChance()
        {
            var data = Copy("more", (name, number) => $"{name}/{number}.png");
            WriteNoise(data, 100, 25);
            AssertChance(data);
        }

        [Test]
        public void Evaluate_AfterBadPicturesWent_IsChance() =>
            AssertChance(Copy("less", (name, number) => number % 7 == 0 ? null : $"{name}/{number}.png"));

        [Test]
        public void Evaluate_UnderOtherNames_IsChance() =>
            AssertChance(Copy("elsewhere", (name, number) => $"{name}/{(number * 37) % 101:000}-copy.png"));

        [TestCase(false)]
        [TestCase(true)]
        public void Evaluate_OfATable_WithASplitAndWithout_IsChance(bool hasSplit)
        {
            var data = Copy($"table-{hasSplit}", (name, number) => $"pictures/{name}{number}.png");
            var random = new Random(5);
            var rows = Classes.SelectMany(name => Enumerable.Range(0, 100).Select(number =>
                $"pictures/{name}{number}.png,{name}{(hasSplit ? random.Next(2) == 0 ? ",train" : ",validation" : "")}"));
            File.WriteAllLines(Path.Combine(data, "labels.csv"), rows.Prepend(hasSplit ? "path,label,split" : "path,label"));
            AssertChance(data);
        }

        private void AssertChance(string data, string? model = null) =>
            Assert.That(JudgeWith(model ?? _model, data), Is.EqualTo(Chance).Within(Luck));

        private double Judge(string data, params string[] more) => JudgeWith(_model, data, more);

        private double JudgeWith(string model, string data, params string[] more)
        {
            var report = _folder.Combine(Guid.NewGuid().ToString("N"));
            Run(["evaluate", "--model", model, "--data", data, "--output", report, .. more]);
            using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(report, "metrics.json")));
            return metrics.RootElement.GetProperty("metrics").GetProperty("accuracy").GetDouble();
        }

        private string Train(int seed)
        {
            var start = SyntheticPictures.WriteModel(_folder);
            var config = SyntheticPictures.Config.Replace("\"hidden_size\": 16", "\"hidden_size\": 64");
            File.WriteAllText(Path.Combine(start, "config.json"), config);
            var output = _folder.Combine($"run-{seed}");
            Run([
                "train", "--model", start, "--data", _data, "--output", output, "--from-scratch", "--seed", $"{seed}", "--epochs", "20",
                "--learning-rate", "3e-3", "--weight-decay", "0", "--augment", "none", "--batch-size", "16", "--progress", "plain",
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
            foreach (var (label, name) in Classes.Index())
            {
                Directory.CreateDirectory(Path.Combine(data, name));
                foreach (var number in Enumerable.Range(first, count))
                {
                    using var picture = SyntheticPictures.DrawNoise(16, new Random(1_000 * label + number));
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
