using System;
using System.Runtime.InteropServices;

namespace Saccade.OpenGL.Contexts
{
    /// <summary>
    /// Finds OpenGL's functions for the context that is current on the calling thread, whichever of EGL, GLX or WGL made it. The
    /// engine made the context and doesn't hand out its loader.
    /// </summary>
    internal static class GlProcAddress
    {
        /// <summary>The look-up that fits the current context, or null where there is none.</summary>
        public static Func<string, IntPtr>? Find()
        {
            if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            {
                return IsCurrent(Wgl.GetCurrentContext) ? FindWgl : (Func<string, IntPtr>?)null;
            }

            if (IsCurrent(Egl.GetCurrentContext))
            {
                return Egl.GetProcAddress;
            }

            return IsCurrent(Glx.GetCurrentContext) ? Glx.GetProcAddress : (Func<string, IntPtr>?)null;
        }

        private static bool IsCurrent(Func<IntPtr> getCurrentContext)
        {
            try
            {
                return getCurrentContext() != IntPtr.Zero;
            }
            catch (DllNotFoundException)
            {
                return false;
            }
        }

        // WGL knows only what came after OpenGL 1.1; the rest are exports of the library itself.
        private static IntPtr FindWgl(string name)
        {
            var address = Wgl.GetProcAddress(name);
            return address != IntPtr.Zero ? address : Wgl.GetExport(Wgl.GetModule("opengl32.dll"), name);
        }

        private static class Egl
        {
            [DllImport("libEGL.so.1", EntryPoint = "eglGetCurrentContext")]
            public static extern IntPtr GetCurrentContext();

            [DllImport(
                "libEGL.so.1", EntryPoint = "eglGetProcAddress", CharSet = CharSet.Ansi, BestFitMapping = false,
                ThrowOnUnmappableChar = true)]
            public static extern IntPtr GetProcAddress(string name);
        }

        private static class Glx
        {
            [DllImport("libGL.so.1", EntryPoint = "glXGetCurrentContext")]
            public static extern IntPtr GetCurrentContext();

            [DllImport(
                "libGL.so.1", EntryPoint = "glXGetProcAddressARB", CharSet = CharSet.Ansi, BestFitMapping = false,
                ThrowOnUnmappableChar = true)]
            public static extern IntPtr GetProcAddress(string name);
        }

        private static class Wgl
        {
            [DllImport("opengl32.dll", EntryPoint = "wglGetCurrentContext")]
            public static extern IntPtr GetCurrentContext();

            [DllImport(
                "opengl32.dll", EntryPoint = "wglGetProcAddress", CharSet = CharSet.Ansi, BestFitMapping = false,
                ThrowOnUnmappableChar = true)]
            public static extern IntPtr GetProcAddress(string name);

            [DllImport("kernel32.dll", EntryPoint = "GetModuleHandleW", CharSet = CharSet.Unicode)]
            public static extern IntPtr GetModule(string name);

            [DllImport(
                "kernel32.dll", EntryPoint = "GetProcAddress", CharSet = CharSet.Ansi, BestFitMapping = false,
                ThrowOnUnmappableChar = true)]
            public static extern IntPtr GetExport(IntPtr module, string name);
        }
    }
}
