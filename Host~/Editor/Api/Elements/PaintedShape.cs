using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Host.Editor
{
    /// <summary>What one stroke or fill of a painter has left, in the element's pixels.</summary>
    /// <param name="Path">An SVG path.</param>
    /// <param name="Color">Of the line, or of the area.</param>
    /// <param name="LineWidth">In pixels; 0 for a filled area.</param>
    /// <param name="FillRule">What counts as inside a path that crosses itself.</param>
    internal sealed record PaintedShape(string Path, Color Color, float LineWidth, FillRule FillRule = FillRule.NonZero);
}
