using System;
using System.Linq;
using NUnit.Framework;
using Saccade.Maps;

namespace Saccade.Core.Tests.Maps
{
    public sealed class HeatMapTests
    {
        [Test]
        public void Weights_RunFromTheSmallestToTheLargest()
        {
            HeatMap map = new();

            Assert.That(map.TryTake([-1, 0, 1, 3, 2, -1], 2, 3), Is.True);
            Assert.That(map.Weights.ToArray(), Is.EqualTo(new[] { 0, 0.25f, 0.5f, 1, 0.75f, 0 }));
            Assert.That((map.GridHeight, map.GridWidth), Is.EqualTo((2, 3)));
        }

        [Test]
        public void OneHotPatch_IsShownAsTheCubicBasisSpline()
        {
            HeatMap map = new();
            var weights = new float[49];
            weights[3 * 7 + 3] = 2;
            Assert.That(map.TryTake(weights, 7, 7), Is.True);

            // The basis function over its value in the middle, 2/3: at half a patch 23/48, at one 1/6, at one and a half 1/48.
            (float Away, double Value)[] basis = [(0, 1), (0.5f, 23 / 32.0), (1, 1 / 4.0), (1.5f, 1 / 32.0), (2, 0), (3, 0)];
            foreach (var (right, atRight) in basis)
            {
                foreach (var (down, atDown) in basis)
                {
                    Assert.That(map.HeatAt(3.5f + right, 3.5f + down), Is.EqualTo(atRight * atDown).Within(1e-5), $"{right}, {down}");
                    Assert.That(map.HeatAt(3.5f - right, 3.5f - down), Is.EqualTo(atRight * atDown).Within(1e-5), $"-{right}, -{down}");
                }
            }
        }

        [Test]
        public void HottestCorner_IsHottestAtThePictureEdge()
        {
            HeatMap map = new();
            Assert.That(map.TryTake([0, 0, 0, 1], 2, 2), Is.True);

            Assert.That(map.HeatAt(2, 2), Is.EqualTo(1).Within(1e-6));
            Assert.That(map.HeatAt(0, 0), Is.EqualTo(0).Within(1e-6));
            Assert.That(map.HeatAt(1.5f, 1.5f), Is.InRange(0.6f, 0.95f));
        }

        [Test]
        public void BetweenTwoHotPatches_ItIsAsHotAsThere()
        {
            HeatMap map = new();
            Assert.That(map.TryTake([0, 0, 1, 1, 0, 0], 1, 6), Is.True);

            Assert.That(map.HeatAt(3, 0.5f), Is.EqualTo(1));
            Assert.That(map.HeatAt(2.5f, 0.5f), Is.EqualTo(1).Within(1e-6));
        }

        [TestCase(0f)]
        [TestCase(-7f)]
        [TestCase(float.MaxValue)]
        [TestCase(float.NaN)]
        [TestCase(float.PositiveInfinity)]
        public void SameEverywhere_IsRefused_AndTheMapBeforeIsKept(float weight)
        {
            HeatMap map = new();
            Assert.That(map.TryTake([0, 1], 1, 2), Is.True);

            Assert.That(map.TryTake([.. Enumerable.Repeat(weight, 9)], 3, 3), Is.False);
            Assert.That((map.GridWidth, map.HeatAt(2, 0)), Is.EqualTo((2, 1f)));
        }

        [TestCase(1f, 0.99995f, false)]
        [TestCase(1f, 0.9998f, true)]
        [TestCase(-1000f, -999.95f, false)]
        [TestCase(float.MinValue, float.MaxValue, true)]
        [TestCase(0f, float.NaN, false)]
        [TestCase(0f, float.PositiveInfinity, false)]
        public void Range_OfATenThousandthOrLess_IsRounding(float one, float other, bool isShown) =>
            Assert.That(new HeatMap().TryTake([one, other], 1, 2), Is.EqualTo(isShown));

        [Test]
        public void SecondMap_AllocatesNothing()
        {
            HeatMap map = new();
            float[][] maps = [[0, 1, 2, 3], [5, 1, 2, 3]];
            map.TryTake(maps[0], 2, 2);
            var before = GC.GetAllocatedBytesForCurrentThread();

            for (var i = 0; i < 100; i++)
            {
                map.TryTake(maps[i % 2], 2, 2);
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        }
    }
}
