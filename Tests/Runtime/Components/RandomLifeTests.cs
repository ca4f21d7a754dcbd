using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Core.Tests;
using Saccade.Core.Tests.Inference;
using Saccade.Core.Tests.Unpacking;
using Saccade.Host;
using Saccade.Inference;
using Saccade.OpenGL.Contexts;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>
    /// Up to eight cameras whose models, sources and lives change at random moments while inference runs: at any time what a user reads
    /// of them is explained, everybody who asks gets an answer, and nothing is left behind.
    /// </summary>
    [NonParallelizable]
    public sealed class RandomLifeTests
    {
        private const int MaximumCameras = 8;
        private const int OperationsBetweenChecks = 125;
        private const string Temporary = "TMPDIR";
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly List<string> _errors = [];
        private readonly List<LivingCamera> _cameras = [];
        private readonly List<LoadedModel> _models = [];
        private readonly string? _temporaryBefore = Environment.GetEnvironmentVariable(Temporary);
        private System.Random _random = null!;
        private HostEngine? _engine;
        private TextAsset _asset = null!;
        private string _root = "";
        private string _when = "";
        private int _messages;

        [TearDown]
        public void StopEngine()
        {
            _engine?.Dispose();
            Application.logMessageReceived -= Note;
            Environment.SetEnvironmentVariable(Temporary, _temporaryBefore);
            Directory.Delete(_root, true);
        }

        [TestCase(1)]
        public void ThousandRandomOperations_AreExplainedAnsweredAndLeaveNothingBehind(int seed) => Live(seed, 1000);

        [TestCase(2)]
        [Category("Long")]
        public void TenThousandRandomOperations_AreExplainedAnsweredAndLeaveNothingBehind(int seed) => Live(seed, 10_000);

        private void Live(int seed, int operations)
        {
            _root = Directory.CreateTempSubdirectory("saccade-life-").FullName;
            _random = new System.Random(seed);
            MakeModels();
            var temporary = Directory.CreateDirectory(Path.Combine(_root, "temporary")).FullName;
            Environment.SetEnvironmentVariable(Temporary, temporary);
            _errors.Clear();
            _messages = 0;
            Start();
            for (var operation = 0; operation < operations; operation++)
            {
                _when = $"seed {seed}, operation {operation}";
                Operate();
                RequireExplained();
                for (var steps = _random.Next(3); steps > 0; steps--)
                {
                    _engine!.Step();
                    RequireExplained();
                }

                if (operation % OperationsBetweenChecks == OperationsBetweenChecks - 1)
                {
                    Settle();
                }
            }

            Settle();

            // Before the engine goes, and with it whatever was left in its context.
            while (_cameras.Count > 0)
            {
                Remove(_cameras[0]);
            }

            _engine!.Step();
            Assert.That(GlObjects.Live, Is.Zero, "OpenGL objects that nobody uses any more");
            Assert.That(SpinWait.SpinUntil(() => SharedModels.RunningCount == 0, Patience), Is.True, "a session that nobody uses any more");
            Assert.That(SpinWait.SpinUntil(() => CountThreads() <= 1, Patience), Is.True, "threads that nobody uses any more");
            Stop();

            Assert.That(Directory.EnumerateFileSystemEntries(temporary), Is.Empty, "temporary files");
            Assert.That(
                _errors.Where(error => !error.Contains("no-such-model", StringComparison.Ordinal)
                    && !error.Contains(LivingCamera.OnPurpose, StringComparison.Ordinal)
                    && !error.Contains("were changed while", StringComparison.Ordinal)),
                Is.Empty,
                "but for what was asked for on purpose");
            Assert.That(_messages, Is.LessThan(2 * operations), "no message is there in each frame");
        }

        private void MakeModels()
        {
            _models.Clear();
            foreach (var name in new[] { "vit-tiny", "vit-tiny-maps", "vit-tiny-patches" })
            {
                _models.Add(LoadedModel.Fixed(Fixtures.Find("exported", name)));
            }

            var fragile = new TinyOnnx { Classes = BadPictureSceneTests.FragileClasses }.Write();
            Directory.Move(fragile, Path.Combine(_root, "fragile"));
            _models.Add(LoadedModel.Fixed(Fixtures.Find("huggingface", "optimum")));
            _models.Add(LoadedModel.Fixed(Path.Combine(_root, "fragile")));
            _models.Add(LoadedModel.Fixed(Path.Combine(_root, "no-such-model")));
            _models.Add(LoadedModel.Copy(_root, "first"));
            _models.Add(LoadedModel.Copy(_root, "second"));
        }

        private void Operate()
        {
            var camera = _cameras[_random.Next(_cameras.Count)];
            var classifier = camera.Classifier;
            switch (_random.Next(20))
            {
                case 0 or 1 when _cameras.Count < MaximumCameras:
                    _cameras.Add(new LivingCamera());
                    break;
                case 2 when _cameras.Count > 1 && _random.Next(2) == 0:
                    Remove(camera);
                    break;
                case 3:
                    classifier.enabled = !classifier.enabled;
                    break;
                case 4:
                    camera.Object.SetActive(!camera.Object.activeSelf);
                    break;
                case 5 or 6 or 7:
                    Load(camera);
                    break;
                case 8:
                    _models.Where(model => !model.IsFixed).ElementAt(_random.Next(2)).Change();
                    Load(camera);
                    break;
                case 9:
                    camera.SetTarget(_random.Next(2) == 0 ? null : new RenderTexture(_random.Next(1, 100), _random.Next(1, 100), 24));
                    break;
                case 10 when camera.Camera.targetTexture != null:
                    Object.DestroyImmediate(camera.Camera.targetTexture);
                    break;
                case 11:
                    camera.Camera.rect = new Rect(_random.Next(3) * 0.5f, 0f, _random.Next(3) * 0.5f, 1f);
                    break;
                case 12:
                    classifier.SourceRect = new Rect(0f, 0f, _random.Next(3) * 0.5f, 1f);
                    break;
                case 13:
                    classifier.Rate = (CaptureRate)_random.Next(3);
                    camera.Request();
                    break;
                case 14:
                    camera.Await();
                    break;
                case 15:
                    camera.Throws = !camera.Throws;
                    break;
                case 16:
                    camera.Camera.RemoveAllCommandBuffers();
                    break;
                case 17:
                    camera.Camera.enabled = !camera.Camera.enabled;
                    camera.Object.GetComponent<AttentionOverlay>().enabled = _random.Next(2) == 0;
                    break;
                case 18:
                    var level = _random.Next(3) * 0.5f;
                    camera.Camera.backgroundColor = new Color(level, level, level);
                    break;
                case 19 when _random.Next(12) == 0:
                    // The player quits and plays again, in one process.
                    Stop();
                    Start();
                    break;
            }
        }

        private void Load(LivingCamera camera)
        {
            var index = _random.Next(_models.Count + 1);
            if (index == _models.Count)
            {
                camera.Load(_asset);
            }
            else
            {
                camera.Load(_models[index]);
            }
        }

        private void Remove(LivingCamera camera)
        {
            _cameras.Remove(camera);
            camera.SetTarget(null);
            if (_random.Next(2) == 0)
            {
                Object.Destroy(camera.Object);
                _engine!.Step();
            }
            else
            {
                Object.DestroyImmediate(camera.Object);
            }

            camera.RequireAnswers(_when + ", destroyed");
        }

        // Where a user has put right all that can be, every camera classifies with the model that it was given last, or says why not; and
        // all who asked were answered.
        private void Settle()
        {
            foreach (var camera in _cameras)
            {
                camera.Heal();
                if (camera.Model == null || camera.Classifier.Error != null)
                {
                    camera.Load(_models[_random.Next(_models.Count)]);
                }
            }

            StepUntil(() => _cameras.TrueForAll(camera => !camera.Classifier.IsLoading && !camera.IsOwed));
            foreach (var camera in _cameras)
            {
                camera.RequireAnswers(_when);
                camera.Await();
            }

            StepUntil(() => _cameras.TrueForAll(camera => !camera.IsOwed));
            foreach (var camera in _cameras)
            {
                camera.RequireAnswers(_when);
                camera.RequireSettled(_when);
            }
        }

        private void RequireExplained()
        {
            foreach (var camera in _cameras)
            {
                camera.RequireExplained(_when);
            }
        }

        private void StepUntil(Func<bool> condition)
        {
            var isMet = SpinWait.SpinUntil(
                () =>
                {
                    _engine!.Step();
                    RequireExplained();
                    return condition();
                },
                Patience);
            Assert.That(isMet, Is.True, $"{_when}:\n{string.Join("\n", _cameras.Select(camera => camera.Describe()))}");
        }

        private void Start()
        {
            _engine = HostEngine.Start(new HostOptions
            {
                Width = 48,
                Height = 32,
                AntiAliasing = 1,
                Log = null,
                ValidateGraphics = true,
                PersistentDataPath = Path.Combine(_root, "persistent"),
            });
            Application.logMessageReceived += Note;
            _asset = new TextAsset(Archives.Zip(Archives.FilesOf(Archives.OwnModel))) { name = "life.vit" };
            _cameras.Add(new LivingCamera());
        }

        private void Stop()
        {
            _engine!.Dispose();
            Application.logMessageReceived -= Note;
            foreach (var camera in _cameras)
            {
                camera.RequireAnswers(_when + ", the game quits");
            }

            _cameras.Clear();
            Assert.That(SharedModels.RunningCount, Is.Zero, "sessions left behind");
            Assert.That(HostEngine.LiveGraphicsObjects, Is.Zero, "the engine's OpenGL objects left behind");
            Assert.That(GlObjects.Live, Is.Zero, "our OpenGL objects left behind");
        }

        // Linux knows a thread by the first 15 letters of its name, which those that it starts inherit: one of these, begun with the
        // first session, stays as long as the process.
        private static int CountThreads() => !OperatingSystem.IsLinux() ? 0
            : Directory.GetDirectories("/proc/self/task").Count(task => NameOf(task).StartsWith("Saccade infer", StringComparison.Ordinal));

        private static string NameOf(string task)
        {
            try
            {
                return File.ReadAllText(Path.Combine(task, "comm"));
            }
            catch (IOException)
            {
                // It has ended meanwhile.
                return "";
            }
        }

        private void Note(string message, string stackTrace, LogType type)
        {
            // A camera's first frame has no folder yet, which it says.
            if (type == LogType.Log || message.Contains("none is given", StringComparison.Ordinal))
            {
                return;
            }

            _messages++;
            if (type != LogType.Warning)
            {
                _errors.Add(message);
            }
        }
    }
}
