using System.Collections.Generic;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Samples.Shapes;
using UnityEngine;

namespace Saccade.Runtime.Tests.Samples
{
    internal sealed class ShapesQuickstartTests
    {
        private HostEngine _engine = null!;

        private ShapesQuickstart _quickstart = null!;

        [SetUp]
        public void StartEngine()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 64, Height = 48, AntiAliasing = 1 });
            _quickstart = new GameObject("Camera").AddComponent<ShapesQuickstart>();
        }

        [TearDown]
        public void StopEngine() => _engine.Dispose();

        [Test]
        public void Component_BringsTheCameraItNeedsAndShowsTheScene()
        {
            _quickstart.ClassName = "star";
            _engine.Step();

            Assert.That(_quickstart.Scene!.Camera.gameObject, Is.SameAs(_quickstart.gameObject));
            Assert.That(_quickstart.Scene.Label.ClassName, Is.EqualTo("star"));
        }

        [Test]
        public void Solid_MovesOneRoundInItsTime()
        {
            _quickstart.SecondsPerRound = 4f;
            _engine.Step(0f);
            Vector3 start = _quickstart.Scene!.Label.transform.position;

            _engine.Step(1f);
            Assert.That((_quickstart.Scene.Label.transform.position - start).magnitude, Is.GreaterThan(0.2f));
            for (int second = 1; second < 4; second++)
            {
                _engine.Step(1f);
            }

            Assert.That((_quickstart.Scene.Label.transform.position - start).magnitude, Is.LessThan(1e-3f));
        }

        [Test]
        public void Restart_ShowsTheNewClass()
        {
            _engine.Step();
            _quickstart.ClassName = "heart";
            _quickstart.Restart();

            Assert.That(_quickstart.Scene!.Label.ClassName, Is.EqualTo("heart"));
        }

        [Test]
        public void Destroy_TakesTheSceneAlong()
        {
            _engine.Step();
            Object.DestroyImmediate(_quickstart);

            Assert.That(Object.FindObjectsOfType<ClassLabel>(true), Is.Empty);
        }

        [Test]
        public void EndOfTheGame_LogsNoError()
        {
            List<string> logged = new();
            Application.logMessageReceived += (message, _, _) => logged.Add(message);
            _engine.Step();
            _engine.Dispose();

            Assert.That(logged, Is.Empty);
        }
    }
}
