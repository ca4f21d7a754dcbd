using System;
using System.Runtime.InteropServices;

namespace Saccade.Host.Egl
{
    /// <summary>The entry points of libEGL that a headless context needs, bound by hand: no binding package is on the registry.</summary>
    internal sealed unsafe class EglLibrary
    {
        internal const int Extensions = 0x3055;

        internal readonly delegate* unmanaged<uint, nint, nint*, nint> GetPlatformDisplay;
        internal readonly delegate* unmanaged<nint, int*, int*, uint> Initialize;
        internal readonly delegate* unmanaged<uint, uint> BindApi;
        internal readonly delegate* unmanaged<nint, nint, nint, int*, nint> CreateContext;
        internal readonly delegate* unmanaged<nint, nint, nint, nint, uint> MakeCurrent;
        internal readonly delegate* unmanaged<nint, nint, uint> DestroyContext;
        internal readonly delegate* unmanaged<int> GetError;

        private const string DefaultName = "libEGL.so.1";

        private readonly delegate* unmanaged<byte*, nint> _getProcAddress;
        private readonly delegate* unmanaged<int, nint*, int*, uint> _queryDevices;
        private readonly delegate* unmanaged<nint, int, byte*> _queryDeviceString;

        private EglLibrary(nint library)
        {
            GetPlatformDisplay = (delegate* unmanaged<uint, nint, nint*, nint>)NativeLibrary.GetExport(library, "eglGetPlatformDisplay");
            Initialize = (delegate* unmanaged<nint, int*, int*, uint>)NativeLibrary.GetExport(library, "eglInitialize");
            BindApi = (delegate* unmanaged<uint, uint>)NativeLibrary.GetExport(library, "eglBindAPI");
            CreateContext = (delegate* unmanaged<nint, nint, nint, int*, nint>)NativeLibrary.GetExport(library, "eglCreateContext");
            MakeCurrent = (delegate* unmanaged<nint, nint, nint, nint, uint>)NativeLibrary.GetExport(library, "eglMakeCurrent");
            DestroyContext = (delegate* unmanaged<nint, nint, uint>)NativeLibrary.GetExport(library, "eglDestroyContext");
            GetError = (delegate* unmanaged<int>)NativeLibrary.GetExport(library, "eglGetError");
            _getProcAddress = (delegate* unmanaged<byte*, nint>)NativeLibrary.GetExport(library, "eglGetProcAddress");
            _queryDevices = (delegate* unmanaged<int, nint*, int*, uint>)GetProcAddress("eglQueryDevicesEXT");
            _queryDeviceString = (delegate* unmanaged<nint, int, byte*>)GetProcAddress("eglQueryDeviceStringEXT");
        }

        internal static EglLibrary Load(string name = DefaultName)
        {
            if (!NativeLibrary.TryLoad(name, out var library))
            {
                throw MissingDriver($"{name} was not found");
            }

            try
            {
                return new EglLibrary(library);
            }
            catch (EntryPointNotFoundException exception)
            {
                throw MissingDriver($"{name} is older than EGL 1.5 ({exception.Message})");
            }
        }

        internal static HostException MissingDriver(string reason) => new HostException(
            $"Graphics: {reason}. Rendering needs OpenGL 4.5 through EGL, which Mesa's software driver gives on any machine: "
            + "the Debian packages libegl1 and libgl1-mesa-dri. Install them with: "
            + "apt-get update && apt-get install --no-install-recommends -y libegl1 libgl1-mesa-dri");

        internal nint GetProcAddress(string name)
        {
            Span<byte> zeroTerminated = stackalloc byte[name.Length + 1];
            zeroTerminated.Clear();
            System.Text.Encoding.ASCII.GetBytes(name, zeroTerminated);
            fixed (byte* text = zeroTerminated)
            {
                return _getProcAddress(text);
            }
        }

        /// <summary>The devices to choose from, none where the library can't list them.</summary>
        internal nint[] QueryDevices()
        {
            if (_queryDevices == null || _queryDeviceString == null)
            {
                return [];
            }

            const int Most = 32;
            var devices = stackalloc nint[Most];
            var count = 0;
            return _queryDevices(Most, devices, &count) != 0 ? new Span<nint>(devices, count).ToArray() : [];
        }

        internal bool IsSoftware(nint device)
        {
            var extensions = Marshal.PtrToStringUTF8((nint)_queryDeviceString(device, Extensions));
            return extensions is not null && extensions.Contains("EGL_MESA_device_software", StringComparison.Ordinal);
        }
    }
}
