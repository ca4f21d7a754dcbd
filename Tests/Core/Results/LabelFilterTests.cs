using System;
using NUnit.Framework;
using Saccade.Results;

namespace Saccade.Core.Tests.Results
{
    public sealed class LabelFilterTests
    {
        [Test]
        public void NoSmoothing_IsTheResultAsItIs()
        {
            LabelFilter filter = new();
            filter.Add([0.1f, 0.7f, 0.2f], 0);
            filter.Add([0.5f, 0.3f, 0.2f], 0.1);

            Assert.That((filter.Label, filter.Probability), Is.EqualTo((0, 0.5f)));
        }

        [Test]
        public void OneOddResult_DoesNotChangeTheLabel()
        {
            LabelFilter filter = new() { TimeConstant = 0.3f };
            for (var i = 0; i < 10; i++)
            {
                filter.Add([0.9f, 0.1f], i * 0.1);
            }

            filter.Add([0.1f, 0.9f], 1.0);

            Assert.That(filter.Label, Is.Zero);
            Assert.That(filter.Probability, Is.LessThan(0.9f).And.GreaterThan(0.5f));
        }

        [TestCase(10)]
        [TestCase(60)]
        public void Smoothing_HasItsTimeWhateverTheLabelRate(int perSecond)
        {
            LabelFilter filter = new() { TimeConstant = 0.5f };
            filter.Add([1f, 0f], 0);
            for (var i = 1; i <= perSecond / 2; i++)
            {
                filter.Add([0f, 1f], i / (double)perSecond);
            }

            Assert.That(filter.Probabilities[1], Is.EqualTo(1 - 1 / Math.E).Within(1e-3), "after one time constant");
        }

        [Test]
        public void TwoClassesThatTakeTurnsBeingAhead_DoNotFlicker()
        {
            LabelFilter filter = new() { Margin = 0.1f };
            var changes = 0;
            var before = -1;
            Random random = new(3);
            for (var i = 0; i < 1000; i++)
            {
                var first = 0.5f + 0.04f * (float)(random.NextDouble() - 0.5);
                filter.Add([first, 1 - first], i * 0.05);
                changes += filter.Label == before ? 0 : 1;
                before = filter.Label;
            }

            Assert.That(changes, Is.EqualTo(1), "the first label is the only change");
        }

        [Test]
        public void ClearlyAheadForLong_BecomesTheLabel()
        {
            LabelFilter filter = new() { TimeConstant = 0.3f, Margin = 0.1f };
            filter.Add([0.9f, 0.1f], 0);
            for (var i = 1; i < 20; i++)
            {
                filter.Add([0.2f, 0.8f], i * 0.1);
            }

            Assert.That(filter.Label, Is.EqualTo(1));
        }

        [Test]
        public void BelowTheThreshold_ThereIsNoLabel()
        {
            LabelFilter filter = new() { Threshold = 0.5f };
            filter.Add([0.4f, 0.3f, 0.3f], 0);
            Assert.That((filter.Label, filter.Probability), Is.EqualTo((-1, 0.4f)));

            filter.Add([0.6f, 0.2f, 0.2f], 0.1);
            Assert.That(filter.Label, Is.Zero);
        }

        [Test]
        public void IndependentClasses_AreALabelOnlyWhereMoreLikelyThanNot()
        {
            LabelFilter filter = new() { HasIndependentClasses = true };
            filter.Add([0.03f], 0);
            Assert.That((filter.Label, filter.Ahead, filter.Probability), Is.EqualTo((-1, 0, 0.03f)), "one probability, and a small one");

            filter.Add([0.6f], 0.1);
            Assert.That(filter.Label, Is.Zero);
        }

        [Test]
        public void IndependentClasses_KeepAThresholdThatIsChosen()
        {
            LabelFilter filter = new() { HasIndependentClasses = true, Threshold = 0.2f };
            filter.Add([0.3f, 0.25f], 0);
            Assert.That(filter.Label, Is.Zero);
        }

        [Test]
        public void AProbabilityAroundTheThreshold_DoesNotFlicker()
        {
            LabelFilter filter = new() { HasIndependentClasses = true, Margin = 0.1f };
            var changes = 0;
            var before = -1;
            Random random = new(5);
            for (var i = 0; i < 1000; i++)
            {
                filter.Add([0.5f + 0.08f * (float)(random.NextDouble() - 0.5)], i * 0.05);
                changes += filter.Label == before ? 0 : 1;
                before = filter.Label;
            }

            Assert.That(changes, Is.EqualTo(1), "it comes once and stays");

            filter.Add([0.39f], 60);
            Assert.That(filter.Label, Is.EqualTo(-1));
        }

        [Test]
        public void AnotherNumberOfClasses_BeginsAnew()
        {
            LabelFilter filter = new() { TimeConstant = 10f, Margin = 0.5f };
            filter.Add([0.1f, 0.1f, 0.8f], 0);
            filter.Add([0.9f, 0.1f], 0.1);

            Assert.That((filter.Label, filter.Probability), Is.EqualTo((0, 0.9f)));
        }

        [Test]
        public void Reset_TakesTheNextResultAsItIs()
        {
            LabelFilter filter = new() { TimeConstant = 10f, Margin = 0.5f };
            filter.Add([0.9f, 0.1f], 0);
            filter.Reset();
            filter.Add([0.2f, 0.8f], 0.1);

            Assert.That((filter.Label, filter.Probability), Is.EqualTo((1, 0.8f)));
        }
    }
}
