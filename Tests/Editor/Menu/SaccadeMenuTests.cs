using NUnit.Framework;
using Saccade.Host;
using Saccade.Host.Editor.Menu;
using UnityEditor;
using UnityEngine;

namespace Saccade.Editor.Tests.Menu
{
    [NonParallelizable]
    public sealed class SaccadeMenuTests
    {
        private const string Classify = "Tools/Saccade/Classify What The Camera Sees";

        private HostEngine _engine = null!;
        private EditorMenu _menu = null!;

        [SetUp]
        public void StartScene()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 32, Height = 32, Log = null });
            _menu = new EditorMenu([typeof(TrainingProcess).Assembly]);
            Selection.activeGameObject = null;
            Undo.ClearAll();
        }

        [TearDown]
        public void StopScene() => _engine.Dispose();

        [Test]
        public void Classify_WithoutCamera_IsDisabled()
        {
            Assert.That(_menu.List(), Does.Contain((Classify, false)));
            Assert.That(_menu.Execute(Classify), Is.False);
        }

        [Test]
        public void Classify_MainCamera_GetsAllThreeComponentsOnce()
        {
            GameObject eye = new("Camera", typeof(Camera)) { tag = "MainCamera" };

            Assert.That(_menu.Execute(Classify), Is.True);

            Assert.That(eye.GetComponents<VitClassifier>(), Has.Length.EqualTo(1));
            Assert.That(eye.GetComponents<AttentionOverlay>(), Has.Length.EqualTo(1));
            Assert.That(eye.GetComponents<ClassificationLabel>(), Has.Length.EqualTo(1));
            Assert.That(Selection.activeGameObject, Is.SameAs(eye));
            Assert.That(_menu.Execute(Classify), Is.False, "it is there already");
        }

        [Test]
        public void Classify_SelectedCamera_IsPreferredToTheMainOne()
        {
            GameObject main = new("Main", typeof(Camera)) { tag = "MainCamera" };
            GameObject other = new("Other", typeof(Camera));
            Selection.activeGameObject = other;

            _menu.Execute(Classify);

            Assert.That(other.GetComponent<VitClassifier>(), Is.Not.Null);
            Assert.That(main.GetComponent<VitClassifier>() == null, Is.True);
        }

        [Test]
        public void Undo_TakesAllComponentsBackAtOnce()
        {
            GameObject eye = new("Camera", typeof(Camera)) { tag = "MainCamera" };
            _menu.Execute(Classify);

            Undo.PerformUndo();

            Assert.That(eye.GetComponents<MonoBehaviour>(), Is.Empty);
            Assert.That(eye.GetComponent<Camera>(), Is.Not.Null);
        }
    }
}
