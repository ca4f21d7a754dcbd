using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.OpenGL.Contexts;
using Saccade.Preprocessing;
using Silk.NET.OpenGL;

namespace Saccade.OpenGL.Tests
{
    /// <summary>Every rule of preprocessing at every size: what the shader writes equals the training transform, to the last bit.</summary>
    [NonParallelizable]
    internal sealed class EncodeRuleTests
    {
        private static readonly string[] Rules =
        [
            """{"size": {"height": 64, "width": 64}, "resample": 2}""",
            """{"size": {"height": 24, "width": 40}, "resample": 3, "image_mean": [0.49, 0.456, 0.4], "image_std": [0.23, 0.224, 0.2]}""",
            """{"size": {"shortest_edge": 40}, "resample": 3, "do_center_crop": true, "crop_size": {"height": 32, "width": 32}}""",
            """{"size": {"shortest_edge": 16}, "resample": 1, "do_center_crop": true, "crop_size": {"height": 48, "width": 48}}""",
            """{"size": {"height": 16, "width": 16}, "resample": 4, "do_normalize": false}""",
            """{"size": {"height": 17, "width": 9}, "resample": 5}""",
            """{"size": {"height": 32, "width": 32}, "resample": 0, "do_rescale": false, "do_normalize": false}""",
            """{"do_resize": false, "do_center_crop": true, "crop_size": {"height": 30, "width": 50}}""",
            """{"size": {"height": 1, "width": 1}, "resample": 1}""",
        ];

        private OwnContext _context = null!;
        private ICaptureBackend<CaptureSource> _backend = null!;

        private static IEnumerable<TestCaseData> RulesAndSizes() =>
            from rule in Rules
            from size in new[] { (320, 240), (97, 61), (61, 97), (20, 13), (1, 1), (64, 64), (640, 16), (3, 700), (1, 9) }
            select new TestCaseData(rule, size.Item1, size.Item2);

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

        [TestCaseSource(nameof(RulesAndSizes))]
        public void Planes_EqualTheTrainingTransform(string json, int width, int height) => AssertEqual(json, width, height);

        [TestCase(1280, 720, 2)]
        [TestCase(1280, 720, 3)]
        [TestCase(721, 1281, 3)]
        [TestCase(3840, 2160, 2)]
        [TestCase(2160, 3840, 1)]
        public void LargePictures_EqualTheTrainingTransform(int width, int height, int filter) =>
            AssertEqual("{\"size\": {\"height\": 224, \"width\": 224}, \"resample\": " + filter + "}", width, height);

        [TestCase(12, 8, 4, 4)]
        [TestCase(12, 8, 3, 2)]
        [TestCase(30, 15, 30, 15)]
        [TestCase(7, 5, 1, 1)]
        public void Patches_LieInRowMajorOrderWithChannelsOutside(int width, int height, int patchWidth, int patchHeight)
        {
            var rule = PreprocessingRule.Stretch(width, height);
            var rgb = Encoding.Noise(31, 17);
            var texture = Encoding.Upload(_context.Gl, SizedInternalFormat.Srgb8Alpha8, rgb, 31, 17);
            using var encoder = _backend.CreateEncoder(rule, PixelLayout.Patches, patchWidth, patchHeight, 1);

            var patches = Encoding.Encode(encoder, Encoding.Source(texture, 31, 17));

            var planes = Encoding.Expected(rule, rgb, 31, 17);
            var area = patchWidth * patchHeight;
            var columns = width / patchWidth;
            for (var i = 0; i < patches.Length; i++)
            {
                var token = i / (3 * area);
                var channel = i / area % 3;
                var y = token / columns * patchHeight + i % area / patchWidth;
                var x = token % columns * patchWidth + i % patchWidth;
                Assert.That(
                    patches[i],
                    Is.EqualTo(planes[channel * width * height + y * width + x]),
                    $"token {token}, channel {channel}, row {y}, column {x}");
            }

            _context.Gl.DeleteTexture(texture);
        }

        [Test]
        public void FourCorners_TopLeftPatchComesFirst()
        {
            var rgb = new byte[16 * 16 * 3];
            Fill(rgb, 0, 0, 255, 0, 0);
            Fill(rgb, 8, 0, 0, 255, 0);
            Fill(rgb, 0, 8, 0, 0, 255);
            Fill(rgb, 8, 8, 255, 255, 255);
            var texture = Encoding.Upload(_context.Gl, SizedInternalFormat.Rgba8, rgb, 16, 16);
            using var encoder = _backend.CreateEncoder(PreprocessingRule.Stretch(8, 8), PixelLayout.Patches, 4, 4, 1);

            var patches = Encoding.Encode(encoder, Encoding.Source(texture, 16, 16));

            // The middle of each patch, channel by channel.
            var middles = Enumerable.Range(0, 4)
                .Select(token => Enumerable.Range(0, 3).Select(channel => patches[token * 48 + channel * 16 + 5]).ToArray())
                .ToArray();
            Assert.That(middles[0], Is.EqualTo(new[] { 1f, -1f, -1f }), "top left is red");
            Assert.That(middles[1], Is.EqualTo(new[] { -1f, 1f, -1f }), "top right is green");
            Assert.That(middles[2], Is.EqualTo(new[] { -1f, -1f, 1f }), "bottom left is blue");
            Assert.That(middles[3], Is.EqualTo(new[] { 1f, 1f, 1f }), "bottom right is white");
            _context.Gl.DeleteTexture(texture);

            static void Fill(byte[] picture, int left, int top, byte red, byte green, byte blue)
            {
                for (var y = top; y < top + 8; y++)
                {
                    for (var x = left; x < left + 8; x++)
                    {
                        (picture[(y * 16 + x) * 3], picture[(y * 16 + x) * 3 + 1], picture[(y * 16 + x) * 3 + 2]) = (red, green, blue);
                    }
                }
            }
        }

        [Test]
        public void AlternatingSizes_EachEqualTheTransform_AndTheLastFewStayUploaded()
        {
            (int Width, int Height)[] sizes = [(40, 30), (30, 40), (64, 8), (9, 9), (50, 50), (11, 70)];
            var rule = PreprocessingRule.Stretch(16, 16);
            using var encoder = _backend.CreateEncoder(rule, PixelLayout.Planes, 1, 1, 1);
            List<int> live = [];
            for (var round = 0; round < 24; round++)
            {
                var (width, height) = sizes[round < 12 ? round % 6 : round % 2];
                var rgb = Encoding.Noise(width, height);
                var texture = Encoding.Upload(_context.Gl, SizedInternalFormat.Rgba8, rgb, width, height);

                var actual = Encoding.Encode(encoder, Encoding.Source(texture, width, height));
                Assert.That(actual, Is.EqualTo(Encoding.Expected(rule, rgb, width, height)));

                _context.Gl.DeleteTexture(texture);
                live.Add(GlObjects.Live);
            }

            Assert.That(live.Skip(3).Distinct().Count(), Is.EqualTo(1), "four plans are kept, no more");
        }

        private void AssertEqual(string json, int width, int height)
        {
            var rule = PreprocessingRule.Parse(json, "rule");
            var rgb = Encoding.Noise(width, height);
            var texture = Encoding.Upload(_context.Gl, SizedInternalFormat.Srgb8Alpha8, rgb, width, height);

            var actual = Encoding.Encode(_backend, rule, Encoding.Source(texture, width, height));

            Assert.That(actual.AsSpan().SequenceEqual(Encoding.Expected(rule, rgb, width, height)), Is.True);
            _context.Gl.DeleteTexture(texture);
        }
    }
}
