using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Host;
using UnityEngine;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>What the scene view shows of a selected classifier: the part of the camera's frustum that the model looks at.</summary>
    [NonParallelizable]
    public sealed class VitClassifierGizmosTests
    {
        private HostEngine _engine = null!;
        private Camera _camera = null!;
        private VitClassifier _classifier = null!;

        [SetUp]
        public void StartScene()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 80, Height = 60, AntiAliasing = 1, Log = null });
            GameObject eye = new("Eye", typeof(Camera));
            eye.transform.position = new Vector3(1f, 2f, 3f);
            eye.transform.rotation = Quaternion.Euler(10f, 30f, 0f);
            _camera = eye.GetComponent<Camera>();
            _camera.nearClipPlane = 1f;
            _camera.farClipPlane = 9f;
            _classifier = eye.AddComponent<VitClassifier>();
            _classifier.enabled = false;
        }

        [TearDown]
        public void StopScene() => _engine.Dispose();

        [TestCase(false)]
        [TestCase(true)]
        public void SourceRect_IsDrawnWhereTheCameraSeesIt(bool isOrthographic)
        {
            _camera.orthographic = isOrthographic;
            _classifier.SourceRect = Rect.MinMaxRect(0.25f, 0.1f, 0.5f, 0.7f);

            var lines = HostGizmos.Draw(_camera.gameObject);

            Assert.That(lines, Has.Count.EqualTo(12));
            Assert.That(Corners(lines, 1f), Is.EqualTo(new[] { (0.25f, 0.1f), (0.25f, 0.7f), (0.5f, 0.1f), (0.5f, 0.7f) }), "near");
            Assert.That(Corners(lines, 9f), Is.EqualTo(new[] { (0.25f, 0.1f), (0.25f, 0.7f), (0.5f, 0.1f), (0.5f, 0.7f) }), "far");
            Assert.That(lines.Select(line => line.Color).Distinct().Count(), Is.EqualTo(1));
            Assert.That(Gizmos.color, Is.EqualTo(Color.white), "other scripts' gizmos keep their colour");
        }

        [Test]
        public void OutsideItsMessage_UnityDrawsNothing() =>
            Assert.That(() => Gizmos.DrawLine(Vector3.zero, Vector3.one), Throws.InstanceOf<UnityException>());

        private (float X, float Y)[] Corners(IEnumerable<(Vector3 From, Vector3 To, Color Color)> lines, float depth) =>
            lines.SelectMany(line => new[] { line.From, line.To })
                .Select(_camera.WorldToViewportPoint)
                .Where(point => Mathf.Abs(point.z - depth) < 0.01f)
                .Select(point => (Round(point.x), Round(point.y)))
                .Distinct()
                .Order()
                .ToArray();

        private static float Round(float value) => (float)System.Math.Round(value, 3);
    }
}
