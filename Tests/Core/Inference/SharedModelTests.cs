using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Inference;
using Saccade.Inference.Onnx;

namespace Saccade.Core.Tests.Inference
{
    /// <summary>Several cameras at one model: batches, turns, joining and leaving.</summary>
    public sealed class SharedModelTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        [Test]
        public void CamerasOfOneFrame_AreClassifiedInOneRun()
        {
            FakeModel fake = new();
            var cameras = Cameras(fake, 4);
            CaptureAll(cameras);
            cameras[0].Frames.Advance();

            for (var i = 0; i < 4; i++)
            {
                cameras[i].Arrive();
                cameras[i].Pipeline.BeginFrame();
                Assert.That(
                    cameras[0].Model.RunOnce(), Is.EqualTo(i == 3 ? 4 : 0), "until the last of the frame has arrived, nothing runs");
            }

            Assert.That(fake.Runs, Is.EqualTo(new[] { 4 }));
            cameras[0].Frames.Advance();
            Assert.That(cameras.Select(c => c.Pipeline.BeginFrame()), Is.All.True);
            Assert.That(cameras.Select(c => c.Pipeline.Result!.Frame), Is.All.EqualTo(1));
        }

        [Test]
        public void CameraWhosePictureIsLate_IsWaitedForOneFrameOnly()
        {
            FakeModel fake = new();
            var cameras = Cameras(fake, 2);
            CaptureAll(cameras);

            cameras[0].Frames.Advance();
            cameras[0].Arrive();
            BeginAll(cameras);
            Assert.That(cameras[0].Model.RunOnce(), Is.Zero);

            cameras[0].Frames.Advance();
            BeginAll(cameras);
            Assert.That(cameras[0].Model.RunOnce(), Is.EqualTo(1));
        }

        [Test]
        public void CameraThatLeaves_IsNotWaitedFor()
        {
            FakeModel fake = new();
            var cameras = Cameras(fake, 2);
            CaptureAll(cameras);
            cameras[0].Frames.Advance();
            cameras[0].Arrive();
            cameras[0].Pipeline.BeginFrame();

            cameras[1].Pipeline.Dispose();

            Assert.That(cameras[0].Model.RunOnce(), Is.EqualTo(1));
        }

        [Test]
        public void MoreCamerasThanARunHolds_TakeTurns()
        {
            FakeModel fake = new(maxBatch: 2);
            var cameras = Cameras(fake, 5);
            var results = new int[5];
            for (var frame = 0; frame < 50; frame++)
            {
                foreach (var camera in cameras)
                {
                    camera.Capture();
                }

                cameras[0].Frames.Advance();
                foreach (var camera in cameras)
                {
                    camera.Arrive();
                }

                for (var i = 0; i < cameras.Length; i++)
                {
                    results[i] += cameras[i].Pipeline.BeginFrame() ? 1 : 0;
                }

                cameras[0].Model.RunOnce();
            }

            Assert.That(results, Is.All.InRange(19, 21), "50 runs of two, shared by five");
        }

        [Test]
        public void ModelThatTakesOnePictureAfterAll_ClassifiesThemOneByOne()
        {
            FakeModel fake = new() { RefusesBatches = true };
            var cameras = Cameras(fake, 3);

            for (var frame = 0; frame < 2; frame++)
            {
                CaptureAll(cameras);
                cameras[0].Frames.Advance();
                foreach (var camera in cameras)
                {
                    camera.Arrive();
                }

                BeginAll(cameras);
                while (cameras[0].Model.RunOnce() > 0)
                {
                }

                cameras[0].Frames.Advance();
                Assert.That(cameras.Select(c => c.Pipeline.BeginFrame()), Is.All.True);
                var captured = cameras[0].Frames.Frame - 2;
                Assert.That(cameras.Select(c => (c.Pipeline.Result!.Frame, c.Pipeline.Result.Best.Index)),
                    Is.All.EqualTo((captured, (int)(captured % 2))));
            }

            Assert.That(fake.Runs, Is.EqualTo(Enumerable.Repeat(1, 6)));
        }

        [Test]
        public void Join_SameKey_SharesOneModelAndTheLastToLeaveFreesIt()
        {
            List<FakeModel> loaded = [];
            FakeFrames frames = new();
            var first = SharedModels.Join("same", 4, 1, Load, frames, out var one);
            var second = SharedModels.Join("same", 4, 1, Load, frames, out var two);
            var other = SharedModels.Join("other", 4, 1, Load, frames, out var three);

            Assert.That(second, Is.SameAs(first));
            Assert.That(other, Is.Not.SameAs(first));
            Assert.That(SpinWait.SpinUntil(() => first.IsReady && other.IsReady, Patience), Is.True);
            Assert.That(loaded, Has.Count.EqualTo(2));

            one.Leave();
            one.Leave();
            three.Leave();
            Assert.That(SpinWait.SpinUntil(() => SharedModels.RunningCount == 1, Patience), Is.True);
            Assert.That(loaded.FindAll(model => model.IsDisposed), Has.Count.EqualTo(1), "one camera is still there");
            two.Leave();
            Assert.That(SpinWait.SpinUntil(() => SharedModels.RunningCount == 0, Patience), Is.True);
            Assert.That(loaded.TrueForAll(model => model.IsDisposed), Is.True);

            IClassifierModel Load(LoadStop _)
            {
                FakeModel model = new();
                lock (loaded)
                {
                    loaded.Add(model);
                }

                return model;
            }
        }

        [Test]
        public void Join_PicturesOfAnotherSize_GetAModelOfTheirOwn()
        {
            FakeFrames frames = new();
            var first = SharedModels.Join("size", 4, 1, _ => new FakeModel(), frames, out var one);
            var second = SharedModels.Join("size", 8, 1, _ => new FakeModel(), frames, out var two);

            Assert.That(second, Is.Not.SameAs(first));
            one.Leave();
            two.Leave();
            Assert.That(first.StopAndWait(Patience) && second.StopAndWait(Patience), Is.True);
        }

        [Test]
        public void Join_WhileAModelThatEveryoneLeftStillLoads_DoesNotLoadItAgain()
        {
            using ManualResetEventSlim goOn = new();
            var loads = 0;
            FakeFrames frames = new();
            var first = SharedModels.Join("slow", 4, 1, Load, frames, out var one);
            one.Leave();

            var second = SharedModels.Join("slow", 4, 1, Load, frames, out var two);
            goOn.Set();

            Assert.That(second, Is.SameAs(first));
            Assert.That(SpinWait.SpinUntil(() => second.IsReady, Patience), Is.True);
            Assert.That(loads, Is.EqualTo(1));
            two.Leave();
            Assert.That(second.StopAndWait(Patience), Is.True);

            IClassifierModel Load(LoadStop _)
            {
                Interlocked.Increment(ref loads);
                goOn.Wait();
                return new FakeModel();
            }
        }

        [Test]
        public void Join_AfterAFailure_LoadsAnew()
        {
            FakeFrames frames = new();
            var broken = SharedModels.Join("fails", 4, 1, _ => throw new InvalidOperationException("no file"), frames, out var one);
            Assert.That(SpinWait.SpinUntil(() => broken.Error != null, Patience), Is.True);

            var mended = SharedModels.Join("fails", 4, 1, _ => new FakeModel(), frames, out var two);

            Assert.That(SpinWait.SpinUntil(() => mended.IsReady, Patience), Is.True);
            Assert.That(broken.Error, Does.StartWith("fails: the model can't be loaded. InvalidOperationException: no file."));
            one.Leave();
            two.Leave();
            Assert.That(mended.StopAndWait(Patience), Is.True);
        }

        [Test]
        public void Thread_GivesWayToTheGamesOwn()
        {
            var priority = ThreadPriority.Highest;
            FakeFrames frames = new();
            var model = SharedModels.Join("priority", 4, 1, Load, frames, out var client);
            Assert.That(SpinWait.SpinUntil(() => model.IsReady, Patience), Is.True);
            client.Leave();
            Assert.That(model.StopAndWait(Patience), Is.True);

            Assert.That(priority, Is.EqualTo(ThreadPriority.BelowNormal));

            IClassifierModel Load(LoadStop _)
            {
                priority = Thread.CurrentThread.Priority;
                return new FakeModel();
            }
        }

        [Test]
        public void Stop_WhileAModelLoads_InterruptsItAndWaitsForNobody()
        {
            using ManualResetEventSlim loading = new();
            using ManualResetEventSlim interrupted = new();
            var model = SharedModels.Join("slow", 4, 1, Load, new FakeFrames(), out var client);
            loading.Wait();

            Assert.That(SharedModels.Stop(), Does.Contain(model));

            Assert.That(interrupted.IsSet, Is.True);
            Assert.That(SpinWait.SpinUntil(() => SharedModels.RunningCount == 0, Patience), Is.True);
            Assert.That((model.IsReady, model.Error), Is.EqualTo((false, (string?)null)), "nobody made a mistake");
            client.Leave();

            IClassifierModel Load(LoadStop stop) => stop.Do<IClassifierModel>(
                () =>
                {
                    loading.Set();
                    interrupted.Wait();
                    throw new InvalidOperationException("loading was cut short");
                },
                interrupted.Set);
        }

        [Test]
        public void Stop_BeforeAStepOfLoading_SkipsIt()
        {
            LoadStop stop = new();
            Assert.That(stop.Do(() => 1, Assert.Fail), Is.EqualTo(1));
            stop.Ask();

            Assert.That(stop.IsAsked, Is.True);
            Assert.That(() => stop.Do(() => 1, Assert.Fail), Throws.TypeOf<OperationCanceledException>());
        }

        private static FakeClassifier[] Cameras(FakeModel fake, int count)
        {
            var first = FakeClassifier.Create(2, fake);
            return [first, .. Enumerable.Range(1, count - 1).Select(_ => first.Share(2))];
        }

        private static void CaptureAll(FakeClassifier[] cameras)
        {
            foreach (var camera in cameras)
            {
                Assert.That(camera.Capture(), Is.True);
            }
        }

        private static void BeginAll(FakeClassifier[] cameras)
        {
            foreach (var camera in cameras)
            {
                camera.Pipeline.BeginFrame();
            }
        }
    }
}
