using ScottPlot;

namespace Saccade.Training.Drawing
{
    /// <summary>Two plots side by side.</summary>
    internal static class PlotPair
    {
        private const int Width = 1400;
        private const int Height = 560;

        /// <summary>Draws the PNG file.</summary>
        internal static byte[] Draw(Plot left, Plot right)
        {
            // A multiplot is born with an empty plot in it.
            var both = new Multiplot { Layout = new ScottPlot.MultiplotLayouts.Columns() };
            both.Subplots.RemoveAt(0);
            both.Subplots.Add(left);
            both.Subplots.Add(right);
            return Sheet.ToPng(Width, Height, canvas => both.Render(canvas, new PixelRect(0, Width, Height, 0)));
        }
    }
}
