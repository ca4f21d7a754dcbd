using System;
using Saccade.Capture;
using Saccade.Preprocessing;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.OpenGLEngine
{
    /// <summary>Encodes pictures with OpenGL 4.5 compute shaders on the engine's own context, on its render thread.</summary>
    internal sealed class EngineCaptureBackend : ICaptureBackend<RecordedSource>
    {
        /// <inheritdoc/>
        public string Name => "OpenGL";

        /// <inheritdoc/>
        public int Priority => 300;

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
        public IFrameEncoder<RecordedSource> CreateEncoder(
            PreprocessingRule rule, PixelLayout layout, int patchWidth, int patchHeight, int capacity) =>
            new EngineFrameEncoder(EngineQueue.Current, rule, layout, patchWidth, patchHeight, capacity);

        [RuntimeInitializeOnLoadMethod(RuntimeInitializeLoadType.BeforeSceneLoad)]
        private static void Register() => CaptureBackends.Register(new EngineCaptureBackend());
    }
}
