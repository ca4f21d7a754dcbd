namespace Saccade.Capture
{
    /// <summary>A picture that an encoder takes, whatever it lies in.</summary>
    public interface ICaptureSource
    {
        /// <summary>Width of the picture in pixels.</summary>
        int Width { get; }

        /// <summary>Height of the picture in pixels.</summary>
        int Height { get; }
    }
}
