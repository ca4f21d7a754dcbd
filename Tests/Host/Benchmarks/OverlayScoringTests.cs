using System;
using System.Linq;
using NUnit.Framework;
using Saccade.Benchmarks.Runtime.Overlay.Scoring;

namespace Saccade.Host.Tests.Benchmarks
{
    internal sealed class OverlayScoringTests
    {
        // A grid of 2 x 3 patches; the object fills two of them and half of a third.
        private static readonly float[] Share = [0f, 1f, 0.5f, 0f, 1f, 0f];
        private static readonly float[] Inverted = [1f, 0f, 0.5f, 1f, 0f, 1f];
        private static readonly float[] Uniform = [2f, 2f, 2f, 2f, 2f, 2f];

        [Test]
        public void PerfectMap_HitsAndHasMoreEnergyThanAnyOther()
        {
            Assert.That(MapScores.HitsObject(Share, Share), Is.True);
            Assert.That(MapScores.Energy(Share, Share), Is.EqualTo(2.25 / 2.5).Within(1e-12));
        }

        [Test]
        public void InvertedMap_MissesAndHasLittleEnergy()
        {
            Assert.That(MapScores.HitsObject(Inverted, Share), Is.False);
            Assert.That(MapScores.Energy(Inverted, Share), Is.EqualTo(0.25 / 3.5).Within(1e-12));
        }

        [Test]
        public void UniformMap_HasTheEnergyOfTheArea()
        {
            Assert.That(MapScores.Energy(Uniform, Share), Is.EqualTo(MapScores.Area(Share)).Within(1e-12));
            Assert.That(MapScores.Area(Share), Is.EqualTo(2.5 / 6).Within(1e-12));
        }

        [Test]
        public void MapWithoutWeight_CountsAsUniform() =>
            Assert.That(MapScores.Energy(new float[6], Share), Is.EqualTo(MapScores.Area(Share)).Within(1e-12));

        [Test]
        public void Energy_DoesNotDependOnTheMapsScale() =>
            Assert.That(
                MapScores.Energy([0.1f, 0.4f, 0.2f, 0.1f, 0.1f, 0.1f], Share),
                Is.EqualTo(MapScores.Energy([1f, 4f, 2f, 1f, 1f, 1f], Share)).Within(1e-6));

        [TestCase(0.5f, true)]
        [TestCase(0.49f, false)]
        public void HottestPatch_MustBeHalfObject(float share, bool isHit) =>
            Assert.That(MapScores.HitsObject([0f, 1f], [1f, share]), Is.EqualTo(isHit));

        [Test]
        public void EquallyHotPatches_CountTheFirst()
        {
            Assert.That(MapScores.FindHottest([1f, 3f, 3f]), Is.EqualTo(1));
            Assert.That(MapScores.HitsObject(Uniform, Share), Is.False);
            Assert.That(MapScores.HitsObject(Uniform, [1f, 0f, 0f, 0f, 0f, 0f]), Is.True);
        }

        [Test]
        public void Order_IsHottestFirstAndFirstOfEquals() =>
            Assert.That(MapScores.Order([1f, 3f, 2f, 3f, 1f]), Is.EqualTo(new[] { 1, 3, 2, 0, 4 }));

        [TestCase(-0.1f)]
        [TestCase(float.NaN)]
        [TestCase(float.PositiveInfinity)]
        public void WeightThatIsNone_IsRefused(float weight) =>
            Assert.That(() => MapScores.Energy([1f, weight], [0f, 1f]), Throws.ArgumentException.With.Message.Contains("patch 1"));

        [Test]
        public void OtherNumberOfShares_IsRefused() =>
            Assert.That(() => MapScores.HitsObject([1f, 2f], Share), Throws.ArgumentException.With.Message.Contains("2 patches"));

        [Test]
        public void CurveArea_IsByTrapezoids()
        {
            Assert.That(RemovalCurve.Area([1, 1, 1]), Is.EqualTo(1).Within(1e-12));
            Assert.That(RemovalCurve.Area([1, 0]), Is.EqualTo(0.5).Within(1e-12));
            Assert.That(RemovalCurve.Area([1, 0, 0, 0, 0]), Is.EqualTo(0.125).Within(1e-12));
            Assert.That(() => RemovalCurve.Area([1]), Throws.ArgumentException);
        }

        [Test]
        public void CurvePoints_RunFromNoPatchToAll()
        {
            int[] counts = [.. Enumerable.Range(0, 17).Select(point => RemovalCurve.CountAt(point, 16, 64))];

            Assert.That(counts, Is.EqualTo(Enumerable.Range(0, 17).Select(point => point * 4)));
            Assert.That(Enumerable.Range(0, 4).Select(point => RemovalCurve.CountAt(point, 3, 4)), Is.EqualTo(new[] { 0, 1, 3, 4 }));
        }

        [Test]
        public void ReplacedPatches_HaveTheMeanOfTheirChannelAndOthersStay()
        {
            // 2 x 4 pixels in two patches of 2 x 2; the channels hold 0..7, 10..17, 20..27.
            float[] pixels = [.. Enumerable.Range(0, 24).Select(i => (float)(i / 8 * 10 + i % 8))];
            var target = new float[24];
            RemovalCurve.Replace(pixels, 4, 2, 2, [false, true], target);

            for (var i = 0; i < 24; i++)
            {
                Assert.That(target[i], Is.EqualTo(i % 4 < 2 ? pixels[i] : i / 8 * 10 + 3.5f).Within(1e-6), $"value {i}");
            }
        }

        [Test]
        public void LowerPatches_AreReplacedBelow()
        {
            float[] pixels = [.. Enumerable.Range(0, 12).Select(i => (float)i)];
            var target = new float[12];
            RemovalCurve.Replace(pixels, 2, 2, 1, [false, true], target);

            Assert.That(target, Is.EqualTo(new[] { 0f, 1f, 1.5f, 1.5f, 4f, 5f, 5.5f, 5.5f, 8f, 9f, 9.5f, 9.5f }));
        }

        [Test]
        public void Ranks_AreMeansOverTheFourScoresWithDeletionTurnedRound()
        {
            var best = Make("best", 1, 0.9, 0.1, 0.9);
            var middle = Make("middle", 0, 0.9, 0.2, 0.5);
            var worst = Make("worst", 0, 0.1, 0.3, 0.1);

            Assert.That(
                KindScores.Rank([worst, best, middle], [0]),
                Is.EqualTo(new[] { (2.5 + 3 + 3 + 3) / 4, (1 + 1.5 + 1 + 1) / 4, (2.5 + 1.5 + 2 + 2) / 4 }).Within(1e-12));
        }

        [Test]
        public void Mean_LeavesOutWhatWasNotMeasured()
        {
            Assert.That(KindScores.Mean([1, double.NaN, 4], [0, 1, 2, 2]), Is.EqualTo(3).Within(1e-12));
            Assert.That(KindScores.Mean([double.NaN], [0]), Is.NaN);
        }

        [Test]
        public void Bootstrap_CoversTheMeanAndIsTheSameForTheSameSeed()
        {
            double[] scores = [.. Enumerable.Range(0, 100).Select(i => i % 10 < 7 ? 1.0 : 0.0)];
            var interval = new Bootstrap(100, 2000, 5).Estimate(scenes => KindScores.Mean(scores, scenes));

            // The binomial's deviation is 0.046; the interval reaches about two of them to either side.
            Assert.That(interval.Low, Is.InRange(0.58, 0.64));
            Assert.That(interval.High, Is.InRange(0.76, 0.82));
            Assert.That(interval.Contains(0.7), Is.True);
            Assert.That(new Bootstrap(100, 2000, 5).Estimate(scenes => KindScores.Mean(scores, scenes)), Is.EqualTo(interval));
        }

        [Test]
        public void BootstrapOfADifference_IsPaired()
        {
            Random random = new(3);
            double[] first = [.. Enumerable.Range(0, 50).Select(_ => random.NextDouble())];
            double[] second = [.. first.Select(value => value + 0.01)];
            var intervals = new Bootstrap(50, 500, 1).EstimateAll(
                scenes => [KindScores.Mean(second, scenes) - KindScores.Mean(first, scenes), KindScores.Mean(first, scenes)]);

            Assert.That(intervals[0].Low, Is.EqualTo(0.01).Within(1e-9));
            Assert.That(intervals[0].High, Is.EqualTo(0.01).Within(1e-9));
            Assert.That(intervals[1].High - intervals[1].Low, Is.GreaterThan(0.1));
        }

        [Test]
        public void BestHead_HasTheMostHitsThenTheMostEnergy()
        {
            HeadScores heads = new(3);
            Assert.That(heads.Best, Is.Null);

            heads.Add([Inverted, [0f, 3f, 1f, 1f, 1f, 1f], [0f, 3f, 0f, 0f, 1f, 0f]], Share);

            Assert.That(heads.Best, Is.EqualTo(2));
            Assert.That(heads.Compare(heads).Select(head => head.ValidationPointingGame), Is.EqualTo(new[] { 0.0, 1.0, 1.0 }));
        }

        private static KindScores Make(string name, double hits, double energy, double deletion, double insertion)
        {
            KindScores scores = new(name, 1);
            (scores.PointingGame[0], scores.Energy[0], scores.Deletion[0], scores.Insertion[0]) = (hits, energy, deletion, insertion);
            return scores;
        }
    }
}
