using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Core.Tests;
using Saccade.Core.Tests.Inference;
using Saccade.Host;
using Saccade.Inference;
using Saccade.OpenGL.Contexts;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>
    /// Whatever is done to eight cameras, in whatever order: after each frame what a user can read explains what happens, each request
    /// gets one answer, and nothing is left behind.
    /// </summary>
    [NonParallelizable]
    public sealed class ExplainedLifeTests
    {
        private const int MaximumCameras = 8;
        private const string OnPurpose = "thrown on purpose";
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly List<string> _errors = [];
        private readonly List<Seen> _cameras = [];
        private readonly List<Task<Classification>> _requests = [];
        private readonly List<CancellationTokenSource> _cancellations = [];
        private HostEngine? _engine;
        private string _folder = "";
        private string _step = "";
        private int _changes;

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade-life-").FullName;

        [TearDown]
        public void StopEngine()
        {
            Application.logMessageReceived -= Note;
            _engine?.Dispose();
            Directory.Delete(_folder, true);
        }

        [Test]
        public void ThousandOperations_AreExplained() => Live(1, 1000);

        [Test]
        [Category("Long")]
        public void TenThousandOperations_AreExplained() => Live(2, 10_000);

        private static void ThrowOnPurpose(Classification result) => throw new InvalidOperationException(OnPurpose);

        // A model may be changed while it is being loaded, and a camera's first frame has no folder yet.
        private static bool IsExpected(string error) => error.Contains("no-such-model", StringComparison.Ordinal)
            || error.Contains(OnPurpose, StringComparison.Ordinal)
            || error.Contains("none is given", StringComparison.Ordinal)
            || error.Contains("changed while it was being loaded", StringComparison.Ordinal);

        private static void Copy(string from, string to)
        {
            Directory.CreateDirectory(Path.Combine(to, "onnx"));
            foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            {
                File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
            }
        }

        private void Live(int seed, int operations)
        {
            TinyOnnx tiny = new();
            var made = tiny.Write();
            Copy(made, Path.Combine(_folder, "changing"));
            Directory.Delete(made, true);
            string[] models =
            [
                Fixtures.Find("exported", "vit-tiny"), Fixtures.Find("exported", "vit-tiny-maps"), Fixtures.Find("huggingface", "optimum"),
                Path.Combine(_folder, "changing"), Fixtures.Find("no-such-model"),
            ];
            System.Random random = new(seed);
            _engine = HostEngine.Start(new HostOptions { Width = 96, Height = 64, AntiAliasing = 1, Log = null, ValidateGraphics = true });
            Application.logMessageReceived += Note;
            for (var operation = 0; operation < operations; operation++)
            {
                _step = $"seed {seed}, operation {operation}: ";
                Operate(random, models);
                for (var steps = random.Next(4); steps > 0; steps--)
                {
                    _engine.Step();
                    LookAtAll();
                }
            }

            Assert.That(StepUntil(() => _requests.All(request => request.IsCompleted)), Is.True, $"seed {seed}: requests without answer");
            Assert.That(_requests.Count(request => request.Status == TaskStatus.RanToCompletion), Is.Positive);
            foreach (var faulted in _requests.Where(request => request.IsFaulted))
            {
                Assert.That(faulted.Exception!.InnerException, Is.TypeOf<InvalidOperationException>().With.Message.Not.Empty);
            }

            LeaveNothing();
            Assert.That(_errors.Where(error => !IsExpected(error)), Is.Empty, "what was asked for on purpose, and nothing else");
            _cancellations.ForEach(cancellation => cancellation.Dispose());
        }

        private void Operate(System.Random random, string[] models)
        {
            if (_cameras.Count == 0 || (_cameras.Count < MaximumCameras && random.Next(12) == 0))
            {
                _cameras.Add(new Seen());
                return;
            }

            var seen = _cameras[random.Next(_cameras.Count)];
            var (camera, classifier) = (seen.Camera, seen.Classifier);
            var operation = random.Next(18);
            _step += $"{operation} on {_cameras.IndexOf(seen)}";
            switch (operation)
            {
                case 0 when random.Next(3) == 0:
                    Destroy(seen, random.Next(2) == 0);
                    break;
                case 1:
                    classifier.enabled = !classifier.enabled;
                    break;
                case 2:
                    seen.Load(models[random.Next(models.Length)]);
                    break;
                case 3:
                    ChangeFiles(models[3]);
                    seen.Load(models[3]);
                    break;
                case 4:
                    seen.SetTarget(random.Next(3) == 0 ? null : new RenderTexture(random.Next(1, 100), random.Next(1, 100), 24));
                    break;
                case 5 when seen.Target != null:
                    seen.LoseTarget(random.Next(2) == 0);
                    break;
                case 6:
                    camera.rect = random.Next(3) switch
                    {
                        0 => new Rect(0f, 0f, 0f, 1f),
                        1 => new Rect(0f, float.NaN, 1f, 1f),
                        _ => new Rect(0f, 0f, 1f, 0.5f),
                    };
                    break;
                case 7:
                    classifier.SourceRect = new Rect(0.1f, 0.1f, random.Next(3) == 0 ? 0f : 0.8f, 0.8f);
                    break;
                case 8 or 9:
                    _requests.Add(classifier.ClassifyNextAsync());
                    break;
                case 10:
                    CancellationTokenSource cancellation = new();
                    _cancellations.Add(cancellation);
                    _requests.Add(classifier.ClassifyNextAsync(cancellation.Token));
                    cancellation.Cancel();
                    break;
                case 11:
                    seen.Ask();
                    break;
                case 12:
                    classifier.Classified -= ThrowOnPurpose;
                    if (random.Next(2) == 0)
                    {
                        classifier.Classified += ThrowOnPurpose;
                    }

                    break;
                case 13:
                    camera.RemoveAllCommandBuffers();
                    break;
                case 14:
                    camera.gameObject.SetActive(!camera.gameObject.activeSelf);
                    break;
                case 15:
                    camera.enabled = random.Next(3) != 0;
                    break;
                case 16:
                    classifier.Rate = (CaptureRate)random.Next(3);
                    break;
                case 17 when random.Next(4) == 0:
                    // Loading takes longer than the other operations: now and then it comes to its end.
                    Assert.That(StepUntil(() => !classifier.isActiveAndEnabled || !classifier.IsLoading), Is.True, _step);
                    break;
            }
        }

        // Other weights of the same size, and another rule: what time and length of two files don't tell.
        private void ChangeFiles(string model)
        {
            _changes++;
            var from = new TinyOnnx { Classes = [[_changes, 0, 0], [0, 1, 0], [0, 0, 1]] }.Write();
            foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(model, Path.GetRelativePath(from, file));
                File.Copy(file, target + ".new", true);
                File.Move(target + ".new", target, true);
            }

            Directory.Delete(from, true);
        }

        private void Destroy(Seen seen, bool atOnce)
        {
            _cameras.Remove(seen);
            var mine = seen.Classifier.ClassifyNextAsync();
            if (atOnce)
            {
                Object.DestroyImmediate(seen.Camera.gameObject);
            }
            else
            {
                Object.Destroy(seen.Camera.gameObject);
                _engine!.Step();
            }

            Assert.That(mine.IsCompleted, Is.True, _step + ": a request of a camera that is gone");
        }

        private void LookAtAll()
        {
            foreach (var seen in _cameras)
            {
                var why = seen.FindUnexplained();
                Assert.That(why, Is.Null, _step);
            }
        }

        private void LeaveNothing()
        {
            while (_cameras.Count > 0)
            {
                Object.DestroyImmediate(_cameras[0].Camera.gameObject);
                _cameras.RemoveAt(0);
            }

            _engine!.Step();
            Assert.That(GlObjects.Live, Is.Zero, "OpenGL objects that nobody uses any more");
            Assert.That(SpinWait.SpinUntil(() => SharedModels.RunningCount == 0, Patience), Is.True, "a session that nobody uses any more");
            Application.logMessageReceived -= Note;
            _engine.Dispose();
            _engine = null;
            Assert.That(HostEngine.LiveGraphicsObjects, Is.Zero, "the engine's OpenGL objects left behind");
        }

        private bool StepUntil(Func<bool> condition) => SpinWait.SpinUntil(
            () =>
            {
                _engine!.Step();
                LookAtAll();
                return condition();
            },
            Patience);

        private void Note(string message, string stackTrace, LogType type)
        {
            if (type != LogType.Log && type != LogType.Warning)
            {
                _errors.Add(message);
            }
        }

        /// <summary>A camera, what was done to it, and whether what can be read of it explains what happens.</summary>
        private sealed class Seen
        {
            // Longer than all patience of the classifier, in frames and in seconds.
            private const int MaximumFrames = 400;
            private const double MaximumSeconds = 10;

            private string? _loaded;
            private int _frames;
            private double _since;

            public Seen()
            {
                GameObject holder = new(
                    "Camera", typeof(Camera), typeof(VitClassifier), typeof(AttentionOverlay), typeof(ClassificationLabel));
                Camera = holder.GetComponent<Camera>();
                Camera.backgroundColor = new Color(0.4f, 0.3f, 0.6f);
                Classifier = holder.GetComponent<VitClassifier>();
                Classifier.RequestFailed += message =>
                {
                    Failed++;
                    Assert.That(message, Is.Not.Empty);
                };
            }

            public Camera Camera { get; }

            public VitClassifier Classifier { get; }

            public RenderTexture? Target { get; private set; }

            public int Asked { get; private set; }

            public int Failed { get; private set; }

            public void Load(string model)
            {
                _loaded = model;
                Classifier.Load(model);
            }

            public void Ask()
            {
                Asked++;
                Classifier.RequestCapture();
            }

            public void SetTarget(RenderTexture? target)
            {
                Camera.targetTexture = target;
                if (Target != null)
                {
                    Object.DestroyImmediate(Target);
                }

                Target = target;
            }

            public void LoseTarget(bool isDestroyed)
            {
                if (!isDestroyed)
                {
                    Target!.Release();
                    return;
                }

                Object.DestroyImmediate(Target!);
                Target = null;
            }

            /// <summary>What a user would not understand, or null.</summary>
            public string? FindUnexplained()
            {
                var state = Classifier.State;
                var told = Classifier.Error ?? Classifier.Notice;
                if ((state == ClassifierState.Off) != !Classifier.isActiveAndEnabled)
                {
                    return $"state {state}, but enabled: {Classifier.isActiveAndEnabled}";
                }

                if (Failed > Asked)
                {
                    return $"{Asked} requests, {Failed} errors";
                }

                // A picture that is missing is noticed after a while; what the model says of it comes later still.
                var isWaiting = state == ClassifierState.Stale
                    || (state == ClassifierState.WaitingForPicture && Classifier.Rate != CaptureRate.OnRequest);
                _frames = isWaiting && told == null ? _frames + 1 : 0;
                _since = _frames == 0 ? Time.realtimeSinceStartupAsDouble : _since;
                var isUnexplained = _frames > MaximumFrames && Time.realtimeSinceStartupAsDouble - _since > MaximumSeconds;
                return state switch
                {
                    ClassifierState.Loading when !Classifier.IsLoading => "loading, but nothing is being loaded",
                    ClassifierState.Failed when Classifier.Error == null => "failed without an error",
                    ClassifierState.Failed when Classifier.Result != null || Classifier.Label != null => "failed with a label",
                    ClassifierState.Serving when Classifier.Result == null || Classifier.Top.IsEmpty => "serving without a result",
                    ClassifierState.Serving or ClassifierState.WaitingForPicture when IsErrorOver() =>
                        $"an error that is over: {Classifier.Error}",
                    ClassifierState.WaitingForPicture when Classifier.Result != null => "waiting with a result",
                    _ when isUnexplained => $"{state} for {_frames} frames, and nothing says why",
                    _ => null,
                };
            }

            // Beside a model that serves there is only the error of the one that was loaded last.
            private bool IsErrorOver() =>
                Classifier.Error != null && !Classifier.IsLoading && !Classifier.Error.Contains(_loaded!, StringComparison.Ordinal);
        }
    }
}
