using System;
using Saccade.Capture.Encoding;
using Saccade.ModelInput;
using Saccade.Preprocessing;
using UnityEngine;

namespace Saccade.Capture
{
    /// <summary>
    /// Encodes pictures with a compute shader of the engine, on every graphics API that has them, and reads the result with
    /// <c>AsyncGPUReadback</c>.
    /// </summary>
    /// <remarks>Run in the stand-in engine's tests; not verified in Unity itself.</remarks>
    public sealed class ComputeCaptureBackend : ICaptureBackend<RecordedSource>
    {
        /// <inheritdoc/>
        public string Name => "compute shader";

        /// <inheritdoc/>
        public int Priority => 200;

        /// <inheritdoc/>
        public bool IsSupported(out string reason)
        {
            if (!SystemInfo.supportsComputeShaders)
            {
                reason = $"{SystemInfo.graphicsDeviceName} has no compute shaders under {SystemInfo.graphicsDeviceType}.";
            }
            else if (!SystemInfo.supportsAsyncGPUReadback)
            {
                reason = $"{SystemInfo.graphicsDeviceName} can't read back asynchronously under {SystemInfo.graphicsDeviceType}.";
            }
            else
            {
                EncodeKernels.TryLoad(out reason);
            }

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
                throw new NotSupportedException($"{ComputeFrameEncoder.Name}: {reason}");
            }

            return new ComputeFrameEncoder(EncodeKernels.TryLoad(out _)!, shape, capacity);
        }
    }
}
