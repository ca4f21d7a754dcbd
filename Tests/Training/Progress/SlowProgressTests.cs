using System;
using System.Collections.Generic;
using NUnit.Framework;
using Saccade.Training.Progress;
using Saccade.Training.Tests.Fitting;

namespace Saccade.Training.Tests.Progress
{
    public sealed class SlowProgressTests
    {
        private List<string> _lines = null!;
        private SteppingTime _time = null!;

        [SetUp]
        public void Begin()
        {
            _lines = [];
            _time = new SteppingTime();
        }

        [Test]
        public void ItSpeaksAfterTwoSeconds_AndThenEveryTen_ButNotOfTheEnd()
        {
            string[] expected =
            [
                "Reading pictures: 1,000 of 5,000, 500/s, 8 s left",
                "Reading pictures: 4,000 of 5,000, 333.3/s, 3 s left",
            ];
            Assert.That(Say((0.5, 0), (1.4, 700), (0.1, 1000), (9, 3000), (1, 4000), (11, 5000)), Is.EqualTo(expected));
        }

        [Test]
        public void WhatWasDoneBefore_CountsForNoSpeed()
        {
            var progress = new SlowProgress(_lines.Add, "Reading pictures", 5000, _time, before: 2000);
            _time.Advance(TimeSpan.FromSeconds(2));
            progress.Report(2100);
            Assert.That(_lines, Is.EqualTo(new[] { "Reading pictures: 2,100 of 5,000, 50/s, 58 s left" }));
        }

        [Test]
        public void WhereNobodyKnowsTheTotal_TheCountIsTold()
        {
            var progress = new SlowProgress(_lines.Add, "Looking through pets", total: null, _time);
            progress.Report(1);
            _time.Advance(TimeSpan.FromSeconds(2));
            progress.Report(12_000);
            Assert.That(_lines, Is.EqualTo(new[] { "Looking through pets: 12,000 so far" }));
        }

        [Test]
        public void QuickWork_StaysSilent() => Assert.That(Say((0.1, 0), (1.8, 4999), (0.1, 5000)), Is.Empty);

        private List<string> Say(params (double Seconds, int Done)[] reports)
        {
            var progress = new SlowProgress(_lines.Add, "Reading pictures", 5000, _time);
            foreach (var (seconds, done) in reports)
            {
                _time.Advance(TimeSpan.FromSeconds(seconds));
                progress.Report(done);
            }

            return _lines;
        }
    }
}
