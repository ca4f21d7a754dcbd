using System;
using System.Threading;
using Saccade.Files;
using Saccade.ModelInput;
using Saccade.NewestWins;

namespace Saccade.Capture.Encoding
{
    /// <summary>
    /// The thread that makes model input of pictures that were read back, in the order of their capture, with the training transform. It
    /// waits for pictures, no frame ever waits for it, and its end is its own affair as long as its scripts stay.
    /// </summary>
#pragma warning disable CA1001 // Whoever ends the worker may still set the event when the thread is gone: its finalizer frees it.
    internal sealed class ReadbackWorker
#pragma warning restore CA1001
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        private readonly FrameRing<ReadbackSlot> _ring;
        private readonly Action<string> _fail;
        private readonly PixelEncoder _encoder;
        private readonly AutoResetEvent _woken = new AutoResetEvent(false);
        private Thread? _thread;
        private volatile bool _isEnded;

        /// <summary>Prepares a worker.</summary>
        /// <param name="shape">What it makes.</param>
        /// <param name="ring">Where pictures come; each place may be replaced while it waits for its answer.</param>
        /// <param name="fail">Told, on the worker's thread, why no further picture can be worked on.</param>
        public ReadbackWorker(EncodeShape shape, FrameRing<ReadbackSlot> ring, Action<string> fail)
        {
            _ring = ring;
            _fail = fail;
            _encoder = new PixelEncoder(shape);
        }

        /// <summary>Starts the thread.</summary>
        public void Start()
        {
            _thread = new Thread(Run) { IsBackground = true, Name = "Saccade readback" };
            _thread.Start();
        }

        /// <summary>Tells it that a slot is in the state <see cref="FrameState.Working"/>.</summary>
        public void Wake() => _woken.Set();

        /// <summary>
        /// Tells it to end after the picture that it is at. It then frees the pixels of the slots in the state
        /// <see cref="FrameState.Held"/>.
        /// </summary>
        public void End()
        {
            _isEnded = true;
            _woken.Set();
        }

        /// <summary>Waits for its end after <see cref="End"/>, for as long as one picture takes: its scripts are about to go.</summary>
        public void Await() => _thread?.Join(Patience);

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
                _fail(UserMessage.Of(e, "a picture that was read back can't be worked on"));
            }

            // After a failure too, slots wait until it is clear which of them are left to the worker.
            while (!_isEnded)
            {
                _woken.WaitOne();
            }

            foreach (var slot in _ring.Slots)
            {
                if (slot.State == FrameState.Held)
                {
                    slot.ReleasePixels();
                }
            }
        }

        private void Loop()
        {
            while (!_isEnded)
            {
                var slot = _ring.FindOldestAtWork();
                if (slot == null)
                {
                    _woken.WaitOne();
                    continue;
                }

                Work(slot);
                slot.TryChange(FrameState.Working, FrameState.Arrived);
            }
        }

        private void Work(ReadbackSlot slot) => _encoder.Encode(
            slot.Pixels.AsReadOnlySpan(), slot.Width, slot.Height, PixelFormat.Rgba32, slot.IsBottomUp, slot.Output);
    }
}
