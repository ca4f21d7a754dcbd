using System;
using System.Runtime.InteropServices;

namespace Saccade.OpenGL.Cuda
{
    /// <summary>
    /// NVIDIA's driver library, bound by hand: under one file name on Windows and another on Linux, and absent on most machines.
    /// Names and signatures are those of cuda.h and cudaGL.h, in the version that each symbol's suffix says; a result of 0 is success.
    /// </summary>
    internal sealed class CudaLibrary
    {
        public readonly InitFunction Init;
        public readonly DeviceGetFunction DeviceGet;
        public readonly GLGetDevicesFunction GLGetDevices;
        public readonly DevicePrimaryCtxRetainFunction DevicePrimaryCtxRetain;
        public readonly DevicePrimaryCtxReleaseFunction DevicePrimaryCtxRelease;
        public readonly CtxPushCurrentFunction CtxPushCurrent;
        public readonly CtxPopCurrentFunction CtxPopCurrent;
        public readonly GraphicsGLRegisterBufferFunction GraphicsGLRegisterBuffer;
        public readonly GraphicsMapResourcesFunction GraphicsMapResources;
        public readonly GraphicsMapResourcesFunction GraphicsUnmapResources;
        public readonly GraphicsResourceGetMappedPointerFunction GraphicsResourceGetMappedPointer;
        public readonly GraphicsUnregisterResourceFunction GraphicsUnregisterResource;

        private const int LoadNow = 2;

        private static readonly string FileName =
            RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "nvcuda.dll" : "libcuda.so.1";

        private readonly GetErrorNameFunction _getErrorName;

        private CudaLibrary(IntPtr library)
        {
            Init = Bind<InitFunction>(library, "cuInit");
            DeviceGet = Bind<DeviceGetFunction>(library, "cuDeviceGet");
            GLGetDevices = Bind<GLGetDevicesFunction>(library, "cuGLGetDevices_v2");
            DevicePrimaryCtxRetain = Bind<DevicePrimaryCtxRetainFunction>(library, "cuDevicePrimaryCtxRetain");
            DevicePrimaryCtxRelease = Bind<DevicePrimaryCtxReleaseFunction>(library, "cuDevicePrimaryCtxRelease_v2");
            CtxPushCurrent = Bind<CtxPushCurrentFunction>(library, "cuCtxPushCurrent_v2");
            CtxPopCurrent = Bind<CtxPopCurrentFunction>(library, "cuCtxPopCurrent_v2");
            GraphicsGLRegisterBuffer = Bind<GraphicsGLRegisterBufferFunction>(library, "cuGraphicsGLRegisterBuffer");
            GraphicsMapResources = Bind<GraphicsMapResourcesFunction>(library, "cuGraphicsMapResources");
            GraphicsUnmapResources = Bind<GraphicsMapResourcesFunction>(library, "cuGraphicsUnmapResources");
            GraphicsResourceGetMappedPointer = Bind<GraphicsResourceGetMappedPointerFunction>(
                library, "cuGraphicsResourceGetMappedPointer_v2");
            GraphicsUnregisterResource = Bind<GraphicsUnregisterResourceFunction>(library, "cuGraphicsUnregisterResource");
            _getErrorName = Bind<GetErrorNameFunction>(library, "cuGetErrorName");
        }

        [UnmanagedFunctionPointer(CallingConvention.StdCall)]
        public delegate int InitFunction(uint flags);

        [UnmanagedFunctionPointer(CallingConvention.StdCall)]
        public delegate int DeviceGetFunction(out int device, int ordinal);

        [UnmanagedFunctionPointer(CallingConvention.StdCall)]
        public delegate int GLGetDevicesFunction(out uint count, [Out] int[] devices, uint most, int list);

        [UnmanagedFunctionPointer(CallingConvention.StdCall)]
        public delegate int DevicePrimaryCtxRetainFunction(out IntPtr context, int device);

        [UnmanagedFunctionPointer(CallingConvention.StdCall)]
        public delegate int DevicePrimaryCtxReleaseFunction(int device);

        [UnmanagedFunctionPointer(CallingConvention.StdCall)]
        public delegate int CtxPushCurrentFunction(IntPtr context);

        [UnmanagedFunctionPointer(CallingConvention.StdCall)]
        public delegate int CtxPopCurrentFunction(out IntPtr context);

        [UnmanagedFunctionPointer(CallingConvention.StdCall)]
        public delegate int GraphicsGLRegisterBufferFunction(out IntPtr resource, uint buffer, uint flags);

        [UnmanagedFunctionPointer(CallingConvention.StdCall)]
        public delegate int GraphicsMapResourcesFunction(uint count, ref IntPtr resource, IntPtr stream);

        [UnmanagedFunctionPointer(CallingConvention.StdCall)]
        public delegate int GraphicsResourceGetMappedPointerFunction(out IntPtr pointer, out UIntPtr size, IntPtr resource);

        [UnmanagedFunctionPointer(CallingConvention.StdCall)]
        public delegate int GraphicsUnregisterResourceFunction(IntPtr resource);

        [UnmanagedFunctionPointer(CallingConvention.StdCall)]
        private delegate int GetErrorNameFunction(int error, out IntPtr name);

        /// <summary>Loads the library; it stays loaded.</summary>
        /// <exception cref="NotSupportedException">It is not there, or too old.</exception>
        public static CudaLibrary Load()
        {
            var library = RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
                ? Windows.LoadLibrary(FileName)
                : Linux.Open(FileName, LoadNow);
            return library != IntPtr.Zero
                ? new CudaLibrary(library)
                : throw new NotSupportedException($"CUDA: {FileName} is not there, which NVIDIA's driver installs.");
        }

        /// <summary>CUDA's name of an error.</summary>
        public string NameOf(int error) =>
            _getErrorName(error, out var name) == 0 ? Marshal.PtrToStringAnsi(name)! : $"error {error}";

        private static T Bind<T>(IntPtr library, string name)
            where T : Delegate
        {
            var address = RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
                ? Windows.GetExport(library, name)
                : Linux.GetExport(library, name);
            return address != IntPtr.Zero
                ? Marshal.GetDelegateForFunctionPointer<T>(address)
                : throw new NotSupportedException($"CUDA: {FileName} has no {name}. Update NVIDIA's driver to one for CUDA 11 or newer.");
        }

        private static class Windows
        {
            [DllImport("kernel32.dll", EntryPoint = "LoadLibraryW", CharSet = CharSet.Unicode)]
            public static extern IntPtr LoadLibrary(string name);

            [DllImport(
                "kernel32.dll", EntryPoint = "GetProcAddress", CharSet = CharSet.Ansi, BestFitMapping = false,
                ThrowOnUnmappableChar = true)]
            public static extern IntPtr GetExport(IntPtr module, string name);
        }

        private static class Linux
        {
            [DllImport(
                "libdl.so.2", EntryPoint = "dlopen", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
            public static extern IntPtr Open(string name, int flags);

            [DllImport(
                "libdl.so.2", EntryPoint = "dlsym", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
            public static extern IntPtr GetExport(IntPtr library, string name);
        }
    }
}
