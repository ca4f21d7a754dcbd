using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.Fitting;

namespace Saccade.Training.Tests.Fitting
{
    public sealed class CosineScheduleTests
    {
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

        [TestCase(9, 0)]
        [TestCase(19, 1)]
        [TestCase(5750, 575)]
        public void Warmup_IsATenthOfTheSteps_RoundedDown(int steps, int warmup) =>
            Assert.That(CosineSchedule.WithTenthAsWarmup(1, steps).WarmupSteps, Is.EqualTo(warmup));

        private static void AssertRates(JsonElement reference, double learningRate, JsonElement rates, double tolerance)
        {
            var expected = rates.EnumerateArray().Select(rate => rate.GetDouble()).ToArray();
            var schedule = new CosineSchedule(
                learningRate, reference.GetProperty("warmup_steps").GetInt32(), reference.GetProperty("total_steps").GetInt32());
            Assert.That(Enumerable.Range(0, expected.Length).Select(schedule.GetRate), Is.EqualTo(expected).Within(tolerance));
        }
    }
}
