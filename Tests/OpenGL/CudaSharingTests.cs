using System;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.OpenGL.Contexts;
using Saccade.OpenGL.Encoding;
using Saccade.Preprocessing;
using Silk.NET.OpenGL;

namespace Saccade.OpenGL.Tests
{
    /// <summary>
    /// Frames that stay on an NVIDIA card: the order of what is asked of CUDA, with a stand-in for its driver, and one test that
    /// needs the real one.
    /// </summary>
    [NonParallelizable]
    internal sealed class CudaSharingTests
    {
        private const int Side = 8;
        private const int Device = 1;

        private static readonly PreprocessingRule Rule = PreprocessingRule.Stretch(Side, Side);

        private readonly byte[] _rgb = Encoding.Noise(Side, Side);
        private OwnContext _context = null!;
        private DirectQueue _queue = null!;
        private FakeCuda _cuda = null!;
        private CaptureSource _source;

        [SetUp]
        public void CreateContext()
        {
            _context = new OwnContext();
            _queue = new DirectQueue(OwnContext.GetProcAddress);
            _cuda = new FakeCuda();
            _source = Encoding.Source(Encoding.Upload(_context.Gl, SizedInternalFormat.Rgba8, _rgb, Side, Side), Side, Side);
        }

        [TearDown]
        public void DestroyContext()
        {
            _context.Dispose();
            Assert.That((GlObjects.Live, _cuda.Registered, _cuda.Mapped, _cuda.Retained), Is.EqualTo((0, 0, 0, 0)));
        }

        [Test]
        public void SharedFrame_LiesInTheBufferThatCudaReads()
        {
            using var encoder = Create(1);
            encoder.ShareWithCuda(Device);
            encoder.ShareWithCuda(Device);
            Send(encoder, 5);

            Assert.That(encoder.TryFetch(new float[encoder.Length], out _, out _), Is.False, "it doesn't come through the processor");
            Assert.That(encoder.TryHold(out var frame, out var skipped), Is.True);

            Assert.That((frame.Stamp.Frame, frame.Slot, skipped), Is.EqualTo((5, 0, 0)));
            var values = new float[encoder.Length];
            var buffer = _cuda.BufferOf(frame.Pointer);
            _context.Gl.GetNamedBufferSubData<float>(buffer, 0, (nuint)(values.Length * sizeof(float)), values.AsSpan());
            Assert.That(values, Is.EqualTo(Encoding.Expected(Rule, _rgb, Side, Side)));
            Assert.That(encoder.LastEncode.RenderThreadSeconds, Is.GreaterThan(0));
            Assert.That(encoder.SharingFailure, Is.Null);
            encoder.Release(frame.Slot);
        }

        [Test]
        public void Slot_IsMappedWhenItArrives_AndUnmappedBeforeItIsEncodedInto()
        {
            var encoder = Create(1);
            encoder.ShareWithCuda(Device);
            for (var frame = 0; frame < 2; frame++)
            {
                Send(encoder, frame);
                Assert.That(encoder.TryHold(out var held, out _), Is.True);
                encoder.Release(held.Slot);
            }

            encoder.Dispose();

            Assert.That(_cuda.Calls, Is.EqualTo(new[] { "Retain 1", "Register", "Map", "Unmap", "Map", "Unmap", "Unregister", "Release" }));
        }

        [Test]
        public void HeldFrame_KeepsItsSlot_WhileOthersGoOn()
        {
            using var encoder = Create(2);
            encoder.ShareWithCuda(Device);
            Send(encoder, 1);
            Assert.That(encoder.TryHold(out var held, out _), Is.True);

            for (var frame = 2; frame < 6; frame++)
            {
                Send(encoder, frame);
                Assert.That(encoder.TryEncode(_source, Encoding.Stamp(99)), Is.False, "one is held, one on its way");
                Assert.That(encoder.TryHold(out var next, out _), Is.True);
                Assert.That((next.Stamp.Frame, next.Slot), Is.EqualTo((frame, 1 - held.Slot)));
                encoder.Release(next.Slot);
            }

            encoder.Release(held.Slot);
            Assert.That(() => encoder.Release(held.Slot), Throws.InvalidOperationException.With.Message.Contains("is not held"));
            Assert.That(() => encoder.Release(7), Throws.InvalidOperationException);
        }

        [Test]
        public void NewestArrivedFrame_IsHeld_AndOlderOnesAreFreed()
        {
            using var encoder = Create(3);
            encoder.ShareWithCuda(Device);
            for (var frame = 1; frame <= 3; frame++)
            {
                Send(encoder, frame);
            }

            Assert.That(encoder.TryHold(out var held, out var skipped), Is.True);

            Assert.That((held.Stamp.Frame, skipped, encoder.InFlight), Is.EqualTo((3, 2, 0)), "what is held has arrived");
            encoder.Release(held.Slot);
        }

        [Test]
        public void FramesFromBeforeSharing_ComeThroughTheProcessor()
        {
            using var encoder = Create(2);
            Send(encoder, 1);
            encoder.ShareWithCuda(Device);
            Send(encoder, 2);

            Assert.That(encoder.TryHold(out var held, out var skipped), Is.True);
            Assert.That((held.Stamp.Frame, skipped), Is.EqualTo((2, 1)));
            encoder.Release(held.Slot);
        }

        [Test]
        public void DisposedEncoder_KeepsWhatIsHeld_UntilAnotherThreadGivesItBack()
        {
            var encoder = Create(2);
            using var other = Create(1);
            encoder.ShareWithCuda(Device);
            Send(encoder, 1);
            Assert.That(encoder.TryHold(out var held, out _), Is.True);

            encoder.Dispose();
            Send(other, 1);
            Assert.That((_cuda.Mapped, _queue.Deferred), Is.EqualTo((1, 1)), "CUDA still reads");
            Task.Run(() => encoder.Release(held.Slot)).Wait();
            Assert.That(_cuda.Mapped, Is.EqualTo(1), "only the render thread may take it away");
            Encoding.Fetch(other, new float[other.Length]);

            Assert.That((_cuda.Registered, _queue.Deferred), Is.EqualTo((0, 0)));
        }

        [TestCase("Retain")]
        [TestCase("Register")]
        public void CudaThatIsNotThere_SaysWhy_AndFramesGoThroughTheProcessor(string call)
        {
            _cuda.Fails = call;
            using var encoder = Create(2);
            encoder.ShareWithCuda(Device);

            Assert.That(
                encoder.SharingFailure,
                Does.Match("^CUDA: .* says CUDA_ERROR_UNKNOWN. Pictures go through the processor instead.$"));
            Assert.That(encoder.TryHold(out _, out _), Is.False);
            Assert.That(Encoding.Encode(encoder, _source), Is.EqualTo(Encoding.Expected(Rule, _rgb, Side, Side)));
            Assert.That((_cuda.Registered, _cuda.Retained), Is.EqualTo((0, 0)));
        }

        [TestCase("Map", 1)]
        [TestCase("Unmap", 0)]
        public void CudaThatBreaks_LosesAtMostOneFrame(string call, int lost)
        {
            using (var encoder = Create(1))
            {
                encoder.ShareWithCuda(Device);
                Send(encoder, 1);
                Assert.That(encoder.TryHold(out var held, out _), Is.True);
                encoder.Release(held.Slot);
                _cuda.Fails = call;
                Send(encoder, 2);
                encoder.TryHold(out _, out _);

                Assert.That(encoder.Failure, Is.Null);
                Assert.That(encoder.Lost, Is.EqualTo(lost));
                if (lost > 0)
                {
                    Send(encoder, 3);
                }

                var values = new float[encoder.Length];
                Encoding.Fetch(encoder, values);
                Assert.That(encoder.SharingFailure, Does.Contain("Pictures go through the processor"));
                Assert.That(values, Is.EqualTo(Encoding.Expected(Rule, _rgb, Side, Side)));
                _cuda.Fails = null;
                if (call == "Unmap")
                {
                    // It was mapped when the stand-in refused: CUDA's own state is its own affair.
                    _cuda.Unmap(101);
                }
            }
        }

        [Test]
        public void FrameOnTheCard_WhenSharingBreaks_FreesItsSlot()
        {
            using var encoder = Create(2);
            encoder.ShareWithCuda(Device);
            Send(encoder, 1);
            Assert.That(encoder.TryFetch(new float[encoder.Length], out _, out _), Is.False, "arrives on the card, nobody takes it");
            _cuda.Fails = "Map";
            Send(encoder, 2);

            Assert.That(encoder.TryFetch(new float[encoder.Length], out _, out var skipped), Is.False);

            Assert.That((encoder.Lost, skipped, encoder.InFlight), Is.EqualTo((1, 1, 0)));
        }

        [Test]
        [Category("GPU")]
        public void RealDriver_SharesFrames_OrSaysWhyNot()
        {
            using OpenGLFrameEncoder encoder = new(_queue, Rule, PixelLayout.Planes, 1, 1, 1);
            encoder.ShareWithCuda(0);
            if (encoder.SharingFailure is string reason)
            {
                Assert.That(reason, Does.StartWith("CUDA: ").And.EndsWith("Pictures go through the processor instead."));
                Assert.That(Encoding.Encode(encoder, _source), Is.EqualTo(Encoding.Expected(Rule, _rgb, Side, Side)));
                Assert.Ignore(reason);
            }

            for (var frame = 0; frame < 10; frame++)
            {
                Send(encoder, frame);
                Assert.That(encoder.TryHold(out var held, out _), Is.True, encoder.SharingFailure);
                Assert.That(held.Pointer, Is.Not.Zero);
                encoder.Release(held.Slot);
            }
        }

        private OpenGLFrameEncoder Create(int capacity) => new(_queue, Rule, PixelLayout.Planes, 1, 1, capacity, _cuda);

        private void Send(OpenGLFrameEncoder encoder, long frame)
        {
            Assert.That(encoder.TryEncode(_source, Encoding.Stamp(frame)), Is.True, encoder.Failure);
            _context.Gl.Finish();
        }
    }
}
