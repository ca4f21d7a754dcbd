using NUnit.Framework;
using Saccade.Capture;

namespace Saccade.Core.Tests.Capture
{
    public sealed class CaptureScheduleTests
    {
        private const double Free = double.NegativeInfinity;

        [Test]
        public void EveryFrame_IdleModel_TakesEachFrame()
        {
            CaptureSchedule schedule = new() { Rate = CaptureRate.EveryFrame };

            Assert.That(Count(schedule, frames: 60), Is.EqualTo(60));
        }

        [TestCase(10, 60, 1)]
        [TestCase(24, 60, 10)]
        [TestCase(7.5, 144, 10)]
        [TestCase(100, 60, 1)]
        public void PerSecond_KeepsTheRateOnAverageThoughFramesDoNotDivideIt(double perSecond, int frameRate, int seconds)
        {
            CaptureSchedule schedule = new() { Rate = CaptureRate.PerSecond, PerSecond = perSecond };

            var taken = Count(schedule, frameRate * seconds, frameRate);

            var expected = System.Math.Min(perSecond, frameRate) * seconds;
            Assert.That(taken, Is.EqualTo(expected).Within(1));
        }

        [Test]
        public void PerSecond_AfterAPause_DoesNotMakeUpForWhatWasMissed()
        {
            CaptureSchedule schedule = new() { Rate = CaptureRate.PerSecond, PerSecond = 10 };
            Assert.That(IsDue(schedule, 0), Is.True);
            schedule.Take(0);

            var taken = 0;
            for (double now = 5; now < 5.35; now += 0.01)
            {
                if (!IsDue(schedule, now))
                {
                    continue;
                }

                schedule.Take(now);
                taken++;
            }

            Assert.That(taken, Is.EqualTo(4), "at 5.0, 5.1, 5.2 and 5.3");
        }

        [Test]
        public void OnRequest_TakesOnePictureForARequest()
        {
            CaptureSchedule schedule = new() { Rate = CaptureRate.OnRequest };
            Assert.That(IsDue(schedule, 0), Is.False);

            schedule.Request();

            Assert.That(Count(schedule, frames: 10), Is.EqualTo(1));
        }

        [Test]
        public void Request_WhileTheModelIsBusy_TakesThisFrame()
        {
            CaptureSchedule schedule = new() { Rate = CaptureRate.EveryFrame };
            Assert.That(IsDue(schedule, 0, modelEnd: 1, delay: 0.1), Is.False);

            schedule.Request();

            Assert.That(IsDue(schedule, 0, modelEnd: 1, delay: 0.1), Is.True);
        }

        [TestCase(0.02, true)]
        [TestCase(0.04, false)]
        public void EveryFrame_BusyModel_TakesAPictureThatArrivesWhenTheModelIsFree(double busy, bool expected)
        {
            CaptureSchedule schedule = new() { Rate = CaptureRate.EveryFrame };

            Assert.That(IsDue(schedule, 10, modelEnd: 10 + busy, delay: 0.03), Is.EqualTo(expected));
        }

        [TestCase(0.2, true, TestName = "EveryFrame_WaitingPicture_IsReplacedByOneThatArrivesBeforeTheRunEnds")]
        [TestCase(0.02, false, TestName = "EveryFrame_WaitingPicture_IsNotFollowedByOneThatWouldWaitForItsRun")]
        public void EveryFrame_PictureThatWaits(double busy, bool expected)
        {
            CaptureSchedule schedule = new() { Rate = CaptureRate.EveryFrame };
            schedule.Take(9.9);

            Assert.That(IsDue(schedule, 10, modelEnd: 10 + busy, delay: 0.03, run: 0.1, isBooked: true), Is.EqualTo(expected));
        }

        [TestCase(0.01, true)]
        [TestCase(0.1, false)]
        public void EveryFrame_PictureOnItsWayToAnIdleModel_IsFollowedByOneWhenTheModelIsFast(double run, bool expected)
        {
            CaptureSchedule schedule = new() { Rate = CaptureRate.EveryFrame };
            schedule.Take(10 - 0.016);

            Assert.That(IsDue(schedule, 10, modelEnd: Free, delay: 0.04, run: run, isBooked: true), Is.EqualTo(expected));
        }

        private static bool IsDue(
            CaptureSchedule schedule, double now, double modelEnd = Free, double delay = 0, double run = 0, bool isBooked = false) =>
            schedule.IsDue(now, delay, modelEnd, run, isBooked);

        private static int Count(CaptureSchedule schedule, int frames, int frameRate = 60)
        {
            var taken = 0;
            for (var frame = 0; frame < frames; frame++)
            {
                var now = frame / (double)frameRate;
                if (!IsDue(schedule, now))
                {
                    continue;
                }

                schedule.Take(now);
                taken++;
            }

            return taken;
        }
    }
}
