using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Host.Editor.Session;
using Saccade.Samples.Shapes;
using UnityEditor;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Editor.Tests.Server.Session
{
    /// <summary>A session with a real engine; frames are awaited through <see cref="EditorSession.Ticked"/>, never through time.</summary>
    [NonParallelizable]
    public sealed class EditorSessionTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private EditorSession? _session;

        [TearDown]
        public void EndSession() => _session?.Dispose();

        [Test]
        public async Task OpenedScene_Plays_InAnEditor()
        {
            await Open(() => Add("Player", typeof(Counter)));

            Assert.That(await Ask(() => Application.isPlaying && EditorApplication.isPlaying && Application.isEditor), Is.True);
            await UntilTick(() => Counter.Last!.Updates > 2);
        }

        [Test]
        public async Task EditMode_RunsNoScript_ButEditorUpdates()
        {
            var updates = 0;
            await Open(() => Add("Player", typeof(Counter)), playing: false);
            await Ask(() => EditorApplication.update += () => updates++);

            await UntilTick(() => updates > 3);

            Assert.That(await Ask(() => Object.FindFirstObjectByType<Counter>().Updates), Is.Zero);
            Assert.That(await Ask(() => Object.FindFirstObjectByType<Counter>().Awakenings), Is.Zero);
        }

        [Test]
        public async Task PausedScene_StandsStill_AndAStepIsOneFrame()
        {
            await Open(() => Add("Player", typeof(Counter)));
            await Ask(() => EditorApplication.isPaused = true);
            var paused = await Ask(() => Counter.Last!.Updates);

            await Ticks(5);
            Assert.That(await Ask(() => Counter.Last!.Updates), Is.EqualTo(paused));

            await Ask(EditorApplication.Step);
            await Ticks(5);
            Assert.That(await Ask(() => Counter.Last!.Updates), Is.EqualTo(paused + 1));

            await Ask(() => EditorApplication.isPaused = false);
            await UntilTick(() => Counter.Last!.Updates > paused + 2);
        }

        [Test]
        public async Task StoppedScene_IsTheEditedOneAgain()
        {
            List<PlayModeStateChange> changes = [];
            await Open(FillFamily, playing: false);
            await Ask(() =>
            {
                Selection.activeGameObject = GameObject.Find("Parent/Child");
                EditorApplication.playModeStateChanged += changes.Add;
                EditorApplication.EnterPlaymode();
            });
            await UntilTick(() => Application.isPlaying);
            await Ask(() =>
            {
                Add("Made by play");
                var parent = GameObject.Find("Parent");
                parent.name = "Renamed";
                parent.transform.position = Vector3.one;
                parent.GetComponent<Camera>().fieldOfView = 10;
                parent.GetComponent<Memory>().Number = 99;
                parent.GetComponent<Memory>().Names.Clear();
                RenderSettings.ambientLight = Color.red;
                Object.DestroyImmediate(GameObject.Find("Renamed/Child"));
                EditorApplication.isPaused = true;
                EditorApplication.ExitPlaymode();
            });

            await UntilTick(() => !Application.isPlaying);

            await Ask(() =>
            {
                Assert.That(
                    Object.FindObjectsByType<GameObject>(FindObjectsInactive.Include, FindObjectsSortMode.None), Has.Length.EqualTo(3));
                var parent = GameObject.Find("Parent");
                var memory = parent.GetComponent<Memory>();
                var child = parent.transform.GetChild(0);
                Assert.That(parent.CompareTag("MainCamera"), Is.True);
                Assert.That(parent.transform.position, Is.EqualTo(new Vector3(1, 2, 3)));
                Assert.That(parent.GetComponent<Camera>().fieldOfView, Is.EqualTo(42));
                Assert.That(memory.Number, Is.EqualTo(7));
                Assert.That(memory.Names, Is.EqualTo((string[])["a", "b"]));
                Assert.That(memory.Hidden, Is.Zero, "not serialised");
                Assert.That(memory.Friend, Is.SameAs(child), "references follow the objects");
                Assert.That(memory.enabled, Is.False);
                Assert.That(child.localScale, Is.EqualTo(new Vector3(2, 2, 2)));
                Assert.That(child.GetComponent<MeshRenderer>().enabled, Is.False);
                Assert.That(child.GetComponent<MeshFilter>().sharedMesh, Is.Not.Null);
                Assert.That(parent.transform.GetChild(1).gameObject.activeSelf, Is.False);
                Assert.That(Selection.activeGameObject, Is.SameAs(child.gameObject));
                Assert.That(RenderSettings.ambientLight, Is.EqualTo(Color.gray));
                Assert.That(EditorApplication.isPaused, Is.False);
            });
            Assert.That(changes, Is.EqualTo((PlayModeStateChange[])
            [
                PlayModeStateChange.ExitingEditMode,
                PlayModeStateChange.EnteredPlayMode,
                PlayModeStateChange.ExitingPlayMode,
                PlayModeStateChange.EnteredEditMode,
            ]));
        }

        [Test]
        public async Task PlayingTwice_StartsFromTheSameScene_AndKeepsNoGraphicsObjects()
        {
            await Open(SceneCatalogue.Find("shapes").Fill, playing: false);
            var before = await Ask(() => HostEngine.LiveGraphicsObjects);
            var objects = (await Ask(() => Object.FindObjectsByType<GameObject>(FindObjectsSortMode.None))).Length;
            for (var round = 0; round < 3; round++)
            {
                await Ask(EditorApplication.EnterPlaymode);
                await UntilTick(() => Object.FindFirstObjectByType<ShapesQuickstart>().Scene != null);
                await Ask(EditorApplication.ExitPlaymode);
                await UntilTick(() => !Application.isPlaying);
                Assert.That(await Ask(() => Object.FindObjectsByType<GameObject>(FindObjectsSortMode.None)), Has.Length.EqualTo(objects));
            }

            // The meshes of primitives belong to the engine and stay.
            Assert.That(await Ask(() => HostEngine.LiveGraphicsObjects) - before, Is.LessThan(12));
        }

        [Test]
        public async Task FailingScriptRequestAndUpdate_GoToTheConsole_AndTheSessionGoesOn()
        {
            await Open(() => Add("Bad", typeof(Thrower)));
            await Ask(() => EditorApplication.update += () => throw new InvalidOperationException("bad update"));
            Assert.That(async () => await Ask(() => throw new InvalidOperationException("bad request")), Throws.InvalidOperationException);
            await Ticks(4);

            ConsoleEntry[] entries = [.. _session!.Console.Read()];

            Assert.That(entries.Count(e => e.Type == LogType.Exception && e.Message.Contains("bad script")), Is.Positive);
            Assert.That(entries.Count(e => e.Message.Contains("bad update")), Is.Positive);
            Assert.That(entries.Count(e => e.Message.Contains("bad request")), Is.EqualTo(1));
        }

        [Test]
        public async Task FailingSceneAndListener_StopNothing()
        {
            await Open(() => throw new InvalidOperationException("bad scene"));
            _session!.Ticked += () => throw new InvalidOperationException("bad listener");

            await Ticks(3);

            Assert.That(_session.Console.Read().Select(e => e.Message), Has.Some.Contains("bad scene").And.Some.Contains("bad listener"));
        }

        [Test]
        public async Task ModalWait_KeepsServingRequestsAndFrames()
        {
            await Open(() => Add("Player", typeof(Counter)));
            var answered = false;
            var dialog = _session!.InvokeAsync(() =>
            {
                var before = Counter.Last!.Updates;
                _session.RunUntil(() => answered);
                return Counter.Last.Updates - before;
            });
            await UntilTick(() => Counter.Last!.Updates > 5);
            Assert.That(dialog.IsCompleted, Is.False);

            await Ask(() => answered = true);

            Assert.That(await dialog.WaitAsync(Patience), Is.Positive);
        }

        [Test]
        public async Task SessionThatEndsInAModalWait_EndsIt_AndCancelsWhatIsAskedLater()
        {
            await Open(() => { });
            var dialog = _session!.InvokeAsync(() => _session.RunUntil(() => false));
            var frame = _session.WaitForFrameAsync(CancellationToken.None);
            await Ticks(2);

            _session.Dispose();

            await dialog.WaitAsync(Patience);
            Assert.That(async () => await Ask(() => true), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(HostEngine.LiveGraphicsObjects, Is.Zero);
            await Task.WhenAny(frame).WaitAsync(Patience);
        }

        [Test]
        public async Task WatchedFrames_ShowTheSceneUpright_InEditModeToo()
        {
            await Open(
                () =>
                {
                    var top = new GameObject("Top").AddComponent<Camera>();
                    (top.backgroundColor, top.rect) = (Color.red, new Rect(0, 0.5f, 1, 0.5f));
                    var bottom = new GameObject("Bottom").AddComponent<Camera>();
                    (bottom.backgroundColor, bottom.rect) = (Color.blue, new Rect(0, 0, 1, 0.5f));
                },
                playing: false);
            byte[] jpeg = [];
            for (var i = 0; i < 3; i++)
            {
                jpeg = await _session!.WaitForFrameAsync(CancellationToken.None).WaitAsync(Patience);
            }

            using var picture = SkiaSharp.SKBitmap.Decode(jpeg);

            Assert.That((picture.Width, picture.Height), Is.EqualTo((64, 48)));
            Assert.That(picture.GetPixel(32, 8).Red, Is.GreaterThan(200));
            Assert.That(picture.GetPixel(32, 40).Blue, Is.GreaterThan(200));
        }

        [Test]
        public async Task KeysAndMouse_ReachTheSample()
        {
            await Open(SceneCatalogue.Find("Shapes").Fill);
            var sample = await Ask(Object.FindFirstObjectByType<ShapesQuickstart>);
            await Ask(() => sample.ClassName = ShapesCatalogue.BaseClasses[^1]);

            HostInput.PressKey(KeyCode.RightArrow);
            HostInput.ReleaseKey(KeyCode.RightArrow);
            await UntilTick(() => sample.ClassName == ShapesCatalogue.NewClasses[0]);
            Assert.That(await Ask(() => sample.Scene!.Label.ClassName), Is.EqualTo(ShapesCatalogue.NewClasses[0]));

            HostInput.Scroll(new Vector2(0, 1));
            await UntilTick(() => sample.SecondsPerRound < 6);
        }

        [Test]
        public void UnknownScene_IsRefused_WithTheNamesOfTheKnown() => Assert.That(
                () => SceneCatalogue.Find("Nowhere"),
                Throws.TypeOf<HostException>().With.Message.Contains("Nowhere").And.Message.Contains("Shapes"));

        private static GameObject Add(string name, params Type[] components) => new(name, components);

        private static void FillFamily()
        {
            RenderSettings.ambientLight = Color.gray;
            GameObject parent = new("Parent", typeof(Camera), typeof(Memory)) { tag = "MainCamera" };
            parent.transform.position = new Vector3(1, 2, 3);
            parent.GetComponent<Camera>().fieldOfView = 42;
            var child = GameObject.CreatePrimitive(PrimitiveType.Cube);
            child.name = "Child";
            child.transform.SetParent(parent.transform);
            child.transform.localScale = new Vector3(2, 2, 2);
            child.GetComponent<MeshRenderer>().enabled = false;
            GameObject sleeper = new("Sleeper");
            sleeper.transform.SetParent(parent.transform);
            sleeper.SetActive(false);
            var memory = parent.GetComponent<Memory>();
            memory.Number = 7;
            memory.Hidden = 5;
            memory.Names = ["a", "b"];
            memory.Friend = child.transform;
            memory.enabled = false;
        }

        private async Task Open(Action createScene, bool playing = true)
        {
            _session = new EditorSession(new HostOptions { Width = 64, Height = 48, AntiAliasing = 1, Log = null }, createScene)
            {
                StartsPlaying = playing,
            };
            await _session.StartAsync();
        }

        private Task<T> Ask<T>(Func<T> question) => _session!.InvokeAsync(question).WaitAsync(Patience);

        private Task Ask(Action action) => _session!.InvokeAsync(action).WaitAsync(Patience);

        private Task Ticks(int count) => UntilTick(() => --count < 0);

        // The condition is asked on the engine's thread after each frame.
        private async Task UntilTick(Func<bool> condition)
        {
            TaskCompletionSource met = new(TaskCreationOptions.RunContinuationsAsynchronously);
            void Check()
            {
                if (condition())
                {
                    met.TrySetResult();
                }
            }

            _session!.Ticked += Check;
            try
            {
                await met.Task.WaitAsync(Patience);
            }
            finally
            {
                _session.Ticked -= Check;
            }
        }

        private sealed class Counter : MonoBehaviour
        {
            public static Counter? Last { get; private set; }

            public int Awakenings { get; private set; }

            public int Updates { get; private set; }

            private void Awake()
            {
                Awakenings++;
                Last = this;
            }

            private void Update() => Updates++;
        }

        private sealed class Thrower : MonoBehaviour
        {
            private int _updates;

            private void Update() => throw new InvalidOperationException($"bad script {_updates++}");
        }

        private sealed class Memory : MonoBehaviour
        {
            [SerializeField]
            private int _number;

            [SerializeField]
            private List<string> _names = [];

            [SerializeField]
            private Transform? _friend;

            public int Number
            {
                get => _number;
                set => _number = value;
            }

            public List<string> Names
            {
                get => _names;
                set => _names = value;
            }

            public Transform? Friend
            {
                get => _friend;
                set => _friend = value;
            }

            public int Hidden { get; set; }
        }
    }
}
