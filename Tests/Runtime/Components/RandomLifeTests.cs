using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Core.Tests;
using Saccade.Host;
using Saccade.Inference;
using Saccade.Core.Tests.Inference;
using Saccade.OpenGL.Contexts;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>
    /// Cameras come and go, models are swapped and the game quits, at random moments while inference runs: nothing crashes, nothing is
    /// left behind, and a scene that is left alone for a moment classifies.
    /// </summary>
    [NonParallelizable]
    public sealed class RandomLifeTests
    {
        private const int Operations = 1000;
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly List<string> _errors = [];
        private readonly List<GameObject> _cameras = [];
        private HostEngine? _engine;

        [TearDown]
        public void StopEngine() => _engine?.Dispose();

        [TestCase(1)]
        [TestCase(2)]
        public void ThousandRandomOperations_LeaveNothingBehind(int seed)
        {
            string[] models =
            [
                Fixtures.Find("exported", "vit-tiny"), Fixtures.Find("exported", "vit-tiny-maps"), Fixtures.Find("exported", "vit-tiny-patches"),
                Fixtures.Find("huggingface", "optimum"), new TinyOnnx().Write(), Fixtures.Find("no-such-model"),
            ];
            System.Random random = new(seed);
            Start();
            for (int operation = 0; operation < Operations; operation++)
            {
                Operate(random, models);
                for (int steps = random.Next(3); steps > 0; steps--)
                    _engine!.Step();
            }

            foreach (GameObject camera in _cameras)
                Object.DestroyImmediate(camera);
            _cameras.Clear();
            AddCamera().GetComponent<VitClassifier>().Load(models[0]);
            Assert.That(Classifies(), Is.True, "after all that, a scene works");

            // Before the engine goes, and with it whatever was left in its context.
            Object.DestroyImmediate(_cameras.Single());
            _engine!.Step();
            Assert.That(GlObjects.Live, Is.Zero, "OpenGL objects that nobody uses any more");
            Assert.That(SpinWait.SpinUntil(() => SharedModels.RunningCount == 0, Patience), Is.True, "a session that nobody uses any more");
            Stop();

            Assert.That(_errors, Is.All.Contains("no-such-model"), "what was asked for on purpose");
            System.IO.Directory.Delete(models[4], true);
        }

        private void Operate(System.Random random, string[] models)
        {
            GameObject? camera = _cameras.Count == 0 ? null : _cameras[random.Next(_cameras.Count)];
            VitClassifier? classifier = camera == null ? null : camera.GetComponent<VitClassifier>();
            switch (random.Next(14))
            {
                case 0 when _cameras.Count < 4:
                    AddCamera();
                    break;
                case 1 when camera != null && _cameras.Count > 1:
                    _cameras.Remove(camera);
                    if (random.Next(2) == 0)
                        Object.Destroy(camera);
                    else
                        Object.DestroyImmediate(camera);
                    break;
                case 2 or 3 when classifier != null:
                    classifier.enabled = !classifier.enabled;
                    break;
                case 4 or 5 or 6 when classifier != null:
                    classifier.Load(models[random.Next(models.Length)]);
                    break;
                case 7 when camera != null:
                    camera.GetComponent<Camera>().targetTexture =
                        random.Next(2) == 0 ? null : new RenderTexture(random.Next(1, 100), random.Next(1, 100), 24);
                    break;
                case 8 when classifier != null:
                    classifier.Rate = (CaptureRate)random.Next(3);
                    classifier.RequestCapture();
                    break;
                case 9 when camera != null:
                    camera.SetActive(!camera.activeSelf);
                    break;
                case 10 when camera != null:
                    camera.GetComponent<AttentionOverlay>().enabled = random.Next(2) == 0;
                    break;
                case 12 or 13 when classifier != null && classifier.isActiveAndEnabled:
                    // Loading takes longer than the other operations: now and then it comes to its end.
                    Assert.That(StepUntil(() => !classifier.IsLoading), Is.True);
                    break;
                case 11 when random.Next(8) == 0:
                    // The player quits and plays again, in one process.
                    Stop();
                    Start();
                    break;
            }
        }

        private GameObject AddCamera()
        {
            GameObject camera = new("Camera", typeof(Camera), typeof(VitClassifier), typeof(AttentionOverlay), typeof(ClassificationLabel));
            camera.GetComponent<Camera>().backgroundColor = new Color(0.4f, 0.3f, 0.6f);
            _cameras.Add(camera);
            return camera;
        }

        private bool Classifies()
        {
            VitClassifier classifier = _cameras.Single().GetComponent<VitClassifier>();
            return StepUntil(() => classifier.Result != null);
        }

        private bool StepUntil(Func<bool> condition) => SpinWait.SpinUntil(
            () =>
            {
                _engine!.Step();
                return condition();
            },
            Patience);

        private void Start()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 96, Height = 64, AntiAliasing = 1, Log = null, ValidateGraphics = true });
            Application.logMessageReceived += Note;
            AddCamera();
        }

        private void Stop()
        {
            _engine!.Dispose();
            _cameras.Clear();
            Application.logMessageReceived -= Note;
            Assert.That(SharedModels.RunningCount, Is.Zero, "sessions left behind");
            Assert.That(HostEngine.LiveGraphicsObjects, Is.Zero, "the engine's OpenGL objects left behind");
            Assert.That(GlObjects.Live, Is.Zero, "our OpenGL objects left behind");
        }

        private void Note(string message, string stackTrace, LogType type)
        {
            // A camera's first frame has no folder yet, which it says.
            if (type != LogType.Log && !message.Contains("none is given", StringComparison.Ordinal))
                _errors.Add(message);
        }
    }
}
