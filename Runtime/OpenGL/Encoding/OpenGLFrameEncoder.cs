using System;
using System.Threading;
using Saccade.Capture;
using Saccade.Files;
using Saccade.ModelInput;
using Saccade.NewestWins;
using Saccade.OpenGL.Contexts;
using Saccade.OpenGL.Cuda;
using Saccade.Preprocessing;

namespace Saccade.OpenGL.Encoding
{
    /// <summary>
    /// The encode on OpenGL, as the main thread sees it: slots that travel to the render thread and back. What the render thread
    /// does is in the other part of this class.
    /// </summary>
    internal sealed partial class OpenGLFrameEncoder : IFrameEncoder<CaptureSource>, ILossReason, IRenderWork
    {
        private const int PollOperation = EncodeShape.MaximumCapacity;
        private const int PrepareOperation = EncodeShape.MaximumCapacity + 1;
        private const int ReleaseOperation = EncodeShape.MaximumCapacity + 2;
        private const int ShareOperation = EncodeShape.MaximumCapacity + 3;

        private static readonly Func<EncodeSlot, bool> InMemory = slot => !slot.IsOnDevice;
        private static readonly Func<EncodeSlot, bool> OnDevice = slot => slot.IsOnDevice;

        private readonly RenderQueue _queue;
        private readonly EncodeShape _shape;
        private readonly int _id;
        private readonly FrameRing<EncodeSlot> _ring;
        private readonly RecentPlans<ResizePlan> _plans = new RecentPlans<ResizePlan>();
        private volatile string? _failure;
        private bool _disposed;
        private long _lost;

        public OpenGLFrameEncoder(
            RenderQueue queue,
            PreprocessingRule rule,
            PixelLayout layout,
            int patchWidth,
            int patchHeight,
            int capacity,
            ICudaDriver? cuda = null)
        {
            _shape = new EncodeShape(rule, layout, patchWidth, patchHeight, capacity);
            _queue = queue;
            _cuda = cuda ?? new CudaDriver();
            _ring = new FrameRing<EncodeSlot>(capacity);
            _ring.Fill(() => new EncodeSlot());
            _id = queue.Register(this);

            // Shaders compile before the first picture comes, not in its frame.
            queue.Issue(_id, PrepareOperation);
        }

        public int Length => _shape.Length;

        public int Capacity => _ring.Capacity;

        public int InFlight => _ring.InFlight;

        public string? Failure => _failure;

        public long Lost => Interlocked.Read(ref _lost);

        public string? Loss => _reader.Loss;

        public EncodeTime LastEncode { get; private set; }

        /// <summary>What to issue operations with.</summary>
        public int Id => _id;

        public bool TryEncode(in CaptureSource source, in FrameStamp stamp)
        {
            if (!TryReserve(source, stamp, out var operation))
            {
                return false;
            }

            _queue.Issue(_id, operation);
            return true;
        }

        /// <summary>Takes a place in the ring for a picture.</summary>
        /// <param name="source">The picture.</param>
        /// <param name="stamp">What travels with it.</param>
        /// <param name="operation">What encodes it: to be issued, or recorded, by whoever asked.</param>
        /// <returns>Whether there is a place.</returns>
        public bool TryReserve(in CaptureSource source, in FrameStamp stamp, out int operation)
        {
            operation = IsWorking() ? _ring.FindFree() : -1;
            if (operation < 0)
            {
                return false;
            }

            var slot = _ring.Slots[operation];
            slot.Plan = FindPlan(source.Width, source.Height);
            slot.Source = source;
            _ring.Send(slot, stamp);
            return true;
        }

        public unsafe bool TryFetch(Span<float> destination, out FrameStamp stamp, out int skipped)
        {
            stamp = default;
            skipped = 0;
            if (!IsWorking())
            {
                return false;
            }

            if (destination.Length < Length)
            {
                throw new ArgumentException(
                    $"There is room for {destination.Length} numbers, a picture has {Length}.", nameof(destination));
            }

            var newest = TakeNewest(InMemory, out skipped);
            if (newest == null)
            {
                return false;
            }

            new ReadOnlySpan<float>(newest.Mapped, Length).CopyTo(destination);
            stamp = newest.Stamp;
            LastEncode = new EncodeTime(newest.RenderThreadSeconds, newest.GpuSeconds);
            _ring.TryRelease(newest);
            return true;
        }

        public void Dispose()
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            if (!TryRelease())
            {
                _queue.Defer(this);
            }
        }

        public void Fail(Exception exception)
        {
            _failure = exception.Message.StartsWith("OpenGL:", StringComparison.Ordinal)
                ? exception.Message
                : UserMessage.Of(exception, "OpenGL: a picture can't be encoded");

            // Where nothing could ever be made, the release fails too and there is nothing to wait for.
            if (_disposed && _programs == null)
            {
                _queue.Unregister(_id);
            }
        }

        private bool IsWorking()
        {
            if (_disposed || _failure != null)
            {
                return false;
            }

            if (!_queue.IsAlive)
            {
                _failure = "OpenGL: the engine that this encoder was made on has ended. Disable and enable the component to start anew.";
            }

            return _failure == null;
        }

        private ResizePlan FindPlan(int width, int height)
        {
            for (var i = 0; i < _plans.Count; i++)
            {
                if (_plans[i].SourceWidth == width && _plans[i].SourceHeight == height)
                {
                    return _plans.Use(i);
                }
            }

            return _plans.Add(_shape.Rule.Plan(width, height), out _);
        }

        // Looks at the fences once, and takes the newest frame that has arrived where it is asked for.
        private EncodeSlot? TakeNewest(Func<EncodeSlot, bool> where, out int skipped)
        {
            if (_ring.IsAny(FrameState.Requested) || _ring.IsAny(FrameState.Working))
            {
                _queue.Issue(_id, PollOperation);
            }

            // After sharing broke nobody asks for what is on the card.
            var unasked = where == InMemory && _sharingFailure != null ? _ring.Drop(OnDevice) : 0;
            var newest = _ring.TakeNewest(where, out skipped);
            skipped += unasked;
            return newest;
        }
    }
}
