using UnityEngine;
using UnityEngine.Rendering;
#if SACCADE_VIDEO
using UnityEngine.Video;
#endif

namespace Saccade.Capture.Textures
{
    /// <summary>
    /// What is to be classified, as whoever asked named it: a texture, or a video whose texture changes. Reads what it shows now.
    /// </summary>
    internal readonly struct TextureInput
    {
        private readonly Texture? _texture;
#if SACCADE_VIDEO
        private readonly VideoPlayer? _video;
#endif

        /// <summary>A texture, also a webcam's.</summary>
        /// <param name="texture">The texture.</param>
        /// <param name="isMirrored">Whether left and right are exchanged.</param>
        public TextureInput(Texture? texture, bool isMirrored)
        {
            _texture = texture;
            IsMirrored = isMirrored;
#if SACCADE_VIDEO
            _video = null;
#endif
        }

#if SACCADE_VIDEO
        /// <summary>A video.</summary>
        /// <param name="video">The player.</param>
        /// <param name="isMirrored">Whether left and right are exchanged.</param>
        public TextureInput(VideoPlayer? video, bool isMirrored)
        {
            _texture = null;
            IsMirrored = isMirrored;
            _video = video;
        }
#endif

        /// <summary>Whether left and right are exchanged.</summary>
        public bool IsMirrored { get; }

        /// <summary>What shows the picture now; null where there is nothing yet.</summary>
        public Texture? Texture
        {
            get
            {
#if SACCADE_VIDEO
                // What compares with null as the engine does may still be an object: a destroyed one.
                if (_video is not null)
                {
                    return _video != null ? _video.texture : null;
                }
#endif
                return _texture;
            }
        }

        /// <summary>Number of the video's frame, or -1 for none.</summary>
        public long VideoFrame
        {
            get
            {
#if SACCADE_VIDEO
                if (_video != null)
                {
                    return _video.frame;
                }
#endif
                return -1;
            }
        }

        /// <summary>Why this can never be classified, as a sentence to show; null where it can, perhaps later.</summary>
        public string? Fault
        {
            get
            {
#if SACCADE_VIDEO
                if (_video is not null)
                {
                    return _video == null ? "The video player was destroyed, or never assigned." : FindFault(_video.texture);
                }
#endif
                return _texture is null ? "There is no texture: null was given."
                    : _texture == null ? "The texture was destroyed, or never assigned."
                    : FindFault(_texture);
            }
        }

        /// <summary>Why there is no picture yet, as a sentence to show; null where there is one. Only where there is no fault.</summary>
        public string? Waiting
        {
            get
            {
                var texture = Texture;
                if (texture == null)
                {
                    return "The video player shows no frame yet: call Play, and wait until it is prepared.";
                }
#if SACCADE_WEBCAM
                // Until the first picture has come, a webcam has a size of 16 x 16 and nothing in it.
                if (texture is WebCamTexture { width: <= SizeBeforeFirst } webcam)
                {
                    return webcam.isPlaying
                        ? "The webcam has sent no picture yet."
                        : "The webcam isn't playing: call Play, and allow the camera's use.";
                }
#endif
                return texture is RenderTexture target && !target.IsCreated()
                    ? $"Nothing was rendered into the render texture '{target.name}' yet, or it was released."
                    : null;
            }
        }

        /// <summary>
        /// Whether its picture may be another one than in the frame before; a webcam knows, and of textures nobody does.
        /// </summary>
        public bool IsNew
        {
            get
            {
#if SACCADE_WEBCAM
                if (_texture is WebCamTexture webcam)
                {
                    return webcam.didUpdateThisFrame;
                }
#endif
                return true;
            }
        }

        /// <summary>How the picture lies in the texture.</summary>
        public PicturePose Pose
        {
            get
            {
#if SACCADE_WEBCAM
                if (_texture is WebCamTexture webcam)
                {
                    return new PicturePose(webcam.videoVerticallyMirrored, webcam.videoRotationAngle, IsMirrored);
                }
#endif
                return new PicturePose(false, 0, IsMirrored);
            }
        }

#if SACCADE_WEBCAM
        private const int SizeBeforeFirst = 16;
#endif

        private static string? FindFault(Texture? texture) => texture == null || texture.dimension == TextureDimension.Tex2D
            ? null
            : $"The texture '{texture.name}' is a {texture.dimension}, and only a two-dimensional one (Tex2D) is a picture. Copy one of "
                + "its slices or faces into a texture with Graphics.CopyTexture.";
    }
}
