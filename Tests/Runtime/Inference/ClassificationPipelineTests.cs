using System;
using System.Threading;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Inference;
using UnityEngine;

namespace Saccade.Runtime.Tests.Inference
{
    public sealed class ClassificationPipelineTests
    {
        private static readonly CaptureSource Picture = new(IntPtr.Zero, 0, 0, 1, 1, false, false);

        [Test]
        public void Result_CarriesTheNumberOfTheFrameItCameFrom()
        {
            (FakeEncoder encoder, InferenceWorker worker, ClassificationPipeline pipeline) = Create(2);
            pipeline.Capture(Picture, Stamp(7));
            Assert.That(pipeline.BeginFrame(), Is.False, "the picture has not arrived");

            encoder.Arrive();
            Assert.That(pipeline.BeginFrame(), Is.False, "the model has not run");
            Assert.That(worker.RunOnce(), Is.True);

            Assert.That(pipeline.BeginFrame(), Is.True);
            Assert.That(pipeline.Result!.Frame, Is.EqualTo(7));
            Assert.That(pipeline.Result.Best.Label, Is.EqualTo("odd"));
        }

        [Test]
        public void SlowModel_SeesTheNewestPictureAndTheOthersAreCounted()
        {
            (FakeEncoder encoder, InferenceWorker worker, ClassificationPipeline pipeline) = Create(4);
            for (long frame = 1; frame <= 4; frame++)
                pipeline.Capture(Picture, Stamp(frame));
            encoder.Arrive(4);
            pipeline.BeginFrame();

            worker.RunOnce();
            pipeline.BeginFrame();

            Assert.That(pipeline.Result!.Frame, Is.EqualTo(4));
            Assert.That(worker.RunOnce(), Is.False, "nothing is left");
            Assert.That(pipeline.Dropped, Is.EqualTo(3));
        }

        [Test]
        public void Capture_FullRing_LeavesThePictureOut()
        {
            (_, _, ClassificationPipeline pipeline) = Create(2);

            Assert.That(pipeline.Capture(Picture, Stamp(1)), Is.True);
            Assert.That(pipeline.Capture(Picture, Stamp(2)), Is.True);
            Assert.That(pipeline.Capture(Picture, Stamp(3)), Is.False);

            Assert.That((pipeline.Captured, pipeline.Dropped), Is.EqualTo((2L, 1L)));
        }

        [Test]
        public void Dispose_WhileTheModelRuns_DoesNotWaitAndFreesTheModelAfterwards()
        {
            using ManualResetEventSlim running = new();
            using ManualResetEventSlim goOn = new();
            FakeModel model = new() { WhenRun = () => { running.Set(); goOn.Wait(); } };
            FakeEncoder encoder = new(1);
            InferenceWorker worker = new(encoder.Length, 1, () => model);
            worker.Start();
            ClassificationPipeline pipeline = new(encoder, worker);
            pipeline.Capture(Picture, Stamp(1));
            encoder.Arrive();
            pipeline.BeginFrame();
            running.Wait();

            pipeline.Dispose();

            Assert.That(encoder.IsDisposed, Is.True);
            Assert.That(model.IsDisposed, Is.False, "the run is still under way");
            goOn.Set();
            Assert.That(worker.StopAndWait(TimeSpan.FromMinutes(1)), Is.True);
            Assert.That(model.IsDisposed, Is.True);
            Assert.That(pipeline.BeginFrame(), Is.False);
            Assert.That(pipeline.Capture(Picture, Stamp(2)), Is.False);
        }

        [Test]
        public void StopAndWait_CutsARunShort()
        {
            FakeModel model = new();
            using ManualResetEventSlim running = new();
            model.WhenRun = () =>
            {
                running.Set();
                SpinWait.SpinUntil(() => model.IsCancelled);
                throw new InvalidOperationException("cut short");
            };
            InferenceWorker worker = new(4, 1, () => model);
            worker.Start();
            worker.Submit(Stamp(1));
            running.Wait();

            Assert.That(worker.StopAndWait(TimeSpan.FromMinutes(1)), Is.True);

            Assert.That(worker.Error, Is.Null, "stopping is no failure");
            Assert.That(model.IsDisposed, Is.True);
        }

        [Test]
        public void ModelThatThrows_IsOneErrorAndTheFramesGoOn()
        {
            FakeModel model = new() { WhenRun = () => throw new InvalidOperationException("the weights are broken") };
            FakeEncoder encoder = new(1);
            InferenceWorker worker = new(encoder.Length, 1, () => model);
            ClassificationPipeline pipeline = new(encoder, worker);
            worker.Start();
            pipeline.Capture(Picture, Stamp(1));
            encoder.Arrive();
            pipeline.BeginFrame();

            Assert.That(() => worker.Error, Is.EqualTo("the weights are broken").After(60_000, 1));
            Assert.That(pipeline.Error, Is.EqualTo("the weights are broken"));
            Assert.That(pipeline.BeginFrame(), Is.False);
            Assert.That(pipeline.Capture(Picture, Stamp(2)), Is.False);
        }

        [Test]
        public void SteadyState_AllocatesNothing()
        {
            (FakeEncoder encoder, InferenceWorker worker, ClassificationPipeline pipeline) = Create(1);
            Frame(1);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (long frame = 2; frame < 100; frame++)
                Frame(frame);

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

            void Frame(long frame)
            {
                pipeline.Capture(Picture, Stamp(frame));
                encoder.Arrive();
                pipeline.BeginFrame();
                worker.RunOnce();
                pipeline.BeginFrame();
            }
        }

        private static FrameStamp Stamp(long frame) => new(frame, 0, new Rect(0, 0, 1, 1));

        private static (FakeEncoder Encoder, InferenceWorker Worker, ClassificationPipeline Pipeline) Create(int capacity)
        {
            FakeEncoder encoder = new(capacity);
            InferenceWorker worker = new(encoder.Length, 1, () => new FakeModel());
            worker.Load();
            return (encoder, worker, new ClassificationPipeline(encoder, worker));
        }
    }
}
