using System;
using System.Linq;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Host;
using Saccade.OpenGLEngine;
using Saccade.Preprocessing;

namespace Saccade.Runtime.Tests.Capture
{
    /// <summary>Which way to encode is taken.</summary>
    [NonParallelizable]
    internal sealed class CaptureBackendsTests
    {
        private static readonly string[] Fakes = ["best", "good", "broken"];

        [TearDown]
        public void Forget()
        {
            CaptureBackends.Preferred = null;
            foreach (var name in Fakes)
            {
                CaptureBackends.Remove(name);
            }
        }

        [Test]
        public void HighestPriorityThatWorks_IsTaken_InWhateverOrderTheyRegister(
            [Values("best good broken", "broken good best", "good broken best")] string order)
        {
            foreach (var name in order.Split(' '))
            {
                CaptureBackends.Register(new Fake(name, name == "best" ? 900 : name == "good" ? 800 : 1000));
            }

            Assert.That(CaptureBackends.Find().Name, Is.EqualTo("best"));
        }

        [Test]
        public void RegisteredAgain_ReplacesTheOneOfItsName()
        {
            Fake second = new("best", 900);
            CaptureBackends.Register(new Fake("best", 900));
            CaptureBackends.Register(second);

            Assert.That(CaptureBackends.Find(), Is.SameAs(second));
            CaptureBackends.Register(new Fake("best", -1));
            CaptureBackends.Register(new Fake("good", 800));
            Assert.That(CaptureBackends.Find().Name, Is.EqualTo("good"));
        }

        [Test]
        public void Preferred_IsTakenBeforeOthers_OrSaysWhatIsWrong()
        {
            CaptureBackends.Register(new Fake("best", 900));
            CaptureBackends.Register(new Fake("good", 800));
            CaptureBackends.Register(new Fake("broken", 700));

            CaptureBackends.Preferred = "good";
            Assert.That(CaptureBackends.Find().Name, Is.EqualTo("good"));

            CaptureBackends.Preferred = "broken";
            Assert.That(
                CaptureBackends.Find,
                Throws.InstanceOf<NotSupportedException>().With.Message.EqualTo(
                    "Capture: the preferred way to encode pictures doesn't work here. broken: it is broken. "
                    + "Set CaptureBackends.Preferred to null."));

            CaptureBackends.Preferred = "none";
            Assert.That(
                CaptureBackends.Find,
                Throws.InstanceOf<NotSupportedException>().With.Message.StartsWith(
                    "Capture: CaptureBackends.Preferred is 'none', which there isn't. Expected null, or one of: best, good, broken"));
        }

        [Test]
        public void OfThisPackage_OpenGLComesFirst_ThenTheComputeShader_ThenReadback()
        {
            ICaptureBackend<RecordedSource>[] backends =
            [
                new ReadbackCaptureBackend(), new ComputeCaptureBackend(), new EngineCaptureBackend(),
            ];

            Assert.That(
                backends.OrderByDescending(backend => backend.Priority).Select(backend => backend.Name),
                Is.EqualTo(new[] { "OpenGL", "compute shader", "readback" }));

            using var engine = HostEngine.Start(new HostOptions { Width = 8, Height = 8 });
            Assert.That(CaptureBackends.Find().Name, Is.EqualTo("OpenGL"), "all have registered before the first scene");
            CaptureBackends.Preferred = "readback";
            Assert.That(CaptureBackends.Find().Name, Is.EqualTo("readback"));
            CaptureBackends.Preferred = "compute shader";
            if (ComputeTools.AreAvailable)
            {
                Assert.That(CaptureBackends.Find().Name, Is.EqualTo("compute shader"));
            }
        }

        [Test]
        public void WithoutComputeShaders_PicturesAreReadBack_AndTheReasonsAreThere()
        {
            using var engine = HostEngine.Start(new HostOptions { Width = 8, Height = 8, SupportsComputeShaders = false });

            Assert.That(CaptureBackends.Find().Name, Is.EqualTo("readback"));
            Assert.That(new ComputeCaptureBackend().IsSupported(out var reason), Is.False);
            Assert.That(reason, Does.EndWith(" has no compute shaders under OpenGLCore."));
            Assert.That(
                () => new ComputeCaptureBackend().CreateEncoder(PreprocessingRule.Stretch(8, 8), PixelLayout.Planes, 1, 1, 1),
                Throws.InstanceOf<NotSupportedException>().With.Message.StartsWith("Compute shader: ").And.Message.EndsWith(reason));
        }

        [Test]
        public void WithoutAnything_TheMessageSaysWhyForEach()
        {
            using var engine = HostEngine.Start(
                new HostOptions { Width = 8, Height = 8, SupportsComputeShaders = false, SupportsAsyncReadback = false });

            Assert.That(
                CaptureBackends.Find,
                Throws.InstanceOf<NotSupportedException>().With.Message.StartsWith(
                        "Capture: nothing here can encode pictures. OpenGL: the driver has no compute shaders, this needs OpenGL 4.5. "
                        + "compute shader: ")
                    .And.Message.Contains(" readback: ").And.Message.EndsWith(" can't read back asynchronously under OpenGLCore."));
        }

        private sealed class Fake(string name, int priority) : ICaptureBackend<RecordedSource>
        {
            public string Name { get; } = name;

            public int Priority { get; } = priority;

            public bool IsSupported(out string reason)
            {
                reason = Name == "broken" ? "it is broken." : "";
                return reason.Length == 0;
            }

            public IFrameEncoder<RecordedSource> CreateEncoder(
                PreprocessingRule rule, PixelLayout layout, int patchWidth, int patchHeight, int capacity) =>
                throw new NotSupportedException();
        }
    }
}
