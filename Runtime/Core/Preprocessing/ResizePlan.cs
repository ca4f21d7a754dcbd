using System;

namespace Saccade.Preprocessing
{
    /// <summary>
    /// A <see cref="PreprocessingRule"/> worked out for one source size: a tap table for each axis, crop and padding included,
    /// and the order of the two passes.
    /// </summary>
    public sealed class ResizePlan
    {
        internal ResizePlan(PreprocessingRule rule, int sourceWidth, int sourceHeight)
        {
            if (sourceWidth < 1 || sourceHeight < 1)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(sourceWidth), $"A picture has at least one pixel a side, this one {sourceWidth} x {sourceHeight}.");
            }

            SourceWidth = sourceWidth;
            SourceHeight = sourceHeight;
            (ResizedWidth, ResizedHeight) = rule.GetResizedSize(sourceWidth, sourceHeight);
            (OutputWidth, OutputHeight) = rule.GetOutputSize(sourceWidth, sourceHeight);
            CropLeft = rule.GetCropOffset(ResizedWidth, OutputWidth);
            CropTop = rule.GetCropOffset(ResizedHeight, OutputHeight);
            Columns = TapTable.Create(sourceWidth, ResizedWidth, rule.Filter, CropLeft, OutputWidth);
            Rows = TapTable.Create(sourceHeight, ResizedHeight, rule.Filter, CropTop, OutputHeight);

            // Pillow 13 shrinks first along the axis that loses clearly more; the rounding in between makes the order visible.
            var rowsLost = sourceHeight - ResizedHeight;
            VerticalFirst = rowsLost > 0 && rowsLost > 2 * (sourceWidth - ResizedWidth);
        }

        /// <summary>Width of the source in pixels.</summary>
        public int SourceWidth { get; }

        /// <summary>Height of the source in pixels.</summary>
        public int SourceHeight { get; }

        /// <summary>Width after the resize, before the crop.</summary>
        public int ResizedWidth { get; }

        /// <summary>Height after the resize, before the crop.</summary>
        public int ResizedHeight { get; }

        /// <summary>Width of what the model sees.</summary>
        public int OutputWidth { get; }

        /// <summary>Height of what the model sees.</summary>
        public int OutputHeight { get; }

        /// <summary>The resized column that becomes output column 0; negative where the crop is wider than the picture.</summary>
        public int CropLeft { get; }

        /// <summary>The resized row that becomes output row 0; negative where the crop is higher than the picture.</summary>
        public int CropTop { get; }

        /// <summary>Taps of each output column over source columns.</summary>
        public TapTable Columns { get; }

        /// <summary>Taps of each output row over source rows, counted from the top of the picture.</summary>
        public TapTable Rows { get; }

        /// <summary>
        /// True when rows are resized before columns. The values between the passes are rounded to levels, so the order shows.
        /// </summary>
        public bool VerticalFirst { get; }
    }
}
