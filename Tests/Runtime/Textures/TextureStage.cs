using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Core.Tests;
using Saccade.Host;
using Saccade.Inference;
using UnityEngine;
using PixelFormat = Saccade.Capture.PixelFormat;
using Random = System.Random;

namespace Saccade.Runtime.Tests.Textures
{
    /// <summary>An engine without a camera, and pictures to classify in it.</summary>
    internal sealed class TextureStage : IDisposable
    {
        /// <summary>A real model, for which it matters where in the picture something is.</summary>
        public static readonly string Model = Fixtures.Find("exported", "vit-tiny");

        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly List<string> _folders = [];

        public TextureStage(ColorSpace colorSpace = ColorSpace.Gamma)
        {
            Engine = HostEngine.Start(new HostOptions { Width = 32, Height = 24, AntiAliasing = 1, Log = null, ColorSpace = colorSpace });
            Application.logMessageReceived += Note;
        }

        public HostEngine Engine { get; }

        /// <summary>Errors and warnings of the log.</summary>
        public List<string> Log { get; } = [];

        /// <summary>Random levels, [height, width, 4], from the top.</summary>
        public static byte[] Noise(int width, int height, int seed)
        {
            var rgba = new byte[width * height * 4];
            Random random = new(seed);
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    // Large spots, and a corner of its own: a model that sees them elsewhere says something else.
                    var spot = (x * 5 / width + 3 * (y * 4 / height)) * 40 % 256;
                    var pixel = rgba.AsSpan((y * width + x) * 4, 4);
                    pixel[0] = (byte)spot;
                    pixel[1] = (byte)random.Next(256);
                    pixel[2] = (byte)(x * 255 / width);
                    pixel[3] = 255;
                }
            }

            return rgba;
        }

        /// <summary>The order of rows that textures have.</summary>
        public static byte[] FromBottom(byte[] rgba, int width) =>
            rgba.Chunk(width * 4).Reverse().SelectMany(row => row).ToArray();

        public static Texture2D CreateTexture(byte[] rgba, int width, int height, bool mipChain = false)
        {
            Texture2D texture = new(width, height, TextureFormat.RGBA32, mipChain);
            texture.SetPixelData(FromBottom(rgba, width), 0);
            texture.Apply();
            return texture;
        }

        /// <summary>What the model says of pixels in memory, where no texture and no shader takes part.</summary>
        public static float[] Expect(byte[] rgba, int width, int height)
        {
            using var model = VitModel.Load(Model);
            return model.Classify(rgba, width, height, PixelFormat.Rgba32).Probabilities.ToArray();
        }

        /// <summary>Skips the test where this machine can't encode so, and takes the way to encode.</summary>
        public static void Prefer(string backend)
        {
            Capture.Recording.Require(Capture.Recording.Create(backend));
            CaptureBackends.Preferred = backend;
        }

        public string Keep(string folder)
        {
            _folders.Add(folder);
            return folder;
        }

        /// <summary>Frame by frame until a task has ended, however it did.</summary>
        public T Await<T>(T task)
            where T : Task
        {
            StepUntil(() => task.IsCompleted);
            return task;
        }

        public void StepUntil(Func<bool> isThere)
        {
            var watch = Stopwatch.StartNew();
            while (!isThere())
            {
                Assert.That(watch.Elapsed, Is.LessThan(Patience), string.Join('\n', Log.Prepend("it never came")));
                Engine.Step();
            }
        }

        public void Dispose()
        {
            Application.logMessageReceived -= Note;
            Engine.Dispose();
            CaptureBackends.Preferred = null;
            Assert.That(SharedModels.StopAll(Patience), Is.True);
            Assert.That(HostEngine.LiveGraphicsObjects, Is.Zero);
            _folders.ForEach(folder => Directory.Delete(folder, true));
        }

        private void Note(string message, string stackTrace, LogType type)
        {
            if (type != LogType.Log)
            {
                Log.Add(message);
            }
        }
    }
}
