using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Statistics;

namespace Saccade.Core.Tests.Statistics
{
    public sealed class StatisticsTests
    {
        [Test]
        public void Quantile_IsAValueThatTheShareDoesNotExceed() =>
            Prop.ForAll<double[]>(values =>
            {
                var finite = values.Where(double.IsFinite).ToArray();
                QuantileWindow window = new();
                foreach (var value in finite)
                {
                    window.Add(value);
                }

                foreach (var share in new[] { 0, 0.5, 0.95, 0.99, 1 })
                {
                    var quantile = window.Quantile(share);
                    if (finite.Length == 0)
                    {
                        Assert.That(quantile, Is.Zero);
                        continue;
                    }

                    var last = finite.TakeLast(512).ToArray();
                    Assert.That(last, Does.Contain(quantile));
                    Assert.That(last.Count(v => v <= quantile),
                        Is.GreaterThanOrEqualTo(share * last.Length));
                    Assert.That(last.Count(v => v < quantile),
                        Is.LessThan(Math.Max(share * last.Length, 1)));
                }
            }).QuickCheckThrowOnFailure();

        [Test]
        public void Quantile_OldValuesAreForgotten()
        {
            QuantileWindow window = new();
            for (var i = 0; i < 2000; i++)
            {
                window.Add(i);
            }

            Assert.That((window.Quantile(0), window.Quantile(1)), Is.EqualTo((1488.0, 1999.0)));
        }

        [Test]
        public void EncodeSeconds_AreNotANumber_WhereTheEngineDoesNotTell()
        {
            ClassifierStatistics statistics = new(new FakeFrames());
            Assert.That(statistics.EncodeSeconds, Is.Zero);

            statistics.NoteFetch(new EncodeTime(double.NaN, double.NaN), 0.1);
            Assert.That(statistics.EncodeSeconds, Is.NaN);
            Assert.That(statistics.FetchSeconds, Is.EqualTo(0.1));

            statistics.NoteFetch(new EncodeTime(0.002, double.NaN), 0.1);
            Assert.That(statistics.EncodeSeconds, Is.EqualTo(0.002));
        }

        [Test]
        public void Rate_IsThatOfTheLastSecondsAndFallsWhenNothingHappens()
        {
            RateMeter meter = new();
            for (var i = 0; i <= 300; i++)
            {
                meter.Add(i / 30.0);
            }

            Assert.That(meter.PerSecond(10), Is.EqualTo(30).Within(0.5));
            Assert.That(meter.PerSecond(11), Is.EqualTo(15).Within(1));
            Assert.That(meter.PerSecond(13), Is.Zero);
        }

        [Test]
        public void Rate_FasterThanItRemembers_IsStillRight()
        {
            RateMeter meter = new();
            for (var i = 0; i <= 5000; i++)
            {
                meter.Add(i / 1000.0);
            }

            Assert.That(meter.PerSecond(5), Is.EqualTo(1000).Within(1));
        }
    }
}
