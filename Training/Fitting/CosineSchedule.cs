using System;

namespace Saccade.Training.Fitting
{
    /// <summary>
    /// The learning rate's course: from 0 up in a straight line during the warm-up, then down to 0 along half a cosine. Equal to
    /// transformers' <c>get_cosine_schedule_with_warmup</c>.
    /// </summary>
    public sealed class CosineSchedule
    {
        private const int WarmupDivisor = 10;

        /// <summary>Creates a schedule.</summary>
        /// <param name="learningRate">The highest rate.</param>
        /// <param name="warmupSteps">Steps until the highest rate, 0 or more.</param>
        /// <param name="totalSteps">Optimiser steps of the whole run, 1 or more.</param>
        public CosineSchedule(double learningRate, int warmupSteps, int totalSteps)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(warmupSteps);
            ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
            LearningRate = learningRate;
            WarmupSteps = warmupSteps;
            TotalSteps = totalSteps;
        }

        /// <summary>The highest rate.</summary>
        public double LearningRate { get; }

        /// <summary>Steps until the highest rate.</summary>
        public int WarmupSteps { get; }

        /// <summary>Optimiser steps of the whole run.</summary>
        public int TotalSteps { get; }

        /// <summary>Makes the usual schedule, whose warm-up is a tenth of the run, rounded down.</summary>
        /// <param name="learningRate">The highest rate.</param>
        /// <param name="totalSteps">Optimiser steps of the whole run, 1 or more.</param>
        public static CosineSchedule WithTenthAsWarmup(double learningRate, int totalSteps) =>
            new CosineSchedule(learningRate, totalSteps / WarmupDivisor, totalSteps);

        /// <summary>The rate of a step.</summary>
        /// <param name="step">0 for the first.</param>
        /// <returns>0 to <see cref="LearningRate"/>; the first step's is 0 if there is a warm-up.</returns>
        public double GetRate(int step)
        {
            if (step < WarmupSteps)
            {
                return LearningRate * step / WarmupSteps;
            }

            var progress = (double)(step - WarmupSteps) / Math.Max(1, TotalSteps - WarmupSteps);
            return LearningRate * Math.Max(0, 0.5 * (1 + Math.Cos(Math.PI * progress)));
        }
    }
}
