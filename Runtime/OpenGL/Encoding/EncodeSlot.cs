using System;
using System.Threading;
using Saccade.Capture;
using Saccade.Preprocessing;

namespace Saccade.OpenGL.Encoding
{
    /// <summary>A place for one frame on its way: what travels with it, and where its numbers lie.</summary>
    internal sealed unsafe class EncodeSlot
    {
        private int _state;

        /// <summary>The OpenGL buffer that the numbers are written to.</summary>
        public uint Buffer;

        /// <summary>Timestamp query before the work, or 0.</summary>
        public uint Begun;

        /// <summary>Timestamp query behind the work, or 0.</summary>
        public uint Ended;

        /// <summary>The fence behind the work, or zero.</summary>
        public IntPtr Fence;

        /// <summary>The OpenGL buffer that CUDA reads, or 0.</summary>
        public uint DeviceBuffer;

        /// <summary>Who may touch the slot, see <see cref="EncodeSlotState"/>.</summary>
        public EncodeSlotState State
        {
            get => (EncodeSlotState)Volatile.Read(ref _state);
            set => Volatile.Write(ref _state, (int)value);
        }

        /// <summary>Counts up with every picture that the encoder takes.</summary>
        public long Sequence { get; set; }

        public CaptureSource Source { get; set; }

        public ResizePlan? Plan { get; set; }

        public FrameStamp Stamp { get; set; }

        /// <summary>Where the processor reads <see cref="Buffer"/>.</summary>
        public void* Mapped { get; set; }

        /// <summary>What CUDA calls <see cref="DeviceBuffer"/>, or zero. Of the render thread.</summary>
        public IntPtr Resource { get; set; }

        /// <summary>Where CUDA reads <see cref="DeviceBuffer"/> while it is mapped, or zero.</summary>
        public IntPtr DevicePointer { get; set; }

        /// <summary>Whether this frame's numbers lie in <see cref="DeviceBuffer"/>.</summary>
        public bool IsOnDevice { get; set; }

        public double RenderThreadSeconds { get; set; }

        public double GpuSeconds { get; set; }

        /// <summary>Frees a slot that is held, from any thread.</summary>
        public bool TryRelease() =>
            Interlocked.CompareExchange(ref _state, (int)EncodeSlotState.Free, (int)EncodeSlotState.Held) == (int)EncodeSlotState.Held;
    }
}
