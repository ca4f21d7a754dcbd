using System;
using System.Collections.Generic;

namespace Saccade.Training.Inference
{
    /// <summary>Refuses a model's answer that is no number: whatever came of it would look like a result.</summary>
    internal static class FiniteLogits
    {
        /// <summary>Refuses logits that aren't finite.</summary>
        /// <param name="logits">[C] or, of several pictures, [B, C].</param>
        /// <param name="labels">The C class names.</param>
        /// <param name="subject">What they are of, for the message: a picture's or a model's path.</param>
        /// <exception cref="TrainingException">A logit is not a finite number.</exception>
        internal static void Require(ReadOnlySpan<float> logits, IReadOnlyList<string> labels, string subject)
        {
            for (var i = 0; i < logits.Length; i++)
            {
                if (!float.IsFinite(logits[i]))
                {
                    throw new TrainingException(FormattableString.Invariant(
                        $"{subject}: the model's logit for '{labels[i % labels.Count]}' is {logits[i]}, expected a finite number. The ")
                        + "weights are damaged, or training went wrong; use another checkpoint.");
                }
            }
        }
    }
}
