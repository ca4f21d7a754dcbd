using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.ModelInput;
using Saccade.OpenGL.Contexts;
using Saccade.Preprocessing;
using Silk.NET.OpenGL;
using PixelFormat = Silk.NET.OpenGL.PixelFormat;

namespace Saccade.OpenGL.Tests
{
    /// <summary>
    /// Whatever the picture lies in, the encode reads the levels that a screenshot would save: compared with the training
    /// transform of those levels, worked out here in double precision.
    /// </summary>
    [NonParallelizable]
    internal sealed class EncodeSourceTests
    {
        private const int Width = 53;
        private const int Height = 37;

        private static readonly PreprocessingRule Rule = PreprocessingRule.Parse(
            """{"size": {"height": 20, "width": 24}, "resample": 3, "do_rescale": false, "do_normalize": false}""", "rule");

        private static readonly PreprocessingRule Identity = PreprocessingRule.Parse(
            """{"size": {"height": 37, "width": 53}, "resample": 2, "do_rescale": false, "do_normalize": false}""", "rule");

        private OwnContext _context = null!;
        private ICaptureBackend<CaptureSource> _backend = null!;

        private GL Gl => _context.Gl;

        [OneTimeSetUp]
        public void CreateContext()
        {
            _context = new OwnContext();
            _backend = Encoding.OnOwnContext();
        }

        [OneTimeTearDown]
        public void DestroyContext()
        {
            _context.Dispose();
            Assert.That(GlObjects.Live, Is.Zero);
        }

        [Test]
        public void EncodedLevels_AreTakenAsTheyAreStored(
            [Values(SizedInternalFormat.Rgba8, SizedInternalFormat.Srgb8Alpha8, SizedInternalFormat.Srgb8, SizedInternalFormat.Rgb8)]
            SizedInternalFormat format,
            [Values] bool isMutable,
            [Values] bool bottomUp,
            [Values] bool isLinear)
        {
            var isSrgb = format is SizedInternalFormat.Srgb8Alpha8 or SizedInternalFormat.Srgb8;
            if (isLinear && !isSrgb)
            {
                Assert.Pass("What isn't sRGB and is said to be linear is encoded, see the next test.");
            }

            var rgb = Encoding.Noise(Width, Height);
            var texture = Create(format, isMutable, PixelType.UnsignedByte, Encoding.ToRgba(rgb, Width, Height, bottomUp));

            AssertEncodes(new CaptureSource((IntPtr)texture, 0, 0, Width, Height, isLinear, bottomUp), rgb, Width, Height);
        }

        [TestCase(SizedInternalFormat.Rgba8)]
        [TestCase(SizedInternalFormat.Rgba16)]
        [TestCase(SizedInternalFormat.Rgb10A2)]
        [TestCase(SizedInternalFormat.Rgba16f)]
        [TestCase(SizedInternalFormat.Rgba32f)]
        [TestCase(SizedInternalFormat.R11fG11fB10f)]
        public void LinearLight_BecomesTheLevelsOfAScreenshot(SizedInternalFormat format) => AssertColours(format, isLinear: true);

        [TestCase(SizedInternalFormat.Rgba16)]
        [TestCase(SizedInternalFormat.Rgb10A2)]
        [TestCase(SizedInternalFormat.Rgba16f)]
        [TestCase(SizedInternalFormat.Rgba32f)]
        [TestCase(SizedInternalFormat.R11fG11fB10f)]
        public void EncodedColours_AreRoundedToLevels(SizedInternalFormat format) => AssertColours(format, isLinear: false);

        [Test]
        public void LinearLight_NextToEachThreshold_FindsTheExactLevel()
        {
            // The floats just below and at the beginning of each level, and what no light can be.
            List<float> values =
            [
                float.NaN, BitConverter.Int32BitsToSingle(0x7FC00000), float.PositiveInfinity, float.NegativeInfinity,
                -1, -1e-5f, -0f, 0, float.Epsilon, MathF.BitDecrement(1), 1, 2,
            ];
            for (var level = 1; level < 256; level++)
            {
                var first = SrgbEncoding.FindFirst(level);
                values.AddRange([MathF.BitDecrement(first), first, MathF.BitIncrement(first)]);
            }

            var pixels = new float[Width * Height * 4];
            for (var i = 0; i < pixels.Length; i++)
            {
                pixels[i] = values[i / 4 * 3 % values.Count + (i % 4 == 3 ? 0 : i % 4)];
            }

            var texture = Create(SizedInternalFormat.Rgba32f, false, PixelType.Float, pixels);

            var actual = Encoding.Encode(_backend, Identity, new CaptureSource((IntPtr)texture, 0, 0, Width, Height, true, false));

            for (var i = 0; i < actual.Length; i++)
            {
                var value = pixels[i % (Width * Height) * 4 + i / (Width * Height)];
                var expected = float.IsNaN(value) ? 0 : Screenshot(value, true);
                Assert.That(actual[i], Is.EqualTo((float)expected), $"{value:R}");
            }

            Gl.DeleteTexture(texture);
        }

        [Test]
        public void Buckets_HoldAtMostOneThreshold()
        {
            var table = SrgbEncoding.Table;
            for (var bucket = 0; bucket < SrgbEncoding.Buckets; bucket++)
            {
                var next = bucket + 1 < SrgbEncoding.Buckets ? table[bucket + 1] >> 17 : 255;
                var steps = (table[bucket] & 0x1FFFF) < 0x10000 ? 1 : 0;
                Assert.That(next - (table[bucket] >> 17), Is.InRange(steps, 1), $"bucket {bucket}");
            }
        }

        [TestCase(0, 0, 1, 1)]
        [TestCase(52, 36, 1, 1)]
        [TestCase(5, 3, 31, 30)]
        [TestCase(0, 20, 53, 17)]
        public void SourceRectangle_IsTheWholePicture(int x, int y, int width, int height)
        {
            var rgb = Encoding.Noise(Width, Height);
            var texture = Encoding.Upload(Gl, SizedInternalFormat.Srgb8Alpha8, rgb, Width, Height);

            // Rows count from the bottom in the texture, from the top in the picture.
            var part = new byte[width * height * 3];
            for (var row = 0; row < height; row++)
            {
                Array.Copy(rgb, ((Height - y - height + row) * Width + x) * 3, part, row * width * 3, width * 3);
            }

            AssertEncodes(new CaptureSource((IntPtr)texture, x, y, width, height, false, true), part, width, height);
        }

        [Test]
        public void IncompleteTexture_IsReadAllTheSame()
        {
            // Mutable, with a filter that asks for mip levels it doesn't have: a sampler of its own would give black.
            var rgb = Encoding.Noise(Width, Height);
            var texture = Create(SizedInternalFormat.Rgba8, true, PixelType.UnsignedByte, Encoding.ToRgba(rgb, Width, Height, true));
            Gl.TextureParameter(texture, TextureParameterName.TextureMinFilter, (int)GLEnum.LinearMipmapLinear);

            AssertEncodes(Encoding.Source(texture, Width, Height), rgb, Width, Height);
        }

        [Test]
        public void Swizzle_IsWhatAShaderSees_InEveryFormat(
            [Values(SizedInternalFormat.Rgba8, SizedInternalFormat.Srgb8Alpha8, SizedInternalFormat.Rgb8, SizedInternalFormat.Rgba16f)]
            SizedInternalFormat format,
            [Values] bool isMutable)
        {
            var rgb = Encoding.Noise(Width, Height);
            var texture = Create(format, isMutable, PixelType.UnsignedByte, Encoding.ToRgba(rgb, Width, Height, true));
            Gl.TextureParameter(texture, TextureParameterName.TextureSwizzleR, (int)GLEnum.Blue);
            Gl.TextureParameter(texture, TextureParameterName.TextureSwizzleG, (int)GLEnum.Red);
            Gl.TextureParameter(texture, TextureParameterName.TextureSwizzleB, (int)GLEnum.One);
            var seen = new byte[rgb.Length];
            for (var i = 0; i < rgb.Length; i += 3)
            {
                (seen[i], seen[i + 1], seen[i + 2]) = (rgb[i + 2], rgb[i], 255);
            }

            AssertEncodes(Encoding.Source(texture, Width, Height), seen, Width, Height);
        }

        [Test]
        public void Swizzle_OfAMultisampledTexture_IsWhatAShaderSees()
        {
            Gl.CreateTextures(TextureTarget.Texture2DMultisample, 1, out uint samples);
            Gl.TextureStorage2DMultisample(samples, 4, SizedInternalFormat.Rgba8, Width, Height, true);
            Gl.ClearTexImage<byte>(samples, 0, PixelFormat.Rgba, PixelType.UnsignedByte, [10, 20, 30, 255]);
            Gl.TextureParameter(samples, TextureParameterName.TextureSwizzleR, (int)GLEnum.Blue);

            var seen = new byte[Width * Height * 3];
            for (var i = 0; i < seen.Length; i += 3)
            {
                (seen[i], seen[i + 1], seen[i + 2]) = (30, 20, 30);
            }

            AssertEncodes(Encoding.Source(samples, Width, Height), seen, Width, Height);
        }

        [Test]
        public void FirstLevel_IsRead_WhateverTheBaseLevelIs(
            [Values(SizedInternalFormat.Rgba8, SizedInternalFormat.Srgb8Alpha8, SizedInternalFormat.Rgb8, SizedInternalFormat.Rgba16f)]
            SizedInternalFormat format,
            [Values] bool isMutable)
        {
            var rgb = Encoding.Noise(Width, Height);
            var texture = CreateLevels(format, isMutable, Encoding.ToRgba(rgb, Width, Height, true));
            Gl.TextureParameter(texture, TextureParameterName.TextureBaseLevel, 1);

            var actual = Encoding.Encode(_backend, Rule, Encoding.Source(texture, Width, Height));

            Assert.That(actual, Is.EqualTo(Encoding.Expected(Rule, rgb, Width, Height)));
            Gl.GetTextureParameter(texture, GLEnum.TextureBaseLevel, out int level);
            Assert.That(level, Is.EqualTo(1), "as it was");
            Gl.DeleteTexture(texture);
        }

        [TestCase(SizedInternalFormat.Rgba8, SizedInternalFormat.Srgb8Alpha8)]
        [TestCase(SizedInternalFormat.Srgb8Alpha8, SizedInternalFormat.Rgba8)]
        [TestCase(SizedInternalFormat.R32ui, SizedInternalFormat.Rgba8)]
        public void ViewOfATexture_IsReadAsWhatItIs(SizedInternalFormat stored, SizedInternalFormat seen)
        {
            var rgb = Encoding.Noise(Width, Height);
            Gl.CreateTextures(TextureTarget.Texture2DArray, 1, out uint layers);
            Gl.TextureStorage3D(layers, 2, stored, 2 * Width, 2 * Height, 2);
            var bytes = Encoding.ToRgba(rgb, Width, Height, true);
            var layout = stored == SizedInternalFormat.R32ui ? PixelFormat.RedInteger : PixelFormat.Rgba;
            var type = stored == SizedInternalFormat.R32ui ? PixelType.UnsignedInt : PixelType.UnsignedByte;
            Gl.TextureSubImage3D<byte>(layers, 1, 0, 0, 1, Width, Height, 1, layout, type, bytes);
            var view = Gl.GenTexture();
            Gl.TextureView(view, TextureTarget.Texture2D, layers, seen, 1, 1, 1, 1);

            AssertEncodes(Encoding.Source(view, Width, Height), rgb, Width, Height);
            Gl.DeleteTexture(layers);
        }

        [TestCase(SizedInternalFormat.Rgba8, false)]
        [TestCase(SizedInternalFormat.Rgba8, true)]
        [TestCase(SizedInternalFormat.Srgb8Alpha8, true)]
        [TestCase(SizedInternalFormat.Rgba16f, true)]
        public void MultisampledTexture_IsResolved(SizedInternalFormat format, bool isLinear)
        {
            Gl.CreateTextures(TextureTarget.Texture2DMultisample, 1, out uint samples);
            Gl.TextureStorage2DMultisample(samples, 4, format, Width, Height, true);
            Gl.CreateFramebuffers(1, out uint framebuffer);
            Gl.NamedFramebufferTexture(framebuffer, FramebufferAttachment.ColorAttachment0, samples, 0);
            Gl.BindFramebuffer(FramebufferTarget.Framebuffer, framebuffer);
            var rgb = new byte[Width * Height * 3];
            Gl.Enable(EnableCap.ScissorTest);
            for (var x = 0; x < Width; x++)
            {
                var value = (x + 0.5f) / Width;
                Gl.Scissor(x, 0, 1, Height);
                Gl.ClearColor(value, 1 - value, 0.25f, 1);
                Gl.Clear(ClearBufferMask.ColorBufferBit);
                for (var y = 0; y < Height; y++)
                {
                    for (var channel = 0; channel < 3; channel++)
                    {
                        rgb[(y * Width + x) * 3 + channel] = Level(channel == 0 ? value : channel == 1 ? 1 - value : 0.25f);
                    }
                }
            }

            var actual = Encoding.Encode(_backend, Rule, Encoding.Source(samples, Width, Height, isLinear));

            Assert.That(Gl.IsEnabled(EnableCap.ScissorTest), Is.True);
            Gl.Disable(EnableCap.ScissorTest);
            Gl.BindFramebuffer(FramebufferTarget.Framebuffer, 0);
            Gl.DeleteFramebuffer(framebuffer);
            Gl.DeleteTexture(samples);
            Assert.That(actual, Is.EqualTo(Encoding.Expected(Rule, rgb, Width, Height)).Within(1));

            byte Level(float value) => format switch
            {
                SizedInternalFormat.Rgba8 when isLinear => (byte)SrgbEncoding.ToLevel(MathF.Round(value * 255) / 255),
                SizedInternalFormat.Rgba16f => (byte)SrgbEncoding.ToLevel((double)(Half)value),
                _ => (byte)MathF.Round(value * 255),
            };
        }

        [TestCase(SizedInternalFormat.Rgba8, false)]
        [TestCase(SizedInternalFormat.Srgb8Alpha8, true)]
        [TestCase(SizedInternalFormat.Rgba16f, true)]
        [TestCase(SizedInternalFormat.Rgba32f, false)]
        [TestCase(SizedInternalFormat.Rgb10A2, true)]
        public void BoundFramebuffer_IsReadLikeItsTexture(SizedInternalFormat format, bool isLinear)
        {
            var texture = Create(format, false, PixelType.Float, Colours());
            Gl.CreateFramebuffers(1, out uint framebuffer);
            Gl.NamedFramebufferTexture(framebuffer, FramebufferAttachment.ColorAttachment0, texture, 0);
            CaptureSource source = new((IntPtr)texture, 3, 2, 40, 30, isLinear, true);
            var expected = Encoding.Encode(_backend, Rule, source);
            Gl.BindFramebuffer(FramebufferTarget.Framebuffer, framebuffer);
            Gl.Enable(EnableCap.FramebufferSrgb);

            var actual = Encoding.Encode(_backend, Rule, new CaptureSource(IntPtr.Zero, 3, 2, 40, 30, isLinear, true));

            Assert.That(actual, Is.EqualTo(expected));
            Assert.That(Gl.IsEnabled(EnableCap.FramebufferSrgb), Is.True);
            Gl.Disable(EnableCap.FramebufferSrgb);
            Gl.BindFramebuffer(FramebufferTarget.Framebuffer, 0);
            Gl.DeleteFramebuffer(framebuffer);
            Gl.DeleteTexture(texture);
        }

        [TestCase(SizedInternalFormat.Rgba8ui, "Rgba8ui")]
        [TestCase(SizedInternalFormat.DepthComponent24, "DepthComponent24")]
        public void TextureWithoutColours_SaysSo(SizedInternalFormat format, string name)
        {
            var texture = Encoding.CreateTexture(Gl, format, Width, Height);

            AssertRefuses(texture, name);
        }

        [Test]
        public void CubeMap_SaysSo()
        {
            Gl.CreateTextures(TextureTarget.TextureCubeMap, 1, out uint texture);
            Gl.TextureStorage2D(texture, 1, SizedInternalFormat.Rgba8, Width, Width);

            AssertRefuses(texture, "TextureCubeMap");
        }

        // What a screenshot saves of a colour.
        private static byte Screenshot(double value, bool isLinear) =>
            (byte)(isLinear ? SrgbEncoding.ToLevel(value) : (int)Math.Floor(255 * Math.Clamp(value, 0, 1) + 0.5));

        // Dark, bright, above white, in between; rows from the bottom.
        private static float[] Colours()
        {
            System.Random random = new(5);
            var rgba = new float[Width * Height * 4];
            for (var i = 0; i < rgba.Length; i++)
            {
                var kind = random.NextDouble();
                rgba[i] = (float)(kind < 0.3 ? random.NextDouble() * 0.01 : kind < 0.4 ? 1 + 3 * random.NextDouble() : random.NextDouble());
            }

            return rgba;
        }

        private void AssertColours(SizedInternalFormat format, bool isLinear)
        {
            var texture = Create(format, false, PixelType.Float, Colours());

            // What the format kept of them, as the driver reads it back.
            var kept = new float[Width * Height * 4];
            Gl.GetTextureImage<float>(texture, 0, PixelFormat.Rgba, PixelType.Float, (uint)(kept.Length * sizeof(float)), kept.AsSpan());
            var rgb = new byte[Width * Height * 3];
            for (var i = 0; i < rgb.Length; i++)
            {
                var pixel = (Height - 1 - i / 3 / Width) * Width + i / 3 % Width;
                rgb[i] = Screenshot(kept[pixel * 4 + i % 3], isLinear);
            }

            Assert.That(rgb.Distinct().Count(), Is.GreaterThan(100));
            AssertEncodes(Encoding.Source(texture, Width, Height, isLinear), rgb, Width, Height);
        }

        private uint Create<T>(SizedInternalFormat format, bool isMutable, PixelType type, T[] rgba)
            where T : unmanaged
        {
            Gl.PixelStore(PixelStoreParameter.UnpackAlignment, 1);
            if (!isMutable)
            {
                var texture = Encoding.CreateTexture(Gl, format, Width, Height);
                Gl.TextureSubImage2D<T>(texture, 0, 0, 0, Width, Height, PixelFormat.Rgba, type, rgba);
                return texture;
            }

            var name = Gl.GenTexture();
            Gl.BindTexture(TextureTarget.Texture2D, name);
            Gl.TexImage2D<T>(TextureTarget.Texture2D, 0, (InternalFormat)format, Width, Height, 0, PixelFormat.Rgba, type, rgba);
            Gl.BindTexture(TextureTarget.Texture2D, 0);
            return name;
        }

        // A second level that is another picture.
        private uint CreateLevels(SizedInternalFormat format, bool isMutable, byte[] rgba)
        {
            var small = new byte[Width / 2 * (Height / 2) * 4];
            System.Array.Fill(small, (byte)77);
            Gl.PixelStore(PixelStoreParameter.UnpackAlignment, 1);
            if (!isMutable)
            {
                Gl.CreateTextures(TextureTarget.Texture2D, 1, out uint texture);
                Gl.TextureStorage2D(texture, 2, format, Width, Height);
                Gl.TextureSubImage2D<byte>(texture, 0, 0, 0, Width, Height, PixelFormat.Rgba, PixelType.UnsignedByte, rgba);
                Gl.TextureSubImage2D<byte>(texture, 1, 0, 0, Width / 2, Height / 2, PixelFormat.Rgba, PixelType.UnsignedByte, small);
                return texture;
            }

            var name = Create(format, true, PixelType.UnsignedByte, rgba);
            Gl.BindTexture(TextureTarget.Texture2D, name);
            Gl.TexImage2D<byte>(
                TextureTarget.Texture2D, 1, (InternalFormat)format, Width / 2, Height / 2, 0, PixelFormat.Rgba, PixelType.UnsignedByte,
                small);
            Gl.TextureParameter(name, TextureParameterName.TextureMaxLevel, 1);
            Gl.BindTexture(TextureTarget.Texture2D, 0);
            return name;
        }

        private void AssertEncodes(CaptureSource source, byte[] rgb, int width, int height)
        {
            foreach (var rule in new[] { Rule, Identity })
            {
                var actual = Encoding.Encode(_backend, rule, source);

                Assert.That(actual, Is.EqualTo(Encoding.Expected(rule, rgb, width, height)));
            }

            Assert.That(Gl.GetError(), Is.EqualTo(GLEnum.NoError));
            Gl.DeleteTexture((uint)source.Texture);
        }

        private void AssertRefuses(uint texture, string name)
        {
            using var encoder = _backend.CreateEncoder(Rule, PixelLayout.Planes, 1, 1, 1);

            encoder.TryEncode(Encoding.Source(texture, Width, Width < Height ? Width : Height), Encoding.Stamp(1));

            Assert.That(encoder.Failure, Does.Contain(name).And.StartsWith("OpenGL: the camera's texture"));
            Gl.DeleteTexture(texture);
        }
    }
}
