using System.Threading.Tasks;
using NUnit.Framework;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Host.Tests.Engine
{
    public class ObjectTests : EngineFixture
    {
        [Test]
        public void DestroyedObject_EqualsNull_AndSaysSoWhenUsed()
        {
            var gameObject = new GameObject("gone");
            var transform = gameObject.transform;
            Object.DestroyImmediate(gameObject);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(gameObject == null);
                Assert.That(null == gameObject);
                Assert.That(gameObject is not null, "the managed half stays");
                Assert.That((bool)gameObject, Is.False);
                Assert.That(gameObject!.Equals(null));
                Assert.That(transform == null);
                Assert.That(gameObject!.ToString(), Is.EqualTo("null"));
                Assert.That(() => gameObject!.name, Throws.TypeOf<MissingReferenceException>().With.Message.Contains("GameObject"));
                Assert.That(() => transform!.position, Throws.TypeOf<MissingReferenceException>());
            }
        }

        [Test]
        public void TwoDestroyedObjects_AreEqual_AndALivingOneEqualsOnlyItself()
        {
            var first = new Texture2D(1, 1);
            var second = new Texture2D(1, 1);
            Assert.That(first != second);

            Object.DestroyImmediate(first);
            Object.DestroyImmediate(second);

            Assert.That(first == second);
        }

        [Test]
        public void RequireComponent_AddsWhatIsMissing()
        {
            var gameObject = new GameObject("a", typeof(NeedsCamera));

            Assert.That(gameObject.GetComponents<Component>(), Has.Length.EqualTo(3));
            Assert.That(gameObject.GetComponent<Camera>() != null);
        }

        [Test]
        public void DisallowMultipleComponent_RefusesTheSecond_WithAnError()
        {
            var gameObject = new GameObject("a", typeof(OnlyOne));

            Assert.That(gameObject.AddComponent<OnlyOne>() == null);
            Assert.That(TakeFailures(), Has.One.Contains("OnlyOne").And.Contains("a"));
            Assert.That(gameObject.GetComponents<OnlyOne>(), Has.Length.EqualTo(1));
        }

        [Test]
        public void AddComponent_OfSomethingElse_NamesIt() => Assert.That(
                () => new GameObject("a").AddComponent(typeof(string)),
                Throws.ArgumentException.With.Message.Contains("System.String").And.Message.Contains("'a'"));

        [Test]
        public void Transform_CannotBeDestroyedAlone()
        {
            var gameObject = new GameObject("a");

            Object.DestroyImmediate(gameObject.transform);

            Assert.That(TakeFailures(), Has.One.Contains("Transform component of 'a'"));
            Assert.That(gameObject.transform != null);
        }

        [Test]
        public void FindObjects_SeesActiveOnes_AndInactiveOnesWhenAsked()
        {
            var shown = new GameObject("shown").AddComponent<Light>();
            var hidden = new GameObject("hidden").AddComponent<Light>();
            hidden.gameObject.SetActive(false);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(Object.FindObjectsByType<Light>(FindObjectsSortMode.None), Is.EqualTo((Light[])[shown]));
                Assert.That(
                    Object.FindObjectsByType<Light>(FindObjectsInactive.Include, FindObjectsSortMode.InstanceID),
                    Is.EqualTo((Light[])[shown, hidden]));
                Assert.That(Object.FindFirstObjectByType<Light>(), Is.SameAs(shown));
                Assert.That(Object.FindObjectOfType<Camera>() == null);
                Assert.That(GameObject.Find("shown"), Is.SameAs(shown.gameObject));
                Assert.That(GameObject.Find("hidden") == null);
            }
        }

        [Test]
        public void GameObjectFind_FollowsAPath()
        {
            var root = new GameObject("trunk");
            var leaf = new GameObject("leaf");
            leaf.transform.SetParent(root.transform);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(GameObject.Find("trunk/leaf"), Is.SameAs(leaf));
                Assert.That(GameObject.Find("/trunk/leaf"), Is.SameAs(leaf));
                Assert.That(GameObject.Find("/leaf") == null);
                Assert.That(GameObject.Find("other/leaf") == null);
            }
        }

        [Test]
        public void GetComponentInChildren_SearchesDepthFirst_BelowActiveObjectsOnly()
        {
            var root = new GameObject("root");
            var middle = new GameObject("middle");
            middle.transform.SetParent(root.transform);
            var camera = new GameObject("leaf").AddComponent<Camera>();
            camera.transform.SetParent(middle.transform);

            Assert.That(root.GetComponentInChildren<Camera>(), Is.SameAs(camera));
            Assert.That(camera.GetComponentInParent<Transform>(), Is.SameAs(camera.transform));

            middle.SetActive(false);
            Assert.That(root.GetComponentInChildren<Camera>() == null);
        }

        [Test]
        public void OtherThreads_AreTurnedAway_WithAnExplanation()
        {
            var thrown = Task.Run(() => Assert.Catch(() => new GameObject("elsewhere"))).GetAwaiter().GetResult();

            Assert.That(thrown, Is.TypeOf<UnityException>().With.Message.Contains("main thread"));
        }

        [RequireComponent(typeof(Camera))]
        private sealed class NeedsCamera : MonoBehaviour
        {
        }

        [DisallowMultipleComponent]
        private sealed class OnlyOne : MonoBehaviour
        {
        }
    }
}
