using NUnit.Framework;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Tests.Engine
{
    /// <summary>A device without what most devices have, to which scripts must have an answer.</summary>
    public class ReducedDeviceTests : EngineFixture
    {
        protected override HostOptions Adapt(HostOptions options) =>
            options with { SupportsComputeShaders = false, SupportsAsyncReadback = false };

        [Test]
        public void SystemInfo_SaysSo() =>
            Assert.That(SystemInfo.supportsComputeShaders || SystemInfo.supportsAsyncGPUReadback, Is.False);

        [Test]
        public void AReadback_IsRefusedWithAnError()
        {
            var request = AsyncGPUReadback.Request(Texture2D.whiteTexture);

            Assert.That(request.done && request.hasError, Is.True);
            Assert.That(TakeFailures(), Has.One.Contains("supportsAsyncGPUReadback"));
        }

        [Test]
        public void AComputeShader_IsNotSupported_AndSaysSoWhenDispatched()
        {
            using ComputeSource source = new("#pragma kernel Main\n[numthreads(1,1,1)]\nvoid Main() {}\n");

            Assert.That(source.Shader.IsSupported(0), Is.False);
            source.Shader.Dispatch(0, 1, 1, 1);

            Assert.That(TakeFailures(), Has.One.Contains("supportsComputeShaders"));
        }
    }
}
