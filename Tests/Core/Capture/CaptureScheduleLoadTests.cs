using System;
using NUnit.Framework;
using Saccade.Capture;

namespace Saccade.Core.Tests.Capture
{
    /// <summary>How many pictures are encoded for how many runs.</summary>
    public sealed class CaptureScheduleLoadTests
    {
        private const int Owed = 4;

        [Test]
        public void WhateverVaries_ARunCostsTwoPicturesAtMost()
        {
            Random random = new(20);
            var runs = 0;
            for (var seed = 0; seed < 400; seed++)
            {
                ScheduleSimulation simulation = new(seed)
                {
                    FrameSeconds = 1.0 / Pick(15, 30, 60, 144, 240),
                    DelaySeconds = Pick(0.001, 0.01, 0.035, 0.12, 0.3),
                    RunSeconds = Pick(0.002, 0.01, 0.05, 0.15, 0.5, 1),
                    Noise = Pick(0, 0.3, 1),
                    RunNoise = Pick(0.05, 0.5, 1.2),
                    Spikes = Pick(0, 0.1),
                    Capacity = (int)Pick(1, 3, 8, 16),
                    IsWarm = Pick(0, 1) > 0,
                };

                simulation.Run(Pick(1, 5, 20));

                Assert.That(
                    simulation.Encodes, Is.LessThanOrEqualTo(2 * simulation.Runs + Owed), $"seed {seed}, {simulation.Runs} runs");
                runs += simulation.Runs;
            }

            Assert.That(runs, Is.GreaterThan(20_000), "and the model has its work");

            double Pick(params double[] values) => values[random.Next(values.Length)];
        }

        [TestCase(60, 0.15, 0.005)]
        [TestCase(60, 0.15, 0.035)]
        [TestCase(144, 0.03, 0.01)]
        [TestCase(30, 0.4, 0.07)]
        public void SteadyModel_GetsOnePictureARunFromTheFirstSecondOn_AndHardlyWaits(int frameRate, double run, double delay)
        {
            ScheduleSimulation simulation = new(1)
            {
                FrameSeconds = 1.0 / frameRate,
                RunSeconds = run,
                DelaySeconds = delay,
                RunNoise = 0.05,
            };

            simulation.Run(1);
            Assert.That(simulation.Encodes, Is.LessThanOrEqualTo(simulation.Runs + Owed), "the first second");
            simulation.Run(19);

            Assert.That(simulation.Encodes, Is.LessThanOrEqualTo(1.1 * simulation.Runs + Owed));
            Assert.That(simulation.Runs * (run + 1.5 / frameRate), Is.GreaterThan(0.9 * 20), "seconds that it worked");
        }

        [Test]
        public void ModelThatWasNeverTimed_TakesNoPictureAFrameDuringItsFirstRun()
        {
            ScheduleSimulation simulation = new(2) { RunSeconds = 3, IsWarm = false };

            simulation.Run(2.9);

            Assert.That(simulation.Runs, Is.EqualTo(1));
            Assert.That(simulation.Encodes, Is.LessThanOrEqualTo(2 + Owed));
        }

        [Test]
        public void RunThatTakesTwentyTimesAsLongAsThoseBefore_IsNotWaitedForWithPictureAfterPicture()
        {
            CaptureSchedule schedule = new() { Rate = CaptureRate.EveryFrame };
            var taken = 0;
            for (var frame = 0; frame < 60; frame++)
            {
                var now = frame / 60.0;
                if (!schedule.IsDue(now, 0.02, modelEnd: 0, run: 0.01, isBooked: frame > 0))
                {
                    continue;
                }

                schedule.Take(now);
                schedule.NoteWaste(taken++ == 0 ? 0 : 1);
            }

            Assert.That(taken, Is.EqualTo(2), "one that waits, and one that took its place");
            schedule.NoteRuns(1);
            Assert.That(schedule.IsDue(1, 0.02, modelEnd: 1.01, run: 0.01, isBooked: true), Is.True, "the model has moved on");
        }

        [Test]
        public void PerSecond_FollowsTheGamesClock_WhereThatIsGiven()
        {
            CaptureSchedule schedule = new() { Rate = CaptureRate.PerSecond, PerSecond = 10 };
            var taken = 0;
            for (var frame = 0; frame < 600; frame++)
            {
                // A recorder makes 60 pictures a second of the game, each of which takes a second to make.
                schedule.GameSeconds = frame / 60.0;
                if (!schedule.IsDue(frame, 0, double.NegativeInfinity, 0, false))
                {
                    continue;
                }

                schedule.Take(frame);
                taken++;
            }

            Assert.That(taken, Is.EqualTo(100).Within(1));
        }

        [Test]
        public void PerSecond_AnotherClockThanBefore_WaitsForOnePeriodAtMost()
        {
            CaptureSchedule schedule = new() { Rate = CaptureRate.PerSecond, PerSecond = 1 };
            schedule.Take(100_000);

            schedule.GameSeconds = 5;

            Assert.That(schedule.IsDue(100_000.5, 0, double.NegativeInfinity, 0, false), Is.True);
            schedule.Take(100_000.5);
            schedule.GameSeconds = 5.5;
            Assert.That(schedule.IsDue(100_001, 0, double.NegativeInfinity, 0, false), Is.False);
        }
    }
}
