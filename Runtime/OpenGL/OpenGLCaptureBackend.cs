using System;
using Saccade.Capture;
using Saccade.Preprocessing;
using UnityEngine;
using UnityEngine.Rendering;
using GLApi = Silk.NET.OpenGL.GL;

namespace Saccade.OpenGL
{
    /// <summary>
    /// Encodes pictures with OpenGL 4.5 compute shaders, through Silk.NET: on the engine's own context, or on one that
    /// <see cref="ForContext"/> is given.
    /// </summary>
    public sealed class OpenGLCaptureBackend : ICaptureBackend
    {
        private readonly DirectQueue? _queue;
        private readonly Func<string, IntPtr>? _getProcAddress;

        /// <summary>Encodes on the engine's own context, on its render thread.</summary>
        public OpenGLCaptureBackend()
        {
        }

        private OpenGLCaptureBackend(Func<string, IntPtr> getProcAddress)
        {
            _getProcAddress = getProcAddress;
            _queue = new DirectQueue(getProcAddress);
        }

        /// <inheritdoc/>
        public string Name => "OpenGL";

        /// <inheritdoc/>
        public int Priority => 300;

        /// <summary>
        /// A way to encode on a context of one's own, without any engine. Its encoders do their work at once, on the thread that
        /// calls them: that thread must have the context current in every call, <c>Dispose</c> included. All state of the
        /// context that they change is put back. It is not registered with <see cref="CaptureBackends"/>.
        /// </summary>
        /// <param name="getProcAddress">
        /// Finds an OpenGL function by name, as <c>eglGetProcAddress</c> does: zero for one that there isn't.
        /// </param>
        public static ICaptureBackend ForContext(Func<string, IntPtr> getProcAddress) =>
            new OpenGLCaptureBackend(getProcAddress ?? throw new ArgumentNullException(nameof(getProcAddress)));

        /// <inheritdoc/>
        public bool IsSupported(out string reason)
        {
            if (_getProcAddress != null && _getProcAddress("glGetIntegerv") == IntPtr.Zero)
            {
                reason = "the look-up finds no function glGetIntegerv. Give one that knows the context that is current.";
            }
            else if (_getProcAddress != null)
            {
                using GLApi gl = GLApi.GetApi(_getProcAddress);
                reason = RenderContext.FindReason(gl) ?? "";
            }
            else
            {
                reason = SystemInfo.graphicsDeviceType != GraphicsDeviceType.OpenGLCore
                    ? $"the engine renders with {SystemInfo.graphicsDeviceType}, this needs OpenGLCore."
                    : SystemInfo.supportsComputeShaders ? "" : "the driver has no compute shaders, this needs OpenGL 4.5.";
            }

            return reason.Length == 0;
        }

        /// <inheritdoc/>
        /// <exception cref="ArgumentException">The model's input would change with the picture's size, or patches don't fill
        /// it.</exception>
        public IFrameEncoder CreateEncoder(PreprocessingRule rule, PixelLayout layout, int patchWidth, int patchHeight, int capacity) =>
            new OpenGLFrameEncoder(_queue ?? (RenderQueue)EngineQueue.Current, rule, layout, patchWidth, patchHeight, capacity);

        [RuntimeInitializeOnLoadMethod(RuntimeInitializeLoadType.BeforeSceneLoad)]
        private static void Register() => CaptureBackends.Register(new OpenGLCaptureBackend());
    }
}
