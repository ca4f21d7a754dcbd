using System;
using System.Threading;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Inference;
using Saccade.Inference.Sharing;

namespace Saccade.Core.Tests.Inference
{
    /// <summary>The way of a picture with made-up frames: what is taken, replaced, counted and published, and when.</summary>
    public sealed class ClassificationPipelineTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        [Test]
        public void Result_CarriesTheNumberOfTheFrameItCameFrom()
        {
            var camera = FakeClassifier.Create(2);
            var captured = camera.Frames.Frame;
            Assert.That(camera.Capture(), Is.True);
            camera.Frames.Advance();
            Assert.That(camera.Pipeline.BeginFrame(), Is.False, "the picture has not arrived");

            camera.Arrive();
            Assert.That(camera.Pipeline.BeginFrame(), Is.False, "the model has not run");
            Assert.That(camera.Model.RunOnce(), Is.EqualTo(1));
            camera.Frames.Advance();

            Assert.That(camera.Pipeline.BeginFrame(), Is.True);
            Assert.That(camera.Pipeline.Result!.Frame, Is.EqualTo(captured));
            Assert.That(camera.Pipeline.Result.Best.Label, Is.EqualTo(captured % 2 == 1 ? "odd" : "even"));
        }

        [Test]
        public void Latency_IsFromTheCaptureToThePublishing()
        {
            var camera = FakeClassifier.Create(2);
            camera.Capture();
            camera.Frames.Advance(0.02);
            camera.Arrive();
            camera.Pipeline.BeginFrame();
            camera.Frames.Seconds += 0.05;
            camera.Model.RunOnce();
            camera.Frames.Advance(0.01);
            camera.Pipeline.BeginFrame();

            Assert.That(camera.Pipeline.Result!.LatencySeconds, Is.EqualTo(0.08).Within(1e-9));
            Assert.That(camera.Pipeline.Statistics.LatencyP50, Is.EqualTo(0.08).Within(1e-9));
        }

        [Test]
        public void ModelNotLoaded_NothingIsTaken()
        {
            var camera = FakeClassifier.Create(2, () => new FakeModel());

            Assert.That(camera.Pipeline.BeginFrame(), Is.False);
            Assert.That(camera.Capture(), Is.False);

            camera.Model.Load();
            camera.Pipeline.BeginFrame();
            Assert.That(camera.Capture(), Is.True);
        }

        [Test]
        public void BusyModel_NoPictureIsTakenThatItHasNoTimeFor()
        {
            FakeModel model = new();
            var camera = FakeClassifier.Create(3, model);
            var taken = true;
            var taking = 0;

            // A run of 0.1 s is known by one that took so long; in the second one, after 0.02 s and after 0.09 s, a camera renders.
            model.WhenRun = () => camera.Frames.Seconds += 0.1;
            ClassifyOnce();
            model.WhenRun = () =>
            {
                camera.Frames.Seconds += 0.02;
                taken = camera.Capture();
                camera.Frames.Seconds += 0.07;
                taking = camera.Capture() ? 1 : 0;
                camera.Frames.Seconds += 0.01;
            };
            ClassifyOnce();

            Assert.That(taken, Is.False, "the model is busy for another 80 ms");
            Assert.That(taking, Is.EqualTo(1), "the model is free when the picture arrives");

            void ClassifyOnce()
            {
                camera.Capture();
                camera.Frames.Advance();
                camera.Arrive();
                camera.Pipeline.BeginFrame();
                camera.Model.RunOnce();
                camera.Frames.Advance();
                camera.Pipeline.BeginFrame();
            }
        }

        [Test]
        public void SeveralArrived_TheModelSeesTheNewestAndTheOthersAreCounted()
        {
            var camera = FakeClassifier.Create(4);
            for (var i = 0; i < 4; i++)
            {
                camera.Capture();
                camera.Frames.Advance();
            }

            camera.Arrive();
            camera.Pipeline.BeginFrame();
            camera.Model.RunOnce();
            camera.Frames.Advance();
            camera.Pipeline.BeginFrame();

            Assert.That(camera.Pipeline.Result!.Frame, Is.EqualTo(4));
            Assert.That(camera.Model.RunOnce(), Is.Zero, "nothing is left");
            Assert.That(camera.Pipeline.Statistics.Dropped, Is.EqualTo(3));
        }

        [Test]
        public void ArrivedButNotStarted_IsReplacedByANewerOne()
        {
            var camera = FakeClassifier.Create(1);
            for (var i = 0; i < 3; i++)
            {
                camera.Pipeline.Schedule.Request();
                Assert.That(camera.Capture(), Is.True, "the ring has room again");
                camera.Frames.Advance();
                camera.Arrive();
                camera.Pipeline.BeginFrame();
            }

            camera.Model.RunOnce();
            camera.Frames.Advance();
            camera.Pipeline.BeginFrame();

            Assert.That(camera.Pipeline.Result!.Frame, Is.EqualTo(3));
            Assert.That(camera.Pipeline.Statistics.Dropped, Is.EqualTo(2));
        }

        [Test]
        public void Capture_FullRing_LeavesThePictureOut()
        {
            var camera = FakeClassifier.Create(2);

            Assert.That(new[] { camera.Capture(), camera.Capture(), camera.Capture() }, Is.EqualTo(new[] { true, true, false }));

            Assert.That((camera.Pipeline.Statistics.Captured, camera.Pipeline.Statistics.Dropped), Is.EqualTo((2L, 1L)));
        }

        [Test]
        public void Region_IsTheSourceRectangleAndTheModelsCropInIt()
        {
            FakeFrames frames = new();
            SharedModel model = new("fake", _ => new FakeModel(), frames);
            FakeEncoder encoder = new(1);
            var folder = CropFolder();
            ClassificationPipeline<CaptureSource> pipeline = new(
                ModelFolder.Open(folder), model, model.Join(encoder.Length, 1)!, _ => encoder, frames);
            model.Load();
            pipeline.BeginFrame();

            // Of 200 x 100 the crop of 32 out of 64 x 32 takes the middle half; the source is the right half of the camera's picture.
            pipeline.Capture(new CaptureSource(IntPtr.Zero, 0, 0, 200, 100, false, false), new Region(0.5f, 0, 0.5f, 1));
            encoder.Arrive();
            pipeline.BeginFrame();
            model.RunOnce();
            pipeline.BeginFrame();

            var region = pipeline.Result!.Region;
            Assert.That((region.x, region.y, region.width, region.height), Is.EqualTo((0.625f, 0f, 0.25f, 1f)));
            System.IO.Directory.Delete(folder, true);
        }

        [Test]
        public void LostPictures_AreCountedAndTheNextOneIsClassified()
        {
            var camera = FakeClassifier.Create(1);
            camera.Capture();
            camera.Encoder.Lose();
            camera.Frames.Advance();
            camera.Pipeline.BeginFrame();

            Assert.That(camera.Pipeline.Statistics.Dropped, Is.EqualTo(1));
            Assert.That(camera.Capture(), Is.True);
            camera.Frames.Advance();
            camera.Arrive();
            camera.Pipeline.BeginFrame();
            Assert.That(camera.Model.RunOnce(), Is.EqualTo(1));
        }

        [Test]
        public void Dispose_WhileTheModelRuns_DoesNotWaitAndFreesTheModelAfterwards()
        {
            using ManualResetEventSlim running = new();
            using ManualResetEventSlim goOn = new();
            FakeModel model = new() { WhenRun = () => { running.Set(); goOn.Wait(); } };
            var camera = Start(model);
            Classify(camera);
            running.Wait();

            camera.Pipeline.Dispose();

            Assert.That(camera.Encoder.IsDisposed, Is.True);
            Assert.That(model.IsDisposed, Is.False, "the run is still under way");
            goOn.Set();
            Assert.That(camera.Model.StopAndWait(Patience), Is.True);
            Assert.That(model.IsDisposed, Is.True);
            Assert.That(camera.Pipeline.BeginFrame(), Is.False);
            Assert.That(camera.Capture(), Is.False);
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
            var camera = Start(model);
            Classify(camera);
            running.Wait();

            Assert.That(camera.Model.StopAndWait(Patience), Is.True);

            Assert.That(camera.Model.Error, Is.Null, "stopping is no failure");
            Assert.That(model.IsDisposed, Is.True);
        }

        [Test]
        public void ModelThatThrows_IsOneErrorAndTheFramesGoOn()
        {
            var camera = Start(new FakeModel { WhenRun = () => throw new InvalidOperationException("the weights are broken") });
            Classify(camera);

            Assert.That(() => camera.Pipeline.Error, Does.Contain("the weights are broken").After(60_000, 1));
            Assert.That(camera.Pipeline.Error, Does.StartWith("fake: the model stopped in the middle of its work."));
            Assert.That(camera.Pipeline.BeginFrame(), Is.False);
            Assert.That(camera.Capture(), Is.False);
        }

        [Test]
        public void SteadyState_AllocatesNothing()
        {
            var camera = FakeClassifier.Create(1);
            Frame();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var frame = 0; frame < 100; frame++)
            {
                Frame();
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

            void Frame()
            {
                camera.Capture();
                camera.Frames.Advance();
                camera.Arrive();
                camera.Pipeline.BeginFrame();
                camera.Model.RunOnce();
                camera.Pipeline.BeginFrame();
            }
        }

        private static FakeClassifier Start(FakeModel model)
        {
            var camera = FakeClassifier.Create(1, () => model);
            SharedModels.Start(camera.Model);
            Assert.That(SpinWait.SpinUntil(() => camera.Model.IsReady, Patience), Is.True);
            camera.Pipeline.BeginFrame();
            return camera;
        }

        private static void Classify(FakeClassifier camera)
        {
            Assert.That(camera.Capture(), Is.True);
            camera.Frames.Advance();
            camera.Arrive();
            camera.Pipeline.BeginFrame();
        }

        private static string CropFolder()
        {
            var folder = System.IO.Directory.CreateTempSubdirectory("saccade-crop-").FullName;
            var from = Fixtures.Find("exported", "vit-tiny");
            System.IO.Directory.CreateDirectory(System.IO.Path.Combine(folder, "onnx"));
            foreach (var file in new[] { "config.json", "onnx/model.onnx" })
            {
                System.IO.File.Copy(System.IO.Path.Combine(from, file), System.IO.Path.Combine(folder, file));
            }

            System.IO.File.WriteAllText(
                System.IO.Path.Combine(folder, "preprocessor_config.json"),
                """{"size": {"shortest_edge": 32}, "resample": 2, "do_center_crop": true, "crop_size": {"height": 32, "width": 32}}""");
            return folder;
        }
    }
}
