using System;
using System.Collections.Generic;
using System.Threading;
using MyEngine;
using NUnit.Framework;
using Saccade.Core.Tests;
using Saccade.Inference;
using Saccade.Inference.Onnx;
using Saccade.OpenGL.Contexts;
using Saccade.Preprocessing;
using Silk.NET.OpenGL;

namespace Saccade.OpenGL.Tests
{
    /// <summary>The classifier on a context of its user, without any engine.</summary>
    [NonParallelizable]
    public sealed class OpenGLClassifierTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
        private static readonly string Model = Fixtures.Find("exported", "vit-tiny");

        private readonly byte[] _rgb = Encoding.Noise(100, 80);
        private OwnContext _context = null!;
        private uint _texture;

        [SetUp]
        public void MakeContext()
        {
            _context = new OwnContext();
            _texture = Encoding.Upload(_context.Gl, SizedInternalFormat.Rgba8, _rgb, 100, 80);
        }

        [TearDown]
        public void FreeContext()
        {
            _context.Dispose();
            Assert.That(SharedModels.StopAll(Patience), Is.True);
            Assert.That(GlObjects.Live, Is.Zero);
        }

        [Test]
        public void DocumentedSample_Runs()
        {
            List<string> shown = [];

            OwnEngine.Run(OwnContext.GetProcAddress, RenderFrame, 100, 80, Model, text =>
            {
                shown.Add(text);
                return shown.Count < 3;
            });

            Assert.That(shown, Has.Count.EqualTo(3).And.All.Contains("class "));
        }

        [Test]
        public void Result_IsThatOfTheTrainingTransformAndTheModel()
        {
            using OpenGLClassifier classifier = new(Model, OwnContext.GetProcAddress);
            Classify(classifier);

            using var model = OnnxModel.Load(ModelFolder.Open(Model), default);
            new PixelTransform(classifier.Model.Rule).Apply(_rgb, 100, 80, model.Input(0));
            var expected = model.CreateResult(3);
            model.Run(1);
            model.Read(0, expected);
            Assert.That(classifier.Result!.Probabilities.ToArray(), Is.EqualTo(expected.Probabilities.ToArray()).Within(1e-6));
            Assert.That(classifier.Result.Attention!.Values.ToArray(), Is.EqualTo(expected.Attention!.Values.ToArray()).Within(1e-6));
        }

        [Test]
        public void OnRequest_TakesNothingUntilAsked()
        {
            using OpenGLClassifier classifier = new(Model, OwnContext.GetProcAddress);
            classifier.Schedule.Rate = CaptureRate.OnRequest;
            Assert.That(SpinWait.SpinUntil(() => classifier.IsReady, Patience), Is.True);
            for (var i = 0; i < 10; i++)
            {
                Frame(classifier);
            }

            Assert.That(classifier.Statistics.Captured, Is.Zero);

            classifier.Schedule.Request();
            Classify(classifier);

            Assert.That(classifier.Statistics.Captured, Is.EqualTo(1));
        }

        [Test]
        public void TextureThatIsGoneOrOfAnotherSize_IsNotTaken_AndSaid()
        {
            using OpenGLClassifier classifier = new(Model, OwnContext.GetProcAddress);
            Classify(classifier);
            Assert.That(classifier.Notice, Is.Null);
            Assert.That(classifier.ResultAge, Is.InRange(0, Patience.TotalSeconds));

            _texture = Encoding.Upload(_context.Gl, SizedInternalFormat.Rgba8, Encoding.Noise(64, 80), 64, 80);
            Assert.That(SpinWait.SpinUntil(() => NoticeOfAFrame(classifier) != null, Patience), Is.True);
            Assert.That(classifier.Notice, Does.Contain("has 64 x 80 pixels").And.Contain("100 x 80"));
            var told = classifier.Notice;
            Assert.That(classifier.Notice, Is.SameAs(told), "the sentence isn't made anew");

            _context.Gl.DeleteTexture(_texture);
            var gone = $"there is no texture {_texture}";
            Assert.That(
                SpinWait.SpinUntil(() => NoticeOfAFrame(classifier)!.Contains(gone, StringComparison.Ordinal), Patience), Is.True);
            var captured = false;
            for (var i = 0; i < 100; i++)
            {
                classifier.BeginFrame();
                captured |= classifier.Capture(_texture, 100, 80);
            }

            Assert.That(captured, Is.False);
            Assert.That(classifier.Error, Is.Null);

            _texture = Encoding.Upload(_context.Gl, SizedInternalFormat.Rgba8, _rgb, 100, 80);
            Classify(classifier);
            Assert.That(classifier.Notice, Is.Null);
        }

        [Test]
        public void MissingModel_Throws() =>
            Assert.That(() => new OpenGLClassifier("no-such-folder", OwnContext.GetProcAddress),
                Throws.TypeOf<ModelFileException>().With.Message.Contains("no-such-folder"));

        [Test]
        public void NoContextFunctions_Throws() =>
            Assert.That(() => new OpenGLClassifier(Model, _ => IntPtr.Zero),
                Throws.TypeOf<NotSupportedException>().With.Message.Contains("OpenGL"));

        private uint RenderFrame() => _texture;

        private bool Frame(OpenGLClassifier classifier)
        {
            var isNew = classifier.BeginFrame();
            classifier.Capture(RenderFrame(), 100, 80);
            Assert.That(classifier.Error, Is.Null);
            return isNew;
        }

        private string? NoticeOfAFrame(OpenGLClassifier classifier)
        {
            Frame(classifier);
            return classifier.Notice;
        }

        private void Classify(OpenGLClassifier classifier) =>
            Assert.That(SpinWait.SpinUntil(() => Frame(classifier), Patience), Is.True);
    }
}
