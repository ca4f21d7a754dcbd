using System;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Inference;
using Saccade.Inference.Onnx;
using Saccade.Preprocessing;

namespace Saccade.Core.Tests.Inference
{
    /// <summary>A picture that the model has no numbers for is told on its camera only, unless the model itself is broken.</summary>
    public sealed class BadPictureTests
    {
        [TestCase(false)]
        [TestCase(true)]
        public void BadPicture_IsToldOnItsCameraAndTheOthersGetTheirResults(bool refusesBatches)
        {
            FakeModel fake = new() { IsBad = frame => frame == 2, RefusesBatches = refusesBatches };
            var cameras = Cameras(fake, 3);

            Run(cameras);

            Assert.That(cameras.Select(c => c.Pipeline.BeginFrame()), Is.EqualTo(new[] { true, false, true }));
            Assert.That(cameras.Select(c => c.Pipeline.Error), Is.All.Null);
            Assert.That((cameras[0].Pipeline.Notice, cameras[2].Pipeline.Notice), Is.EqualTo(((string?)null, (string?)null)));
            Assert.That(cameras[1].Pipeline.Notice, Does.StartWith("fake: this picture has no result: the model's 'logits' holds NaN"));
            Assert.That(cameras[0].Pipeline.TryTakeFailure(out _, out _), Is.False);
            Assert.That(cameras[1].Pipeline.TryTakeFailure(out var frame, out var message), Is.True);
            Assert.That((frame, message), Is.EqualTo((2L, cameras[1].Pipeline.Notice)));
            Assert.That(cameras[1].Pipeline.TryTakeFailure(out _, out _), Is.False, "each is told once");
        }

        [Test]
        public void BadPicture_IsForgottenWithTheNextGoodOne()
        {
            FakeModel fake = new() { IsBad = frame => frame == 2 };
            var cameras = Cameras(fake, 3);
            Run(cameras);

            Run(cameras);

            Assert.That(cameras.Select(c => c.Pipeline.BeginFrame()), Is.All.True);
            Assert.That(cameras.Select(c => c.Pipeline.Notice), Is.All.Null);
        }

        [Test]
        public void BadPictures_KeepTheirLastResultAndCostOneRunOfANeutralPicture()
        {
            FakeModel fake = new();
            var cameras = Cameras(fake, 1);
            Run(cameras);
            cameras[0].Pipeline.BeginFrame();
            var good = cameras[0].Pipeline.Result!.Frame;
            fake.Runs.Clear();
            fake.IsBad = frame => frame > 0;

            for (var run = 0; run < 5; run++)
            {
                Run(cameras);
                Assert.That(cameras[0].Pipeline.BeginFrame(), Is.False);
                Assert.That(cameras[0].Pipeline.TryTakeFailure(out _, out _), Is.True);
            }

            Assert.That(fake.Runs, Has.Count.EqualTo(6), "the model is checked when a camera's pictures begin to be bad, not each time");
            Assert.That(cameras[0].Pipeline.Result!.Frame, Is.EqualTo(good));
        }

        [Test]
        public void ModelThatHasNoNumbersForANeutralPictureEither_IsBrokenForAll()
        {
            FakeModel fake = new() { IsBad = _ => true };
            var cameras = Cameras(fake, 2);
            Capture(cameras);
            Assert.That(
                () => cameras[0].Model.RunOnce(),
                Throws.TypeOf<ModelFileException>().With.Message.Contains("not numbers").And.Message.Contains("export it again"));
            Assert.That(cameras.Select(c => c.Pipeline.TryTakeFailure(out _, out _)), Is.All.False, "it was not the pictures");

            // The same on the thread that a scene has.
            var camera = FakeClassifier.Create(1, () => new FakeModel { IsBad = _ => true });
            SharedModels.Start(camera.Model);
            SpinWait.SpinUntil(() => camera.Model.IsReady, 60_000);
            camera.Pipeline.BeginFrame();
            Capture([camera]);
            Assert.That(() => camera.Pipeline.Error, Does.StartWith("fake: the model's 'logits' are not numbers").After(60_000, 1));
            Assert.That(camera.Pipeline.Notice, Is.Null);
        }

        [Test]
        public void BadPicturesForLong_AllocateNothing()
        {
            FakeModel fake = new() { IsBad = frame => frame > 0 && frame % 3 == 2 };
            var cameras = Cameras(fake, 3);
            Frame();
            Frame();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var frame = 0; frame < 100; frame++)
            {
                Frame();
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
            Assert.That(cameras[1].Pipeline.Notice, Is.Not.Null);

            void Frame()
            {
                Run(cameras);
                foreach (var camera in cameras)
                {
                    camera.Pipeline.BeginFrame();
                    camera.Pipeline.TryTakeFailure(out _, out _);
                    _ = camera.Pipeline.Notice;
                }
            }
        }

        [Test]
        public void NumbersThatAreNone_InARealModel_AreThatPicturesOnly()
        {
            using var model = OnnxModel.Load(
                ModelFolder.Open(Fixtures.Find("exported", "vit-tiny-maps")), new InferenceOptions(ExecutionProvider.Cpu, 1));
            var result = model.CreateResult(1);
            model.Input(1).Fill(float.NaN);
            model.Input(0).Fill(0.5f);
            model.Run(2);

            Assert.That((model.Read(0, result), model.Read(1, result)), Is.EqualTo(((string?)null, "logits")));
        }

        [TestCase(1f, true)]
        [TestCase(float.NaN, false)]
        [TestCase(float.NegativeInfinity, false)]
        public void AllFinite_IsFalseForOneThatIsNot(float value, bool expected) =>
            Assert.That(AllFinite.Of([0f, float.MaxValue, value]), Is.EqualTo(expected));

        private static FakeClassifier[] Cameras(FakeModel fake, int count)
        {
            var first = FakeClassifier.Create(1, fake);
            return [first, .. Enumerable.Range(1, count - 1).Select(_ => first.Share(1))];
        }

        // Each camera's picture is of a frame of its own, so that the model can tell them apart.
        private static void Capture(FakeClassifier[] cameras)
        {
            foreach (var camera in cameras)
            {
                camera.Pipeline.Schedule.Request();
                if (!camera.Capture())
                {
                    Assert.Fail("no picture was taken");
                }

                camera.Frames.Advance();
            }

            foreach (var camera in cameras)
            {
                camera.Arrive();
                camera.Pipeline.BeginFrame();
            }
        }

        private static void Run(FakeClassifier[] cameras)
        {
            Capture(cameras);
            while (cameras[0].Model.RunOnce() > 0)
            {
            }
        }
    }
}
