using NUnit.Framework;
using Saccade.Capture;
using Saccade.OpenGL.Contexts;
using Saccade.Preprocessing;
using Silk.NET.OpenGL;

namespace Saccade.OpenGL.Tests
{
    /// <summary>The encode without any engine, on a context that its user made.</summary>
    [NonParallelizable]
    internal sealed class OwnContextTests
    {
        private static readonly PreprocessingRule Rule = PreprocessingRule.Stretch(16, 16);

        [Test]
        public void ContextOfOnesOwn_EncodesAtOnceOnTheThreadThatCalls()
        {
            using OwnContext context = new();
            OpenGLCaptureBackend backend = new(OwnContext.GetProcAddress);
            Assert.That(backend.IsSupported(out var reason), Is.True, reason);
            var rgb = Encoding.Noise(100, 50);
            var texture = Encoding.Upload(context.Gl, SizedInternalFormat.Rgba8, rgb, 100, 50);
            using var encoder = backend.CreateEncoder(Rule, PixelLayout.Planes, 1, 1, 1);

            Assert.That(encoder.TryEncode(Encoding.Source(texture, 100, 50), Encoding.Stamp(7)), Is.True);
            context.Gl.Finish();
            var values = new float[encoder.Length];

            Assert.That(encoder.TryFetch(values, out var stamp, out _), Is.True);
            Assert.That(stamp.Frame, Is.EqualTo(7));
            Assert.That(values, Is.EqualTo(Encoding.Expected(Rule, rgb, 100, 50)));
        }

        [Test]
        public void TwoContexts_EachHaveTheirOwnPrograms()
        {
            using OwnContext first = new();
            var onFirst = Encoding.OnOwnContext();
            using OwnContext second = new();
            var onSecond = Encoding.OnOwnContext();
            var rgb = Encoding.Noise(20, 20);
            for (var round = 0; round < 2; round++)
            {
                foreach (var (context, backend) in new[] { (first, onFirst), (second, onSecond) })
                {
                    context.MakeCurrent();
                    var texture = Encoding.Upload(context.Gl, SizedInternalFormat.Rgba8, rgb, 20, 20);

                    var values = Encoding.Encode(backend, Rule, Encoding.Source(texture, 20, 20));

                    Assert.That(values, Is.EqualTo(Encoding.Expected(Rule, rgb, 20, 20)));
                }
            }

            Assert.That(GlObjects.Live, Is.Zero);
        }

        [Test]
        public void NoContext_IsNotSupported_AndAnEncoderSaysSo()
        {
            using OwnContext context = new();
            context.MakeNoneCurrent();
            var backend = Encoding.OnOwnContext();

            Assert.That(backend.IsSupported(out var reason), Is.False);
            Assert.That(reason, Is.EqualTo("no context is current on this thread. Make one current before it is used."));
            using var encoder = backend.CreateEncoder(Rule, PixelLayout.Planes, 1, 1, 1);
            Assert.That(encoder.Failure, Is.EqualTo("OpenGL: " + reason));
            Assert.That(encoder.TryEncode(Encoding.Source(1, 4, 4), Encoding.Stamp(1)), Is.False);
            Assert.That(encoder.TryFetch(new float[encoder.Length], out _, out _), Is.False);
        }

        [Test]
        public void ContextThatIsNoLongerCurrent_FailsWithOneMessage([Values] bool duringFetch)
        {
            using OwnContext context = new();
            var texture = Encoding.Upload(context.Gl, SizedInternalFormat.Rgba8, Encoding.Noise(20, 20), 20, 20);
            var encoder = Encoding.OnOwnContext().CreateEncoder(Rule, PixelLayout.Planes, 1, 1, 2);
            Assert.That(encoder.TryEncode(Encoding.Source(texture, 20, 20), Encoding.Stamp(1)), Is.True);
            context.MakeNoneCurrent();

            if (duringFetch)
            {
                Assert.That(encoder.TryFetch(new float[encoder.Length], out _, out _), Is.False);
            }
            else
            {
                encoder.TryEncode(Encoding.Source(0, 20, 20), Encoding.Stamp(2));
            }

            Assert.That(encoder.Failure, Does.StartWith("OpenGL: ").And.Contains("no context is current"));
            context.MakeCurrent();
            encoder.Dispose();
            Assert.That(GlObjects.Live, Is.Zero);
        }

        [Test]
        public void NoLoader_Throws() => Assert.That(() => new OpenGLCaptureBackend(null!), Throws.ArgumentNullException);
    }
}
