using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Host;
using Saccade.OpenGL;
using Saccade.Preprocessing;
using UnityEngine;

namespace Saccade.Runtime.Tests.OpenGL
{
    /// <summary>The encode on a real context: what it writes is compared with the training transform on the same levels.</summary>
    [NonParallelizable]
    public sealed class EncodeTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private static readonly string[] Rules =
        [
            """{"size": {"height": 64, "width": 64}, "resample": 2}""",
            """{"size": {"height": 24, "width": 40}, "resample": 3, "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225]}""",
            """{"size": {"shortest_edge": 40}, "resample": 3, "do_center_crop": true, "crop_size": {"height": 32, "width": 32}}""",
            """{"size": {"shortest_edge": 16}, "resample": 1, "do_center_crop": true, "crop_size": {"height": 48, "width": 48}}""",
            """{"size": {"height": 16, "width": 16}, "resample": 4, "do_normalize": false}""",
            """{"size": {"height": 17, "width": 9}, "resample": 5}""",
            """{"size": {"height": 32, "width": 32}, "resample": 0, "do_rescale": false, "do_normalize": false}""",
        ];

        private HostEngine _engine = null!;

        private static IEnumerable<TestCaseData> RulesAndSizes() =>
            from rule in Rules
            from size in new[] { (320, 240), (97, 61), (61, 97), (20, 13), (1, 1), (64, 64), (640, 16) }
            select new TestCaseData(rule, size.Item1, size.Item2);

        [OneTimeSetUp]
        public void StartEngine() => _engine = HostEngine.Start(new HostOptions { Width = 64, Height = 48 });

        [OneTimeTearDown]
        public void StopEngine() => _engine.Dispose();

        [TestCaseSource(nameof(RulesAndSizes))]
        public void Encode_Planes_EqualTheTrainingTransform(string json, int width, int height)
        {
            PreprocessingRule rule = PreprocessingRule.Parse(json, "rule");
            byte[] rgb = Noise(width, height);

            float[] actual = Encode(rule, PixelLayout.Planes, 1, rgb, width, height);

            float[] expected = new float[actual.Length];
            new PixelTransform(rule).Apply(rgb, width, height, expected);
            Assert.That(actual, Is.EqualTo(expected));
        }

        [Test]
        public void Encode_Patches_LieInRowMajorOrderWithChannelsOutside()
        {
            PreprocessingRule rule = PreprocessingRule.Stretch(12, 8);
            byte[] rgb = Noise(31, 17);
            const int Patch = 4;

            float[] patches = Encode(rule, PixelLayout.Patches, Patch, rgb, 31, 17);

            float[] planes = new float[patches.Length];
            new PixelTransform(rule).Apply(rgb, 31, 17, planes);
            for (int i = 0; i < patches.Length; i++)
            {
                int token = i / (3 * Patch * Patch);
                int channel = i / (Patch * Patch) % 3;
                int y = token / 3 * Patch + i / Patch % Patch;
                int x = token % 3 * Patch + i % Patch;
                Assert.That(patches[i], Is.EqualTo(planes[channel * 96 + y * 12 + x]), $"token {token}, channel {channel}, row {y}, column {x}");
            }
        }

        [Test]
        public void Encode_FourCorners_TopLeftPatchComesFirst()
        {
            byte[] rgb = new byte[16 * 16 * 3];
            Fill(rgb, 0, 0, 255, 0, 0);
            Fill(rgb, 8, 0, 0, 255, 0);
            Fill(rgb, 0, 8, 0, 0, 255);
            Fill(rgb, 8, 8, 255, 255, 255);

            float[] patches = Encode(PreprocessingRule.Stretch(8, 8), PixelLayout.Patches, 4, rgb, 16, 16);

            // The middle of each patch, channel by channel.
            float[][] middles = Enumerable.Range(0, 4)
                .Select(token => Enumerable.Range(0, 3).Select(channel => patches[token * 48 + channel * 16 + 5]).ToArray())
                .ToArray();
            Assert.That(middles[0], Is.EqualTo(new[] { 1f, -1f, -1f }), "top left is red");
            Assert.That(middles[1], Is.EqualTo(new[] { -1f, 1f, -1f }), "top right is green");
            Assert.That(middles[2], Is.EqualTo(new[] { -1f, -1f, 1f }), "bottom left is blue");
            Assert.That(middles[3], Is.EqualTo(new[] { 1f, 1f, 1f }), "bottom right is white");

            static void Fill(byte[] picture, int left, int top, byte red, byte green, byte blue)
            {
                for (int y = top; y < top + 8; y++)
                {
                    for (int x = left; x < left + 8; x++)
                        (picture[(y * 16 + x) * 3], picture[(y * 16 + x) * 3 + 1], picture[(y * 16 + x) * 3 + 2]) = (red, green, blue);
                }
            }
        }

        [Test]
        public void Encode_RenderedFrame_EqualsTheTransformOfItsScreenshot()
        {
            GameObject eye = new("Camera", typeof(Camera));
            GameObject ball = GameObject.CreatePrimitive(PrimitiveType.Sphere);
            GameObject sun = new("Sun");
            sun.AddComponent<Light>().type = LightType.Directional;
            RenderTexture target = new(200, 150, 24);
            Camera camera = eye.GetComponent<Camera>();
            camera.targetTexture = target;
            camera.backgroundColor = new Color(0.2f, 0.4f, 0.7f);
            camera.clearFlags = CameraClearFlags.SolidColor;
            ball.transform.position = new Vector3(0.4f, 0.2f, 3f);
            ball.GetComponent<Renderer>().material.color = new Color(0.9f, 0.5f, 0.1f);
            PreprocessingRule rule = PreprocessingRule.Stretch(64, 64);
            try
            {
                camera.Render();
                byte[] rgb = Fixtures.DropAlpha(Picture.Read(target).Rgba);
                Assert.That(rgb.Distinct().Count(), Is.GreaterThan(20), "a lit ball has many levels");

                float[] actual = Encode(rule, PixelLayout.Planes, 1, new CaptureSource(target.GetNativeTexturePtr(), 0, 0, 200, 150, true, true));

                float[] expected = new float[actual.Length];
                new PixelTransform(rule).Apply(rgb, 200, 150, expected);
                Assert.That(actual, Is.EqualTo(expected));
            }
            finally
            {
                foreach (GameObject made in new[] { eye, ball, sun })
                    UnityEngine.Object.DestroyImmediate(made);
                target.Release();
            }
        }

        [Test]
        public void TryEncode_FullRing_RefusesUntilAFrameIsFetched()
        {
            using IFrameEncoder encoder = new OpenGLFrameEncoder(EngineQueue.Current, PreprocessingRule.Stretch(8, 8), PixelLayout.Planes, 1, 1, 2);
            Texture2D texture = Upload(Noise(8, 8), 8, 8);
            CaptureSource source = new(texture.GetNativeTexturePtr(), 0, 0, 8, 8, false, true);
            float[] values = new float[encoder.Length];

            Assert.That(encoder.TryEncode(source, Stamp(1)), Is.True);
            Assert.That(encoder.TryEncode(source, Stamp(2)), Is.True);
            Assert.That(encoder.TryEncode(source, Stamp(3)), Is.False);
            Assert.That(Fetch(encoder, values), Is.EqualTo(2), "software GL has finished both, the newest comes");
            Assert.That(encoder.InFlight, Is.Zero);
            Assert.That(encoder.TryEncode(source, Stamp(4)), Is.True);
            Assert.That(Fetch(encoder, values), Is.EqualTo(4));
            UnityEngine.Object.DestroyImmediate(texture);
        }

        private static float[] Encode(PreprocessingRule rule, PixelLayout layout, int patch, byte[] rgb, int width, int height)
        {
            Texture2D texture = Upload(rgb, width, height);
            try
            {
                return Encode(rule, layout, patch, new CaptureSource(texture.GetNativeTexturePtr(), 0, 0, width, height, false, true));
            }
            finally
            {
                UnityEngine.Object.DestroyImmediate(texture);
            }
        }

        private static float[] Encode(PreprocessingRule rule, PixelLayout layout, int patch, CaptureSource source)
        {
            using IFrameEncoder encoder = new OpenGLFrameEncoder(EngineQueue.Current, rule, layout, patch, patch, 1);
            float[] values = new float[encoder.Length];
            Assert.That(encoder.TryEncode(source, Stamp(42)), Is.True, encoder.Failure);
            Assert.That(Fetch(encoder, values), Is.EqualTo(42));
            return values;
        }

        // The fence is only ever looked at, so a test looks again.
        private static long Fetch(IFrameEncoder encoder, float[] values)
        {
            FrameStamp stamp = default;
            bool arrived = SpinWait.SpinUntil(() => encoder.TryFetch(values, out stamp, out _) || encoder.Failure != null, Patience);
            Assert.That(encoder.Failure, Is.Null);
            Assert.That(arrived, Is.True, "the frame never arrived");
            return stamp.Frame;
        }

        private static FrameStamp Stamp(long frame) => new(frame, 0, new Rect(0, 0, 1, 1));

        private static byte[] Noise(int width, int height)
        {
            byte[] rgb = new byte[width * height * 3];
            new System.Random(width * 1000 + height).NextBytes(rgb);
            return rgb;
        }

        private static Texture2D Upload(byte[] rgb, int width, int height)
        {
            Texture2D texture = new(width, height, TextureFormat.RGBA32, false);
            Color32[] pixels = new Color32[width * height];
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    int from = ((height - 1 - y) * width + x) * 3;
                    pixels[y * width + x] = new Color32(rgb[from], rgb[from + 1], rgb[from + 2], 255);
                }
            }

            texture.SetPixels32(pixels);
            texture.Apply(false, false);
            return texture;
        }
    }
}
