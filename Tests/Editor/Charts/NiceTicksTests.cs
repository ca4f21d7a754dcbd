using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Saccade.Editor.Charts;

namespace Saccade.Editor.Tests.Charts
{
    public sealed class NiceTicksTests
    {
        [TestCase(0, 1, 4, new[] { 0, 0.5, 1.0 })]
        [TestCase(0, 20, 5, new[] { 0, 5.0, 10, 15, 20 })]
        [TestCase(0, 2.3, 4, new[] { 0, 1.0, 2, 3 })]
        [TestCase(0, 0, 4, new[] { 0, 0.5, 1.0 })]
        public void Make_GivesRoundNumbersAround(double low, double high, int count, double[] expected) =>
            Assert.That(NiceTicks.Make(low, high, count), Is.EqualTo(expected).Within(1e-12));

        [Test]
        public void Make_AnyRange_IsCoveredByAFewRisingTicks() =>
            Prop.ForAll<NormalFloat, NormalFloat>((first, second) =>
            {
                var (low, high) = (System.Math.Min(first.Get,
                    second.Get), System.Math.Max(first.Get, second.Get));
                var ticks = NiceTicks.Make(low, high, 5);
                var slack = 1e-6 * System.Math.Max(
                    System.Math.Abs(low), System.Math.Abs(high));
                return ticks.Length is >= 2 and <= 20
                    && ticks[0] <= low + slack && ticks[^1] >= high - slack
                    && ticks.Zip(ticks.Skip(1))
                    .All(pair => pair.First < pair.Second);
            }).Check(Config.QuickThrowOnFailure.WithReplay(20261124, 297));
    }
}
