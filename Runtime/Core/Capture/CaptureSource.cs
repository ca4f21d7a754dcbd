using System;

namespace Saccade.Capture
{
    /// <summary>A picture on the GPU that can be read at once: a rectangle of a texture or of the framebuffer that is bound.</summary>
    public readonly struct CaptureSource : ICaptureSource
    {
        /// <summary>Describes a picture on the GPU.</summary>
        /// <param name="texture">The graphics API's own handle of the texture, or zero for the framebuffer that is bound right now.</param>
        /// <param name="x">First column of the rectangle in texels.</param>
        /// <param name="y">First row of the rectangle in texels, as rows lie in memory.</param>
        /// <param name="width">Width of the rectangle in pixels, at least 1.</param>
        /// <param name="height">Height of the rectangle in pixels, at least 1.</param>
        /// <param name="isLinear">Whether texels hold linear light, see <see cref="IsLinear"/>.</param>
        /// <param name="isBottomUp">Whether the first row in memory is the lowest of the picture, as OpenGL renders.</param>
        public CaptureSource(IntPtr texture, int x, int y, int width, int height, bool isLinear, bool isBottomUp)
        {
            Texture = texture;
            X = x;
            Y = y;
            Width = width;
            Height = height;
            IsLinear = isLinear;
            IsBottomUp = isBottomUp;
        }

        /// <summary>
        /// The graphics API's own handle of the texture, or zero for the framebuffer that is bound when the capture is issued. A
        /// two-dimensional texture in any colour format, multisampled or not; its alpha is ignored.
        /// </summary>
        public IntPtr Texture { get; }

        /// <summary>First column of the rectangle in texels.</summary>
        public int X { get; }

        /// <summary>First row of the rectangle in texels, as rows lie in memory.</summary>
        public int Y { get; }

        /// <summary>Width of the rectangle in pixels.</summary>
        public int Width { get; }

        /// <summary>Height of the rectangle in pixels.</summary>
        public int Height { get; }

        /// <summary>
        /// Whether texels hold linear light, which is then encoded to 8-bit sRGB first; above 1 it is white. Without meaning where
        /// encoded levels are stored, which are taken as they are, as a screenshot saves them: in textures of an sRGB format and in
        /// the 8 bits of the window itself.
        /// </summary>
        public bool IsLinear { get; }

        /// <summary>Whether the first row in memory is the lowest of the picture.</summary>
        public bool IsBottomUp { get; }
    }
}
