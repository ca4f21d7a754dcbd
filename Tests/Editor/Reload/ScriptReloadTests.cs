using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Host.Editor.Session;
using UnityEngine;
using Random = System.Random;

namespace Saccade.Editor.Tests.Reload
{
    /// <summary>
    /// Scripts are reloaded while the game plays: the assemblies of package, sample and this test are loaded anew, as Unity does it, and a
    /// camera that classified before does so again, whichever way pictures are encoded.
    /// </summary>
    [NonParallelizable]
    public sealed class ScriptReloadTests
    {
        private const string OpenGL = "OpenGL";
        private const string Compute = "compute shader";
        private const string Readback = "readback";

        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
        private static readonly string Model = Path.Combine(
            Path.GetFullPath(typeof(ScriptReloadTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(data => data.Key == "Fixtures").Value!),
            "exported",
            "vit-tiny");

        private static readonly string[] Backends = ComputeTools.AreAvailable ? [Readback, Compute, OpenGL] : [Readback, OpenGL];

        private readonly List<string> _faults = [];
        private readonly List<WeakReference> _unloaded = [];
        private (int Models, int OpenGLObjects)? _left;
        private string _backend = "";
        private HostEngine _engine = null!;

        [TearDown]
        public void End()
        {
            _engine?.Dispose();
            Application.logMessageReceivedThreaded -= Note;
        }

        [Test]
        public void InPlay_WhileInferenceAndReadbacksRun_TheClassifierServesAgain()
        {
            Start();
            Queue<string> backends = new(Backends.Skip(1).Append(Backends[0]));
            ReloadAtRandom(new Random(1), backends.Count, backends.Dequeue, alwaysServes: true);
            AssertNothingIsLeft();
        }

        [Test]
        [Category("Long")]
        public void HundredTimesAtRandomMoments_TheClassifierServesAgain_AndNothingIsLeft()
        {
            Start();
            Random random = new(18);
            ReloadAtRandom(random, 10, () => Backends[random.Next(Backends.Length)]);
            Collect();
            var (threads, memory) = (Threads(), Memory());
            ReloadAtRandom(random, 90, () => Backends[random.Next(Backends.Length)]);
            AssertNothingIsLeft();
            TestContext.Out.WriteLine($"threads {threads} -> {Threads()}, memory {memory >> 20} -> {Memory() >> 20} MiB");
            Assert.That(Threads(), Is.LessThanOrEqualTo(threads + 4));
            Assert.That(Memory(), Is.LessThan(memory + (256L << 20)));
        }

        [Test]
        public void InPlay_InAScriptablePipeline_TheScreensPicturesComeAgain()
        {
            Start(new HostOptions { ScriptablePipeline = true });
            ReloadAtRandom(new Random(2), 1, () => OpenGL, alwaysServes: true);
            AssertNothingIsLeft();
        }

        [Test]
        public void InPlay_TheSampleShowsItsSceneAgain()
        {
            Start(build: false);
            Call(nameof(ReloadedScene.BuildSample));
            Assert.That(StepUntil(() => Holds(nameof(ReloadedScene.Serves))), Is.True);
            var objects = HostEngine.LiveGraphicsObjects;
            var label = Call(nameof(ReloadedScene.SampleLabel));

            Reload(new ReloadOptions());
            _engine.Step();

            Assert.That(Call(nameof(ReloadedScene.SampleLabel)), Is.EqualTo(label).And.Not.Null);
            Assert.That(Call(nameof(ReloadedScene.SampleObjects)), Is.EqualTo(1), "the lamp of one scene, not of two");
            Assert.That(StepUntil(() => Holds(nameof(ReloadedScene.Serves))), Is.True);
            Assert.That(HostEngine.LiveGraphicsObjects, Is.LessThanOrEqualTo(objects));
            AssertNothingIsLeft();
        }

        [TestCase(true)]
        [TestCase(false)]
        public void PlayMode_EnteredAgain_WithAndWithoutAReload_Serves(bool reloads)
        {
            Start();
            Assert.That(StepUntil(() => Holds(nameof(ReloadedScene.Serves))), Is.True);
            _engine.LeavePlayMode();
            if (reloads)
            {
                Reload(new ReloadOptions());
            }

            _engine.EnterPlayMode();
            Call(nameof(ReloadedScene.Build), Model);
            Assert.That(StepUntil(() => Holds(nameof(ReloadedScene.Serves))), Is.True);
            AssertNothingIsLeft();
        }

        private static int Threads() => Process.GetCurrentProcess().Threads.Count;

        private static long Memory() => Process.GetCurrentProcess().WorkingSet64;

        private static void Collect()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }

        private static object? Call(string method, params object?[] arguments) =>
            ScriptDomain.Current!.Call(typeof(ReloadedScene).FullName!, method, arguments);

        private static bool Holds(string method) => (bool)Call(method)!;

        private void Start(HostOptions? options = null, bool build = true)
        {
            _faults.Clear();
            _unloaded.Clear();
            Application.logMessageReceivedThreaded += Note;
            _engine = HostEngine.StartEditing((options ?? new HostOptions()) with
            {
                Width = 64,
                Height = 48,
                AntiAliasing = 1,
                ReloadsScripts = true,
                IsEditor = true,
                Log = null,
            });
            EditorDomain.Load(ScriptDomain.Current!.Assemblies);
            _engine.EnterPlayMode();
            Prefer(Backends[0]);
            if (build)
            {
                Call(nameof(ReloadedScene.Build), Model);
            }
        }

        private void Prefer(string backend)
        {
            _backend = backend;
            Call(nameof(ReloadedScene.Prefer), backend);
        }

        private void ReloadAtRandom(Random random, int reloads, Func<string> nextBackend, bool alwaysServes = false)
        {
            for (var reload = 0; reload < reloads; reload++)
            {
                // Otherwise every third reload comes while the model loads, or not even that.
                if (alwaysServes || random.Next(3) > 0)
                {
                    Assert.That(StepUntil(() => Holds(nameof(ReloadedScene.Serves))), Is.True, $"reload {reload}: {Faults()}");
                    Assert.That(Call(nameof(ReloadedScene.CaptureName)), Is.EqualTo(_backend));
                }

                for (var steps = random.Next(8); steps > 0; steps--)
                {
                    _engine.Step();
                }

                Assert.That(Faults(), Is.Empty, $"before reload {reload}");
                Reload(new ReloadOptions { LoadsBeforeEnabling = random.Next(2) == 0, KeepsPrivateFields = random.Next(2) == 0 });
                Assert.That(_faults, Is.Empty, $"in reload {reload}");
                Prefer(nextBackend());
            }

            Assert.That(StepUntil(() => Holds(nameof(ReloadedScene.Serves))), Is.True, $"after all: {Faults()}");
        }

        private void Reload(ReloadOptions options)
        {
            var allocated = NativeStorage.Allocated;
            Call(nameof(ReloadedScene.WhenUnloaded), (Action<int, int>)((models, objects) => _left = (models, objects)));
            _unloaded.Add(EditorDomain.Reload(_engine, options));
            Assert.That(_left, Is.EqualTo((0, 0)), "threads of models and OpenGL objects, as the scripts go");
            Assert.That(NativeStorage.Allocated, Is.LessThanOrEqualTo(allocated));
        }

        private string Faults() => $"{string.Join("; ", _faults)}{Call(nameof(ReloadedScene.Faults))}";

        private void AssertNothingIsLeft()
        {
            _engine.Dispose();
            Assert.That(_faults, Is.Empty);
            Assert.That(HostEngine.LiveGraphicsObjects, Is.Zero);
            Assert.That(
                SpinWait.SpinUntil(
                    () =>
                    {
                        Collect();
                        return _unloaded.TrueForAll(scripts => !scripts.IsAlive);
                    },
                    Patience),
                Is.True,
                $"{_unloaded.Count(scripts => scripts.IsAlive)} of {_unloaded.Count} worlds of scripts are still held by something");
        }

        private bool StepUntil(Func<bool> condition) => SpinWait.SpinUntil(
            () =>
            {
                _engine.Step();
                return _faults.Count > 0 || condition();
            },
            Patience) && _faults.Count == 0;

        private void Note(string message, string stackTrace, LogType type)
        {
            if (type != LogType.Log)
            {
                lock (_faults)
                {
                    _faults.Add($"{type}: {message} {stackTrace}");
                }
            }
        }
    }
}
