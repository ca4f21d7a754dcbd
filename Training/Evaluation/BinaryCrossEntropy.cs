using System;

namespace Saccade.Training.Evaluation
{
    /// <summary>The loss of one class that has a probability of its own, PyTorch's <c>binary_cross_entropy_with_logits</c>.</summary>
    internal static class BinaryCrossEntropy
    {
        /// <summary>The loss in nats, 0 or more.</summary>
        /// <param name="logit">Any finite number.</param>
        /// <param name="isShown">Whether the picture shows the class.</param>
        internal static double Of(double logit, bool isShown)
        {
            // log(1 + e^x) for the class's other answer, so that nothing overflows.
            var against = isShown ? -logit : logit;
            return Math.Max(against, 0) + Math.Log(1 + Math.Exp(-Math.Abs(against)));
        }
    }
}
