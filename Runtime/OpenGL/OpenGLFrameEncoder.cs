using System;
using System.Threading;
using Saccade.Capture;
using Saccade.Preprocessing;

namespace Saccade.OpenGL
{
    /// <summary>
    /// The encode on OpenGL, as the main thread sees it: a ring of slots that travel to the render thread and back. What the
    /// render thread does is in the other part of this class.
    /// </summary>
    internal sealed partial class OpenGLFrameEncoder : IFrameEncoder, IRenderWork
    {
        private const int PollOperation = 16;
        private const int PrepareOperation = 17;
        private const int ReleaseOperation = 18;
        private const string Shader = "Saccade/Encode.glsl";

        private readonly PreprocessingRule _rule;
        private readonly int _id;
        private readonly Slot[] _slots;
        private readonly string _source;
        private readonly float[] _table;
        private readonly int _width;
        private readonly int _height;
        private readonly int _patchWidth;
        private readonly int _patchHeight;
        private ResizePlan? _plan;
        private volatile string? _failure;
        private bool _disposed;
        private int _next;
        private int _oldest;

        public OpenGLFrameEncoder(PreprocessingRule rule, PixelLayout layout, int patchWidth, int patchHeight, int capacity)
        {
            if (capacity < 1 || capacity > PollOperation)
                throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"Expected 1 to {PollOperation} frames in flight.");
            (_width, _height) = rule.GetOutputSize(1, 1);
            if (!rule.Crop && rule.Mode != ResizeMode.Stretch)
                throw new ArgumentException(
                    "The rule's result changes with the picture's size; a model needs a crop or a fixed size.", nameof(rule));
            if (layout == PixelLayout.Patches)
            {
                if (patchWidth < 1 || patchHeight < 1 || _width % patchWidth != 0 || _height % patchHeight != 0)
                    throw new ArgumentException(
                        $"Patches of {patchWidth} x {patchHeight} don't fill {_width} x {_height} pixels.", nameof(patchWidth));
                _patchWidth = patchWidth;
                _patchHeight = patchHeight;
            }

            _rule = rule;
            _table = rule.CreateNormalizationTable();
            _source = ComputeProgram.ReadSource(Shader);
            _slots = new Slot[capacity];
            for (int i = 0; i < capacity; i++)
                _slots[i] = new Slot();
            _id = RenderThread.Register(this);

            // Shaders compile before the first picture comes, not in its frame.
            RenderThread.Issue(_id, PrepareOperation);
        }

        // Free and Arrived belong to the main thread, Requested and InFlight to the render thread.
        private enum SlotState
        {
            Free,
            Requested,
            InFlight,
            Arrived,
        }

        public int Length => PreprocessingRule.Channels * _width * _height;

        public int Capacity => _slots.Length;

        public int InFlight { get; private set; }

        public string? Failure => _failure;

        public long Lost => 0;

        public EncodeTime LastEncode => default;

        public bool TryEncode(in CaptureSource source, in FrameStamp stamp)
        {
            Slot slot = _slots[_next];
            if (_disposed || _failure != null || slot.State != SlotState.Free)
                return false;

            if (_plan == null || _plan.SourceWidth != source.Width || _plan.SourceHeight != source.Height)
                _plan = _rule.Plan(source.Width, source.Height);
            slot.Source = source;
            slot.Plan = _plan;
            slot.Stamp = stamp;
            slot.State = SlotState.Requested;
            RenderThread.Issue(_id, _next);
            _next = (_next + 1) % _slots.Length;
            InFlight++;
            return true;
        }

        public unsafe bool TryFetch(Span<float> destination, out FrameStamp stamp, out int skipped)
        {
            stamp = default;
            skipped = 0;
            if (_disposed || _failure != null || InFlight == 0)
                return false;
            Slot slot = _slots[_oldest];
            if (slot.State != SlotState.Arrived)
                RenderThread.Issue(_id, PollOperation);
            if (slot.State != SlotState.Arrived)
                return false;

            while (InFlight > 1 && _slots[(_oldest + 1) % _slots.Length].State == SlotState.Arrived)
            {
                slot.State = SlotState.Free;
                _oldest = (_oldest + 1) % _slots.Length;
                slot = _slots[_oldest];
                InFlight--;
                skipped++;
            }

            new ReadOnlySpan<float>(slot.Mapped, Length).CopyTo(destination);
            stamp = slot.Stamp;
            slot.State = SlotState.Free;
            _oldest = (_oldest + 1) % _slots.Length;
            InFlight--;
            return true;
        }

        public void Dispose()
        {
            if (_disposed)
                return;
            _disposed = true;
            RenderThread.Issue(_id, ReleaseOperation);
        }

        public void Fail(Exception exception) => _failure = exception.Message;

        private sealed unsafe class Slot
        {
            private int _state;

            public SlotState State
            {
                get => (SlotState)Volatile.Read(ref _state);
                set => Volatile.Write(ref _state, (int)value);
            }

            public CaptureSource Source { get; set; }

            public ResizePlan? Plan { get; set; }

            public FrameStamp Stamp { get; set; }

            public uint Staging { get; set; }

            public void* Mapped { get; set; }

            public IntPtr Fence { get; set; }
        }
    }
}
