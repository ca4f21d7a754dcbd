using System;
using System.Linq;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Looking;

namespace Saccade.Runtime.Tests.Looking
{
    /// <summary>A map's weights go to the objects whose samples lie in the patches.</summary>
    public sealed class ShareSumTests
    {
        private static readonly Region Whole = new(0, 0, 1, 1);

        [Test]
        public void APatchOfSeveralObjects_IsDividedByTheirSamples_WithTheLowestRowFirst()
        {
            // One column of two patches of two by two samples; the lower one first in memory.
            var samples = Samples(1, 1, 1, 2, 0, 3, 3, 3);
            var shares = new double[4];

            Assert.That(ShareSum.TryDivide(samples, 4, 2, Whole, [0.5f, 1.5f], 2, 1, shares), Is.True);

            Assert.That(shares, Is.EqualTo(new[] { 0.25 * 0.25, 0.75 * 0.75, 0.75 * 0.25, 0.25 * 0.75 }).Within(1e-12));
        }

        [Test]
        public void WhatLiesOutsideThePicture_IsBackground_WhateverWasDrawnThere()
        {
            var samples = Samples([.. Enumerable.Repeat(1, 16)]);
            var shares = new double[2];

            // The model's picture reaches half its width beyond the left edge, where the crop padded.
            Assert.That(ShareSum.TryDivide(samples, 4, 4, new Region(-1, 0, 2, 1), [1f], 1, 1, shares), Is.True);

            Assert.That(shares, Is.EqualTo(new[] { 0.5, 0.5 }).Within(1e-12));
        }

        [TestCase(1)]
        [TestCase(255)]
        [TestCase(256)]
        [TestCase(65_535)]
        [TestCase(65_536)]
        [TestCase(ShareSum.LargestId)]
        public void Numbers_NeedNotFitIntoOneByte(int id) => Assert.That(ShareSum.IdAt(Samples(0, id), 1), Is.EqualTo(id));

        [Test]
        public void SharesAddUpToOne_WhateverTheGridAndTheSamples([Range(0, 19)] int seed)
        {
            Random random = new(seed);
            var (height, width) = (random.Next(1, 40), random.Next(1, 40));
            var (rows, columns) = (random.Next(1, 30), random.Next(1, 30));
            var samples = Samples([.. Enumerable.Range(0, height * width).Select(_ => random.Next(6))]);
            float[] weights = [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextSingle() - 0.2f)];
            weights[0] = 1f;
            var shares = new double[6];

            Assert.That(ShareSum.TryDivide(samples, height, width, Whole, weights, rows, columns, shares), Is.True);

            Assert.That(shares.Sum(), Is.EqualTo(1).Within(1e-9));
            Assert.That(shares.Min(), Is.GreaterThanOrEqualTo(0));
        }

        [TestCase(0f)]
        [TestCase(-1f)]
        [TestCase(float.NaN)]
        [TestCase(float.PositiveInfinity)]
        public void AMapWithoutAFinitePositiveWeight_HasNoShares(float weight) =>
            Assert.That(ShareSum.TryDivide(Samples(0), 1, 1, Whole, [weight], 1, 1, new double[1]), Is.False);

        private static byte[] Samples(params int[] ids) =>
            [.. ids.SelectMany(id => new[] { (byte)id, (byte)(id >> 8), (byte)(id >> 16), byte.MaxValue })];
    }
}
