using System;

namespace Saccade.Training.Fitting
{
    /// <summary>The learning rate's course, see <see cref="ScheduleKind"/>.</summary>
    public sealed class LearningRateSchedule
    {
        // Defaults of transformers' recipes and of PyTorch's OneCycleLR.
        private const double UsualWarmup = 0.1;
        private const double CycleWarmup = 0.3;
        private const double CycleStart = 25;
        private const double CycleEnd = 1e4;

        /// <summary>Creates a schedule.</summary>
        /// <param name="kind">Its course.</param>
        /// <param name="learningRate">The highest rate.</param>
        /// <param name="warmupSteps">Steps until the highest rate, 0 or more; a whole number where the course is no cycle.</param>
        /// <param name="totalSteps">Optimiser steps of the whole run, 1 or more.</param>
        public LearningRateSchedule(ScheduleKind kind, double learningRate, double warmupSteps, int totalSteps)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(warmupSteps);
            ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
            Kind = kind;
            LearningRate = learningRate;
            WarmupSteps = warmupSteps;
            TotalSteps = totalSteps;
        }

        /// <summary>The course.</summary>
        public ScheduleKind Kind { get; }

        /// <summary>The highest rate.</summary>
        public double LearningRate { get; }

        /// <summary>Steps until the highest rate.</summary>
        public double WarmupSteps { get; }

        /// <summary>Optimiser steps of the whole run.</summary>
        public int TotalSteps { get; }

        /// <summary>Makes the schedule that the settings ask for. The warm-up is rounded down to whole steps, but for a cycle's.</summary>
        /// <param name="options">The settings.</param>
        /// <param name="totalSteps">Optimiser steps of the whole run, 1 or more.</param>
        public static LearningRateSchedule Make(TrainerOptions options, int totalSteps)
        {
            ArgumentNullException.ThrowIfNull(options);

            // A share such as 0.3 is no binary fraction: without the slack 0.29 of 100 steps would be 28.
            var warmup = FindWarmupShare(options) * totalSteps;
            warmup = options.Schedule == ScheduleKind.OneCycle ? warmup : Math.Floor(warmup + 1e-9);
            return new LearningRateSchedule(options.Schedule, options.LearningRate, warmup, totalSteps);
        }

        /// <summary>The rate of a step.</summary>
        /// <param name="step">0 for the first.</param>
        /// <returns>0 to <see cref="LearningRate"/>; the first step's is 0 if there is a warm-up in a straight line.</returns>
        public double GetRate(int step)
        {
            if (Kind == ScheduleKind.OneCycle)
            {
                return GetCycleRate(step);
            }

            if (step < WarmupSteps)
            {
                return LearningRate * step / WarmupSteps;
            }

            var progress = (step - WarmupSteps) / Math.Max(1, TotalSteps - WarmupSteps);
            return LearningRate * Math.Max(0, Kind switch
            {
                ScheduleKind.Linear => 1 - progress,
                ScheduleKind.Constant => 1,
                _ => 0.5 * (1 + Math.Cos(Math.PI * progress)),
            });
        }

        /// <summary>The share of the steps over which the rate rises: what was asked for, or what is usual for the course.</summary>
        internal static double FindWarmupShare(TrainerOptions options) =>
            options.WarmupShare ?? (options.Schedule == ScheduleKind.OneCycle ? CycleWarmup : UsualWarmup);

        private double GetCycleRate(int step)
        {
            // PyTorch counts from step to step, so the first step is 0 and the last one is reached.
            var (top, last) = (WarmupSteps - 1, TotalSteps - 1);
            var start = LearningRate / CycleStart;
            return step <= top
                ? Follow(start, LearningRate, top > 0 ? step / top : 1)
                : Follow(LearningRate, start / CycleEnd, (step - top) / (last - top));
        }

        private static double Follow(double from, double to, double progress) =>
            to + (from - to) / 2 * (1 + Math.Cos(Math.PI * progress));
    }
}
