using System;
using Saccade.Capture.Encoding;
using Saccade.ModelInput;
using Saccade.Preprocessing;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Capture
{
    /// <summary>
    /// Reads whole pictures back with <c>AsyncGPUReadback</c> and encodes them on the processor, for graphics cards without compute
    /// shaders. A picture of 1920 x 1080 brings 8 MB from the card each time.
    /// </summary>
    /// <remarks>Run in the stand-in engine's tests; not verified in Unity itself.</remarks>
    public sealed class ReadbackCaptureBackend : ICaptureBackend<RecordedSource>
    {
        /// <inheritdoc/>
        public string Name => "readback";

        /// <inheritdoc/>
        public int Priority => 100;

        /// <inheritdoc/>
        public bool IsSupported(out string reason)
        {
            reason = SystemInfo.graphicsDeviceType == GraphicsDeviceType.Null ? "the engine runs without graphics."
                : !SystemInfo.supportsAsyncGPUReadback
                    ? $"{SystemInfo.graphicsDeviceName} can't read back asynchronously under {SystemInfo.graphicsDeviceType}."
                : "";
            return reason.Length == 0;
        }

        /// <inheritdoc/>
        /// <exception cref="ArgumentException">The model's input would change with the picture's size, or patches don't fill
        /// it.</exception>
        /// <exception cref="NotSupportedException">It doesn't work here, see <see cref="IsSupported"/>.</exception>
        public IFrameEncoder<RecordedSource> CreateEncoder(
            PreprocessingRule rule, PixelLayout layout, int patchWidth, int patchHeight, int capacity)
        {
            var shape = new EncodeShape(rule, layout, patchWidth, patchHeight, capacity);
            if (!IsSupported(out var reason))
            {
                throw new NotSupportedException($"{ReadbackFrameEncoder.Name}: {reason}");
            }

            return new ReadbackFrameEncoder(shape, capacity);
        }
    }
}
