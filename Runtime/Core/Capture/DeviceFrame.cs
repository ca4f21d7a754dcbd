using System;

namespace Saccade.Capture
{
    /// <summary>A frame whose numbers lie in the memory of a graphics card, see <see cref="IDeviceFrames.TryHold"/>.</summary>
    public readonly struct DeviceFrame
    {
#pragma warning disable CA1720 // A device pointer is what CUDA itself calls it.
        /// <summary>Describes a frame.</summary>
        /// <param name="pointer">Where its numbers lie, see <see cref="Pointer"/>.</param>
        /// <param name="stamp">What was given to <see cref="IFrameEncoder{TSource}.TryEncode"/>.</param>
        /// <param name="slot">What to give to <see cref="IDeviceFrames.Release"/>.</param>
        public DeviceFrame(IntPtr pointer, in FrameStamp stamp, int slot)
        {
            Pointer = pointer;
            Stamp = stamp;
            Slot = slot;
        }

        /// <summary>
        /// CUDA's device pointer of <see cref="IFrameEncoder{TSource}.Length"/> floats, valid until the frame is released.
        /// </summary>
        public IntPtr Pointer { get; }
#pragma warning restore CA1720

        /// <summary>What was given to <see cref="IFrameEncoder{TSource}.TryEncode"/>.</summary>
        public FrameStamp Stamp { get; }

        /// <summary>What to give to <see cref="IDeviceFrames.Release"/>.</summary>
        public int Slot { get; }
    }
}
