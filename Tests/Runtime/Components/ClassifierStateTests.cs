using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Core.Tests;
using Saccade.Host;
using Saccade.Inference;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>What a user can read of a classifier: what it is doing, why no picture comes, and what became of each request.</summary>
    [NonParallelizable]
    public sealed class ClassifierStateTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
        private static readonly string OptimumModel = Fixtures.Find("huggingface", "optimum");
        private static readonly string OwnModel = Fixtures.Find("exported", "vit-tiny");

        private readonly List<string> _messages = [];
        private HostEngine _engine = null!;
        private GameObject _eye = null!;
        private Camera _camera = null!;

        [SetUp]
        public void StartScene()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 160, Height = 120, AntiAliasing = 1, Log = null });
            _messages.Clear();
            Application.logMessageReceived += Note;
            _eye = new GameObject("Camera", typeof(Camera)) { tag = "MainCamera" };
            _camera = _eye.GetComponent<Camera>();
            GameObject.CreatePrimitive(PrimitiveType.Cube).transform.position = new Vector3(0.3f, 0f, 4f);
        }

        [TearDown]
        public void StopScene()
        {
            Application.logMessageReceived -= Note;
            _engine.Dispose();
            Assert.That(SharedModels.StopAll(Patience), Is.True);
        }

        [Test]
        public void State_GoesFromLoadingToServing_AndOffWhenDisabled()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            List<ClassifierState> states = [classifier.State];
            classifier.Load(OwnModel);
            StepUntil(() =>
            {
                if (states[^1] != classifier.State)
                {
                    states.Add(classifier.State);
                }

                return classifier.State == ClassifierState.Serving;
            });

            Assert.That(states, Is.EqualTo(new[]
            {
                ClassifierState.Loading, ClassifierState.WaitingForPicture, ClassifierState.Serving,
            }));
            Assert.That(classifier.ResultAge, Is.InRange(0, 60));
            classifier.enabled = false;
            Assert.That(classifier.State, Is.EqualTo(ClassifierState.Off));
            Assert.That(classifier.ResultAge, Is.EqualTo(double.PositiveInfinity));
        }

        [Test]
        public void State_WithoutAModel_IsFailed_AndTheErrorSaysWhy()
        {
            var classifier = Add(Fixtures.Find("no-such-model"));

            Assert.That(classifier.State, Is.EqualTo(ClassifierState.Failed));
            Assert.That(classifier.Error, Does.Contain("no-such-model"));
        }

        [Test]
        public void CameraThatIsOff_IsSaidOnce_AndTheLabelIsStale_UntilItIsOnAgain()
        {
            var classifier = Serving();
            _camera.enabled = false;
            StepUntil(() => classifier.State == ClassifierState.Stale && classifier.Notice != null);

            Assert.That(classifier.Notice, Does.Contain("camera is off"));
            Assert.That(_messages.Count(message => message.Contains("camera is off")), Is.EqualTo(1));
            Assert.That(classifier.ResultAge, Is.GreaterThan(1));

            _camera.enabled = true;
            StepUntil(() => classifier.State == ClassifierState.Serving);
            Assert.That(classifier.Notice, Is.Null);
        }

        [Test]
        public void CommandBuffersThatAnotherScriptRemoves_AreSaid_AndPutBack()
        {
            var classifier = Serving();
            _camera.RemoveAllCommandBuffers();
            StepUntil(() => classifier.Notice != null);

            Assert.That(classifier.Notice, Does.Contain("command buffer"));
            var before = classifier.Result!.Frame;
            StepUntil(() => classifier.Result!.Frame > before && classifier.Notice == null);
            Assert.That(classifier.State, Is.EqualTo(ClassifierState.Serving));
        }

        [TestCase(0f, 0f, 0f, 1f)]
        [TestCase(2f, 0f, 1f, 1f)]
        [TestCase(float.NaN, 0f, 1f, 1f)]
        [TestCase(0f, 0f, float.NaN, 1f)]
        public void ViewportThatShowsNothing_IsSaidWithItsNumbers(float x, float y, float width, float height)
        {
            var classifier = Serving();

            _camera.rect = new Rect(x, y, width, height);
            _engine.Step();

            Assert.That(classifier.Notice, Does.Contain("Viewport Rect"));
            Assert.That(classifier.Notice, Does.Contain(FormattableString.Invariant($"width {width}")));
            _camera.rect = new Rect(0f, 0f, 1f, 1f);
            Step(2);
            Assert.That(classifier.Notice, Is.Null);
        }

        [Test]
        public void TargetTextureThatIsDestroyed_IsSaid()
        {
            RenderTexture target = new(64, 64, 16);
            _camera.targetTexture = target;
            var classifier = Serving();

            Object.DestroyImmediate(target);
            Step(2);

            Assert.That(classifier.Notice, Does.Contain("target texture was destroyed"));
            RenderTexture other = new(64, 64, 16);
            _camera.targetTexture = other;
            Step(2);
            Assert.That(classifier.Notice, Is.Null);
            _camera.targetTexture = null;
            Step(1);
            Object.DestroyImmediate(other);
            Step(2);
            Assert.That(classifier.Notice, Is.Null, "who gives the screen back says so before");
        }

        [Test]
        public void HandlerThatThrows_StarvesNobody()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            var (heard, heardInInspector) = (0, 0);
            classifier.Classified += _ => throw new InvalidOperationException("a script's own failure");
            classifier.Classified += _ => heard++;
            classifier.OnClassified.AddListener(_ => heardInInspector++);
            var overlay = _eye.AddComponent<AttentionOverlay>();
            classifier.Load(OwnModel);

            StepUntil(() => classifier.Result != null);

            Assert.That((heard, heardInInspector), Is.EqualTo((1, 1)));
            Assert.That(overlay.Shown, Is.Not.Null);
            Assert.That(_messages, Has.Some.Contains("a script's own failure"));
        }

        [Test]
        public void Swap_LeavesNoFrameWithoutLabelAndOverlay()
        {
            var classifier = Serving();
            var overlay = _eye.AddComponent<AttentionOverlay>();
            var swapped = Path.Combine(Path.GetTempPath(), $"saccade-swap-{Guid.NewGuid():N}");
            Copy(OwnModel, swapped);
            var config = Path.Combine(swapped, "config.json");
            File.WriteAllText(config, File.ReadAllText(config).Replace("class ", "new class "));

            classifier.Load(swapped);
            StepUntil(() =>
            {
                Assert.That(classifier.Label, Is.Not.Null);
                Assert.That(classifier.Top.IsEmpty, Is.False);
                Assert.That(overlay.Shown, Is.Not.Null);
                Assert.That(classifier.State, Is.EqualTo(ClassifierState.Serving));
                return classifier.Label!.StartsWith("new class", StringComparison.Ordinal);
            });

            Directory.Delete(swapped, true);
        }

        [Test]
        public void Request_GetsExactlyOneAnswer_AcrossSwapDisableAndFailure()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.Rate = CaptureRate.OnRequest;
            List<string> failures = [];
            classifier.RequestFailed += failures.Add;
            classifier.Load(OwnModel);
            var early = classifier.ClassifyNextAsync();
            StepUntil(() => early.IsCompleted);
            Assert.That(early.Result.Frame, Is.Positive, "a request waits for the model");

            classifier.Load(OptimumModel);
            var swapped = classifier.ClassifyNextAsync();
            classifier.RequestCapture();
            StepUntil(() => swapped.IsCompleted && !classifier.IsLoading);
            Assert.That(swapped.Result.Frame, Is.GreaterThan(early.Result.Frame));

            var disabled = classifier.ClassifyNextAsync();
            classifier.RequestCapture();
            classifier.enabled = false;
            Assert.That(() => disabled.GetAwaiter().GetResult(), Throws.InvalidOperationException.With.Message.Contains("disabled"));
            Assert.That(failures, Has.Count.EqualTo(1).And.All.Contains("disabled"));
            var whileOff = classifier.ClassifyNextAsync();
            Assert.That(whileOff.IsFaulted, Is.True);

            classifier.enabled = true;
            using CancellationTokenSource source = new();
            var cancelled = classifier.ClassifyNextAsync(source.Token);
            var kept = classifier.ClassifyNextAsync();
            source.Cancel();
            StepUntil(() => kept.IsCompleted);
            Assert.That(cancelled.Status, Is.EqualTo(TaskStatus.Canceled));
            Assert.That(kept.Status, Is.EqualTo(TaskStatus.RanToCompletion));
            Assert.That(failures, Has.Count.EqualTo(1));
        }

        [Test]
        public void Request_WithoutAModel_IsAnsweredWithTheError()
        {
            var classifier = Add(Fixtures.Find("no-such-model"));

            var answer = classifier.ClassifyNextAsync();

            Assert.That(() => answer.GetAwaiter().GetResult(), Throws.InvalidOperationException.With.Message.Contains("no-such-model"));
        }

        [Test]
        public void Request_WhosePictureGetsLost_IsTakenAnew()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.Rate = CaptureRate.OnRequest;
            classifier.Load(OwnModel);
            StepUntil(() => classifier.IsReady);
            _camera.RemoveAllCommandBuffers();

            var answer = classifier.ClassifyNextAsync();
            StepUntil(() => answer.IsCompleted);

            Assert.That(answer.Status, Is.EqualTo(TaskStatus.RanToCompletion));
            Assert.That(_messages, Has.Some.Contains("command buffer"));
        }

        [Test]
        public void Request_ThatAsksAgainWhenItIsRefused_GoesOnWhenTheClassifierDoes()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.Rate = CaptureRate.OnRequest;
            var (failed, answered) = (0, 0);
            classifier.RequestFailed += _ =>
            {
                failed++;
                classifier.RequestCapture();
            };
            classifier.Classified += _ => answered++;
            classifier.Load(OwnModel);
            StepUntil(() => classifier.IsReady);

            classifier.RequestCapture();
            classifier.enabled = false;
            Assert.That(failed, Is.EqualTo(1));

            classifier.enabled = true;
            StepUntil(() => answered > 0);
            Assert.That((failed, answered), Is.EqualTo((1, 1)));
        }

        // Reads all components there are, so that one that comes later is held to it too.
        [Test]
        public void NumbersThatAreNotFinite_AreRefusedByEveryProperty()
        {
            float[] wrong = [float.NaN, float.PositiveInfinity, float.NegativeInfinity];
            var properties = typeof(VitClassifier).Assembly.GetTypes()
                .Where(type => typeof(MonoBehaviour).IsAssignableFrom(type) && !type.IsAbstract && type.IsPublic)
                .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                .Where(property => property.GetSetMethod() != null)
                .Where(property => property.PropertyType == typeof(float) || property.PropertyType == typeof(Rect))
                .ToList();

            Assert.That(properties, Has.Count.GreaterThan(6));
            foreach (var property in properties)
            {
                GameObject holder = new("Holder", typeof(Camera));
                var component = holder.AddComponent(property.DeclaringType!);
                foreach (var number in wrong)
                {
                    object value = property.PropertyType == typeof(float) ? number : new Rect(0f, 0f, number, 1f);
                    Assert.That(
                        () => property.SetValue(component, value),
                        Throws.InnerException.TypeOf<ArgumentOutOfRangeException>().With.InnerException.Message.Contains(property.Name),
                        $"{property.DeclaringType!.Name}.{property.Name} = {number}");
                }

                Object.DestroyImmediate(holder);
            }
        }

        private static void Copy(string from, string to)
        {
            Directory.CreateDirectory(Path.Combine(to, "onnx"));
            foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            {
                File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
            }
        }

        private VitClassifier Add(string model)
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.Load(model);
            return classifier;
        }

        private VitClassifier Serving()
        {
            var classifier = Add(OwnModel);
            StepUntil(() => classifier.State == ClassifierState.Serving);
            return classifier;
        }

        private void Step(int frames)
        {
            for (var i = 0; i < frames; i++)
            {
                _engine.Step();
            }
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
            Assert.That(happened, Is.True, $"it never happened: {string.Join(" | ", _messages)}");
        }

        private void Note(string message, string stackTrace, LogType type) => _messages.Add(message);
    }
}
