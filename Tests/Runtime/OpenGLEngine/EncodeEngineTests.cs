using System.Linq;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Core.Tests;
using Saccade.Host;
using Saccade.OpenGL.Contexts;
using Saccade.OpenGL.Encoding;
using Saccade.OpenGL.Tests;
using Saccade.OpenGLEngine;
using Saccade.Preprocessing;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.OpenGLEngine
{
    /// <summary>The encode on the engine's render thread: real cameras, and play mode that ends and begins again.</summary>
    [NonParallelizable]
    internal sealed class EncodeEngineTests
    {
        private static readonly HostOptions Options = new() { Width = 64, Height = 48, AntiAliasing = 1 };
        private static readonly PreprocessingRule Rule = PreprocessingRule.Stretch(64, 64);

        [Test]
        public void RenderedFrame_EqualsTheTransformOfItsScreenshot([Values] bool isLinear, [Values(1, 4)] int antiAliasing)
        {
            using HostEngine engine = HostEngine.Start(new HostOptions { Width = 64, Height = 48 });
            GameObject eye = new("Camera", typeof(Camera));
            GameObject ball = GameObject.CreatePrimitive(PrimitiveType.Sphere);
            new GameObject("Sun").AddComponent<Light>().type = LightType.Directional;
            RenderTexture target = new(200, 150, 24) { antiAliasing = antiAliasing };
            Camera camera = eye.GetComponent<Camera>();
            camera.targetTexture = target;
            camera.backgroundColor = new Color(0.2f, 0.4f, 0.7f);
            camera.clearFlags = CameraClearFlags.SolidColor;
            ball.transform.position = new Vector3(0.4f, 0.2f, 3f);
            ball.GetComponent<Renderer>().material.color = new Color(0.9f, 0.5f, 0.1f);

            camera.Render();
            byte[] rgb = Fixtures.DropAlpha(Picture.Read(target).Rgba);
            Assert.That(rgb.Distinct().Count(), Is.GreaterThan(20), "a lit ball has many levels");
            CaptureSource source = new(target.GetNativeTexturePtr(), 0, 0, 200, 150, isLinear, true);
            using OpenGLFrameEncoder encoder = Create(Rule);
            float[] actual = Encoding.Encode(encoder, source);

            Assert.That(actual, Is.EqualTo(Encoding.Expected(Rule, rgb, 200, 150)));
        }

        [Test]
        public void Screen_EqualsTheTransformOfItsScreenshot()
        {
            using HostEngine engine = HostEngine.Start(new HostOptions { Width = 96, Height = 64 });
            GameObject.CreatePrimitive(PrimitiveType.Sphere).transform.position = new Vector3(0.4f, 0.2f, 3f);
            new GameObject("Camera", typeof(Camera)).GetComponent<Camera>().backgroundColor = new Color(0.2f, 0.4f, 0.7f);
            engine.Step();

            using OpenGLFrameEncoder encoder = Create(Rule);
            float[] actual = Encoding.Encode(encoder, new CaptureSource(0, 0, 0, 96, 64, true, true));

            byte[] rgb = Fixtures.DropAlpha(HostScreen.Capture().Rgba);
            Assert.That(rgb.Distinct().Count(), Is.GreaterThan(3));
            Assert.That(actual, Is.EqualTo(Encoding.Expected(Rule, rgb, 96, 64)));
        }

        [Test]
        public void EngineThatStartsAgain_KnowsNothingOfTheLastOne()
        {
            IFrameEncoder<CaptureSource>? last = null;
            for (int start = 0; start < 3; start++)
            {
                using (HostEngine engine = HostEngine.Start(Options))
                {
                    Assert.That(GlObjects.Live, Is.Zero, "what lived in the last context is gone with it");
                    Texture2D texture = new(8, 8, TextureFormat.RGBA32, false);
                    CaptureSource source = Encoding.Source((uint)texture.GetNativeTexturePtr(), 8, 8);
                    if (last != null)
                    {
                        Assert.That(last.TryEncode(source, Encoding.Stamp(2)), Is.False);
                        Assert.That(last.TryFetch(new float[last.Length], out _, out _), Is.False);
                        Assert.That(last.Failure, Does.StartWith("OpenGL: the engine that this encoder was made on has ended."));
                    }

                    OpenGLFrameEncoder encoder = Create(Rule, capacity: 2);
                    Encoding.Encode(encoder, source);
                    last?.Dispose();
                    int live = GlObjects.Live;
                    Assert.That(live, Is.GreaterThan(6), "the last one's disposal took nothing from this one");
                    Assert.That(encoder.TryEncode(source, Encoding.Stamp(3)), Is.True);
                    last = encoder;
                }
            }

            // Between two engines there is nothing to give back to.
            last!.Dispose();
            Assert.That(last.InFlight, Is.EqualTo(1));
        }

        [Test]
        public void WhatIsNotDisposed_WhenPlayModeEnds_IsForgotten()
        {
            using (HostEngine engine = HostEngine.Start(Options))
                Create(Rule, capacity: 2);

            using (HostEngine engine = HostEngine.Start(Options))
                Assert.That(GlObjects.Live, Is.Zero);
        }

        [Test]
        public void AThousandRandomSequences_LeaveNothingBehind()
        {
            using HostEngine engine = HostEngine.Start(Options);
            PreprocessingRule[] rules =
            [
                PreprocessingRule.Stretch(16, 16),
                PreprocessingRule.Parse("""{"size": {"height": 8, "width": 24}, "resample": 3}""", "rule"),
                PreprocessingRule.Parse(
                    """{"size": {"shortest_edge": 12}, "resample": 1, "do_center_crop": true, "crop_size": {"height": 20, "width": 20}}""",
                    "rule"),
            ];
            System.Random random = new(20240607);
            RenderTexture target = new(32, 32, 0);
            float[] values = new float[3 * 24 * 24];
            long encoded = 0;
            long fetched = 0;
            long lost = 0;
            for (int sequence = 0; sequence < 1000; sequence++)
            {
                IFrameEncoder<CaptureSource>?[] encoders = new IFrameEncoder<CaptureSource>?[2];
                int steps = random.Next(4, 20);
                for (int step = 0; step < steps; step++)
                {
                    ref IFrameEncoder<CaptureSource>? encoder = ref encoders[random.Next(encoders.Length)];
                    int action = random.Next(10);
                    if (encoder == null)
                    {
                        PixelLayout layout = random.Next(2) == 0 ? PixelLayout.Planes : PixelLayout.Patches;
                        encoder = Create(rules[random.Next(rules.Length)], layout, 4, random.Next(1, 4));
                    }
                    else if (action < 5)
                    {
                        // What was true of the texture when the frame was captured need not be true when it is encoded.
                        int width = random.Next(1, 48);
                        int height = random.Next(1, 48);
                        nint texture = random.Next(8) == 0 ? 0 : target.GetNativeTexturePtr();
                        CaptureSource source = new(texture, 0, 0, width, height, random.Next(2) == 0, random.Next(2) == 0);
                        if (random.Next(6) == 0)
                            target.Release();
                        if (encoder.TryEncode(source, Encoding.Stamp(step)))
                            encoded++;
                    }
                    else if (action < 7)
                    {
                        fetched += encoder.TryFetch(values, out _, out int skipped) ? 1 + skipped : skipped;
                    }
                    else if (action == 7)
                    {
                        lost += encoder.Lost;
                        encoder.Dispose();
                        encoder.Dispose();
                        encoder = null;
                    }
                    else if (action == 8)
                    {
                        Object.DestroyImmediate(target);
                        RenderTextureFormat format = random.Next(2) == 0 ? RenderTextureFormat.ARGB32 : RenderTextureFormat.ARGBHalf;
                        target = new RenderTexture(random.Next(16, 48), random.Next(16, 48), 0, format);
                    }
                    else
                    {
                        target.Release();
                        (target.width, target.height) = (random.Next(16, 48), random.Next(16, 48));
                    }

                    Assert.That(encoder?.Failure, Is.Null, $"sequence {sequence}, step {step}");
                }

                foreach (IFrameEncoder<CaptureSource>? encoder in encoders)
                {
                    lost += encoder?.Lost ?? 0;
                    encoder?.Dispose();
                }

                Assert.That(GlObjects.Live, Is.Zero, $"sequence {sequence}");
            }

            Assert.That(lost, Is.GreaterThan(100).And.LessThan(encoded));
            Assert.That(fetched, Is.GreaterThan(0).And.LessThan(encoded));
        }

        // A texture in the engine's own context, read at once.
        private static OpenGLFrameEncoder Create(PreprocessingRule rule, PixelLayout layout = PixelLayout.Planes, int patch = 1, int capacity = 1) =>
            new(EngineQueue.Current, rule, layout, patch, patch, capacity);
    }
}
