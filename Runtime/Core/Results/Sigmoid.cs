using System;

namespace Saccade.Results
{
    /// <summary>The probability of a class that doesn't share with the others.</summary>
    internal static class Sigmoid
    {
        /// <summary>The logistic function, 0 to 1.</summary>
        /// <param name="logit">Any finite number.</param>
        public static double Of(double logit) => 1 / (1 + Math.Exp(-logit));
    }
}
