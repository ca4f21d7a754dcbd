using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Core.Tests;
using Saccade.Host;
using Saccade.Inference;
using Saccade.Runtime.Tests.Capture;
using Saccade.Stages;
using UnityEngine;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>The markers in Unity's profiler: each stage of a picture's way has one, on the thread that does the work.</summary>
    [NonParallelizable]
    public sealed class StageMarkersTests
    {
        private const int WarmUp = 300;
        private const int Frames = 200;
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private static readonly string[] Names = Array.ConvertAll(Enum.GetNames<Stage>(), name => "Saccade." + name);

        private readonly List<string> _errors = [];
        private HostEngine? _engine;

        [TearDown]
        public void StopScene()
        {
            Application.logMessageReceived -= NoteError;
            CaptureBackends.Preferred = null;
            _engine?.Dispose();
            Assert.That(SharedModels.StopAll(Patience), Is.True);
        }

        [TestCase("OpenGL")]
        [TestCase("compute shader")]
        [TestCase("readback")]
        public void EachStageOfAPicturesWay_IsSeenInTheProfiler(string way)
        {
            var before = Names.Select(HostProfiler.Count).ToArray();
            var classifier = Start(way);

            Assert.That(classifier.CaptureName, Is.EqualTo(way));
            Assert.That(
                Names.Where((name, stage) => HostProfiler.Count(name) == before[stage]), Is.Empty, "stages that nothing was seen of");
            Assert.That(HostProfiler.FindNames().Where(name => name.StartsWith("Saccade.", StringComparison.Ordinal)), Is.EqualTo(Names));
            Assert.That(_errors, Is.Empty);
        }

        [Test]
        public void Markers_AllocateNothing()
        {
            Start("OpenGL");
            Run(WarmUp);
            var seen = HostProfiler.Count("Saccade.Label");
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            Run(Frames);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

            Assert.That(HostProfiler.Count("Saccade.Label") - seen, Is.EqualTo(Frames));
            Assert.That(allocated, Is.Zero);
        }

        private VitClassifier Start(string way)
        {
            _errors.Clear();
            Recording.Require(Recording.Create(way));
            CaptureBackends.Preferred = way;
            _engine = HostEngine.Start(new HostOptions
            {
                Width = 64,
                Height = 48,
                AntiAliasing = 1,
                Log = null,
            });
            Application.logMessageReceived += NoteError;
            GameObject eye = new("Camera", typeof(Camera), typeof(VitClassifier), typeof(AttentionOverlay), typeof(ClassificationLabel));
            var classifier = eye.GetComponent<VitClassifier>();
            classifier.Load(Fixtures.Find("exported", "vit-tiny"));
            Assert.That(
                SpinWait.SpinUntil(
                    () =>
                    {
                        _engine!.Step();
                        return classifier.Result != null || classifier.Error != null;
                    },
                    Patience),
                Is.True);
            Assert.That(classifier.Error, Is.Null);
            Run(2);
            return classifier;
        }

        private void Run(int frames)
        {
            for (var frame = 0; frame < frames; frame++)
            {
                _engine!.Step();
            }
        }

        private void NoteError(string message, string stackTrace, LogType type)
        {
            if (type is LogType.Error or LogType.Exception)
            {
                _errors.Add(message);
            }
        }
    }
}
