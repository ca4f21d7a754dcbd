using System;
using System.Linq;
using NUnit.Framework;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Host.Tests.Engine
{
    public class LifeCycleTests : EngineFixture
    {
        private static readonly string[] GuiPasses = ["a.OnGUI Layout", "a.OnGUI Repaint"];

        [SetUp]
        public void ForgetNotes() => Recorder.Forget();

        [Test]
        public void Messages_OfAScriptOnACamera_ComeInUnitysOrder()
        {
            AddCamera(Vector3.zero).gameObject.AddComponent<Recorder>().name = "a";
            Recorder.Notes.Clear();

            Engine.Step();
            Engine.Step();
            Engine.Dispose();

            string[] frame = ["a.Update", "a.LateUpdate", "a.OnPreRender", "a.OnPostRender", .. GuiPasses];
            Assert.That(Recorder.Notes, Is.EqualTo(
                (string[])["a.Start", .. frame, .. frame, "a.OnApplicationQuit", "a.OnDisable", "a.OnDestroy"]));
        }

        [Test]
        public void AddComponent_SendsAwakeAndOnEnable_AtOnce()
        {
            new GameObject("a").AddComponent<Recorder>();

            Assert.That(Recorder.Notes, Is.EqualTo((string[])["a.Awake", "a.OnEnable"]));
        }

        [Test]
        public void InactiveObject_WakesWhenItIsFirstActivated()
        {
            var parent = new GameObject("parent");
            parent.SetActive(false);
            var child = new GameObject("a");
            child.transform.SetParent(parent.transform);
            child.AddComponent<Recorder>();
            Engine.Step();
            Assert.That(Recorder.Notes, Is.Empty);

            parent.SetActive(true);
            Assert.That(Recorder.Notes, Is.EqualTo((string[])["a.Awake", "a.OnEnable"]));

            parent.SetActive(false);
            Assert.That(Recorder.Notes[^1], Is.EqualTo("a.OnDisable"));
            Assert.That(child, Has.Property(nameof(GameObject.activeSelf)).True.And.Property(nameof(GameObject.activeInHierarchy)).False);
        }

        [Test]
        public void DisabledScript_GetsNoFrameMessages_AndResumesWithoutASecondStart()
        {
            var script = new GameObject("a").AddComponent<Recorder>();
            Engine.Step();
            script.enabled = false;
            Recorder.Notes.Clear();

            Engine.Step();
            Assert.That(Recorder.Notes, Is.Empty);

            script.enabled = true;
            Engine.Step();
            Assert.That(Recorder.Notes, Is.EqualTo((string[])["a.OnEnable", "a.Update", "a.LateUpdate", .. GuiPasses]));
        }

        [Test]
        public void Awake_ThatEnablesItself_EndsBeforeOnEnable()
        {
            Recorder.Also = (script, message) =>
            {
                if (message == "Awake")
                {
                    script.enabled = true;
                    script.gameObject.SetActive(true);
                    Recorder.Notes.Add("Awake ended");
                }
            };

            new GameObject("a").AddComponent<Recorder>();

            Assert.That(Recorder.Notes, Is.EqualTo((string[])["a.Awake", "Awake ended", "a.OnEnable"]));
        }

        [Test]
        public void ScriptAddedInUpdate_StartsBeforeLateUpdate_OfTheSameFrame()
        {
            new GameObject("a").AddComponent<Recorder>();
            Recorder.Also = (script, message) =>
            {
                if (script.name == "a" && message == "Update")
                {
                    new GameObject("b").AddComponent<Recorder>();
                }
            };

            Engine.Step();

            Assert.That(Recorder.Notes.Where(note => note.StartsWith("b.", StringComparison.Ordinal)).Take(4), Is.EqualTo(
                (string[])["b.Awake", "b.OnEnable", "b.Start", "b.LateUpdate"]));
        }

        [Test]
        public void ExecutionOrder_DecidesWhoIsUpdatedFirst()
        {
            new GameObject("late").AddComponent<LateRecorder>();
            new GameObject("normal").AddComponent<Recorder>();
            new GameObject("early").AddComponent<EarlyRecorder>();

            Engine.Step();

            Assert.That(Recorder.Notes.Where(note => note.EndsWith(".Update", StringComparison.Ordinal)), Is.EqualTo(
                (string[])["early.Update", "normal.Update", "late.Update"]));
        }

        [Test]
        public void PrivateMessagesOfABaseClass_AreFound()
        {
            new GameObject("a").AddComponent<EarlyRecorder>();

            Assert.That(Recorder.Notes, Does.Contain("a.Awake"));
        }

        [Test]
        public void Destroy_WaitsForTheEndOfLateUpdate()
        {
            var script = AddCamera(Vector3.zero).gameObject.AddComponent<Recorder>();
            script.name = "a";
            Recorder.Also = (sender, message) =>
            {
                if (message == "Update")
                {
                    Object.Destroy(sender);
                    Recorder.Notes.Add(sender == null ? "gone" : "there");
                }
            };

            Engine.Step();

            Assert.That(Recorder.Notes.SkipWhile(note => note != "a.Update"), Is.EqualTo(
                (string[])["a.Update", "there", "a.LateUpdate", "a.OnDisable", "a.OnDestroy"]));
            Assert.That(script == null);
        }

        [Test]
        public void Destroy_WithADelay_WaitsForThatMuchGameTime()
        {
            var doomed = new GameObject("doomed");
            Object.Destroy(doomed, 0.25f);

            Engine.Step(0.2f);
            Assert.That(doomed != null);

            Engine.Step(0.1f);
            Assert.That(doomed == null);
        }

        [Test]
        public void DestroyedTree_IsDisabledWholly_BeforeAnyOnDestroy()
        {
            var parent = new GameObject("parent", typeof(Recorder));
            var child = new GameObject("child", typeof(Recorder));
            child.transform.SetParent(parent.transform);
            Recorder.Notes.Clear();

            Object.DestroyImmediate(parent);

            Assert.That(Recorder.Notes, Is.EqualTo(
                (string[])["parent.OnDisable", "child.OnDisable", "child.OnDestroy", "parent.OnDestroy"]));
            Assert.That(child == null);
        }

        [Test]
        public void ScriptDestroyedByAnother_GetsNoMoreMessages_InTheSameWalk()
        {
            new GameObject("a").AddComponent<Recorder>();
            var victim = new GameObject("b").AddComponent<Recorder>();
            Recorder.Also = (script, message) =>
            {
                if (script.name == "a" && message == "Update")
                {
                    Object.DestroyImmediate(victim.gameObject);
                }
            };

            Engine.Step();

            Assert.That(Recorder.Notes, Does.Not.Contain("b.Update"));
            Assert.That(Recorder.Notes, Does.Contain("b.OnDestroy"));
        }

        [TestCase("Start")]
        [TestCase("Update")]
        [TestCase("LateUpdate")]
        [TestCase("OnPreRender")]
        [TestCase("OnPostRender")]
        [TestCase("OnGUI Repaint")]
        public void ExceptionInAMessage_IsLogged_AndTheFrameGoesOn(string failing)
        {
            AddCamera(Vector3.zero).gameObject.AddComponent<Recorder>().name = "a";
            AddCamera(Vector3.zero).gameObject.AddComponent<Recorder>().name = "b";
            Recorder.Also = (script, message) =>
            {
                if (script.name == "a" && message == failing)
                {
                    throw new InvalidOperationException("as the test wants it");
                }
            };

            Engine.Step();

            Assert.That(TakeFailures(), Is.EqualTo((string[])["InvalidOperationException: as the test wants it"]));
            Assert.That(Recorder.Notes, Does.Contain("b." + failing).And.Contain("a.OnGUI Repaint"));
        }

        [Test]
        public void ExceptionInAwake_LeavesTheScriptDisabled()
        {
            Recorder.Also = (_, message) =>
            {
                if (message == "Awake")
                {
                    throw new InvalidOperationException("as the test wants it");
                }
            };

            var script = new GameObject("a").AddComponent<Recorder>();
            Engine.Step();

            Assert.That(TakeFailures(), Has.Length.EqualTo(1));
            Assert.That(script.enabled, Is.False);
            Assert.That(Recorder.Notes, Is.EqualTo((string[])["a.Awake"]));
        }

        [Test]
        public void Quitting_IsRaisedBeforeObjectsGo_WhileTheGameStillPlays()
        {
            new GameObject("a").AddComponent<Recorder>();
            Recorder.Notes.Clear();
            Application.quitting += () => Recorder.Notes.Add($"quitting, playing {Application.isPlaying}");

            Engine.Dispose();

            Assert.That(Recorder.Notes, Is.EqualTo(
                (string[])["a.OnApplicationQuit", "quitting, playing True", "a.OnDisable", "a.OnDestroy"]));
            Assert.That(Application.isPlaying, Is.False);
        }

        [Test]
        public void ObjectSpawnedWhileTheGameEnds_IsReported_AndDoesNotReachTheNextGame()
        {
            new GameObject("a").AddComponent<Recorder>();
            Recorder.Also = (_, message) =>
            {
                if (message == "OnDestroy")
                {
                    new GameObject("straggler").SetActive(true);
                }
            };

            Engine.Dispose();

            Assert.That(TakeFailures(), Has.One.Contains("straggler"));
            Assert.That(GameObject.Find("straggler") == null);
        }

        [DefaultExecutionOrder(-10)]
        private sealed class EarlyRecorder : Recorder
        {
        }

        [DefaultExecutionOrder(10)]
        private sealed class LateRecorder : Recorder
        {
        }
    }
}
