using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Core.Tests;
using Saccade.Host;
using Saccade.ModelInput;
using Saccade.Preprocessing;
using UnityEngine;
using UnityEngine.Rendering;
using Encoding = Saccade.OpenGL.Tests.Encoding;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.Capture
{
    /// <summary>
    /// Every way to encode a recorded picture makes the same numbers of it: those of the training transform of what a screenshot would
    /// save.
    /// </summary>
    [NonParallelizable]
    internal sealed class RecordedEncodeTests
    {
        private const string Vit = """{"size": {"height": 224, "width": 224}, "resample": 2}""";

        private const string DinoV2 =
            """
            {"size": {"shortest_edge": 256}, "resample": 3, "do_center_crop": true, "crop_size": {"height": 224, "width": 224},
             "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225]}
            """;

        private static readonly string[] Names = ["OpenGL", "compute shader", "readback"];

        private static readonly (int Width, int Height)[] Sizes = [(640, 480), (223, 181), (90, 1000), (1200, 60), (1, 7), (33, 47)];

        private HostEngine _engine = null!;

        private static IEnumerable<TestCaseData> Cases() =>
            from name in Names
            from rule in new[] { Vit, DinoV2 }
            from size in Sizes
            select new TestCaseData(name, rule, size.Width, size.Height).SetArgDisplayNames(
                name, rule == Vit ? "ViT" : "DINOv2", $"{size.Width} x {size.Height}");

        [SetUp]
        public void StartEngine() => _engine = HostEngine.Start(new HostOptions { Width = 64, Height = 48, AntiAliasing = 1 });

        [TearDown]
        public void EndEngine() => _engine.Dispose();

        [TestCaseSource(nameof(Cases))]
        public void Numbers_EqualTheTrainingTransform_InEveryColourSpaceAndLayout(string name, string json, int width, int height)
        {
            var backend = Require(name);
            var rule = PreprocessingRule.Parse(json, "rule");
            var stored = Encoding.Noise(width, height);
            byte[] lit = [.. stored.Select(level => (byte)SrgbEncoding.ToLevel(level / 255f))];

            // In a project with linear colours a target in an sRGB format, one in a linear format, and a project with gamma colours.
            foreach (var (readWrite, isLinear, levels) in new[]
            {
                (RenderTextureReadWrite.sRGB, true, stored),
                (RenderTextureReadWrite.Linear, true, lit),
                (RenderTextureReadWrite.Linear, false, stored),
            })
            {
                var target = Recording.CreateTarget(stored, width, height, readWrite);
                var expected = Encoding.Expected(rule, levels, width, height);
                foreach (var layout in new[] { PixelLayout.Planes, PixelLayout.Patches })
                {
                    using var encoder = backend.CreateEncoder(rule, layout, 14, 16, 1);
                    var actual = Recording.Encode(encoder, commands => Recording.Source(commands, target, isLinear));

                    if (layout == PixelLayout.Patches)
                    {
                        expected = Recording.ToPatches(expected, 224, 224, 14, 16);
                    }

                    if (name == "readback" && levels == lit)
                    {
                        // There the graphics card itself makes levels of light, a few of them off by one. Bicubic weights below 0 can
                        // make two of that in noise.
                        var level = 1 / (255 * rule.Deviation.ToArray().Min()) * 1.001f;
                        Assert.That(
                            Enumerable.Range(0, actual.Length).Max(i => Math.Abs(actual[i] - expected[i])),
                            Is.LessThanOrEqualTo(json == Vit ? level : 2 * level));
                    }
                    else
                    {
                        Assert.That(actual.AsSpan().SequenceEqual(expected), Is.True, $"{readWrite}, {isLinear}, {layout}");
                    }
                }

                Object.DestroyImmediate(target);
            }
        }

        [TestCaseSource(nameof(Names))]
        public void LightAboveWhiteAndBelowBlack_IsCut(string name)
        {
            var backend = Require(name);
            var rule = PreprocessingRule.Parse(
                """{"size": {"height": 8, "width": 8}, "do_rescale": false, "do_normalize": false}""", "rule");
            var target = Recording.CreateTarget(new Color(3, 0.25f, -1), 8, 8);
            using var encoder = backend.CreateEncoder(rule, PixelLayout.Planes, 1, 1, 1);

            var actual = Recording.Encode(encoder, commands => Recording.Source(commands, target));

            Assert.That(actual.Take(64), Is.All.EqualTo(255));
            Assert.That(actual.Skip(64).Take(64), Is.All.EqualTo(SrgbEncoding.ToLevel(0.25)).Within(name == "readback" ? 1 : 0));
            Assert.That(actual.Skip(128), Is.All.EqualTo(0));
        }

        [TestCase("OpenGL")]
        [TestCase("compute shader")]
        public void LightNextToEachThreshold_FindsTheExactLevel(string name)
        {
            var backend = Require(name);
            var rule = PreprocessingRule.Parse(
                """{"size": {"height": 28, "width": 28}, "do_rescale": false, "do_normalize": false}""", "rule");
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

            var pixels = new float[28 * 28 * 4];
            for (var i = 0; i < 28 * 28; i++)
            {
                for (var channel = 0; channel < 4; channel++)
                {
                    pixels[i * 4 + channel] = values[(i + channel * 11) % values.Count];
                }
            }

            var target = Recording.CreateTarget(pixels, 28, 28);
            using var encoder = backend.CreateEncoder(rule, PixelLayout.Planes, 1, 1, 1);

            var actual = Recording.Encode(
                encoder,
                commands => new RecordedSource(commands, target, new Vector2Int(28, 28), false, new RectInt(0, 0, 28, 28), true, false));

            for (var i = 0; i < actual.Length; i++)
            {
                var value = pixels[i % (28 * 28) * 4 + i / (28 * 28)];
                var expected = float.IsNaN(value) ? 0 : SrgbEncoding.ToLevel(value);
                Assert.That(actual[i], Is.EqualTo((float)expected), $"{value:R}");
            }
        }

        [Test]
        public void PixelsThatAreNotFinite_AreWhiteOrBlack_AndTheirNeighboursWhatTheyAre(
            [ValueSource(nameof(Names))] string name, [Values] bool isLinear)
        {
            if (name == "readback")
            {
                Assert.Ignore("The engine's own copy filters, and an infinite neighbour's weight of 0 makes pixels beside it white.");
            }

            var backend = Require(name);
            var rule = PreprocessingRule.Parse(
                """{"size": {"height": 28, "width": 28}, "do_rescale": false, "do_normalize": false}""", "rule");
            float[] odd = [float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.MaxValue, 65504, -65504];
            var pixels = new float[28 * 28 * 4];
            for (var i = 0; i < pixels.Length; i++)
            {
                var isOdd = i / 4 % 5 == 2 && i / 4 / 28 % 4 == 1;
                pixels[i] = isOdd ? odd[i / 4 / 5 % odd.Length] : 0.25f;
            }

            var target = Recording.CreateTarget(pixels, 28, 28);
            using var encoder = backend.CreateEncoder(rule, PixelLayout.Planes, 1, 1, 1);

            var actual = Recording.Encode(
                encoder,
                commands => new RecordedSource(
                    commands, target, new Vector2Int(28, 28), false, new RectInt(0, 0, 28, 28), isLinear, false));

            for (var i = 0; i < actual.Length; i++)
            {
                var value = pixels[i % (28 * 28) * 4 + i / (28 * 28)];
                var expected = !(value > 0) ? 0 : value > 1 ? 255 : isLinear ? SrgbEncoding.ToLevel(value) : 64;
                Assert.That(actual[i], Is.EqualTo((float)expected), $"{value:R} at {i % 28}, {i / 28 % 28}");
            }
        }

        [Test]
        public void PartOfATarget_IsTheWholePicture([ValueSource(nameof(Names))] string name, [Values] bool isBottomUp)
        {
            var backend = Require(name);
            var rule = PreprocessingRule.Stretch(24, 20);
            const int Width = 53;
            const int Height = 37;
            var rgb = Encoding.Noise(Width, Height);
            var target = Recording.CreateTarget(rgb, Width, Height, RenderTextureReadWrite.sRGB);
            using var encoder = backend.CreateEncoder(rule, PixelLayout.Planes, 1, 1, 1);
            foreach (var part in new[] { new RectInt(0, 0, 1, 1), new(52, 36, 1, 1), new(5, 3, 31, 30), new(0, 20, 53, 17) })
            {
                var actual = Recording.Encode(
                    encoder,
                    commands => new RecordedSource(commands, target, new Vector2Int(Width, Height), false, part, true, isBottomUp));

                // The target's rows lie from the bottom. Whoever says that they don't sees the picture upside down.
                var levels = new byte[part.width * part.height * 3];
                for (var row = 0; row < part.height; row++)
                {
                    var memory = isBottomUp ? part.yMax - 1 - row : part.y + row;
                    Array.Copy(
                        rgb, ((Height - 1 - memory) * Width + part.x) * 3, levels, row * part.width * 3, part.width * 3);
                }

                Assert.That(actual, Is.EqualTo(Encoding.Expected(rule, levels, part.width, part.height)), $"{part}");
            }
        }

        [TestCaseSource(nameof(Names))]
        public void Screen_EqualsTheTransformOfItsScreenshot_WholeAndInPart(string name)
        {
            var backend = Require(name);
            var rule = PreprocessingRule.Stretch(32, 32);
            GameObject.CreatePrimitive(PrimitiveType.Sphere).transform.position = new Vector3(0.4f, 0.2f, 3f);
            new GameObject("Camera", typeof(Camera)).GetComponent<Camera>().backgroundColor = new Color(0.2f, 0.4f, 0.7f);
            _engine.Step();
            var shot = HostScreen.Capture();
            using var encoder = backend.CreateEncoder(rule, PixelLayout.Planes, 1, 1, 1);
            foreach (var part in new[] { new RectInt(0, 0, 64, 48), new(20, 30, 30, 17) })
            {
                var actual = Recording.Encode(
                    encoder,
                    commands => new RecordedSource(
                        commands, BuiltinRenderTextureType.CurrentActive, new Vector2Int(64, 48), true, part, true, true));

                var rgb = new byte[part.width * part.height * 3];
                for (var i = 0; i < rgb.Length; i++)
                {
                    var pixel = i / 3;
                    var row = shot.Height - part.yMax + pixel / part.width;
                    rgb[i] = shot.Rgba[(row * shot.Width + part.x + pixel % part.width) * 4 + i % 3];
                }

                Assert.That(rgb.Distinct().Count(), Is.GreaterThan(3), "there is something to see");
                Assert.That(actual, Is.EqualTo(Encoding.Expected(rule, rgb, part.width, part.height)), $"{part}");
            }
        }

        [TestCaseSource(nameof(Names))]
        public void FourCorners_TopLeftPatchComesFirst(string name)
        {
            var backend = Require(name);
            var rgb = new byte[16 * 16 * 3];
            for (var i = 0; i < 256; i++)
            {
                // Red, green / blue, black.
                var (x, y) = (i % 16 / 8, i / 128);
                if (x + 2 * y < 3)
                {
                    rgb[i * 3 + x + 2 * y] = 255;
                }
            }

            var target = Recording.CreateTarget(rgb, 16, 16, RenderTextureReadWrite.sRGB);
            using var encoder = backend.CreateEncoder(PreprocessingRule.Stretch(8, 8), PixelLayout.Patches, 4, 4, 1);

            var patches = Recording.Encode(encoder, commands => Recording.Source(commands, target));

            float[][] middles = [.. Enumerable.Range(0, 4)
                .Select(token => Enumerable.Range(0, 3).Select(channel => patches[token * 48 + channel * 16 + 5]).ToArray())];
            Assert.That(
                middles,
                Is.EqualTo(new[] { new[] { 1f, -1f, -1f }, new[] { -1f, 1f, -1f }, new[] { -1f, -1f, 1f }, new[] { -1f, -1f, -1f } }));
        }

        [TestCaseSource(nameof(Names))]
        public void MultisampledTarget_IsResolved(string name)
        {
            var backend = Require(name);
            var rule = PreprocessingRule.Stretch(40, 30);
            RenderTexture target = new(40, 30, 24) { antiAliasing = 4 };
            GameObject.CreatePrimitive(PrimitiveType.Sphere).transform.position = new Vector3(0.4f, 0.2f, 3f);
            var camera = new GameObject("Camera", typeof(Camera)).GetComponent<Camera>();
            camera.targetTexture = target;
            _engine.Step();
            using var encoder = backend.CreateEncoder(rule, PixelLayout.Planes, 1, 1, 1);

            var actual = Recording.Encode(encoder, commands => Recording.Source(commands, target));

            var rgb = Fixtures.DropAlpha(Picture.Read(target).Rgba);
            Assert.That(rgb.Distinct().Count(), Is.GreaterThan(3));
            Assert.That(actual, Is.EqualTo(Encoding.Expected(rule, rgb, 40, 30)).Within(1 / 127f));
        }

        private static ICaptureBackend<RecordedSource> Require(string name)
        {
            var backend = Recording.Create(name);
            Recording.Require(backend);
            Assert.That(backend.IsSupported(out var reason), Is.True, reason);
            return backend;
        }
    }
}
