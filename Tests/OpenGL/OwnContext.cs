using System;
using System.Runtime.InteropServices;
using NUnit.Framework;
using Silk.NET.OpenGL;

namespace Saccade.OpenGL.Tests
{
    /// <summary>An OpenGL context as an engine author has one: without any engine, current on the thread that made it.</summary>
    internal sealed unsafe partial class OwnContext : IDisposable
    {
        private const uint SurfacelessMesa = 0x31DD;
        private const uint OpenGlApi = 0x30A2;

        private readonly nint _display;
        private readonly nint _context;

        public OwnContext()
        {
            _display = GetPlatformDisplay(SurfacelessMesa, 0, 0);
            Assert.That(Initialize(_display, out _, out _), Is.Not.Zero, "EGL");
            Assert.That(BindApi(OpenGlApi), Is.Not.Zero, "desktop OpenGL");

            // Version 4.5, core profile.
            var attributes = stackalloc int[] { 0x3098, 4, 0x30FB, 5, 0x30FD, 1, 0x3038 };
            _context = CreateContext(_display, 0, 0, attributes);
            Assert.That(_context, Is.Not.Zero, "a 4.5 core context");
            MakeCurrent();
            Gl = GL.GetApi(GetProcAddress);
        }

        public GL Gl { get; }

        [LibraryImport("libEGL.so.1", EntryPoint = "eglGetProcAddress", StringMarshalling = StringMarshalling.Utf8)]
        public static partial nint GetProcAddress(string name);

        public void MakeCurrent() => Assert.That(MakeCurrent(_display, 0, 0, _context), Is.Not.Zero);

        public void MakeNoneCurrent() => Assert.That(MakeCurrent(_display, 0, 0, 0), Is.Not.Zero);

        public void Dispose()
        {
            MakeNoneCurrent();
            Assert.That(DestroyContext(_display, _context), Is.Not.Zero);
        }

        [LibraryImport("libEGL.so.1", EntryPoint = "eglGetPlatformDisplay")]
        private static partial nint GetPlatformDisplay(uint platform, nint device, nint attributes);

        [LibraryImport("libEGL.so.1", EntryPoint = "eglInitialize")]
        private static partial uint Initialize(nint display, out int major, out int minor);

        [LibraryImport("libEGL.so.1", EntryPoint = "eglBindAPI")]
        private static partial uint BindApi(uint api);

        [LibraryImport("libEGL.so.1", EntryPoint = "eglCreateContext")]
        private static partial nint CreateContext(nint display, nint config, nint share, int* attributes);

        [LibraryImport("libEGL.so.1", EntryPoint = "eglMakeCurrent")]
        private static partial uint MakeCurrent(nint display, nint draw, nint read, nint context);

        [LibraryImport("libEGL.so.1", EntryPoint = "eglDestroyContext")]
        private static partial uint DestroyContext(nint display, nint context);
    }
}
