using System;
using System.Threading;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Capture.Encoding;
using Saccade.Host;
using Saccade.OpenGL.Tests;
using Saccade.OpenGLEngine;
using Silk.NET.OpenGL;
using UnityEngine;
using UnityEngine.Rendering;
using GL = Silk.NET.OpenGL.GL;
using PixelFormat = Silk.NET.OpenGL.PixelFormat;

namespace Saccade.Runtime.Tests.Capture
{
    /// <summary>What tests of recorded captures do again and again, with an engine that runs.</summary>
    internal static class Recording
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        /// <summary>Skips the test where this machine can't compile what the way to encode needs.</summary>
        public static void Require(ICaptureBackend<RecordedSource> backend)
        {
            if (backend is ComputeCaptureBackend && !ComputeTools.AreAvailable)
            {
                Assert.Ignore(ComputeTools.Missing!);
            }
        }

        public static ICaptureBackend<RecordedSource> Create(string name) => name switch
        {
            "OpenGL" => new EngineCaptureBackend(),
            "compute shader" => new ComputeCaptureBackend(),
            _ => new ReadbackCaptureBackend(),
        };

        /// <summary>A target with exactly these levels stored, given from the top; rows lie from the bottom.</summary>
        public static RenderTexture CreateTarget(byte[] rgb, int width, int height, RenderTextureReadWrite readWrite)
        {
            RenderTexture target = new(width, height, 0, RenderTextureFormat.ARGB32, readWrite);
            target.Create();
            using var gl = GL.GetApi(OwnContext.GetProcAddress);
            gl.TextureSubImage2D<byte>(
                (uint)target.GetNativeTexturePtr(),
                0,
                0,
                0,
                (uint)width,
                (uint)height,
                PixelFormat.Rgba,
                PixelType.UnsignedByte,
                Encoding.ToRgba(rgb, width, height, bottomUp: true));
            return target;
        }

        /// <summary>A target with half floats, all of one colour.</summary>
        public static RenderTexture CreateTarget(Color color, int width, int height)
        {
            RenderTexture target = new(width, height, 0, RenderTextureFormat.ARGBHalf);
            target.Create();
            using var gl = GL.GetApi(OwnContext.GetProcAddress);
            gl.ClearTexImage<float>(
                (uint)target.GetNativeTexturePtr(), 0, PixelFormat.Rgba, PixelType.Float, [color.r, color.g, color.b, 1]);
            return target;
        }

        /// <summary>A target with exactly these floats stored, [height, width, 4], in the order of memory.</summary>
        public static RenderTexture CreateTarget(float[] pixels, int width, int height)
        {
            RenderTexture target = new(width, height, 0, RenderTextureFormat.ARGBFloat);
            target.Create();
            using var gl = GL.GetApi(OwnContext.GetProcAddress);
            gl.TextureSubImage2D<float>(
                (uint)target.GetNativeTexturePtr(), 0, 0, 0, (uint)width, (uint)height, PixelFormat.Rgba, PixelType.Float, pixels);
            return target;
        }

        public static RecordedSource Source(CommandBuffer commands, RenderTexture target, bool isLinear = true) =>
            Source(commands, target, new RectInt(0, 0, target.width, target.height), isLinear);

        public static RecordedSource Source(CommandBuffer commands, RenderTexture target, RectInt rectangle, bool isLinear = true) =>
            new(commands, target, new Vector2Int(target.width, target.height), false, rectangle, isLinear, true);

        /// <summary>Records and runs the encoding of a picture, and waits for its numbers.</summary>
        public static float[] Encode(IFrameEncoder<RecordedSource> encoder, Func<CommandBuffer, RecordedSource> createSource)
        {
            using CommandBuffer commands = new();
            Assert.That(encoder.TryEncode(createSource(commands), Encoding.Stamp(42)), Is.True, encoder.Failure);
            Graphics.ExecuteCommandBuffer(commands);
            var values = new float[encoder.Length];
            Assert.That(Fetch(encoder, values), Is.EqualTo(42));
            return values;
        }

        /// <summary>Waits for the next numbers.</summary>
        /// <returns>The number of their frame.</returns>
        public static long Fetch(IFrameEncoder<RecordedSource> encoder, float[] values)
        {
            FrameStamp stamp = default;
            AsyncGPUReadback.WaitAllRequests();
            var arrived = SpinWait.SpinUntil(() => encoder.TryFetch(values, out stamp, out _) || encoder.Failure != null, Patience);
            Assert.That(encoder.Failure, Is.Null);
            Assert.That(arrived, Is.True, "the frame never arrived");
            return stamp.Frame;
        }

        /// <summary>Waits until an encoder has everything that was asked for, without taking it.</summary>
        public static void AwaitAll(IFrameEncoder<RecordedSource> encoder)
        {
            AsyncGPUReadback.WaitAllRequests();
            if (encoder is ReadbackFrameEncoder readback)
            {
                Assert.That(SpinWait.SpinUntil(() => readback.IsIdle, Patience), Is.True);
            }
        }

        /// <summary>[height, width, 3] to patches [N, 3, P, P].</summary>
        public static float[] ToPatches(float[] planes, int width, int height, int patchWidth, int patchHeight)
        {
            var patches = new float[planes.Length];
            var area = patchWidth * patchHeight;
            var columns = width / patchWidth;
            for (var i = 0; i < patches.Length; i++)
            {
                var token = i / (3 * area);
                var y = token / columns * patchHeight + i % area / patchWidth;
                var x = token % columns * patchWidth + i % patchWidth;
                patches[i] = planes[i / area % 3 * width * height + y * width + x];
            }

            return patches;
        }
    }
}
