using System;
using System.Threading;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Inference;
using Saccade.Inference.Sharing;

namespace Saccade.Core.Tests.Inference
{
    /// <summary>Pictures that stay on the graphics card: each is read there, and each is given back, whatever happens to it.</summary>
    public sealed class DeviceFramesTests
    {
        private static readonly CaptureSource Picture = new(IntPtr.Zero, 0, 0, 1, 1, false, false);

        private FakeFrames _frames = null!;
        private FakeModel _fake = null!;
        private FakeDeviceEncoder _encoder = null!;
        private SharedModel _model = null!;
        private ClassificationPipeline<CaptureSource> _pipeline = null!;

        [SetUp]
        public void Open()
        {
            _frames = new FakeFrames();
            _fake = new FakeModel { TakesDeviceMemory = true };
            _encoder = new FakeDeviceEncoder();
            _model = new SharedModel("fake", _ => _fake, _frames);
            _pipeline = new ClassificationPipeline<CaptureSource>(
                ModelFolder.Open(Fixtures.Find("exported", "vit-tiny")), _model, _model.Join(_encoder.Length, 1)!, _ => _encoder, _frames);
        }

        [TearDown]
        public void Close()
        {
            _pipeline.Dispose();
            _encoder.Dispose();
            _fake.Dispose();
        }

        [Test]
        public void Picture_IsReadOnTheCardAndGivenBackAfterTheRun()
        {
            Begin();
            Assert.That(_encoder.IsShared, Is.True);
            _fake.WhenRun = () => Assert.That(_encoder.Held, Has.Count.EqualTo(1), "while it is read");

            Assert.That(_model.RunOnce(), Is.EqualTo(1));
            _pipeline.BeginFrame();

            Assert.That(_fake.DeviceRuns, Is.EqualTo(new[] { (IntPtr)1 }));
            Assert.That(_pipeline.Result!.Frame, Is.EqualTo(1));
            Assert.That(_encoder.Held, Is.Empty);
        }

        [Test]
        public void PictureThatIsReplaced_IsGivenBack()
        {
            Begin();
            Next();

            Assert.That(_encoder.Held, Has.Count.EqualTo(1), "the newest");
            _model.RunOnce();
            Assert.That(_fake.DeviceRuns, Is.EqualTo(new[] { (IntPtr)2 }));
            Assert.That(_encoder.Held, Is.Empty);
            Assert.That(_pipeline.Statistics.Dropped, Is.EqualTo(1));
        }

        [Test]
        public void Dispose_WithAPictureThatWaits_GivesItBack()
        {
            Begin();

            _pipeline.Dispose();

            Assert.That(_encoder.Held, Is.Empty);
        }

        [Test]
        public void Dispose_WhileOneIsReadAndAnotherWaits_GivesBothBackAfterTheRun()
        {
            Begin();
            _fake.WhenRun = () =>
            {
                _pipeline.Schedule.Request();
                Next();
                Assert.That(_encoder.Held, Has.Count.EqualTo(2));
                _pipeline.Dispose();
                Assert.That(_encoder.Held, Has.Count.EqualTo(2), "one is still read");
            };

            _model.RunOnce();

            Assert.That(_encoder.Held, Is.Empty);
        }

        [Test]
        public void RunThatFails_GivesThePictureBack()
        {
            Begin();
            _fake.WhenRun = () => throw new InvalidOperationException("out of memory");

            Assert.That(() => _model.RunOnce(), Throws.InvalidOperationException);

            Assert.That(_encoder.Held, Is.Empty);
        }

        [Test]
        public void SharingThatFails_SendsPicturesThroughTheProcessorAndSaysSo()
        {
            _encoder.SharingFailure = "CUDA: there is no card.";
            Begin();
            _model.RunOnce();
            _pipeline.BeginFrame();

            Assert.That(_fake.Runs, Is.EqualTo(new[] { 1 }));
            Assert.That(_pipeline.Result!.Frame, Is.EqualTo(1));
            Assert.That(_pipeline.Notice, Is.EqualTo("CUDA: there is no card."));
            Assert.That(_pipeline.Error, Is.Null);
        }

        [Test]
        public void ModelOnTheProcessor_AsksForNoSharing()
        {
            _fake = new FakeModel();
            Begin();

            Assert.That(_encoder.IsShared, Is.False);
        }

        [Test]
        public void ThreadThatDrainsWhileCamerasLeave_GivesEverythingBack()
        {
            SharedModels.Start(_model);
            Assert.That(SpinWait.SpinUntil(() => _model.IsReady, TimeSpan.FromMinutes(1)), Is.True);
            for (var i = 0; i < 200; i++)
            {
                Next();
            }

            _pipeline.Dispose();

            Assert.That(_model.StopAndWait(TimeSpan.FromMinutes(1)), Is.True);
            Assert.That(_encoder.Held, Is.Empty);
        }

        // The model is loaded, and a picture arrived on the card.
        private void Begin()
        {
            _model.Load();
            _pipeline.BeginFrame();
            Next();
        }

        private void Next()
        {
            _pipeline.Capture(Picture, Region.Whole);
            _frames.Advance();
            _pipeline.BeginFrame();
        }
    }
}
