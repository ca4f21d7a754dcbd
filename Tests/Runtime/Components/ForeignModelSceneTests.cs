using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using NUnit.Framework;
using Saccade.Core.Tests;
using Saccade.Core.Tests.Inference;
using Saccade.Core.Tests.Inference.Foreign;
using Saccade.Graphs;
using Saccade.Host;
using Saccade.Inference;
using UnityEngine;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>Classifiers of other tools in a running scene: the component is given the ONNX file.</summary>
    [NonParallelizable]
    public sealed class ForeignModelSceneTests
    {
        private readonly List<string> _warnings = [];
        private readonly List<string> _errors = [];
        private HostEngine _engine = null!;
        private GameObject _eye = null!;
        private string _folder = "";

        [SetUp]
        public void StartScene()
        {
            _folder = Directory.CreateTempSubdirectory("saccade foreign scene ").FullName;
            _engine = HostEngine.Start(new HostOptions { Width = 96, Height = 96, AntiAliasing = 1, Log = null });
            _warnings.Clear();
            _errors.Clear();
            Application.logMessageReceived += Note;
            _eye = new GameObject("Camera", typeof(Camera)) { tag = "MainCamera" };
            _eye.GetComponent<Camera>().backgroundColor = new Color(0.9f, 0.4f, 0.1f);
            GameObject.CreatePrimitive(PrimitiveType.Cube).transform.position = new Vector3(0.3f, 0f, 3f);
        }

        [TearDown]
        public void StopScene()
        {
            Application.logMessageReceived -= Note;
            _engine.Dispose();
            Assert.That(SharedModels.StopAll(TimeSpan.FromMinutes(1)), Is.True);
            Directory.Delete(_folder, true);
        }

        [Test]
        public void EachOfTheTwelve_SaysOfTheCamerasPictureWhatOnnxRuntimeSays(
            [ValueSource(typeof(ForeignModel), nameof(ForeignModel.All))] ForeignModel foreign)
        {
            var path = foreign.CopyAlone(_folder);
            foreign.WriteRule(_folder);
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.Load(path);
            StepUntil(() => classifier.Result != null && classifier.IsReady);
            var view = new Texture2D(classifier.ModelViewWidth, classifier.ModelViewHeight);
            StepUntil(() => classifier.TryReadModelView(view));

            var expected = foreign.RunOnLevels(ReadRgb(view));
            Assert.That(classifier.Result!.Probabilities.ToArray(), Is.EqualTo(expected).Within(1e-4f));
            Assert.That(_errors, Is.Empty);
        }

        [TestCase("segmentation")]
        [TestCase("detector")]
        [TestCase("text")]
        public void WhatIsNoClassifier_IsRefusedInOneSentence_Once(string file)
        {
            File.Copy(Fixtures.Find("foreign-onnx", file + ".onnx"), Path.Combine(_folder, file + ".onnx"));
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.Load(Path.Combine(_folder, file + ".onnx"));
            StepUntil(() => classifier.Error != null);
            _engine.Step(5);
            Assert.That(classifier.Error, Does.Contain(file + ".onnx").And.Contain("Saccade runs image classifiers"));
            Assert.That(_errors, Has.Count.EqualTo(1));
        }

        [Test]
        public void WhatTheFileDoesNotTell_IsAskedOnce_UntilTheRecordSaysIt()
        {
            var foreign = new ForeignModel("features-then-logits");
            var path = foreign.CopyAlone(_folder);
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.Load(path);
            StepUntil(() => classifier.Result != null);
            _engine.Step(5);
            Assert.That(classifier.Notice, Does.Contain("saccade_onnx.range"));
            Assert.That(_warnings, Has.Count.EqualTo(1));

            new OnnxRecord { Range = (0, 1) }.Write(Path.Combine(_folder, "features-then-logits.config.json"));
            classifier.Load(path);
            StepUntil(() => !classifier.IsLoading && classifier.Notice == null);
        }

        [Test]
        public void Variant_ChoosesAmongTheFilesOfAFolder()
        {
            var model = new TinyOnnx().Write();
            try
            {
                File.Move(Path.Combine(model, "onnx", "model.onnx"), Path.Combine(model, "onnx", "model_quantized.onnx"));
                var classifier = _eye.AddComponent<VitClassifier>();
                classifier.Load(model);
                StepUntil(() => classifier.Result != null);
                Assert.That(classifier.Notice, Does.Contain("model_quantized.onnx").And.Contain("8 bits"));

                classifier.Variant = ModelVariant.Fp16;
                classifier.Load(model);
                StepUntil(() => classifier.Error != null);
                Assert.That(classifier.Error, Does.Contain("Fp16").And.Contain("model_quantized.onnx"));
            }
            finally
            {
                Directory.Delete(model, true);
            }
        }

        [Test]
        public void BackboneWithoutAHead_ShowsItsOverlayAndNoLabel()
        {
            var model = new TinyOnnx { IsBackbone = true }.Write();
            try
            {
                var classifier = _eye.AddComponent<VitClassifier>();
                _eye.AddComponent<AttentionOverlay>();
                _eye.AddComponent<ClassificationLabel>();
                classifier.Load(model);
                StepUntil(() => classifier.Result != null);
                var bare = HostScreen.Capture().Rgba;
                _engine.Step(3);
                _eye.GetComponent<AttentionOverlay>().enabled = false;
                _engine.Step(2);
                Assert.That(classifier.Result!.Attention, Is.Not.Null);
                Assert.That((classifier.Label, classifier.Top.Length), Is.EqualTo(((string?)null, 0)));
                Assert.That(HostScreen.Capture().Rgba, Is.Not.EqualTo(bare), "the overlay was drawn");
                Assert.That(_errors, Is.Empty);
            }
            finally
            {
                Directory.Delete(model, true);
            }
        }

        private static byte[] ReadRgb(Texture2D view)
        {
            // A texture's first row is the lowest.
            var pixels = view.GetPixels32();
            var rgb = new byte[3 * pixels.Length];
            for (var i = 0; i < pixels.Length; i++)
            {
                var pixel = pixels[(view.height - 1 - i / view.width) * view.width + i % view.width];
                (rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]) = (pixel.r, pixel.g, pixel.b);
            }

            return rgb;
        }

        private void StepUntil(Func<bool> isDone)
        {
            for (var left = DateTime.UtcNow.AddMinutes(1); !isDone(); Thread.Yield())
            {
                Assert.That(DateTime.UtcNow, Is.LessThan(left), string.Join("\n", _errors) + string.Join("\n", _warnings));
                _engine.Step();
            }
        }

        private void Note(string text, string trace, LogType type) => (type == LogType.Warning ? _warnings : _errors).Add(text);
    }
}
