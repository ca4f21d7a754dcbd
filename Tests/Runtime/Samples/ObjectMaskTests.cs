using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Benchmarks.Runtime.Overlay;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.Samples
{
    internal sealed class ObjectMaskTests
    {
        private const int Width = 96;
        private const int Height = 72;

        [TestCase("torus", 3)]
        [TestCase("cube", 4)]
        [TestCase("heart", 5)]
        public void Mask_IsWhatTheObjectChangesInThePicture(string name, int seed)
        {
            using SceneStage stage = new(Width, Height);
            using ObjectMask mask = new(Width, Height);
            stage.Scene.Show(seed, name);
            var levels = mask.Render(stage.Scene.Camera, stage.Scene.Label.gameObject).ToArray();
            var changed = ChangedBySubject(stage);

            var ofObject = 0;
            for (var y = 1; y < Height - 1; y++)
            {
                for (var x = 1; x < Width - 1; x++)
                {
                    // A colour that is by chance the background's, and half a pixel at an edge, are no disagreement.
                    if (levels[y * Width + x] == 0 && !Neighbours(x, y).Any(i => levels[i] == 255))
                    {
                        Assert.That(changed[y * Width + x], Is.False, $"{x}, {y} is not in the mask");
                    }

                    if (levels[y * Width + x] == 255)
                    {
                        ofObject++;
                    }
                }
            }

            var both = Enumerable.Range(0, levels.Length).Count(i => levels[i] == 255 && changed[i]);
            Assert.That(ofObject, Is.GreaterThan(Width * Height / 50));
            Assert.That(both, Is.GreaterThan(ofObject * 0.95));
        }

        [Test]
        public void Mask_IsBlackAndWhiteOnly()
        {
            using SceneStage stage = new(Width, Height);
            using ObjectMask mask = new(Width, Height);
            stage.Scene.Show(3, "torus");

            Assert.That(
                mask.Render(stage.Scene.Camera, stage.Scene.Label.gameObject).ToArray().Distinct().Order(),
                Is.EqualTo(new byte[] { 0, 255 }));
        }

        [Test]
        public void WhatStandsBeforeTheObject_IsNotInTheMask()
        {
            using SceneStage stage = new(Width, Height);
            using ObjectMask mask = new(Width, Height);
            stage.Scene.Show(3, "cube");
            var subject = stage.Scene.Label.gameObject;
            var whole = mask.Render(stage.Scene.Camera, subject).ToArray();
            var screen = GameObject.CreatePrimitive(PrimitiveType.Quad);
            var eye = stage.Scene.Camera.transform;
            var ahead = eye.position + eye.forward * 0.3f;

            // Covers the left half of the picture.
            screen.transform.SetPositionAndRotation(ahead - eye.right * 5f, eye.rotation);
            screen.transform.localScale = new Vector3(10f, 10f, 1f);
            var covered = mask.Render(stage.Scene.Camera, subject).ToArray();
            Object.DestroyImmediate(screen);

            var left = 0;
            for (var i = 0; i < whole.Length; i++)
            {
                var isLeft = i % Width < Width / 2;
                left += isLeft && whole[i] == 255 ? 1 : 0;
                Assert.That(covered[i], Is.EqualTo(isLeft ? 0 : whole[i]), $"{i % Width}, {i / Width}");
            }

            Assert.That(left, Is.GreaterThan(20));
        }

        [Test]
        public void Children_BelongToTheObject()
        {
            using SceneStage stage = new(Width, Height);
            using ObjectMask mask = new(Width, Height);
            stage.Scene.Show(3, "cube");
            GameObject parent = new("Parent");
            stage.Scene.Label.transform.SetParent(parent.transform, true);

            Assert.That(mask.Render(stage.Scene.Camera, parent).ToArray(), Has.Some.EqualTo(255));
        }

        [Test]
        public void TopRow_IsFirst()
        {
            using SceneStage stage = new(Width, Height);
            using ObjectMask mask = new(Width, Height);
            stage.Scene.Show(3, "cube");
            var eye = stage.Scene.Camera.transform;
            var ball = GameObject.CreatePrimitive(PrimitiveType.Sphere);
            ball.transform.position = eye.position + eye.forward + eye.up * 0.25f - eye.right * 0.3f;
            ball.transform.localScale = Vector3.one * 0.1f;
            var levels = mask.Render(stage.Scene.Camera, ball).ToArray();
            Object.DestroyImmediate(ball);

            var white = Enumerable.Range(0, levels.Length).Where(i => levels[i] == 255).ToArray();
            Assert.That(white, Is.Not.Empty);
            Assert.That(white.Select(i => i / Width), Has.All.LessThan(Height / 2));
            Assert.That(white.Select(i => i % Width), Has.All.LessThan(Width / 2));
        }

        [Test]
        public void CameraThatFillsAPart_LeavesTheRestBlack()
        {
            using SceneStage stage = new(Width, Height);
            using ObjectMask mask = new(Width, Height);
            stage.Scene.Show(3, "cube");
            var subject = stage.Scene.Label.gameObject;
            mask.Render(stage.Scene.Camera, subject);
            stage.Scene.Camera.rect = new Rect(0.5f, 0f, 0.5f, 1f);
            var levels = mask.Render(stage.Scene.Camera, subject).ToArray();

            Assert.That(levels.Where((_, i) => i % Width < Width / 2), Has.All.EqualTo(0));
            Assert.That(levels, Has.Some.EqualTo(255));
        }

        [Test]
        public void Render_LeavesCameraAndMaterialsAsTheyWere()
        {
            using SceneStage stage = new(Width, Height);
            using ObjectMask mask = new(Width, Height);
            stage.Scene.Show(3, "torus");
            var camera = stage.Scene.Camera;
            var picture = stage.Pixels();
            (RenderTexture, CameraClearFlags, Color) before = (camera.targetTexture, camera.clearFlags, camera.backgroundColor);
            var materials = Materials();
            var active = camera.targetTexture;
            RenderTexture.active = active;
            mask.Render(camera, stage.Scene.Label.gameObject);

            Assert.That(RenderTexture.active, Is.SameAs(active));
            Assert.That((camera.targetTexture, camera.clearFlags, camera.backgroundColor), Is.EqualTo(before));
            Assert.That(Materials(), Is.EqualTo(materials));
            Assert.That(stage.Pixels(), Is.EqualTo(picture));
        }

        [Test]
        public void FailedRender_LeavesMaterialsAsTheyWere()
        {
            using SceneStage stage = new(Width, Height);
            ObjectMask mask = new(Width, Height);
            stage.Scene.Show(3, "torus");
            var materials = Materials();
            var before = stage.Scene.Camera.clearFlags;
            mask.Dispose();

            Assert.That(() => mask.Render(stage.Scene.Camera, stage.Scene.Label.gameObject), Throws.Exception);
            Assert.That(Materials(), Is.EqualTo(materials));
            Assert.That(stage.Scene.Camera.clearFlags, Is.EqualTo(before));
        }

        [Test]
        public void DestroyedObjectOrCamera_IsRefused()
        {
            using SceneStage stage = new(Width, Height);
            using ObjectMask mask = new(Width, Height);
            GameObject gone = new("Gone");
            var blind = gone.AddComponent<Camera>();
            Object.DestroyImmediate(gone);

            Assert.That(() => mask.Render(stage.Scene.Camera, gone), Throws.ArgumentNullException);
            Assert.That(() => mask.Render(blind, stage.Scene.Label.gameObject), Throws.ArgumentNullException);
        }

        [TestCase(0, 1)]
        [TestCase(1, 0)]
        public void SizeWithoutPixels_IsRefused(int width, int height) =>
            Assert.That(() => new ObjectMask(width, height), Throws.InstanceOf<ArgumentOutOfRangeException>());

        private static Dictionary<Renderer, Material> Materials() =>
            Object.FindObjectsOfType<Renderer>().ToDictionary(renderer => renderer, renderer => renderer.sharedMaterial);

        private static IEnumerable<int> Neighbours(int x, int y) =>
            from dy in new[] { -1, 0, 1 } from dx in new[] { -1, 0, 1 } select (y + dy) * Width + x + dx;

        // Top row first, unlike a texture's pixels.
        private static bool[] ChangedBySubject(SceneStage stage)
        {
            var with = stage.Pixels();
            stage.Scene.Label.gameObject.SetActive(false);
            var without = stage.Pixels();
            stage.Scene.Label.gameObject.SetActive(true);
            var changed = new bool[with.Length];
            for (var i = 0; i < changed.Length; i++)
            {
                var (a, b) = (with[i], without[i]);
                changed[(Height - 1 - i / Width) * Width + i % Width] = Math.Abs(a.r - b.r) + Math.Abs(a.g - b.g) + Math.Abs(a.b - b.b) > 3;
            }

            return changed;
        }
    }
}
