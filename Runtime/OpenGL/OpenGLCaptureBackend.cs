using System;
using Saccade.Capture;
using Saccade.Preprocessing;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.OpenGL
{
    /// <summary>Encodes pictures with OpenGL 4.5 compute shaders, through Silk.NET, on the engine's own context.</summary>
    public sealed class OpenGLCaptureBackend : ICaptureBackend
    {
        /// <inheritdoc/>
        public string Name => "OpenGL";

        /// <inheritdoc/>
        public bool IsSupported(out string reason)
        {
            reason = SystemInfo.graphicsDeviceType != GraphicsDeviceType.OpenGLCore
                ? $"the engine renders with {SystemInfo.graphicsDeviceType}, this needs OpenGLCore."
                : SystemInfo.supportsComputeShaders ? "" : "the driver has no compute shaders, this needs OpenGL 4.5.";
            return reason.Length == 0;
        }

        /// <inheritdoc/>
        /// <exception cref="ArgumentException">The model's input would change with the picture's size, or patches don't fill
        /// it.</exception>
        public IFrameEncoder CreateEncoder(PreprocessingRule rule, PixelLayout layout, int patchWidth, int patchHeight, int capacity) =>
            new OpenGLFrameEncoder(rule, layout, patchWidth, patchHeight, capacity);

        [RuntimeInitializeOnLoadMethod(RuntimeInitializeLoadType.BeforeSceneLoad)]
        private static void Register() => CaptureBackends.Register(new OpenGLCaptureBackend());
    }
}
