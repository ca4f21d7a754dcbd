using System;
using System.Threading;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Preprocessing;
using Silk.NET.OpenGL;
using GL = Silk.NET.OpenGL.GL;
using PixelFormat = Silk.NET.OpenGL.PixelFormat;

namespace Saccade.OpenGL.Tests
{
    /// <summary>What tests of the encode do again and again.</summary>
    internal static class Encoding
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        public static FrameStamp Stamp(long frame) => new(frame, 0, Region.Whole);

        /// <summary>[height, width, 3] random levels, top row first.</summary>
        public static byte[] Noise(int width, int height)
        {
            var rgb = new byte[width * height * 3];
            new System.Random(width * 1000 + height).NextBytes(rgb);
            return rgb;
        }

        /// <summary>The same picture with an alpha that must not matter, rows from the bottom if asked.</summary>
        public static byte[] ToRgba(byte[] rgb, int width, int height, bool bottomUp)
        {
            var rgba = new byte[width * height * 4];
            for (var i = 0; i < width * height; i++)
            {
                var row = bottomUp ? height - 1 - i / width : i / width;
                var from = (row * width + i % width) * 3;
                Array.Copy(rgb, from, rgba, i * 4, 3);
                rgba[i * 4 + 3] = (byte)(i * 37);
            }

            return rgba;
        }

        public static float[] Expected(PreprocessingRule rule, byte[] rgb, int width, int height)
        {
            PixelTransform transform = new(rule);
            var (outputWidth, outputHeight) = rule.GetOutputSize(width, height);
            var expected = new float[3 * outputWidth * outputHeight];
            transform.Apply(rgb, width, height, expected);
            return expected;
        }

        public static uint CreateTexture(GL gl, SizedInternalFormat format, int width, int height)
        {
            gl.CreateTextures(TextureTarget.Texture2D, 1, out uint texture);
            gl.TextureStorage2D(texture, 1, format, (uint)width, (uint)height);
            return texture;
        }

        /// <summary>An RGBA8 texture, immutable, of a picture whose first row is the top one; rows lie from the bottom.</summary>
        public static uint Upload(GL gl, SizedInternalFormat format, byte[] rgb, int width, int height)
        {
            var texture = CreateTexture(gl, format, width, height);
            gl.TextureSubImage2D<byte>(
                texture, 0, 0, 0, (uint)width, (uint)height, PixelFormat.Rgba, PixelType.UnsignedByte, ToRgba(rgb, width, height, true));
            return texture;
        }

        public static CaptureSource Source(uint texture, int width, int height, bool isLinear = false) =>
            new((IntPtr)texture, 0, 0, width, height, isLinear, true);

        public static float[] Encode(ICaptureBackend<CaptureSource> backend, PreprocessingRule rule, CaptureSource source)
        {
            using var encoder = backend.CreateEncoder(rule, PixelLayout.Planes, 1, 1, 1);
            return Encode(encoder, source);
        }

        public static float[] Encode(IFrameEncoder<CaptureSource> encoder, CaptureSource source)
        {
            var values = new float[encoder.Length];
            Assert.That(encoder.TryEncode(source, Stamp(42)), Is.True, encoder.Failure);
            Assert.That(Fetch(encoder, values), Is.EqualTo(42));
            return values;
        }

        /// <summary>The fence is only ever looked at, so a test looks again.</summary>
        public static long Fetch(IFrameEncoder<CaptureSource> encoder, float[] values)
        {
            FrameStamp stamp = default;
            var arrived = SpinWait.SpinUntil(() => encoder.TryFetch(values, out stamp, out _) || encoder.Failure != null, Patience);
            Assert.That(encoder.Failure, Is.Null);
            Assert.That(arrived, Is.True, "the frame never arrived");
            return stamp.Frame;
        }

        public static ICaptureBackend<CaptureSource> OnOwnContext() => new OpenGLCaptureBackend(OwnContext.GetProcAddress);
    }
}
