using System;
using Saccade.Capture;
using Saccade.OpenGL.Contexts;
using Saccade.OpenGL.Encoding;
using Saccade.Preprocessing;
using GLApi = Silk.NET.OpenGL.GL;

namespace Saccade.OpenGL
{
    /// <summary>
    /// Encodes pictures with OpenGL 4.5 compute shaders, through Silk.NET, on a context of one's own. Its encoders do their work at once,
    /// on the thread that calls them: that thread must have the context current in every call, <c>Dispose</c> included. All state of the
    /// context that they change is put back.
    /// </summary>
    public sealed class OpenGLCaptureBackend : ICaptureBackend<CaptureSource>
    {
        private readonly DirectQueue _queue;
        private readonly Func<string, IntPtr> _getProcAddress;

        /// <summary>Encodes on the context that is current whenever its encoders are called.</summary>
        /// <param name="getProcAddress">
        /// Finds an OpenGL function by name, as <c>eglGetProcAddress</c> does: zero for one that there isn't.
        /// </param>
        public OpenGLCaptureBackend(Func<string, IntPtr> getProcAddress)
        {
            _getProcAddress = getProcAddress ?? throw new ArgumentNullException(nameof(getProcAddress));
            _queue = new DirectQueue(getProcAddress);
        }

        /// <inheritdoc/>
        public string Name => "OpenGL";

        /// <inheritdoc/>
        public int Priority => 300;

        /// <inheritdoc/>
        public bool IsSupported(out string reason)
        {
            if (_getProcAddress("glGetIntegerv") == IntPtr.Zero)
            {
                reason = "the look-up finds no function glGetIntegerv. Give one that knows the context that is current.";
                return false;
            }

            using var gl = GLApi.GetApi(_getProcAddress);
            reason = GlContext.FindReason(gl) ?? "";
            return reason.Length == 0;
        }

        /// <inheritdoc/>
        /// <exception cref="ArgumentException">The model's input would change with the picture's size, or patches don't fill
        /// it.</exception>
        public IFrameEncoder<CaptureSource> CreateEncoder(
            PreprocessingRule rule, PixelLayout layout, int patchWidth, int patchHeight, int capacity) =>
            new OpenGLFrameEncoder(_queue, rule, layout, patchWidth, patchHeight, capacity);
    }
}
