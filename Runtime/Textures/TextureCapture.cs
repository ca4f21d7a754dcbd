using System;
using Saccade.Capture;
using Saccade.Capture.Cameras;
using Saccade.Capture.Sources;
using Saccade.Capture.Textures;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Textures
{
    /// <summary>
    /// Takes pictures of textures as they are now: the commands run at once, between those of the frame. Main thread only.
    /// </summary>
    internal sealed class TextureCapture : IDisposable
    {
        private readonly CommandBuffer _commands = new CommandBuffer { name = "Saccade texture" };
        private readonly UprightPicture _upright = new UprightPicture();
        private RenderedPicture _picture;
        private long _videoFrame;

        /// <summary>Begins to take a picture: records what brings it upright.</summary>
        /// <param name="input">What shows a picture, without a fault.</param>
        public void Begin(in TextureInput input)
        {
            _commands.Clear();
            var picture = _upright.Record(_commands, input.Texture!, input.Pose);
            var size = new Vector2Int(picture.width, picture.height);
            _picture = new RenderedPicture(
                _commands, new RenderTargetIdentifier(picture), size, new Rect(0f, 0f, size.x, size.y), false, false);
            _videoFrame = input.VideoFrame;
        }

        /// <summary>Finds a part of the picture.</summary>
        /// <param name="part">The part, as fractions of the picture from its lower left corner.</param>
        /// <param name="region">Where it lies, as fractions from the top left corner.</param>
        /// <param name="videoFrame">Number of the video's frame, or -1 for none.</param>
        /// <returns>What an encoder takes.</returns>
        public RecordedSource Find(Rect part, out Region region, out long videoFrame)
        {
            var pixels = SourcePart.Cut(part, _picture.Pixels);
            region = SourcePart.Locate(pixels, _picture.Pixels);
            videoFrame = _videoFrame;
            return _picture.Describe(pixels, false);
        }

        /// <summary>Runs what was recorded since <see cref="Begin"/>.</summary>
        public void End()
        {
            // The caller's own target stays active.
            var active = RenderTexture.active;
            Graphics.ExecuteCommandBuffer(_commands);
            RenderTexture.active = active;
            _commands.Clear();
        }

        /// <summary>Gives everything back.</summary>
        public void Dispose()
        {
            _commands.Release();
            _upright.Release();
        }
    }
}
