using System;

namespace Saccade.Training.Pictures
{
    public sealed partial record Picture
    {
        // The share of clamped levels from which a picture has lost what it showed.
        private const double LargestClippedShare = 0.1;

        /// <summary>Whether the file is 16-bit grey, which is clamped at 255.</summary>
        internal bool IsWideGrey { get; init; }

        /// <summary>Whether all that it holds is one level, as of a file that was written wrongly.</summary>
        internal bool IsFlat => Rgb.AsSpan().IndexOfAnyExcept(Rgb[0]) < 0;

        /// <summary>Whether much of it is white because its levels were clamped.</summary>
        internal bool IsClipped => IsWideGrey && Rgb.AsSpan().Count(byte.MaxValue) > LargestClippedShare * Rgb.Length;
    }
}
