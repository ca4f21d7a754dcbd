namespace Saccade.Editor.Capture
{
    /// <summary>A picture on its way to its file.</summary>
    internal sealed class CapturedPicture
    {
        public CapturedPicture(PlannedPicture plan, IndexLine line, byte[] pixels)
        {
            Plan = plan;
            Line = line;
            Pixels = pixels;
        }

        public PlannedPicture Plan { get; }

        public IndexLine Line { get; }

        /// <summary>Four bytes a pixel, red first, bottom row first.</summary>
        public byte[] Pixels { get; }
    }
}
