using System;
using System.Diagnostics;
using System.Threading;
using NUnit.Framework;
using Saccade.Core.Tests;
using Saccade.Host;
using Saccade.Inference;
using Saccade.OpenGL.Contexts;
using UnityEngine;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>A long game: 20,000 frames with classifier, overlay and label on two cameras.</summary>
    [Category("Long")]
    [NonParallelizable]
    public sealed class SoakTests
    {
        private const int Frames = 20_000;
        private const int WarmUp = 2_000;
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        // More than a picture takes, when no other follows it.
        private const int FramesOnTheWay = 30;

        [Test]
        public void TwentyThousandFrames_MemoryStaysFlat()
        {
            var engine = HostEngine.Start(new HostOptions { Width = 64, Height = 48, AntiAliasing = 1, Log = null });
            try
            {
                VitClassifier[] classifiers = [AddCamera(new Rect(0, 0, 0.5f, 1)), AddCamera(new Rect(0.5f, 0, 0.5f, 1))];
                var cube = GameObject.CreatePrimitive(PrimitiveType.Cube);
                cube.transform.position = new Vector3(0, 0, 4);
                Assert.That(SpinWait.SpinUntil(
                    () =>
                    {
                        engine.Step();
                        return Array.TrueForAll(classifiers, classifier => classifier.Result != null);
                    },
                    Patience), Is.True);

                Run(WarmUp);
                Rest();
                var (heap, working, objects) = Measure();
                var allocated = GC.GetAllocatedBytesForCurrentThread();
                Run(Frames - WarmUp);
                Rest();
                var allocatedBySteps = GC.GetAllocatedBytesForCurrentThread() - allocated;
                var (heapAfter, workingAfter, objectsAfter) = Measure();
                var classified = classifiers[0].Statistics.Classified;
                TestContext.Out.WriteLine(
                    $"{classified} labels; heap {heap} to {heapAfter}, working set {working} to {workingAfter}, allocated "
                        + $"{allocatedBySteps} bytes");

                Assert.That(classified, Is.GreaterThan(1000), "it was at work all the time");
                Assert.That(heapAfter - heap, Is.LessThan(64 << 10), "the managed heap grew");
                Assert.That(workingAfter - working, Is.LessThan(16 << 20), "the working set grew");
                Assert.That(objectsAfter, Is.EqualTo(objects), "OpenGL objects were left behind");

                // A picture on its way holds a fence: none is, when objects are counted.
                void Rest()
                {
                    foreach (var classifier in classifiers)
                    {
                        classifier.Rate = CaptureRate.OnRequest;
                    }

                    Run(FramesOnTheWay);
                    foreach (var classifier in classifiers)
                    {
                        classifier.Rate = CaptureRate.EveryFrame;
                    }
                }

                void Run(int frames)
                {
                    for (var frame = 0; frame < frames; frame++)
                    {
                        cube.transform.rotation = Quaternion.Euler(frame, 2 * frame, 0);
                        engine.Step();
                    }
                }
            }
            finally
            {
                engine.Dispose();
                SharedModels.StopAll(Patience);
            }
        }

        private static (long Heap, long WorkingSet, int Objects) Measure()
        {
            var heap = GC.GetTotalMemory(forceFullCollection: true);
            using var process = Process.GetCurrentProcess();
            return (heap, process.WorkingSet64, HostEngine.LiveGraphicsObjects + GlObjects.Live);
        }

        private static VitClassifier AddCamera(Rect area)
        {
            GameObject eye = new("Camera", typeof(Camera), typeof(VitClassifier), typeof(AttentionOverlay), typeof(ClassificationLabel));
            eye.GetComponent<Camera>().rect = area;
            var classifier = eye.GetComponent<VitClassifier>();
            classifier.Load(Fixtures.Find("exported", "vit-tiny"));
            return classifier;
        }
    }
}
