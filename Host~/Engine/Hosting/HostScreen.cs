using Saccade.Host.Rendering;

namespace Saccade.Host
{
    /// <summary>The screen of the running engine: a picture in memory that cameras without a target texture and OnGUI draw to.</summary>
    public static class HostScreen
    {
        /// <summary>Takes a screenshot of the last frame, opaque, with all that OnGUI drew.</summary>
        /// <exception cref="UnityEngine.UnityException">No engine is running.</exception>
        public static Picture Capture() => Picture.Read(GraphicsDevice.Current.Screen, opaque: true);
    }
}
