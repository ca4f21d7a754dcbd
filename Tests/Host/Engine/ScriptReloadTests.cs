using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Tests.Engine
{
    /// <summary>A reload of scripts leaves of them what Unity leaves: serialised fields, and no more.</summary>
    [NonParallelizable]
    public sealed class ScriptReloadTests
    {
        private const string Name = "Script";
        private const string AtFirst = "1 'text' First [] [] Other null marked 1 private 1 'null' | 1 1 0 0 0 static 1";

        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly List<string> _log = [];
        private HostEngine _engine = null!;

        [SetUp]
        public void StartEngine()
        {
            _log.Clear();
            Application.logMessageReceived += Note;
            _engine = HostEngine.Start(
                new HostOptions { Width = 64, Height = 48, AntiAliasing = 1, ReloadsScripts = true, IsEditor = true, Log = null });
            Call(nameof(ReloadedScript.Build), Name);
            Assert.That(Call(nameof(ReloadedScript.Read), Name), Is.EqualTo(AtFirst));
            _engine.Step();
        }

        [TearDown]
        public void StopEngine()
        {
            _engine.Dispose();
            Application.logMessageReceived -= Note;
        }

        [Test]
        public void MessagesAndListeners_AreThoseOfAReload()
        {
            Call(nameof(ReloadedScript.Change), Name);
            _engine.Step();
            Assert.That(_log, Is.EqualTo((string[])
            [
                "initialised", "Script.Awake", "Script.OnEnable", "Other.Awake", "Other.OnEnable", "Other.OnDisable", "Script.Start",
                "Script heard Script",
            ]));
            _log.Clear();

            _engine.ReloadScripts(new ReloadOptions
            {
                Before = () => Debug.Log("before"),
                Loaded = _ => Debug.Log("loaded"),
                After = () => Debug.Log("after"),
            });
            _engine.Step();

            Assert.That(
                _log, Is.EqualTo((string[])["before", "Script.OnDisable", "unloaded", "loaded", "Script.OnEnable", "after"]),
                "neither Awake nor Start again, nothing that runs when the game begins, nobody that listened to the camera");
        }

        [Test]
        public void FieldsAndStatics_AreWhatUnityKeeps([Values] bool keepsPrivateFields)
        {
            Call(nameof(ReloadedScript.Change), Name);
            var identity = Call(nameof(ReloadedScript.Identity));
            var id = GameObject.Find(Name).GetComponents<Component>()[2].GetInstanceID();

            _engine.ReloadScripts(new ReloadOptions { KeepsPrivateFields = keepsPrivateFields });

            Assert.That(
                Call(nameof(ReloadedScript.Read), Name),
                Is.EqualTo("2 '' Second [2,3] [2,1] Other Script marked 2 private "
                    + (keepsPrivateFields ? "2 ''" : "1 'null'") + " | 1 1 0 0 0 static 1"));
            Assert.That(Call(nameof(ReloadedScript.Identity)), Is.Not.SameAs(identity), "a static readonly field");
            Assert.That(GameObject.Find(Name).GetComponents<Component>()[2].GetInstanceID(), Is.EqualTo(id));
        }

        [Test]
        public void ScriptThatWasToBeDestroyed_IsDestroyedAfterwards()
        {
            Call(nameof(ReloadedScript.DestroyLater), Name);

            _engine.ReloadScripts(new ReloadOptions());
            _engine.Step();

            Assert.That(GameObject.Find(Name).GetComponents<MonoBehaviour>(), Is.Empty);
            Assert.That(_log[^1], Is.EqualTo("Script.OnDestroy"));
        }

        [Test]
        public void ScriptsOfBefore_AreGone_UnlessAThreadOfTheirsRuns()
        {
            using ManualResetEvent end = new(false);
            var first = _engine.ReloadScripts(new ReloadOptions());
            Call(nameof(ReloadedScript.Wait), end);
            var second = _engine.ReloadScripts(new ReloadOptions());
            _engine.Step();

            Assert.That(IsGone(first), Is.True);
            Collect();
            Assert.That(second.IsAlive, Is.True, "code runs in them");
            end.Set();
            Assert.That(IsGone(second), Is.True);
        }

        [Test]
        public void ReadbackUnderWay_AndBufferLeftToTheGarbageCollector_AreToldAsFaults()
        {
            Call(nameof(ReloadedScript.BeginReadback));
            var arrays = NativeStorage.Allocated;
            _log.Clear();

            _engine.ReloadScripts(new ReloadOptions());
            _engine.Step();

            Assert.That(_log, Has.Count.EqualTo(5));
            Assert.That(_log[1], Does.Contain("2 asynchronous GPU readbacks").And.Contain("WaitAllRequests"));
            Assert.That(_log[2], Does.Contain("never released"));
            Assert.That(_log[3], Does.Contain("1 NativeArray").And.Contain("Dispose"));
            Assert.That(NativeStorage.Allocated, Is.EqualTo(arrays));
        }

        [Test]
        public void PlayModeWithoutAReload_KeepsStaticsAndListeners_AndAnswersLater()
        {
            Call(nameof(ReloadedScript.Change), Name);
            _engine.Step();
            var answered = false;
            AsyncGPUReadback.Request(new Texture2D(2, 2), 0, TextureFormat.RGBA32, request => answered = !request.hasError);

            _engine.LeavePlayMode();
            Assert.That(answered, Is.False);
            Assert.That(SpinWait.SpinUntil(
                () =>
                {
                    _engine.Redraw();
                    return answered;
                },
                Patience), Is.True);
            _engine.EnterPlayMode();
            _log.Clear();
            Call(nameof(ReloadedScript.Build), Name);

            Assert.That(Call(nameof(ReloadedScript.Read), Name), Does.EndWith("static 2"));
            _engine.Step();
            Assert.That(_log.Any(line => line.StartsWith("MissingReferenceException", StringComparison.Ordinal)), Is.True,
                "who listened still does, though it was destroyed");
        }

        [Test]
        public void WithoutADomainOfTheirOwn_ScriptsCantBeReloaded()
        {
            _engine.Dispose();
            _engine = HostEngine.Start(new HostOptions { Width = 64, Height = 48, Log = null });
            Assert.That(() => _engine.ReloadScripts(new ReloadOptions()), Throws.TypeOf<HostException>());
        }

        private static object? Call(string method, params object?[] arguments) =>
            ScriptDomain.Current!.Call(typeof(ReloadedScript).FullName!, method, arguments);

        private static bool IsGone(WeakReference scripts) => SpinWait.SpinUntil(
            () =>
            {
                Collect();
                return !scripts.IsAlive;
            },
            Patience);

        private static void Collect()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        private void Note(string message, string stackTrace, LogType type) => _log.Add(message);
    }
}
