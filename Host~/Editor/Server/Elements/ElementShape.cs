namespace Saccade.Host.Editor.Elements
{
    /// <summary>A line or an area that an element paints.</summary>
    /// <param name="Path">An SVG path.</param>
    /// <param name="Color">A CSS colour.</param>
    /// <param name="Width">The line's width in pixels; 0 for an area.</param>
    /// <param name="IsEvenOdd">Whether an area that its path goes round twice is left out.</param>
    public sealed record ElementShape(string Path, string Color, float Width, bool IsEvenOdd = false);
}
