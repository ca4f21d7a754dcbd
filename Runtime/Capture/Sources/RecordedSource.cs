using System;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Capture
{
    /// <summary>
    /// A picture that a camera will have rendered when the engine comes to the commands that reading it is recorded into: a rectangle
    /// of a render target.
    /// </summary>
    public readonly struct RecordedSource : ICaptureSource
    {
        private readonly RectInt _rectangle;

        /// <summary>Describes a picture that a camera will have rendered.</summary>
        /// <param name="commands">What reading the picture is recorded into; it runs after the camera's last pass.</param>
        /// <param name="target">What the camera renders into.</param>
        /// <param name="targetSize">Size of all of the target in texels.</param>
        /// <param name="isScreen">
        /// Whether the target is the screen, which no shader reads: it has to be copied first. It is active when the commands run.
        /// </param>
        /// <param name="rectangle">The picture in texels of the target, as rows lie in memory; at least 1 x 1.</param>
        /// <param name="isLinear">Whether what a shader reads from the target is linear light.</param>
        /// <param name="isBottomUp">Whether the first row in memory is the lowest of the picture.</param>
        public RecordedSource(
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
            _rectangle = rectangle;
            IsLinear = isLinear;
            IsBottomUp = isBottomUp;
        }

        /// <summary>What reading the picture is recorded into.</summary>
        public CommandBuffer Commands { get; }

        /// <summary>What the camera renders into.</summary>
        public RenderTargetIdentifier Target { get; }

        /// <summary>Size of all of <see cref="Target"/> in texels.</summary>
        public Vector2Int TargetSize { get; }

        /// <summary>
        /// Whether <see cref="Target"/> is the screen, which no shader reads: it has to be copied first. It is active when the commands
        /// run.
        /// </summary>
        public bool IsScreen { get; }

        /// <summary>First column of the rectangle in texels.</summary>
        public int X => _rectangle.x;

        /// <summary>First row of the rectangle in texels, as rows lie in memory.</summary>
        public int Y => _rectangle.y;

        /// <inheritdoc/>
        public int Width => _rectangle.width;

        /// <inheritdoc/>
        public int Height => _rectangle.height;

        /// <summary>
        /// Whether what a shader reads is linear light, which is then encoded to 8-bit sRGB first; above 1 it is white. Without meaning
        /// where encoded levels are stored, which are taken as they are, as a screenshot saves them: in textures of an sRGB format and in
        /// the 8 bits of the window itself.
        /// </summary>
        public bool IsLinear { get; }

        /// <summary>Whether the first row in memory is the lowest of the picture.</summary>
        public bool IsBottomUp { get; }
    }
}
