using System;

namespace Saccade.OpenGL.Cuda
{
    /// <summary>The installed NVIDIA driver. ONNX Runtime's CUDA provider works in the primary context too, so pointers fit.</summary>
    internal sealed class CudaDriver : ICudaDriver
    {
        // CU_GRAPHICS_REGISTER_FLAGS_READ_ONLY: CUDA only reads.
        private const uint ReadOnly = 1;

        // CU_GL_DEVICE_LIST_ALL: the cards that the current OpenGL context renders on.
        private const int AllDevices = 1;
        private const int MaximumDevices = 32;

        private CudaLibrary _library = null!;
        private int _device;
        private IntPtr _context;

        /// <inheritdoc/>
        public void Retain(int device)
        {
            _library = CudaLibrary.Load();
            Demand(_library.Init(0), "cuInit");
            Demand(_library.DeviceGet(out _device, device), $"cuDeviceGet for device {device}");
            var devices = new int[MaximumDevices];
            Demand(_library.GLGetDevices(out var count, devices, MaximumDevices, AllDevices), "cuGLGetDevices");
            if (Array.IndexOf(devices, _device, 0, (int)Math.Min(count, MaximumDevices)) < 0)
            {
                throw new NotSupportedException(
                    $"CUDA: the engine renders on another card than device {device}, which the model runs on. "
                    + "Choose the card that renders.");
            }

            Demand(_library.DevicePrimaryCtxRetain(out _context, _device), "cuDevicePrimaryCtxRetain");
        }

        /// <inheritdoc/>
        public void Release()
        {
            if (_context == IntPtr.Zero)
            {
                return;
            }

            _context = IntPtr.Zero;
            Demand(_library.DevicePrimaryCtxRelease(_device), "cuDevicePrimaryCtxRelease");
        }

        /// <inheritdoc/>
        public IntPtr Register(uint buffer)
        {
            Push();
            var result = _library.GraphicsGLRegisterBuffer(out var resource, buffer, ReadOnly);
            Pop();
            Demand(result, "cuGraphicsGLRegisterBuffer");
            return resource;
        }

        /// <inheritdoc/>
        public IntPtr Map(IntPtr resource, long bytes)
        {
            Push();
            var result = _library.GraphicsMapResources(1, ref resource, IntPtr.Zero);
            if (result != 0)
            {
                Pop();
                Demand(result, "cuGraphicsMapResources");
            }

            result = _library.GraphicsResourceGetMappedPointer(out var pointer, out var size, resource);
            var isWhole = result == 0 && size.ToUInt64() >= (ulong)bytes;
            if (!isWhole)
            {
                _library.GraphicsUnmapResources(1, ref resource, IntPtr.Zero);
            }

            Pop();
            Demand(result, "cuGraphicsResourceGetMappedPointer");
            return isWhole
                ? pointer
                : throw new NotSupportedException($"CUDA: a shared buffer has {size.ToUInt64()} bytes, {bytes} were expected.");
        }

        /// <inheritdoc/>
        public void Unmap(IntPtr resource)
        {
            Push();
            var result = _library.GraphicsUnmapResources(1, ref resource, IntPtr.Zero);
            Pop();
            Demand(result, "cuGraphicsUnmapResources");
        }

        /// <inheritdoc/>
        public void Unregister(IntPtr resource)
        {
            Push();
            var result = _library.GraphicsUnregisterResource(resource);
            Pop();
            Demand(result, "cuGraphicsUnregisterResource");
        }

        private void Push() => Demand(_library.CtxPushCurrent(_context), "cuCtxPushCurrent");

        private void Pop() => _library.CtxPopCurrent(out _);

        private void Demand(int result, string call)
        {
            if (result != 0)
            {
                throw new NotSupportedException($"CUDA: {call} says {_library.NameOf(result)}.");
            }
        }
    }
}
