using System;
using Saccade.Host.Rendering;
using UnityEngine;

namespace Saccade.Host
{
    /// <summary>The screen of the running engine: a picture in memory that cameras without a target texture and OnGUI draw to.</summary>
    public static class HostScreen
    {
        private static readonly TextureLayout Rgb24 = TextureLayout.Of(TextureFormat.RGB24);

        /// <summary>Takes a screenshot of the last frame, opaque, with all that OnGUI drew.</summary>
        /// <exception cref="UnityException">No engine is running.</exception>
        public static Picture Capture() => Picture.Read(GraphicsDevice.Current.Screen, opaque: true);

        /// <summary>
        /// Waits until a part of the screen is drawn and reads it into memory of the caller's, which allocates nothing. Also from
        /// within a frame: what was drawn so far is read.
        /// </summary>
        /// <param name="area">The part, in pixels from the bottom left corner.</param>
        /// <param name="rgb">Receives [height, width, 3] bytes, sRGB, bottom row first.</param>
        /// <exception cref="ArgumentException">The part reaches beyond the screen, or the span's length contradicts it.</exception>
        /// <exception cref="UnityException">No engine is running.</exception>
        public static void Read(RectInt area, Span<byte> rgb)
        {
            MainThread.Demand("HostScreen.Read");
            var screen = GraphicsDevice.Current.Screen;
            var fits = area.x >= 0 && area.y >= 0 && area.width >= 1 && area.height >= 1
                && area.xMax <= screen.Width && area.yMax <= screen.Height;
            if (!fits || rgb.Length != area.width * area.height * 3)
            {
                throw new ArgumentException(
                    $"HostScreen.Read: {area} of a screen of {screen.Width}x{screen.Height} into {rgb.Length} bytes; expected a part "
                    + "of the screen and 3 bytes a pixel.");
            }

            screen.Read(area, Rgb24, rgb, area.width);
        }
    }
}
