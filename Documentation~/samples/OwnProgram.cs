using System;
using System.Runtime.InteropServices;
using System.Threading;
using Saccade;
using Saccade.OpenGL;
using Silk.NET.OpenGL;
using PixelFormat = Saccade.Capture.PixelFormat;

namespace MyProgram
{
    /// <summary>Saccade in a program of one's own, without any engine: a texture of its own OpenGL context, and pixels in memory.</summary>
    public static class OwnProgram
    {
        private const int Width = 100;
        private const int Height = 80;

        public static int Main(string[] arguments)
        {
            byte[] pixels = MakePicture();
            using (var model = VitModel.Load(arguments[0]))
            {
                Show("pixels", model.Classify(pixels, Width, Height, PixelFormat.Rgba32));
            }

            MakeContext();
            using GL gl = GL.GetApi(GetProcAddress);
            using var classifier = new OpenGLClassifier(arguments[0], GetProcAddress);
            uint texture = Upload(gl, pixels);
            while (classifier.Result == null && classifier.Error == null)
            {
                classifier.BeginFrame();
                classifier.Capture(texture, Width, Height, isBottomUp: false);
                Thread.Sleep(1);
            }

            if (classifier.Result == null)
            {
                Console.Error.WriteLine(classifier.Error);
                return 1;
            }

            Show("texture", classifier.Result);
            return 0;
        }

        private static void Show(string name, Classification result) =>
            Console.WriteLine(FormattableString.Invariant($"{name}: {result.Best.Label}, {result.Best.Probability:0.0000}"));

        // Red grows to the right, green downwards.
        private static byte[] MakePicture()
        {
            byte[] pixels = new byte[Width * Height * 4];
            for (int i = 0; i < Width * Height; i++)
            {
                pixels[i * 4] = (byte)(i % Width * 255 / Width);
                pixels[i * 4 + 1] = (byte)(i / Width * 255 / Height);
                pixels[i * 4 + 2] = 60;
                pixels[i * 4 + 3] = 255;
            }

            return pixels;
        }

        private static uint Upload(GL gl, byte[] pixels)
        {
            gl.CreateTextures(TextureTarget.Texture2D, 1, out uint texture);
            gl.TextureStorage2D(texture, 1, SizedInternalFormat.Rgba8, Width, Height);
            gl.TextureSubImage2D<byte>(texture, 0, 0, 0, Width, Height, Silk.NET.OpenGL.PixelFormat.Rgba, PixelType.UnsignedByte, pixels);
            return texture;
        }

        // OpenGL 4.5 through EGL without a window, on Mesa's drivers.
        private static void MakeContext()
        {
            IntPtr display = GetPlatformDisplay(0x31DD, IntPtr.Zero, IntPtr.Zero);
            int[] version = { 0x3098, 4, 0x30FB, 5, 0x3038 };
            if (Initialize(display, out _, out _) == 0 || BindApi(0x30A2) == 0
                || MakeCurrent(display, IntPtr.Zero, IntPtr.Zero, CreateContext(display, IntPtr.Zero, IntPtr.Zero, version)) == 0)
            {
                throw new InvalidOperationException("EGL gives no context of OpenGL 4.5.");
            }
        }

        [DllImport("libEGL.so.1", EntryPoint = "eglGetProcAddress")]
        private static extern IntPtr GetProcAddress(string name);

        [DllImport("libEGL.so.1", EntryPoint = "eglGetPlatformDisplay")]
        private static extern IntPtr GetPlatformDisplay(uint platform, IntPtr device, IntPtr attributes);

        [DllImport("libEGL.so.1", EntryPoint = "eglInitialize")]
        private static extern uint Initialize(IntPtr display, out int major, out int minor);

        [DllImport("libEGL.so.1", EntryPoint = "eglBindAPI")]
        private static extern uint BindApi(uint api);

        [DllImport("libEGL.so.1", EntryPoint = "eglCreateContext")]
        private static extern IntPtr CreateContext(IntPtr display, IntPtr config, IntPtr share, int[] attributes);

        [DllImport("libEGL.so.1", EntryPoint = "eglMakeCurrent")]
        private static extern uint MakeCurrent(IntPtr display, IntPtr draw, IntPtr read, IntPtr context);
    }
}
