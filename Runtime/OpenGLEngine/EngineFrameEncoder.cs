using System;
using Saccade.Capture;
using Saccade.OpenGL.Encoding;
using Saccade.Preprocessing;

namespace Saccade.OpenGLEngine
{
    /// <summary>The encode on OpenGL, recorded: it is done when the engine comes to the commands.</summary>
    internal sealed class EngineFrameEncoder : IFrameEncoder<RecordedSource>, IDeviceFrames, ILossReason
    {
        private readonly EngineQueue _queue;
        private readonly OpenGLFrameEncoder _encoder;

        public EngineFrameEncoder(
            EngineQueue queue, PreprocessingRule rule, PixelLayout layout, int patchWidth, int patchHeight, int capacity)
        {
            _queue = queue;
            _encoder = new OpenGLFrameEncoder(queue, rule, layout, patchWidth, patchHeight, capacity);
        }

        public int Length => _encoder.Length;

        public int Capacity => _encoder.Capacity;

        public int InFlight => _encoder.InFlight;

        public string? Failure => _encoder.Failure;

        public long Lost => _encoder.Lost;

        public string? Loss => _encoder.Loss;

        public EncodeTime LastEncode => _encoder.LastEncode;

        public string? SharingFailure => _encoder.SharingFailure;

        public bool TryEncode(in RecordedSource source, in FrameStamp stamp)
        {
            // Read as the framebuffer that is bound: to ask a texture for its native pointer waits for the render thread.
            var bound = new CaptureSource(
                IntPtr.Zero, source.X, source.Y, source.Width, source.Height, source.IsLinear, source.IsBottomUp);
            if (!_encoder.TryReserve(bound, stamp, out var operation))
            {
                return false;
            }

            // The screen is bound already when a camera's last commands run.
            if (!source.IsScreen)
            {
                source.Commands.SetRenderTarget(source.Target);
            }

            _queue.Record(source.Commands, _encoder.Id, operation);
            return true;
        }

        public bool TryFetch(Span<float> destination, out FrameStamp stamp, out int skipped) =>
            _encoder.TryFetch(destination, out stamp, out skipped);

        public void ShareWithCuda(int device) => _encoder.ShareWithCuda(device);

        public bool TryHold(out DeviceFrame frame, out int skipped) => _encoder.TryHold(out frame, out skipped);

        public void Release(int slot) => _encoder.Release(slot);

        public void Dispose() => _encoder.Dispose();
    }
}
