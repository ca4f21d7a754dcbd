using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Core.Tests;
using Saccade.Host;
using Saccade.Inference;
using Saccade.Samples.Shapes;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.Samples
{
    [NonParallelizable]
    internal sealed class ShapesQuickstartTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private HostEngine _engine = null!;

        private ShapesQuickstart _quickstart = null!;

        private string _folder = null!;

        [SetUp]
        public void StartEngine()
        {
            _folder = Directory.CreateTempSubdirectory("saccade quickstart ").FullName;
            Start(64, 48, 1);
        }

        [TearDown]
        public void StopEngine()
        {
            // A model that is being unpacked would put files into the folder while it is deleted.
            var classifier = Object.FindFirstObjectByType<VitClassifier>();
            SpinWait.SpinUntil(
                () =>
                {
                    if (classifier != null && classifier.IsLoading)
                    {
                        _engine.Step();
                    }

                    return classifier == null || !classifier.IsLoading;
                },
                Patience);
            _engine.Dispose();
            Assert.That(SharedModels.StopAll(Patience), Is.True);
            Directory.Delete(_folder, true);
        }

        [Test]
        public void EmptyObject_BecomesALabelledCameraByItself()
        {
            List<string> logged = [];
            Application.logMessageReceived += (message, _, _) => logged.Add(message);

            var result = StepUntilClassified();

            Assert.That(result.Labels, Is.EquivalentTo(ShapesCatalogue.BaseClasses.Concat(ShapesCatalogue.NewClasses)));
            Assert.That(result.Attention, Is.Not.Null);
            Assert.That(_quickstart.GetComponent<AttentionOverlay>(), Is.Not.Null);
            Assert.That(_quickstart.GetComponent<ClassificationLabel>().Truth, Is.SameAs(_quickstart.Scene!.Label));
            Assert.That(logged, Is.Empty);
        }

        [Test]
        public void ClassifierWithAModelOfItsOwn_KeepsIt()
        {
            _quickstart.gameObject.AddComponent<VitClassifier>().ModelFolder = Fixtures.Find("exported", "vit-tiny");

            Assert.That(StepUntilClassified().Labels, Has.Count.EqualTo(5));
        }

        [Test]
        public void ClassifiesOff_AddsNothing()
        {
            _quickstart.Classifies = false;
            _engine.Step();

            Assert.That(_quickstart.GetComponents<MonoBehaviour>(), Is.EqualTo(new[] { _quickstart }));
        }

        [Test]
        public void OtherLights_AreOffUntilTheSampleEnds()
        {
            var sun = new GameObject("Sun").AddComponent<Light>();
            _engine.Step();
            Assert.That(sun.enabled, Is.False);

            Object.DestroyImmediate(_quickstart);
            Assert.That(sun.enabled, Is.True);
        }

        [TestCase(240, 180)]
        [TestCase(320, 180)]
        public void OwnModel_NamesMostOfWhatIsShown(int width, int height)
        {
            _engine.Dispose();
            Start(width, height, 4);
            string[] classes = [.. ShapesCatalogue.BaseClasses, .. ShapesCatalogue.NewClasses];
            var right = 0;
            var seeds = ShapesSplits.Seeds(ShapesSplit.Test, 5_000_000).Take(4 * classes.Length).ToArray();
            for (var i = 0; i < seeds.Length; i++)
            {
                _quickstart.Seed = seeds[i];
                _quickstart.ClassName = classes[i % classes.Length];
                _engine.Step(0f);
                _quickstart.Restart();
                right += StepUntilClassified().Best.Label == _quickstart.ClassName ? 1 : 0;
            }

            TestContext.Out.WriteLine($"{right} of {seeds.Length} right");
            Assert.That((double)right / seeds.Length, Is.GreaterThan(0.6));
        }

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
            var start = _quickstart.Scene!.Label.transform.position;

            _engine.Step(1f);
            Assert.That((_quickstart.Scene.Label.transform.position - start).magnitude, Is.GreaterThan(0.2f));
            for (var second = 1; second < 4; second++)
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
            StepUntilClassified();
            _engine.Dispose();

            Assert.That(logged, Is.Empty);
        }

        private void Start(int width, int height, int antiAliasing)
        {
            _engine = HostEngine.Start(new HostOptions
            {
                Width = width,
                Height = height,
                AntiAliasing = antiAliasing,
                PersistentDataPath = _folder,
            });
            _quickstart = new GameObject("Camera").AddComponent<ShapesQuickstart>();
        }

        // Waits for the result of a frame that is yet to be rendered.
        private Classification StepUntilClassified()
        {
            long first = Time.frameCount + 1;
            VitClassifier? classifier = null;
            var happened = SpinWait.SpinUntil(
                () =>
                {
                    _engine.Step(0f);
                    classifier = _quickstart.GetComponent<VitClassifier>();
                    return classifier != null && (classifier.Error != null || classifier.Result?.Frame >= first);
                },
                Patience);
            Assert.That(happened, Is.True, "nothing was classified");
            Assert.That(classifier!.Error, Is.Null);
            return classifier.Result!;
        }
    }
}
