using System;
using System.Diagnostics;
using System.Threading;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Inference;
using Saccade.Timing;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>Play mode ends while a model is being loaded, and nothing can cut that short.</summary>
    [NonParallelizable]
    public sealed class LeavingPlayTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        [Test]
        public void InTheEditor_WaitsForNoModel_AndTheThreadEndsByItself()
        {
            using ManualResetEventSlim goOn = new();
            using var engine = HostEngine.Start(
                new HostOptions { Width = 16, Height = 16, AntiAliasing = 1, IsEditor = true, Log = null });
            SharedModels.Join("stuck", 4, 1, _ =>
            {
                goOn.Wait();
                throw new InvalidOperationException("never loaded");
            }, EngineFrames.Instance, out var client);
            var watch = Stopwatch.StartNew();

            engine.Dispose();

            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(8)), "a user waits for this");
            Assert.That(SharedModels.RunningCount, Is.EqualTo(1));
            goOn.Set();
            Assert.That(SpinWait.SpinUntil(() => SharedModels.RunningCount == 0, Patience), Is.True);
            client.Leave();
        }
    }
}
