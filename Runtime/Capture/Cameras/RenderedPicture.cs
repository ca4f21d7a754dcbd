using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Capture.Cameras
{
    /// <summary>What a camera renders in this frame, and the commands that run after its last pass.</summary>
    internal readonly struct RenderedPicture
    {
        /// <summary>Describes it.</summary>
        /// <param name="commands">See <see cref="Commands"/>.</param>
        /// <param name="target">See <see cref="Target"/>.</param>
        /// <param name="targetSize">See <see cref="TargetSize"/>.</param>
        /// <param name="pixels">See <see cref="Pixels"/>.</param>
        /// <param name="isScreen">See <see cref="IsScreen"/>.</param>
        /// <param name="isTopDown">See <see cref="IsTopDown"/>.</param>
        public RenderedPicture(
            CommandBuffer commands, RenderTargetIdentifier target, Vector2Int targetSize, Rect pixels, bool isScreen, bool isTopDown)
        {
            IsTopDown = isTopDown;
            Commands = commands;
            Target = target;
            TargetSize = targetSize;
            Pixels = pixels;
            IsScreen = isScreen;
        }

        /// <summary>What is recorded here runs after the camera's last pass.</summary>
        public CommandBuffer Commands { get; }

        /// <summary>What the camera renders into.</summary>
        public RenderTargetIdentifier Target { get; }

        /// <summary>Size of all of <see cref="Target"/> in texels.</summary>
        public Vector2Int TargetSize { get; }

        /// <summary>Where the camera's picture lies in <see cref="Target"/>, in pixels from the picture's lower left corner.</summary>
        public Rect Pixels { get; }

        /// <summary>Whether <see cref="Target"/> is the screen itself.</summary>
        public bool IsScreen { get; }

        /// <summary>Whether the first row of <see cref="Target"/> in memory is the highest of the picture.</summary>
        public bool IsTopDown { get; }

        /// <summary>Describes a part of the picture to an encoder.</summary>
        /// <param name="part">The part, in pixels of the target from the picture's lower left corner; at least 1 x 1.</param>
        /// <param name="isFlipped">Whether the rows lie the other way round than they should.</param>
        public RecordedSource Describe(RectInt part, bool isFlipped)
        {
            var isBottomUp = IsTopDown == isFlipped;
            var row = isBottomUp ? part.yMin : TargetSize.y - part.yMax;
            return new RecordedSource(
                Commands,
                Target,
                TargetSize,
                IsScreen,
                new RectInt(part.xMin, row, part.width, part.height),
                QualitySettings.activeColorSpace == ColorSpace.Linear,
                isBottomUp);
        }
    }
}
