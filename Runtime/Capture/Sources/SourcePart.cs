using System;
using UnityEngine;

namespace Saccade.Capture.Sources
{
    /// <summary>The part of a camera's picture that is looked at, as fractions of it with the origin at the lower left corner.</summary>
    internal static class SourcePart
    {
        /// <summary>Why nothing can be seen in a part, as one message to show, or null.</summary>
        public static string? FindFault(Rect part)
        {
            // Written so that a number that is none is found too.
            var isArea = part.width > 0f && part.height > 0f;
            var isInside = part.xMin < 1f && part.yMin < 1f && part.xMax > 0f && part.yMax > 0f;
            return isArea && isInside
                ? null
                : FormattableString.Invariant(
                    $"Source Rect is x {part.x}, y {part.y}, width {part.width}, height {part.height}, which ")
                    + (isArea ? "lies outside the camera's picture" : "has no area")
                    + ", so nothing is classified. The whole picture is x 0, y 0, width 1, height 1; choose a part of that.";
        }

        /// <summary>Finds a part's pixels; what lies outside the picture is cut off.</summary>
        /// <param name="part">A part without a fault.</param>
        /// <param name="pixels">The picture, in pixels of its target.</param>
        /// <returns>The pixels, at least 1 x 1 of them.</returns>
        public static RectInt Cut(Rect part, Rect pixels)
        {
            var (left, right) = Cut(part.xMin, part.xMax, (int)pixels.x, pixels.width);
            var (bottom, top) = Cut(part.yMin, part.yMax, (int)pixels.y, pixels.height);
            return new RectInt(left, bottom, right - left, top - bottom);
        }

        /// <summary>Where a part's pixels lie in the picture, as fractions of it from its top left corner.</summary>
        /// <param name="part">What <see cref="Cut(Rect, Rect)"/> found.</param>
        /// <param name="pixels">The picture, in pixels of its target.</param>
        public static Region Locate(RectInt part, Rect pixels) => new Region(
            (part.xMin - pixels.x) / pixels.width,
            (pixels.yMax - part.yMax) / pixels.height,
            part.width / pixels.width,
            part.height / pixels.height);

        private static (int First, int End) Cut(float from, float to, int origin, float size)
        {
            var first = Math.Min(Mathf.RoundToInt(Mathf.Clamp01(from) * size), Mathf.RoundToInt(size) - 1);
            var end = Math.Max(Mathf.RoundToInt(Mathf.Clamp01(to) * size), first + 1);
            return (origin + first, origin + end);
        }
    }
}
