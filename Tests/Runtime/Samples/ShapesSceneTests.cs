using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Samples.Shapes;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.Samples
{
    internal sealed class ShapesSceneTests
    {
        private static IEnumerable<string> AllClasses => ShapesCatalogue.BaseClasses.Concat(ShapesCatalogue.NewClasses);

        [Test]
        public void SameSeed_GivesTheSamePictureWhateverWasShownBefore()
        {
            using SceneStage stage = new();
            stage.Scene.Show(7, "torus", 2);
            var first = stage.Pixels();
            stage.Scene.Show(8, "stairs");
            stage.Scene.Move(0.3f);
            stage.Pixels();
            stage.Scene.Show(7, "torus", 2);

            Assert.That(stage.Pixels(), Is.EqualTo(first));
        }

        [Test]
        public void SameSeed_GivesTheSamePictureInAnotherEngine()
        {
            var pictures = new Color32[2][];
            for (var i = 0; i < pictures.Length; i++)
            {
                using SceneStage stage = new();
                stage.Scene.Show(7, "spring");
                pictures[i] = stage.Pixels();
            }

            Assert.That(pictures[1], Is.EqualTo(pictures[0]));
        }

        [Test]
        public void OtherSeedFrameOrClass_GivesAnotherPicture()
        {
            using SceneStage stage = new();
            List<Color32[]> pictures = new();
            foreach (var (seed, name, frame) in new[] { (7, "torus", 0), (8, "torus", 0), (7, "torus", 1), (7, "cube", 0) })
            {
                stage.Scene.Show(seed, name, frame);
                pictures.Add(stage.Pixels());
            }

            for (var i = 1; i < pictures.Count; i++)
            {
                Assert.That(Changed(pictures[0], pictures[i]), Is.GreaterThan(0.02));
            }
        }

        [TestCaseSource(nameof(AllClasses))]
        public void Solid_IsWholeInThePicture(string name)
        {
            using SceneStage stage = new();
            for (var seed = 0; seed < 40; seed++)
            {
                stage.Scene.Show(seed, name);
                var corners = stage.CornersInView();
                var inside = corners.Count(corner => corner.z > 0.1f && SceneStage.IsInside(corner));

                Assert.That(inside, Is.EqualTo(corners.Length), $"seed {seed}");
            }
        }

        [TestCase(160, 40)]
        [TestCase(40, 160)]
        public void Solid_IsWholeInAnyAspectRatio(int width, int height)
        {
            using SceneStage stage = new(width, height);
            for (var seed = 0; seed < 40; seed++)
            {
                stage.Scene.Show(seed, "cube");

                Assert.That(stage.CornersInView(), Has.All.Matches<Vector3>(corner => SceneStage.IsInside(corner)));
            }
        }

        [Test]
        public void Solid_IsNeitherTinyNorAlwaysInTheMiddle()
        {
            using SceneStage stage = new(96, 96);
            List<float> heights = new();
            List<float> centres = new();
            for (var seed = 0; seed < 60; seed++)
            {
                stage.Scene.Show(seed, "sphere");
                var corners = stage.CornersInView();
                heights.Add(corners.Max(corner => corner.y) - corners.Min(corner => corner.y));
                centres.Add((corners.Max(corner => corner.x) + corners.Min(corner => corner.x)) / 2);
            }

            Assert.That(heights, Has.All.InRange(0.4f, 0.9f));
            Assert.That(centres.Min(), Is.LessThan(0.4f));
            Assert.That(centres.Max(), Is.GreaterThan(0.6f));
        }

        [Test]
        public void Label_IsTheClassShown()
        {
            using SceneStage stage = new();
            stage.Scene.Show(1, "heart");

            Assert.That(stage.Scene.Label.ClassName, Is.EqualTo("heart"));
            Assert.That(Object.FindObjectsOfType<ClassLabel>(), Is.EqualTo(new[] { stage.Scene.Label }));
        }

        [Test]
        public void Clutter_IsBehindTheSolidAndSmaller()
        {
            using SceneStage stage = new();
            var seen = 0;
            for (var seed = 0; seed < 40; seed++)
            {
                stage.Scene.Show(seed, "cube");
                var farthest = stage.CornersInView().Max(corner => corner.z);
                foreach (var piece in Clutter())
                {
                    var size = piece.transform.localScale;
                    var centre = stage.Scene.Camera.WorldToViewportPoint(piece.transform.position);
                    seen++;

                    Assert.That(size.x * size.y * size.z, Is.LessThan(0.06f));
                    Assert.That(centre.z, Is.GreaterThan(farthest - 0.7f), $"seed {seed}");
                    Assert.That(piece.transform.position.z - stage.Scene.Label.transform.position.z, Is.GreaterThan(1.1f));
                }
            }

            Assert.That(seen, Is.GreaterThan(40));
        }

        [Test]
        public void Solid_StandsOutFromTheBackground()
        {
            using SceneStage stage = new();
            foreach (var name in ShapesCatalogue.NewClasses)
            {
                for (var seed = 0; seed < 10; seed++)
                {
                    stage.Scene.Show(seed, name);
                    var with = stage.Pixels();
                    stage.Scene.Label.gameObject.SetActive(false);
                    var without = stage.Pixels();
                    stage.Scene.Label.gameObject.SetActive(true);

                    Assert.That(Changed(with, without), Is.InRange(0.02, 0.8), $"{name}, seed {seed}");
                }
            }
        }

        [Test]
        public void Move_StaysInViewAndComesBack()
        {
            using SceneStage stage = new();
            stage.Scene.MaxCoverage = 0.5f;
            stage.Scene.Show(3, "torus");
            stage.Scene.Move(0f);
            var start = stage.Scene.Label.transform.position;
            List<float> across = new();
            for (var phase = 0f; phase < 1f; phase += 1f / 16f)
            {
                stage.Scene.Move(phase);
                var corners = stage.CornersInView();
                across.Add(corners.Average(corner => corner.x));

                Assert.That(corners, Has.All.Matches<Vector3>(corner => SceneStage.IsInside(corner, 0.02f)));
            }

            stage.Scene.Move(1f);
            Assert.That(across.Max() - across.Min(), Is.GreaterThan(0.3f));
            Assert.That((stage.Scene.Label.transform.position - start).magnitude, Is.LessThan(1e-4f));
        }

        [TestCase(0.3f)]
        [TestCase(0.95f)]
        [TestCase(float.NaN)]
        public void MaxCoverage_OutsideItsRange_IsRefused(float value)
        {
            using SceneStage stage = new();

            Assert.That(() => stage.Scene.MaxCoverage = value, Throws.InstanceOf<ArgumentOutOfRangeException>());
        }

        [Test]
        public void NegativeFrame_IsRefused()
        {
            using SceneStage stage = new();

            Assert.That(() => stage.Scene.Show(1, "cube", -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }

        [Test]
        public void Dispose_LeavesNothingButTheGivenCamera()
        {
            using var engine = HostEngine.Start(new HostOptions { Width = 32, Height = 32, AntiAliasing = 1 });
            var camera = new GameObject("Mine").AddComponent<Camera>();
            var ambient = RenderSettings.ambientLight;

            // The first scene makes the engine fetch what it draws any scene with.
            PlayAll(camera);
            engine.Step();
            var before = HostEngine.LiveGraphicsObjects;
            PlayAll(camera);
            engine.Step();

            Assert.That(Object.FindObjectsOfType<GameObject>(true), Is.EqualTo(new[] { camera.gameObject }));
            Assert.That(HostEngine.LiveGraphicsObjects, Is.EqualTo(before));
            Assert.That(RenderSettings.ambientLight, Is.EqualTo(ambient));
        }

        private static void PlayAll(Camera camera)
        {
            using ShapesScene scene = new(camera);
            foreach (var name in AllClasses)
            {
                scene.Show(1, name);
                camera.Render();
            }
        }

        private static double Changed(Color32[] a, Color32[] b) =>
            a.Zip(b).Count(pair => Math.Abs(pair.First.r - pair.Second.r) + Math.Abs(pair.First.g - pair.Second.g)
                + Math.Abs(pair.First.b - pair.Second.b) > 24) / (double)a.Length;

        private static IEnumerable<GameObject> Clutter() =>
            Object.FindObjectsOfType<MeshFilter>().Select(filter => filter.gameObject).Where(thing => thing.name == "Clutter");
    }
}
