using System;
using Saccade.Capture;
using Saccade.NewestWins;
using Saccade.OpenGL.Contexts;
using Saccade.OpenGL.Cuda;
using Silk.NET.OpenGL;

namespace Saccade.OpenGL.Encoding
{
    /// <content>Frames that CUDA reads where the shader wrote them.</content>
    internal sealed partial class OpenGLFrameEncoder : IDeviceFrames
    {
        private readonly ICudaDriver _cuda;
        private volatile string? _sharingFailure;
        private bool _isShareAsked;
        private int _device;
        private bool _isRetained;
        private bool _isSharing;

        public string? SharingFailure => _sharingFailure;

        public void ShareWithCuda(int device)
        {
            if (_isShareAsked || !IsWorking())
            {
                return;
            }

            _isShareAsked = true;
            _device = device;
            _queue.Issue(_id, ShareOperation);
        }

        public bool TryHold(out DeviceFrame frame, out int skipped)
        {
            frame = default;
            skipped = 0;
            if (!IsWorking())
            {
                return false;
            }

            var newest = TakeNewest(OnDevice, out skipped);
            if (newest == null)
            {
                return false;
            }

            frame = new DeviceFrame(newest.DevicePointer, newest.Stamp, _ring.IndexOf(newest));
            LastEncode = new EncodeTime(newest.RenderThreadSeconds, newest.GpuSeconds);
            return true;
        }

        public void Release(int slot)
        {
            if (slot < 0 || slot >= _ring.Capacity || !_ring.TryRelease(_ring.Slots[slot]))
            {
                throw new InvalidOperationException($"The frame in slot {slot} is not held: it was released already, or never taken.");
            }
        }

        public bool TryRelease()
        {
            if (_ring.IsAny(FrameState.Held))
            {
                return false;
            }

            _queue.Issue(_id, ReleaseOperation);
            return true;
        }

        private void Share(GlContext context)
        {
            if (_failure != null)
            {
                return;
            }

            try
            {
                _cuda.Retain(_device);
                _isRetained = true;
                foreach (var slot in _ring.Slots)
                {
                    slot.DeviceBuffer = context.Objects.CreateBuffer((long)Length * sizeof(float), BufferStorageMask.None);
                    slot.Resource = _cuda.Register(slot.DeviceBuffer);
                }

                _isSharing = true;
            }
            catch (NotSupportedException e)
            {
                StopSharing(e);
                StopReading(context);
            }
        }

        // Where a picture is written to: memory that CUDA reads, while that works.
        private uint ChooseBuffer(EncodeSlot slot)
        {
            slot.IsOnDevice = _isSharing && TryUnmap(slot);
            return slot.IsOnDevice ? slot.DeviceBuffer : slot.Buffer;
        }

        private bool TryMap(EncodeSlot slot)
        {
            try
            {
                slot.DevicePointer = _cuda.Map(slot.Resource, (long)Length * sizeof(float));
                return true;
            }
            catch (NotSupportedException e)
            {
                StopSharing(e);
                return false;
            }
        }

        private bool TryUnmap(EncodeSlot slot)
        {
            if (slot.DevicePointer == IntPtr.Zero)
            {
                return true;
            }

            slot.DevicePointer = IntPtr.Zero;
            try
            {
                _cuda.Unmap(slot.Resource);
                return true;
            }
            catch (NotSupportedException e)
            {
                StopSharing(e);
                return false;
            }
        }

        private void StopSharing(Exception reason)
        {
            _isSharing = false;
            _sharingFailure ??= reason.Message + " Pictures go through the processor instead.";
        }

        private void StopReading(GlContext context)
        {
            foreach (var slot in _ring.Slots)
            {
                TryUnmap(slot);
                TryUnregister(slot);
                context.Objects.DeleteBuffer(ref slot.DeviceBuffer);
            }

            if (!_isRetained)
            {
                return;
            }

            _isRetained = false;
            try
            {
                _cuda.Release();
            }
            catch (NotSupportedException e)
            {
                StopSharing(e);
            }
        }

        private void TryUnregister(EncodeSlot slot)
        {
            if (slot.Resource == IntPtr.Zero)
            {
                return;
            }

            try
            {
                _cuda.Unregister(slot.Resource);
            }
            catch (NotSupportedException e)
            {
                StopSharing(e);
            }

            slot.Resource = IntPtr.Zero;
        }
    }
}
