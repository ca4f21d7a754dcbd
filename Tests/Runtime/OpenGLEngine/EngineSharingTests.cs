using NUnit.Framework;
using Saccade.Capture;
using Saccade.Host;
using Saccade.OpenGL.Contexts;
using Saccade.OpenGL.Encoding;
using Saccade.OpenGL.Tests;
using Saccade.OpenGLEngine;
using Saccade.Preprocessing;

namespace Saccade.Runtime.Tests.OpenGLEngine
{
    /// <summary>Frames that stay on an NVIDIA card, on the engine's render thread.</summary>
    [NonParallelizable]
    internal sealed class EngineSharingTests
    {
        private const int Side = 8;
        private const int Device = 1;

        private static readonly PreprocessingRule Rule = PreprocessingRule.Stretch(Side, Side);

        private readonly FakeCuda _cuda = new();

        [Test]
        public void DisposedEncoder_IsReleasedByALaterFrame()
        {
            using HostEngine engine = HostEngine.Start(new HostOptions { Width = 32, Height = 32, AntiAliasing = 1 });
            UnityEngine.Texture2D texture = new(Side, Side);
            OpenGLFrameEncoder encoder = new(EngineQueue.Current, Rule, PixelLayout.Planes, 1, 1, 1, _cuda);
            encoder.ShareWithCuda(Device);
            encoder.TryEncode(Encoding.Source((uint)texture.GetNativeTexturePtr(), Side, Side), Encoding.Stamp(1));
            DeviceFrame held = default;
            Assert.That(() => encoder.TryHold(out held, out _), Is.True.After(60_000, 1));
            encoder.Dispose();
            engine.Step();
            Assert.That(_cuda.Mapped, Is.EqualTo(1));

            encoder.Release(held.Slot);
            engine.Step();

            Assert.That((_cuda.Registered, GlObjects.Live, EngineQueue.Current.Deferred), Is.EqualTo((0, 0, 0)));
        }
    }
}
