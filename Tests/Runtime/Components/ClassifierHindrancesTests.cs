using System;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Core.Tests;
using Saccade.Host;
using Saccade.Inference;
using UnityEngine;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>What hinders a classifier: nobody who asked for a picture waits for ever, and what is over isn't told any more.</summary>
    [NonParallelizable]
    public sealed class ClassifierHindrancesTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
        private static readonly string OwnModel = Fixtures.Find("exported", "vit-tiny");

        private HostEngine _engine = null!;
        private VitClassifier _classifier = null!;
        private Camera _camera = null!;

        [SetUp]
        public void StartScene()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 96, Height = 64, AntiAliasing = 1, Log = null });
            GameObject eye = new("Camera", typeof(Camera)) { tag = "MainCamera" };
            _camera = eye.GetComponent<Camera>();
            _classifier = eye.AddComponent<VitClassifier>();
            _classifier.Rate = CaptureRate.OnRequest;
        }

        [TearDown]
        public void StopScene()
        {
            CaptureBackends.Preferred = null;
            CaptureBackends.Remove(BrokenBackend.Its);
            _engine.Dispose();
            Assert.That(SharedModels.StopAll(Patience), Is.True);
        }

        [TestCase("camera is off")]
        [TestCase("Viewport Rect")]
        [TestCase("Source Rect")]
        [TestCase("Target Display")]
        public void Request_WhosePictureCantCome_IsAnsweredWithTheReason(string reason)
        {
            Serve();
            Hinder(reason, true);

            var answer = _classifier.ClassifyNextAsync();
            StepUntil(() => answer.IsCompleted);

            Assert.That(() => answer.GetAwaiter().GetResult(), Throws.InvalidOperationException.With.Message.Contains(reason));
            Hinder(reason, false);
            Assert.That(Ask().Status, Is.EqualTo(TaskStatus.RanToCompletion), "nothing hinders it any more");
        }

        [Test]
        public void Request_WhosePictureIsHinderedForAMoment_GetsItsResult()
        {
            Serve();
            Hinder("Viewport Rect", true);
            var answer = _classifier.ClassifyNextAsync();
            for (var i = 0; i < 30; i++)
            {
                _engine.Step();
            }

            Hinder("Viewport Rect", false);
            StepUntil(() => answer.IsCompleted);

            Assert.That(answer.Status, Is.EqualTo(TaskStatus.RanToCompletion));
        }

        [Test]
        public void EnabledAgainWithoutAModel_IsFailed_AndAnswersRequests()
        {
            _engine.Step();
            Assert.That(_classifier.State, Is.EqualTo(ClassifierState.Failed));

            _classifier.enabled = false;
            _classifier.enabled = true;
            var answer = _classifier.ClassifyNextAsync();
            _engine.Step();

            Assert.That(_classifier.State, Is.EqualTo(ClassifierState.Failed));
            Assert.That(() => answer.GetAwaiter().GetResult(), Throws.InvalidOperationException.With.Message.Contains("none is given"));
        }

        [Test]
        public void ErrorOfTheModelBefore_IsGone_WhenTheNextServes()
        {
            CaptureBackends.Register(new BrokenBackend());
            CaptureBackends.Preferred = BrokenBackend.Its;
            _classifier.Load(OwnModel);
            StepUntil(() => _classifier.IsReady);
            CaptureBackends.Preferred = null;

            // The one at work breaks while the next one is being loaded.
            _classifier.Load(Fixtures.Find("exported", "vit-tiny-maps"));
            var answer = _classifier.ClassifyNextAsync();
            StepUntil(() => answer.IsCompleted && !_classifier.IsLoading);

            Assert.That(Ask().Status, Is.EqualTo(TaskStatus.RanToCompletion));
            Assert.That((_classifier.State, _classifier.Error), Is.EqualTo((ClassifierState.Serving, (string?)null)));
        }

        private void Hinder(string reason, bool isHindered)
        {
            switch (reason)
            {
                case "camera is off":
                    _camera.enabled = !isHindered;
                    break;
                case "Viewport Rect":
                    _camera.rect = new Rect(0f, 0f, isHindered ? 0f : 1f, 1f);
                    break;
                case "Source Rect":
                    _classifier.SourceRect = new Rect(0f, 0f, isHindered ? 0f : 1f, 1f);
                    break;
                default:
                    _camera.targetDisplay = isHindered ? 1 : 0;
                    break;
            }
        }

        private void Serve()
        {
            _classifier.Load(OwnModel);
            Assert.That(Ask().Status, Is.EqualTo(TaskStatus.RanToCompletion));
        }

        private Task<Classification> Ask()
        {
            var answer = _classifier.ClassifyNextAsync();
            StepUntil(() => answer.IsCompleted);
            return answer;
        }

        private void StepUntil(Func<bool> condition) => Assert.That(
            SpinWait.SpinUntil(
                () =>
                {
                    _engine.Step();
                    return condition();
                },
                Patience),
            Is.True,
            $"it never happened: {_classifier.State}, {_classifier.Error}, {_classifier.Notice}");
    }
}
