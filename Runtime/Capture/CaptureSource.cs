using System;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Capture
{
    /// <summary>
    /// A picture on the GPU that a camera renders: a rectangle of a texture or of the bound framebuffer, read at once, or a rectangle of a
    /// render target, read when the engine comes to the <see cref="Commands"/> that reading it is recorded into.
    /// </summary>
    public readonly struct CaptureSource
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
            Commands = null;
            Target = default;
            TargetSize = default;
            IsScreen = false;
        }

        /// <summary>Describes a picture that a camera will have rendered when the engine comes to a command buffer.</summary>
        /// <param name="commands">What reading the picture is recorded into; it runs after the camera's last pass.</param>
        /// <param name="target">What the camera renders into.</param>
        /// <param name="targetSize">Size of all of the target in texels.</param>
        /// <param name="isScreen">Whether the target is the screen, which no shader reads: it has to be copied first.</param>
        /// <param name="rectangle">The picture in texels of the target, as rows lie in memory; at least 1 x 1.</param>
        /// <param name="isLinear">Whether what a shader reads from the target is linear light.</param>
        /// <param name="isBottomUp">Whether the first row in memory is the lowest of the picture.</param>
        public CaptureSource(
            CommandBuffer commands,
            RenderTargetIdentifier target,
            Vector2Int targetSize,
            bool isScreen,
            RectInt rectangle,
            bool isLinear,
            bool isBottomUp)
        {
            Commands = commands ?? throw new ArgumentNullException(nameof(commands));
            Target = target;
            TargetSize = targetSize;
            IsScreen = isScreen;
            Texture = IntPtr.Zero;
            X = rectangle.x;
            Y = rectangle.y;
            Width = rectangle.width;
            Height = rectangle.height;
            IsLinear = isLinear;
            IsBottomUp = isBottomUp;
        }

        /// <summary>
        /// What reading the picture is recorded into, or null for one that is read at once, through <see cref="Texture"/>.
        /// </summary>
        public CommandBuffer? Commands { get; }

        /// <summary>What the camera renders into; only with <see cref="Commands"/>.</summary>
        public RenderTargetIdentifier Target { get; }

        /// <summary>Size of all of <see cref="Target"/> in texels; only with <see cref="Commands"/>.</summary>
        public Vector2Int TargetSize { get; }

        /// <summary>
        /// Whether <see cref="Target"/> is the screen, which no shader reads: it has to be copied first. Only with <see cref="Commands"/>.
        /// </summary>
        public bool IsScreen { get; }

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
