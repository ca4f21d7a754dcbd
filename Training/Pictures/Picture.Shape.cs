using System;
using Saccade.Preprocessing;

namespace Saccade.Training.Pictures
{
    public sealed partial record Picture
    {
        /// <summary>Refuses a picture that the rule would blow up to more than memory holds, as happens to very long strips.</summary>
        /// <param name="rule">The preprocessing rule.</param>
        /// <param name="path">The file, for the message.</param>
        /// <exception cref="TrainingException">A step's result would have more than <see cref="LargestArea"/> pixels.</exception>
        internal void RefuseExtremeShape(PreprocessingRule rule, string path)
        {
            var (width, height) = rule.GetOutputSize(Width, Height);

            // One of the sides is resized first, and the other still has its length then.
            var largest = (long)Math.Max(width, Width) * Math.Max(height, Height);
            if (largest > LargestArea && (width > Width || height > Height))
            {
                throw new TrainingException(
                    $"{path}: {Width} x {Height} becomes {width} x {height} by the model's preprocessing, on the way more than "
                    + $"{LargestArea:N0} pixels. Cut it to a less extreme shape or remove it.");
            }
        }
    }
}
