using System;
using System.Linq;
using NUnit.Framework;
using UnityEngine;

namespace Saccade.Host.Tests.Engine
{
    public class TransformTests : EngineFixture
    {
        private const float Tolerance = 1e-4f;

        [Test]
        public void Euler_TurnsAboutZ_ThenX_ThenY()
        {
            var turn = Quaternion.Euler(20, 130, -70);
            var steps = Quaternion.AngleAxis(130, Vector3.up) * Quaternion.AngleAxis(20, Vector3.right)
                * Quaternion.AngleAxis(-70, Vector3.forward);

            Assert.That(Quaternion.Angle(turn, steps), Is.LessThan(0.1f));
            AssertClose(Quaternion.Euler(0, 90, 0) * Vector3.forward, Vector3.right);
            AssertClose(Quaternion.Euler(90, 0, 0) * Vector3.forward, Vector3.down);
            AssertClose(Quaternion.Euler(0, 0, 90) * Vector3.right, Vector3.up);
        }

        [Test]
        public void EulerAngles_GiveBackTheSameRotation_AlsoStraightUpAndDown()
        {
            for (var x = -90; x <= 90; x += 15)
            {
                for (var y = 0; y < 360; y += 45)
                {
                    for (var z = 0; z < 360; z += 60)
                    {
                        var turn = Quaternion.Euler(x, y, z);
                        var again = Quaternion.Euler(turn.eulerAngles);
                        Assert.That(MathF.Abs(Quaternion.Dot(turn, again)), Is.GreaterThan(0.9999f), $"({x}, {y}, {z})");
                        Assert.That(turn.eulerAngles.y, Is.InRange(0f, 360f));
                    }
                }
            }
        }

        [Test]
        public void LookAt_PointsForwardAtTheTarget_WithUpAbove()
        {
            var transform = new GameObject("a").transform;
            transform.position = new Vector3(1, 2, 3);

            transform.LookAt(new Vector3(-4, 5, 1));

            AssertClose(transform.forward, (new Vector3(-4, 5, 1) - transform.position).normalized);
            Assert.That(transform.up.y, Is.Positive);
            Assert.That(transform.right.y, Is.Zero.Within(Tolerance));
        }

        [Test]
        public void LookRotation_StraightUp_StillPointsThere()
        {
            AssertClose(Quaternion.LookRotation(Vector3.up) * Vector3.forward, Vector3.up);
            AssertClose(Quaternion.LookRotation(Vector3.back) * Vector3.forward, Vector3.back);
            AssertClose(Quaternion.FromToRotation(Vector3.right, Vector3.left) * Vector3.right, Vector3.left);
        }

        [Test]
        public void SetParent_KeepsTheWorldPose_OrTheLocalOne()
        {
            var parent = new GameObject("parent").transform;
            parent.SetPositionAndRotation(new Vector3(1, 2, 3), Quaternion.Euler(10, 20, 30));
            parent.localScale = new Vector3(2, 2, 2);
            var child = new GameObject("child").transform;
            child.SetPositionAndRotation(new Vector3(-3, 0, 5), Quaternion.Euler(0, 45, 0));

            child.SetParent(parent);
            AssertClose(child.position, new Vector3(-3, 0, 5));
            AssertClose(child.lossyScale, Vector3.one);
            Assert.That(Quaternion.Angle(child.rotation, Quaternion.Euler(0, 45, 0)), Is.LessThan(0.1f));

            child.SetParent(null);
            child.localPosition = Vector3.right;
            child.SetParent(parent, false);
            AssertClose(child.position, parent.TransformPoint(Vector3.right));
            AssertClose(child.lossyScale, new Vector3(2, 2, 2));
        }

        [Test]
        public void SetParent_BelowItself_IsRefused()
        {
            var parent = new GameObject("parent").transform;
            var child = new GameObject("child").transform;
            child.SetParent(parent);

            parent.SetParent(child);

            Assert.That(TakeFailures(), Has.One.Contains("'parent'").And.Contains("'child'"));
            Assert.That(parent.parent == null);
        }

        [Test]
        public void MovingAParent_MovesItsDescendants()
        {
            Transform[] chain = [.. Enumerable.Range(0, 3).Select(i => new GameObject($"{i}").transform)];
            chain[1].SetParent(chain[0]);
            chain[2].SetParent(chain[1]);
            chain[2].localPosition = Vector3.forward;
            AssertClose(chain[2].position, Vector3.forward);

            chain[0].Rotate(0, 90, 0);
            chain[0].Translate(Vector3.up, Space.World);

            AssertClose(chain[2].position, new Vector3(1, 1, 0));
        }

        [Test]
        public void TransformPoint_AndItsInverse_Agree()
        {
            var transform = new GameObject("a").transform;
            transform.SetPositionAndRotation(new Vector3(4, -1, 2), Quaternion.Euler(33, 44, 55));
            transform.localScale = new Vector3(1, 2, 0.5f);
            var point = new Vector3(0.3f, -0.7f, 1.1f);

            AssertClose(transform.InverseTransformPoint(transform.TransformPoint(point)), point);
            AssertClose(transform.InverseTransformDirection(transform.TransformDirection(point)), point);
            AssertClose(transform.InverseTransformVector(transform.TransformVector(point)), point);
            Assert.That(transform.TransformDirection(Vector3.up).magnitude, Is.EqualTo(1).Within(Tolerance));
        }

        [Test]
        public void RotateAround_KeepsTheDistance_AndTurnsAlong()
        {
            var transform = new GameObject("a").transform;
            transform.position = Vector3.back * 3;

            transform.RotateAround(Vector3.zero, Vector3.up, 90);

            AssertClose(transform.position, Vector3.left * 3);
            AssertClose(transform.forward, Vector3.right);
        }

        [Test]
        public void Children_AreEnumerable_ByNameAndByIndex()
        {
            var parent = new GameObject("parent").transform;
            foreach (var name in (string[])["x", "y"])
            {
                new GameObject(name).transform.SetParent(parent);
            }

            Assert.That(parent.Cast<Transform>().Select(child => child.name), Is.EqualTo((string[])["x", "y"]));
            Assert.That(parent.Find("y"), Is.SameAs(parent.GetChild(1)));
            Assert.That(parent.Find("z") == null);
            Assert.That(() => parent.GetChild(2), Throws.TypeOf<UnityException>().With.Message.Contains("2 children"));
        }

        [Test]
        public void MatrixInverse_UndoesTheMatrix()
        {
            var matrix = Matrix4x4.Perspective(50, 1.5f, 0.1f, 40)
                * Matrix4x4.TRS(new Vector3(1, -2, 3), Quaternion.Euler(15, 75, 5), new Vector3(1, 2, 3));

            var product = matrix * matrix.inverse;

            for (var i = 0; i < 16; i++)
            {
                Assert.That(product[i], Is.EqualTo(Matrix4x4.identity[i]).Within(1e-3f), $"element {i}");
            }
        }

        private static void AssertClose(Vector3 actual, Vector3 expected) =>
            Assert.That((actual - expected).magnitude, Is.LessThan(Tolerance), $"expected {expected}, got {actual}");
    }
}
