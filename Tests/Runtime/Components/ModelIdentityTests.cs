using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using NUnit.Framework;
using Saccade.Core.Tests;
using Saccade.Host;
using Saccade.Inference;
using UnityEngine;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>Cameras that load one folder, whose files change in between; and the clock that a camera's rate follows.</summary>
    [NonParallelizable]
    public sealed class ModelIdentityTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly List<string> _errors = [];
        private string _folder = "";
        private HostEngine _engine = null!;

        [SetUp]
        public void StartScene()
        {
            _folder = Directory.CreateTempSubdirectory("saccade-identity-").FullName;
            Directory.CreateDirectory(Path.Combine(_folder, "onnx"));
            foreach (var file in new[] { "config.json", "preprocessor_config.json", "onnx/model.onnx" })
            {
                File.Copy(Fixtures.Find("exported", "vit-tiny", file), Path.Combine(_folder, file));
            }

            _engine = HostEngine.Start(new HostOptions { Width = 160, Height = 120, AntiAliasing = 1, Log = null });
            _errors.Clear();
            Application.logMessageReceived += NoteError;
            GameObject.CreatePrimitive(PrimitiveType.Cube).transform.position = new Vector3(0.3f, 0f, 4f);
        }

        [TearDown]
        public void StopScene()
        {
            Application.logMessageReceived -= NoteError;
            _engine.Dispose();
            Assert.That(SharedModels.StopAll(Patience), Is.True);
            Directory.Delete(_folder, true);
        }

        [Test]
        public void SecondCamera_AfterTheRuleChanged_HasTheNewRule_AndTheFirstItsOwn()
        {
            var first = AddCamera();
            StepUntil(() => first.Result?.Frame > 1);
            var before = first.Result!.Probabilities.ToArray();

            Change("preprocessor_config.json", "\"do_rescale\": true", "\"do_rescale\": false");
            var second = AddCamera();
            StepUntil(() => second.Result != null && second.Result.Frame > 1);
            var frame = Time.frameCount;
            StepUntil(() => first.Result!.Frame > frame && second.Result!.Frame > frame);

            Assert.That(first.Result!.Probabilities.ToArray(), Is.EqualTo(before).Within(1e-6f));
            Assert.That(second.Result!.Probabilities.ToArray(), Is.Not.EqualTo(before).Within(1e-3f));
            Assert.That(SharedModels.RunningCount, Is.EqualTo(2));
            Assert.That(_errors, Is.Empty);
        }

        [Test]
        public void SecondCamera_OfAnUnchangedFolder_SharesTheModel()
        {
            var first = AddCamera();
            StepUntil(() => first.Result != null);
            var second = AddCamera();
            StepUntil(() => second.Result != null);

            Assert.That(SharedModels.RunningCount, Is.EqualTo(1));
        }

        [Test]
        public void ModelsPictureOfAnotherSize_IsSaidInWords()
        {
            var first = AddCamera();
            StepUntil(() => first.Result != null);

            var rule = Path.Combine(_folder, "preprocessor_config.json");
            File.WriteAllText(
                rule, """{"image_processor_type": "ViTImageProcessor", "size": {"height": 48, "width": 48}, "resample": 2}""");
            var second = AddCamera();
            StepUntil(() => second.Error != null);

            Assert.That(second.Error, Does.Contain("48").And.Not.Contain("Destination"));
            var frame = Time.frameCount;
            StepUntil(() => first.Result!.Frame > frame);
            Assert.That(first.Error, Is.Null);
        }

        [Test]
        public void GameTime_IsWhatTheRateCounts()
        {
            var classifier = AddCamera();
            StepUntil(() => classifier.Result != null);
            classifier.Rate = CaptureRate.PerSecond;
            classifier.CapturesPerSecond = 240f;
            classifier.Clock = ClockMode.GameTime;
            var taken = classifier.Statistics.Captured;

            for (var frame = 0; frame < 60; frame++)
            {
                _engine.Step(0f);
            }

            Assert.That(classifier.Statistics.Captured - taken, Is.InRange(0, 1), "the game stands still");
            StepUntil(() => classifier.Statistics.Captured - taken > 10);
        }

        private VitClassifier AddCamera()
        {
            var eye = new GameObject("Camera", typeof(Camera));
            eye.GetComponent<Camera>().backgroundColor = new Color(0.3f, 0.5f, 0.2f);
            var classifier = eye.AddComponent<VitClassifier>();
            classifier.Load(_folder);
            return classifier;
        }

        // Of the same length and with the same time, as a copy may have it.
        private void Change(string file, string before, string after)
        {
            var path = Path.Combine(_folder, file);
            var text = File.ReadAllText(path);
            Assert.That(text, Does.Contain(before));
            File.WriteAllText(path, text.Replace(before, after, StringComparison.Ordinal));
        }

        private void StepUntil(Func<bool> condition)
        {
            var happened = SpinWait.SpinUntil(
                () =>
                {
                    _engine.Step();
                    return condition();
                },
                Patience);
            Assert.That(happened, Is.True, "it never happened: " + string.Join(" ", _errors));
        }

        private void NoteError(string message, string stackTrace, LogType type)
        {
            if (type != LogType.Log)
            {
                _errors.Add(message);
            }
        }
    }
}
