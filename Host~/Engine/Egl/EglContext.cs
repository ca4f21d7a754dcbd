using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Host.Egl
{
    /// <summary>
    /// An OpenGL 4.5 core context without a window or surface, current on the thread that created it. Graphics cards are tried
    /// first, then Mesa's surfaceless platform, then software devices.
    /// </summary>
    internal sealed unsafe class EglContext : IDisposable
    {
        private const uint SurfacelessMesa = 0x31DD;
        private const uint DeviceExt = 0x313F;
        private const uint OpenGlApi = 0x30A2;
        private const int MajorVersion = 0x3098;
        private const int MinorVersion = 0x30FB;
        private const int ProfileMask = 0x30FD;
        private const int CoreProfile = 1;
        private const int Debug = 0x31B0;
        private const int None = 0x3038;

        private readonly EglLibrary _egl;
        private readonly nint _display;
        private readonly nint _context;

        private EglContext(EglLibrary egl, nint display, nint context)
        {
            _egl = egl;
            _display = display;
            _context = context;
        }

        internal static EglContext Create(bool debug)
        {
            var egl = EglLibrary.Load();
            List<string> failures = [];
            var devices = egl.QueryDevices();
            IEnumerable<(uint Platform, nint Device)> candidates = devices.Where(device => !egl.IsSoftware(device))
                .Select(device => (DeviceExt, device))
                .Append((SurfacelessMesa, 0))
                .Concat(devices.Where(egl.IsSoftware).Select(device => (DeviceExt, device)));
            foreach (var (platform, device) in candidates)
            {
                if (TryCreate(egl, platform, device, debug, failures) is EglContext context)
                {
                    return context;
                }
            }

            throw EglLibrary.MissingDriver("no EGL display gives an OpenGL 4.5 core context (" + string.Join("; ", failures) + ")");
        }

        internal nint GetProcAddress(string name) => _egl.GetProcAddress(name);

        /// <summary>Unbinds and destroys the context; the display stays, since the process shares it with whoever else uses EGL.</summary>
        public void Dispose()
        {
            _egl.MakeCurrent(_display, 0, 0, 0);
            _egl.DestroyContext(_display, _context);
        }

        private static EglContext? TryCreate(EglLibrary egl, uint platform, nint device, bool debug, List<string> failures)
        {
            var name = platform == SurfacelessMesa ? "surfaceless" : $"device {device:x}";
            var display = egl.GetPlatformDisplay(platform, device, null);
            var major = 0;
            var minor = 0;
            if (display == 0 || egl.Initialize(display, &major, &minor) == 0)
            {
                failures.Add($"{name}: no display, error 0x{egl.GetError():X}");
                return null;
            }

            egl.BindApi(OpenGlApi);
            var attributes = stackalloc int[]
            {
                MajorVersion, 4, MinorVersion, 5, ProfileMask, CoreProfile, Debug, debug ? 1 : 0, None,
            };
            var context = egl.CreateContext(display, 0, 0, attributes);
            if (context == 0)
            {
                failures.Add($"{name}: no 4.5 core context, error 0x{egl.GetError():X}");
                return null;
            }

            if (egl.MakeCurrent(display, 0, 0, context) == 0)
            {
                failures.Add($"{name}: a context needs a surface here, error 0x{egl.GetError():X}");
                egl.DestroyContext(display, context);
                return null;
            }

            return new EglContext(egl, display, context);
        }
    }
}
