using System;
using Saccade.Preprocessing;

namespace Saccade.Training.Export
{
    /// <summary>For which size of picture a model folder is written, where that is not what the one it comes from says.</summary>
    internal static class PictureSizes
    {
        /// <summary>The largest side that can be asked for, in pixels.</summary>
        internal const int Largest = 4096;

        /// <summary>The rule by which pictures get a size.</summary>
        /// <param name="config">The model.</param>
        /// <param name="rule">Its rule.</param>
        /// <param name="side">The sides that were asked for, in pixels; null for those of the rule.</param>
        /// <exception cref="TrainingException">Whole patches don't fill the picture.</exception>
        internal static PreprocessingRule Choose(ModelConfig config, PreprocessingRule rule, int? side)
        {
            if (side is not { } size)
            {
                return rule;
            }

            if (size % config.PatchHeight != 0 || size % config.PatchWidth != 0)
            {
                var step = LeastCommonMultiple(config.PatchHeight, config.PatchWidth);
                var (below, above) = (size / step * step, (size / step + 1) * step);
                throw new TrainingException(
                    $"--image-size is {size}, which patches of {config.PatchHeight} x {config.PatchWidth} don't fill. Choose "
                    + (below > 0 ? $"{below} or {above}." : $"{above} or another multiple of {step}."));
            }

            try
            {
                return rule.WithPictureSize(size, size);
            }
            catch (ArgumentOutOfRangeException tooLarge)
            {
                throw new TrainingException(
                    $"--image-size is {size}, too large for this model's preprocessing ({rule.Describe()}). Choose a smaller one.",
                    tooLarge);
            }
        }

        /// <summary>
        /// The size that the written <c>config.json</c> has to state, or null where it states the right one already. Families whose
        /// class in transformers fits the positions to each picture by itself keep theirs, unless another size is asked for.
        /// </summary>
        /// <param name="config">The model.</param>
        /// <param name="rule">The rule that was chosen.</param>
        /// <param name="side">The sides that were asked for, in pixels; null for those of the rule.</param>
        internal static (int Height, int Width)? FindChange(ModelConfig config, PreprocessingRule rule, int? side)
        {
            var size = OnnxExporter.FindPictureSize(config, rule);
            var isOther = size != (config.ImageHeight, config.ImageWidth);
            var fits = size.Height % config.PatchHeight == 0 && size.Width % config.PatchWidth == 0;
            return isOther && fits && (side is not null || !config.Vit.FitsPositions) ? size : null;
        }

        /// <summary>What is done to a model for another size, in words.</summary>
        /// <param name="config">The model.</param>
        /// <param name="size">The size.</param>
        internal static string Describe(ModelConfig config, (int Height, int Width) size)
        {
            var (rows, columns) = (size.Height / config.PatchHeight, size.Width / config.PatchWidth);
            return $"Pictures of {size.Height} x {size.Width}, the model's were {config.ImageHeight} x {config.ImageWidth}: the positions "
                + $"of {config.GridHeight} x {config.GridWidth} patches are interpolated to {rows} x {columns}";
        }

        private static int LeastCommonMultiple(int a, int b)
        {
            var (larger, smaller) = (Math.Max(a, b), Math.Min(a, b));
            var multiple = larger;
            while (multiple % smaller != 0)
            {
                multiple += larger;
            }

            return multiple;
        }
    }
}
