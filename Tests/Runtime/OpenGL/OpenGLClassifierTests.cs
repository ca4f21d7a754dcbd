using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using MyEngine;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Inference;
using Saccade.OpenGL;
using Saccade.Preprocessing;
using UnityEngine;

namespace Saccade.Runtime.Tests.OpenGL
{
    /// <summary>The classifier without components. The stand-in engine only lends its context.</summary>
    [NonParallelizable]
    public sealed class OpenGLClassifierTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
        private static readonly string Model = Fixtures.Find("exported", "vit-tiny");

        private HostEngine _engine = null!;
        private RenderTexture _target = null!;
        private Camera _camera = null!;

        [SetUp]
        public void MakeContext()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 64, Height = 48, AntiAliasing = 1, Log = null });
            _target = new RenderTexture(100, 80, 24);
            _camera = new GameObject("Camera").AddComponent<Camera>();
            _camera.targetTexture = _target;
            _camera.backgroundColor = new Color(0.2f, 0.6f, 0.3f);
        }

        [TearDown]
        public void FreeContext()
        {
            _engine.Dispose();
            Assert.That(SharedModel.StopAll(Patience), Is.True);
            Assert.That(GlObjects.Live, Is.Zero);
        }

        [Test]
        public void DocumentedSample_Runs()
        {
            List<string> shown = [];

            OwnEngine.Run(GetProcAddress, RenderFrame, 100, 80, Model, text =>
            {
                shown.Add(text);
                return shown.Count < 3;
            });

            Assert.That(shown, Has.Count.EqualTo(3).And.All.Contains("class "));
        }

        [Test]
        public void Result_IsThatOfTheTrainingTransformAndTheModel()
        {
            using OpenGLClassifier classifier = new(Model, GetProcAddress);
            Classify(classifier);

            using OnnxModel model = OnnxModel.Load(ModelFolder.Open(Model), default);
            byte[] rgb = Fixtures.DropAlpha(Picture.Read(_target).Rgba);
            new PixelTransform(classifier.Model.Rule).Apply(rgb, 100, 80, model.Input(0));
            Classification expected = model.CreateResult(3);
            model.Run(1);
            model.Read(0, expected);
            Assert.That(classifier.Result!.Probabilities.ToArray(), Is.EqualTo(expected.Probabilities.ToArray()).Within(1e-6));
            Assert.That(classifier.Result.Attention!.Values.ToArray(), Is.EqualTo(expected.Attention!.Values.ToArray()).Within(1e-6));
        }

        [Test]
        public void OnRequest_TakesNothingUntilAsked()
        {
            using OpenGLClassifier classifier = new(Model, GetProcAddress);
            classifier.Schedule.Rate = CaptureRate.OnRequest;
            Assert.That(SpinWait.SpinUntil(() => classifier.IsReady, Patience), Is.True);
            for (int i = 0; i < 10; i++)
                Frame(classifier);
            Assert.That(classifier.Statistics.Captured, Is.Zero);

            classifier.Schedule.Request();
            Classify(classifier);

            Assert.That(classifier.Statistics.Captured, Is.EqualTo(1));
        }

        [Test]
        public void MissingModel_Throws() =>
            Assert.That(() => new OpenGLClassifier("no-such-folder", GetProcAddress), Throws.TypeOf<ModelFileException>().With.Message.Contains("no-such-folder"));

        [Test]
        public void NoContextFunctions_Throws() =>
            Assert.That(() => new OpenGLClassifier(Model, _ => IntPtr.Zero), Throws.TypeOf<NotSupportedException>().With.Message.Contains("OpenGL"));

        [DllImport("libEGL.so.1", EntryPoint = "eglGetProcAddress")]
        private static extern IntPtr EglGetProcAddress([MarshalAs(UnmanagedType.LPUTF8Str)] string name);

        private static IntPtr GetProcAddress(string name) => EglGetProcAddress(name);

        private uint RenderFrame()
        {
            _camera.Render();
            return (uint)_target.GetNativeTexturePtr();
        }

        private bool Frame(OpenGLClassifier classifier)
        {
            bool isNew = classifier.BeginFrame();
            classifier.Capture(RenderFrame(), 100, 80);
            Assert.That(classifier.Error, Is.Null);
            return isNew;
        }

        private void Classify(OpenGLClassifier classifier) =>
            Assert.That(SpinWait.SpinUntil(() => Frame(classifier), Patience), Is.True);
    }
}
