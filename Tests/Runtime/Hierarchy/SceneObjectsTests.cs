using System.Linq;
using NUnit.Framework;
using Saccade.Hierarchy;
using Saccade.Host;
using UnityEngine;
using UnityEngine.SceneManagement;

namespace Saccade.Runtime.Tests.Hierarchy
{
    [NonParallelizable]
    public sealed class SceneObjectsTests
    {
        private HostEngine _engine = null!;

        [SetUp]
        public void StartEngine() => _engine = HostEngine.Start(new HostOptions { Width = 16, Height = 16, AntiAliasing = 1, Log = null });

        [TearDown]
        public void StopEngine() => _engine.Dispose();

        [Test]
        public void FindAll_GoesThroughTheHierarchyFromTopToBottom_WhateverWasMadeFirst()
        {
            Add("c", null);
            var lastChild = Add("a / 2", null);
            var grandchild = Add("a / 1 / 1", null);
            var root = Add("a", null);
            var firstChild = Add("a / 1", null);
            Add("b", null);
            var moved = Add("d", root);
            firstChild.SetParent(root);
            grandchild.SetParent(firstChild);
            lastChild.SetParent(root);
            moved.SetParent(null);

            Assert.That(Found(), Is.EqualTo(new[] { "c", "a", "a / 1", "a / 1 / 1", "a / 2", "b", "d" }));
        }

        [Test]
        public void FindAll_GoesThroughOneSceneAfterTheOther()
        {
            var other = SceneManager.CreateScene();
            SceneManager.MoveGameObjectToScene(Add("second scene, 1", null).gameObject, other);
            Add("first scene, 1", null);
            SceneManager.MoveGameObjectToScene(Add("second scene, 2", null).gameObject, other);
            Add("first scene, 2", null);

            Assert.That(Found(), Is.EqualTo(new[] { "first scene, 1", "first scene, 2", "second scene, 1", "second scene, 2" }));
        }

        [Test]
        public void FindAll_TakesDisabledComponents_AndNoInactiveObjects()
        {
            Add("disabled", null).GetComponent<ClassLabel>().enabled = false;
            Add("child", Add("inactive", null));
            GameObjectOf("inactive").SetActive(false);

            Assert.That(Found(), Is.EqualTo(new[] { "disabled" }));
        }

        [Test]
        public void FindAll_TakesComponentsOfOneObject_InTheirOrder()
        {
            var item = new GameObject("item");
            var first = item.AddComponent<Twin>();
            var second = item.AddComponent<Twin>();
            var above = new GameObject("above").AddComponent<Twin>();
            item.transform.SetParent(above.transform);

            Assert.That(SceneObjects.FindAll<Twin>(), Is.EqualTo(new[] { above, first, second }));
        }

        [Test]
        public void FindAll_ForgetsWhatIsDestroyed()
        {
            Add("first", null);
            Object.DestroyImmediate(Add("gone", null).gameObject);
            Add("second", null);

            Assert.That(Found(), Is.EqualTo(new[] { "first", "second" }));
        }

        private static string[] Found() => SceneObjects.FindAll<ClassLabel>().Select(label => label.name).ToArray();

        private static GameObject GameObjectOf(string name) =>
            SceneObjects.FindAll<ClassLabel>().Single(label => label.name == name).gameObject;

        private static Transform Add(string name, Transform? parent)
        {
            var item = new GameObject(name, typeof(ClassLabel));
            item.transform.SetParent(parent);
            return item.transform;
        }

        private sealed class Twin : MonoBehaviour
        {
        }
    }
}
