using System;
using System.Threading;
using Saccade.Preprocessing;

namespace Saccade.Capture
{
    /// <summary>
    /// The thread that makes model input of pictures that were read back, one after the other, with the training transform. It waits
    /// for pictures, nobody ever waits for it, and its end is its own affair.
    /// </summary>
#pragma warning disable CA1001 // Whoever ends the worker may still set the event when the thread is gone: its finalizer frees it.
    internal sealed class ReadbackWorker
#pragma warning restore CA1001
    {
        private const int BytesPerPixel = 4;

        private readonly EncodeShape _shape;
        private readonly RecordedSlot[] _slots;
        private readonly Action<string> _fail;
        private readonly PixelTransform _transform;
        private readonly float[] _planes;
        private readonly AutoResetEvent _woken = new AutoResetEvent(false);
        private byte[] _rgb = Array.Empty<byte>();
        private volatile bool _isEnded;

        /// <summary>Prepares a worker.</summary>
        /// <param name="shape">What it makes.</param>
        /// <param name="slots">Where pictures come; each entry may be replaced while it waits for its answer.</param>
        /// <param name="fail">Told, on the worker's thread, why no further picture can be worked on.</param>
        public ReadbackWorker(EncodeShape shape, RecordedSlot[] slots, Action<string> fail)
        {
            _shape = shape;
            _slots = slots;
            _fail = fail;
            _transform = new PixelTransform(shape.Rule);
            _planes = shape.PatchWidth > 0 ? new float[shape.Length] : Array.Empty<float>();
        }

        /// <summary>Starts the thread.</summary>
        public void Start() => new Thread(Run) { IsBackground = true, Name = "Saccade readback" }.Start();

        /// <summary>Tells it that a slot is in the state <see cref="RecordedSlotState.Working"/>.</summary>
        public void Wake() => _woken.Set();

        /// <summary>
        /// Tells it to end after the picture that it is at. It then frees the pixels of the slots in the state
        /// <see cref="RecordedSlotState.Left"/>.
        /// </summary>
        public void End()
        {
            _isEnded = true;
            _woken.Set();
        }

        private void Run()
        {
            try
            {
                Loop();
            }
#pragma warning disable CA1031 // Nobody else is there to catch it: it would end the program.
            catch (Exception e) when (!(e is ThreadAbortException))
#pragma warning restore CA1031
            {
                _fail($"a picture that was read back can't be worked on: {e.Message}");
            }

            // After a failure too, slots wait until it is clear which of them are left to the worker.
            while (!_isEnded)
                _woken.WaitOne();
            foreach (RecordedSlot slot in _slots)
            {
                if (slot.State == RecordedSlotState.Left)
                    ((ReadbackSlot)slot).ReleasePixels();
            }
        }

        private void Loop()
        {
            while (!_isEnded)
            {
                ReadbackSlot? slot = FindOldest();
                if (slot == null)
                {
                    _woken.WaitOne();
                    continue;
                }

                Work(slot);
                slot.TryChange(RecordedSlotState.Working, RecordedSlotState.Arrived);
            }
        }

        private ReadbackSlot? FindOldest()
        {
            RecordedSlot? oldest = null;
            foreach (RecordedSlot slot in _slots)
            {
                if (slot.State == RecordedSlotState.Working && (oldest == null || slot.Sequence < oldest.Sequence))
                    oldest = slot;
            }

            return (ReadbackSlot?)oldest;
        }

        private void Work(ReadbackSlot slot)
        {
            int rowBytes = slot.Width * PreprocessingRule.Channels;
            int length = rowBytes * slot.Height;
            if (_rgb.Length < length)
                _rgb = new byte[length];
            ReadOnlySpan<byte> pixels = slot.Pixels.AsReadOnlySpan();
            for (int y = 0; y < slot.Height; y++)
            {
                int row = slot.IsBottomUp ? slot.Height - 1 - y : y;
                DropAlpha(pixels.Slice(row * slot.Width * BytesPerPixel, slot.Width * BytesPerPixel), _rgb.AsSpan(y * rowBytes, rowBytes));
            }

            ReadOnlySpan<byte> rgb = _rgb.AsSpan(0, length);
            if (_shape.PatchWidth == 0)
            {
                _transform.Apply(rgb, slot.Width, slot.Height, slot.Output);
                return;
            }

            _transform.Apply(rgb, slot.Width, slot.Height, _planes);
            WritePatches(_planes, slot.Output);
        }

        private static void DropAlpha(ReadOnlySpan<byte> rgba, Span<byte> rgb)
        {
            for (int from = 0, to = 0; to < rgb.Length; from += BytesPerPixel, to += PreprocessingRule.Channels)
            {
                rgb[to] = rgba[from];
                rgb[to + 1] = rgba[from + 1];
                rgb[to + 2] = rgba[from + 2];
            }
        }

        // [3, H, W] to [N, 3, P, P], row by row of a patch.
        private void WritePatches(ReadOnlySpan<float> planes, Span<float> patches)
        {
            int plane = _shape.Width * _shape.Height;
            int written = 0;
            for (int top = 0; top < _shape.Height; top += _shape.PatchHeight)
            {
                for (int left = 0; left < _shape.Width; left += _shape.PatchWidth)
                {
                    for (int channel = 0; channel < PreprocessingRule.Channels; channel++)
                    {
                        for (int y = top; y < top + _shape.PatchHeight; y++)
                        {
                            planes.Slice(channel * plane + y * _shape.Width + left, _shape.PatchWidth).CopyTo(patches.Slice(written));
                            written += _shape.PatchWidth;
                        }
                    }
                }
            }
        }
    }
}
