using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.Fitting;

namespace Saccade.Training.Tests.Fitting
{
    public sealed class LearningRateScheduleTests
    {
        private static readonly TestCaseData[] Courses = JsonDocument
            .Parse(File.ReadAllText(Fixtures.Find("trainer", "schedules.json")))
            .RootElement.EnumerateArray()
            .Select(made => new TestCaseData(made).SetArgDisplayNames($"{made.GetProperty("name")}", $"{made.GetProperty("total_steps")}"))
            .ToArray();

        [Test]
        public void Multipliers_EqualTheReference()
        {
            using var references = JsonDocument.Parse(File.ReadAllText(Fixtures.Find("cosine_warmup.json")));
            foreach (var reference in references.RootElement.EnumerateArray())
            {
                AssertRates(reference, 1, reference.GetProperty("multiplier"), 1e-6);
            }
        }

        [Test]
        public void Rates_EqualTransformers()
        {
            using var references = JsonDocument.Parse(File.ReadAllText(Fixtures.Find("huggingface", "cosine_warmup.json")));
            foreach (var reference in references.RootElement.EnumerateArray())
            {
                AssertRates(reference, reference.GetProperty("learning_rate").GetDouble(), reference.GetProperty("rate_before_step"), 1e-9);
            }
        }

        [TestCaseSource(nameof(Courses))]
        public void EveryCourse_EqualsTransformersOrPyTorchs(JsonElement reference)
        {
            var kind = reference.GetProperty("name").GetString() switch
            {
                "linear" => ScheduleKind.Linear,
                "constant" => ScheduleKind.Constant,
                "one-cycle" => ScheduleKind.OneCycle,
                _ => ScheduleKind.Cosine,
            };
            var total = reference.GetProperty("total_steps").GetInt32();
            var warmup = reference.TryGetProperty("pct_start", out var share)
                ? share.GetDouble() * total
                : reference.GetProperty("warmup_steps").GetInt32();
            AssertRates(
                new LearningRateSchedule(kind, reference.GetProperty("learning_rate").GetDouble(), warmup, total),
                reference.GetProperty("rate_before_step"),
                1e-12);
        }

        [Test]
        public void EveryCourse_IsCompared() => Assert.That(
            Courses.Select(made => ((JsonElement)made.Arguments[0]!).GetProperty("name").GetString()).Distinct(),
            Is.EquivalentTo(new[] { "cosine", "linear", "constant", "one-cycle" }));

        [TestCase(9, 0)]
        [TestCase(19, 1)]
        [TestCase(5750, 575)]
        public void Warmup_IsATenthOfTheSteps_RoundedDown(int steps, int warmup) =>
            Assert.That(LearningRateSchedule.Make(new TrainerOptions(), steps).WarmupSteps, Is.EqualTo(warmup));

        [TestCase(0.29, 100, 29)]
        [TestCase(0.57, 100, 57)]
        [TestCase(0, 100, 0)]
        [TestCase(0.05, 30, 1)]
        public void TheWarmupShare_BecomesWholeSteps(double share, int steps, int warmup)
        {
            var options = new TrainerOptions { WarmupShare = share, Schedule = ScheduleKind.Linear };
            Assert.That(LearningRateSchedule.Make(options, steps).WarmupSteps, Is.EqualTo(warmup));
        }

        [Test]
        public void OneCycle_RisesOverTheShareThatPyTorchHas_AndAnyShareGivesNumbers()
        {
            var options = new TrainerOptions { Schedule = ScheduleKind.OneCycle };
            Assert.That(LearningRateSchedule.Make(options, 50).WarmupSteps, Is.EqualTo(15).Within(1e-12));
            foreach (var share in new[] { 0, 0.1, 0.5, 0.999 })
            {
                for (var steps = 1; steps < 30; steps++)
                {
                    var schedule = LearningRateSchedule.Make(options with { WarmupShare = share }, steps);
                    Assert.That(Enumerable.Range(0, steps).Select(schedule.GetRate), Is.All.InRange(0, options.LearningRate + 1e-15));
                }
            }
        }

        private static void AssertRates(JsonElement reference, double learningRate, JsonElement rates, double tolerance) => AssertRates(
            new LearningRateSchedule(
                ScheduleKind.Cosine,
                learningRate,
                reference.GetProperty("warmup_steps").GetInt32(),
                reference.GetProperty("total_steps").GetInt32()),
            rates,
            tolerance);

        private static void AssertRates(LearningRateSchedule schedule, JsonElement rates, double tolerance)
        {
            var expected = rates.EnumerateArray().Select(rate => rate.GetDouble()).ToArray();
            Assert.That(Enumerable.Range(0, expected.Length).Select(schedule.GetRate), Is.EqualTo(expected).Within(tolerance));
        }
    }
}
