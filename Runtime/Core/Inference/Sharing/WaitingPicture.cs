using System;
using Saccade.Capture;

namespace Saccade.Inference.Sharing
{
    /// <summary>A camera's picture on its way to the model: in memory, or held in the memory of a graphics card.</summary>
    internal sealed class WaitingPicture
    {
        private DeviceFrame _frame;
        private IDeviceFrames? _owner;

        /// <summary>Makes room for one picture.</summary>
        /// <param name="length">Its numbers.</param>
        public WaitingPicture(int length)
        {
            Values = new float[length];
        }

        /// <summary>The picture, where it is in memory: 3·H·W numbers.</summary>
        public float[] Values { get; }

        /// <summary>What travels with it.</summary>
        public FrameStamp Stamp { get; set; }

        /// <summary>Where it lies on the graphics card, or zero where it is in memory.</summary>
        public IntPtr DevicePointer => _owner == null ? IntPtr.Zero : _frame.Pointer;

        /// <summary>Notes that the picture lies on the graphics card.</summary>
        public void Hold(in DeviceFrame frame, IDeviceFrames owner)
        {
            _frame = frame;
            _owner = owner;
        }

        /// <summary>Gives the picture back to the graphics card, where it lies there.</summary>
        public void Release()
        {
            _owner?.Release(_frame.Slot);
            _owner = null;
        }
    }
}
