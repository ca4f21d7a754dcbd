using System;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.OpenGL.Contexts;
using Saccade.Preprocessing;
using Silk.NET.OpenGL;

namespace Saccade.OpenGL.Tests
{
    /// <summary>Frames on their way: how many, which one arrives, what is lost, what it cost.</summary>
    [NonParallelizable]
    internal sealed class EncodeRingTests
    {
        private const int Side = 8;

        private static readonly PreprocessingRule Rule = PreprocessingRule.Stretch(Side, Side);

        private OwnContext _context = null!;
        private ICaptureBackend<CaptureSource> _backend = null!;

        [SetUp]
        public void CreateContext()
        {
            _context = new OwnContext();
            _backend = Encoding.OnOwnContext();
        }

        [TearDown]
        public void DestroyContext()
        {
            _context.Dispose();
            Assert.That(GlObjects.Live, Is.Zero);
        }

        [Test]
        public void FullRing_RefusesUntilAFrameIsFetched_AndTheNewestComes()
        {
            using var encoder = Create(2);
            var rgb = Encoding.Noise(Side, Side);
            var first = Encoding.Source(Upload(Encoding.Noise(Side + 1, Side + 1), Side + 1), Side + 1, Side + 1);
            var second = Encoding.Source(Upload(rgb, Side), Side, Side);
            var values = new float[encoder.Length];

            Assert.That(encoder.TryEncode(first, Encoding.Stamp(1)), Is.True);
            Assert.That(encoder.TryEncode(second, Encoding.Stamp(2)), Is.True);
            Assert.That(encoder.TryEncode(first, Encoding.Stamp(3)), Is.False);
            Assert.That(encoder.InFlight, Is.EqualTo(2));
            _context.Gl.Finish();

            Assert.That(encoder.TryFetch(values, out var stamp, out var skipped), Is.True);
            Assert.That((stamp.Frame, skipped), Is.EqualTo((2, 1)));
            Assert.That(values, Is.EqualTo(Encoding.Expected(Rule, rgb, Side, Side)));
            Assert.That(encoder.InFlight, Is.Zero);
            Assert.That(encoder.TryFetch(values, out _, out _), Is.False);
            Assert.That(encoder.TryEncode(second, Encoding.Stamp(4)), Is.True);
            Assert.That(Encoding.Fetch(encoder, values), Is.EqualTo(4));
        }

        [Test]
        public void Fetch_IntoTooLittleRoom_SaysSo()
        {
            using var encoder = Create(1);

            Assert.That(
                () => encoder.TryFetch(new float[encoder.Length - 1], out _, out _),
                Throws.ArgumentException.With.Message.StartsWith("There is room for 191 numbers, a picture has 192."));
        }

        [Test]
        public void Capacity_OutsideItsRange_Throws([Values(0, 17)] int capacity) =>
            Assert.That(() => Create(capacity), Throws.InstanceOf<ArgumentOutOfRangeException>());

        [Test]
        public void LastEncode_TellsBothTimes()
        {
            using var encoder = Create(1);
            Assert.That(encoder.LastEncode, Is.Default);

            Encoding.Encode(encoder, Encoding.Source(Upload(Encoding.Noise(Side, Side), Side), Side, Side));

            Assert.That(encoder.LastEncode.RenderThreadSeconds, Is.GreaterThan(0).And.LessThan(60));
            Assert.That(encoder.LastEncode.GpuSeconds, Is.NaN.Or.GreaterThanOrEqualTo(0).And.LessThan(60));
        }

        [Test]
        public void DestroyedTexture_IsLost_AndTheNextPictureComes()
        {
            using var encoder = Create(1);
            var texture = Upload(Encoding.Noise(Side, Side), Side);
            _context.Gl.DeleteTexture(texture);

            Assert.That(encoder.TryEncode(Encoding.Source(texture, Side, Side), Encoding.Stamp(1)), Is.True);

            Assert.That((encoder.Lost, encoder.InFlight, encoder.Failure), Is.EqualTo((1, 0, (string?)null)));
            Encoding.Encode(encoder, Encoding.Source(Upload(Encoding.Noise(Side, Side), Side), Side, Side));
        }

        [TestCase(0, 0, Side + 1, Side)]
        [TestCase(0, 0, Side, Side + 1)]
        [TestCase(-1, 0, 2, 2)]
        [TestCase(0, -1, 2, 2)]
        [TestCase(Side - 1, 0, 2, 1)]
        [TestCase(0, int.MaxValue, 2, 2)]
        public void RectangleOutsideTheTexture_IsLost(int x, int y, int width, int height)
        {
            using var encoder = Create(1);
            var texture = Upload(Encoding.Noise(Side, Side), Side);

            CaptureSource source = new((IntPtr)texture, x, y, width, height, false, true);
            Assert.That(encoder.TryEncode(source, Encoding.Stamp(1)), Is.True);

            Assert.That((encoder.Lost, encoder.InFlight, encoder.Failure), Is.EqualTo((1, 0, (string?)null)));
        }

        [TestCase(SizedInternalFormat.Rgba8)]
        [TestCase(SizedInternalFormat.Srgb8Alpha8)]
        [TestCase(SizedInternalFormat.Rgba16f)]
        public void SteadyState_AllocatesNothing(SizedInternalFormat format)
        {
            using var encoder = Create(3);
            CaptureSource[] sources =
            [
                Encoding.Source(Encoding.CreateTexture(_context.Gl, format, 40, 30), 40, 30, true),
                Encoding.Source(Encoding.CreateTexture(_context.Gl, format, 30, 40), 30, 40, true),
            ];
            var values = new float[encoder.Length];
            Run(20);
            var live = GlObjects.Live;
            var before = GC.GetAllocatedBytesForCurrentThread();

            var fetched = Run(200);

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
            Assert.That(fetched, Is.GreaterThan(50));
            Assert.That(GlObjects.Live, Is.EqualTo(live).Within(3), "fences come and go");

            int Run(int frames)
            {
                var arrived = 0;
                for (var i = 0; i < frames; i++)
                {
                    if (encoder.TryFetch(values, out _, out _))
                    {
                        arrived++;
                    }

                    encoder.TryEncode(sources[i % 2], Encoding.Stamp(i));
                }

                return arrived;
            }
        }

        [Test]
        public void SecondEncoder_SharesThePrograms_AndTheLastOneTakesThemAway()
        {
            var live = new int[4];
            var first = Create(1);
            live[0] = GlObjects.Live;
            var second = Create(1);
            live[1] = GlObjects.Live;
            first.Dispose();
            live[2] = GlObjects.Live;
            Encoding.Encode(second, Encoding.Source(Upload(Encoding.Noise(Side, Side), Side), Side, Side));
            second.Dispose();
            live[3] = GlObjects.Live;

            const int Programs = 5;
            const int Samplers = 1;
            const int OfOneSlot = 3;
            var own = live[0] - Programs - Samplers;
            Assert.That(own, Is.EqualTo(1).Or.EqualTo(OfOneSlot), "a buffer, and two timestamps where there are any");
            Assert.That(live[1] - live[0], Is.EqualTo(own), "a second encoder makes what its frame needs");
            Assert.That(live[2], Is.EqualTo(live[0]));
            Assert.That(live[3], Is.Zero);
        }

        [Test]
        public void PatchesThatDontFill_AndRulesWithoutASize_AreRefused()
        {
            Assert.That(
                () => _backend.CreateEncoder(Rule, PixelLayout.Patches, 3, 4, 1),
                Throws.ArgumentException.With.Message.StartsWith("Patches of 3 x 4 don't fill 8 x 8 pixels."));
            var open = PreprocessingRule.Parse("""{"size": {"shortest_edge": 40}, "do_center_crop": false}""", "rule");
            Assert.That(
                () => _backend.CreateEncoder(open, PixelLayout.Planes, 1, 1, 1),
                Throws.ArgumentException.With.Message.StartsWith("The rule's result changes with the picture's size"));
        }

        private IFrameEncoder<CaptureSource> Create(int capacity) => _backend.CreateEncoder(Rule, PixelLayout.Planes, 1, 1, capacity);

        private uint Upload(byte[] rgb, int side) => Encoding.Upload(_context.Gl, SizedInternalFormat.Rgba8, rgb, side, side);
    }
}
