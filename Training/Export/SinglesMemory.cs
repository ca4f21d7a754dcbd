using System;
using System.Buffers;
using System.Runtime.InteropServices;

namespace Saccade.Training.Export
{
    /// <summary>Shows an array of singles as bytes without copying it.</summary>
    internal sealed class SinglesMemory(float[] singles) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => MemoryMarshal.AsBytes(singles.AsSpan());

        public override unsafe MemoryHandle Pin(int elementIndex = 0)
        {
            var handle = GCHandle.Alloc(singles, GCHandleType.Pinned);
            return new MemoryHandle((byte*)handle.AddrOfPinnedObject() + elementIndex, handle, this);
        }

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
