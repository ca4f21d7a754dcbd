using System;
using Saccade.Capture;
using Saccade.NewestWins;
using Saccade.Preprocessing;

namespace Saccade.OpenGL.Encoding
{
    /// <summary>A place for one frame on its way: what travels with it, and where its numbers lie.</summary>
    internal sealed unsafe class EncodeSlot : FrameSlot
    {
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

        public CaptureSource Source { get; set; }

        public ResizePlan? Plan { get; set; }

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
    }
}
