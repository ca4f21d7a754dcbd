using System.Linq;
using NUnit.Framework;

namespace Saccade.Core.Tests.Results
{
    public sealed class ClassificationTests
    {
        private static readonly string[] Labels = ["a", "b", "c", "d"];

        [Test]
        public void SetLogits_OrdersTheTopAndSumsToOne()
        {
            Classification result = new(Labels, 3, null);

            Assert.That(result.SetLogits([1f, 4f, -2f, 3f]), Is.True);

            Assert.That(result.Top.ToArray().Select(p => p.Label), Is.EqualTo(new[] { "b", "d", "a" }));
            Assert.That(result.Probabilities.ToArray().Sum(), Is.EqualTo(1f).Within(1e-6f));
            Assert.That(result.Best.Probability, Is.EqualTo(0.704153f).Within(1e-4f));
        }

        [Test]
        public void SetLogits_LargeLogits_DoNotOverflow()
        {
            Classification result = new(Labels, 1, null);

            Assert.That(result.SetLogits([1000f, 999f, -1000f, 0f]), Is.True);

            Assert.That(result.Best.Probability, Is.EqualTo(0.731059f).Within(1e-5f));
        }

        [Test]
        public void SetLogits_OfIndependentClasses_GivesEachItsSigmoid()
        {
            Classification result = new(Labels, 4, null, independent: true);

            Assert.That(result.SetLogits([0f, 2f, -1000f, 1000f]), Is.True);

            Assert.That(result.Probabilities.ToArray(), Is.EqualTo(new[] { 0.5f, 0.880797f, 0f, 1f }).Within(1e-6f));
            Assert.That(result.Top.ToArray().Select(p => p.Label), Is.EqualTo(new[] { "d", "b", "a", "c" }));
            Assert.That(result.SetLogits([0f, float.NaN, 0f, 0f]), Is.False);
        }

        [TestCase(float.NaN)]
        [TestCase(float.PositiveInfinity)]
        public void SetLogits_NoNumber_IsRefused(float broken) =>
            Assert.That(new Classification(Labels, 1, null).SetLogits([0f, broken, 0f, 0f]), Is.False);

        [Test]
        public void Constructor_MoreTopThanClasses_ListsThemAll()
        {
            Classification result = new(Labels, 10, null);
            result.SetLogits([0f, 0f, 0f, 0f]);

            Assert.That(result.Top.ToArray().Select(p => p.Index), Is.EquivalentTo(new[] { 0, 1, 2, 3 }));
        }
    }
}
