namespace Saccade.Capture
{
    /// <summary>How the 8-bit sRGB levels of a pixel lie in memory.</summary>
    public enum PixelFormat
    {
        /// <summary>3 bytes: red, green, blue.</summary>
        Rgb24,

        /// <summary>3 bytes: blue, green, red.</summary>
        Bgr24,

        /// <summary>4 bytes: red, green, blue, and one that is ignored.</summary>
        Rgba32,

        /// <summary>4 bytes: blue, green, red, and one that is ignored.</summary>
        Bgra32,
    }
}
