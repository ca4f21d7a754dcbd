using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Host;
using UnityEngine;
using Random = System.Random;

namespace Saccade.Runtime.Tests.Looking
{
    /// <summary>The objects get the attention that falls on them.</summary>
    [NonParallelizable]
    public sealed class AttentionSharesTests
    {
        private const string CentreCrop = """{"size": {"shortest_edge": 32}, "crop_size": {"height": 32, "width": 32}, "resample": 2}""";

        [Test]
        public void OneObjectAPatch_EachGetsItsOwnPatch([Values] bool isScriptable, [Values] bool isTexture)
        {
            var texture = isTexture ? new Func<RenderTexture>(() => new RenderTexture(64, 64, 24)) : null;
            using LookStage look = new(texture: texture?.Invoke(), isScriptable: isScriptable);
            LookTarget[] targets = [.. Enumerable.Range(0, 16).Select(patch => look.AddTarget(AreaOf(patch)))];

            for (var patch = 0; patch < 16; patch++)
            {
                look.Stage.HeatPatch(patch / 4, patch % 4);
                var report = look.Look();

                Assert.That(report.Most, Is.SameAs(targets[patch].gameObject), $"patch {patch}");
                Assert.That(report.Shares[0].Share, Is.EqualTo(1).Within(1e-6), $"patch {patch}");
                Assert.That(report.Frame, Is.EqualTo(look.Stage.Classifier.Result!.Frame));
                Assert.That(targets.Select(target => target.Share), Is.EqualTo(Enumerable.Range(0, 16).Select(i => i == patch ? 1f : 0f)));
            }
        }

        [Test]
        public void WhatStandsBehindAWall_GetsNothing_ButBehindGlassItDoes()
        {
            using LookStage look = new();
            var target = look.AddTarget(AreaOf(5));
            var wall = look.AddWall(AreaOf(5));
            look.Stage.HeatPatch(1, 1);

            Assert.That(look.Look().Background, Is.EqualTo(1).Within(1e-6), "behind the wall");
            wall.GetComponent<Renderer>().sharedMaterial.renderQueue = 3000;
            Assert.That(look.Look().ShareOf(target.gameObject), Is.EqualTo(1).Within(1e-6), "behind glass");
            wall.GetComponent<Renderer>().sharedMaterial.renderQueue = -1;
            Assert.That(look.Look().Background, Is.EqualTo(1).Within(1e-6));
            wall.layer = 8;
            look.Stage.Camera.cullingMask = ~(1 << 8);
            Assert.That(look.Look().ShareOf(target.gameObject), Is.EqualTo(1).Within(1e-6), "a layer that the camera leaves out");
            look.Stage.Camera.cullingMask = -1;
            Assert.That(look.Look().Background, Is.EqualTo(1).Within(1e-6));
            wall.GetComponent<Renderer>().shadowCastingMode = UnityEngine.Rendering.ShadowCastingMode.ShadowsOnly;
            Assert.That(look.Look().ShareOf(target.gameObject), Is.EqualTo(1).Within(1e-6), "only a shadow");
        }

        [Test]
        public void ATargetBeforeAnother_HidesIt_EvenIfItIsGlass()
        {
            using LookStage look = new();
            look.AddTarget(AreaOf(5));
            var glass = look.AddWall(AreaOf(5)).AddComponent<LookTarget>();
            glass.GetComponent<Renderer>().sharedMaterial.renderQueue = 3000;
            look.Stage.HeatPatch(1, 1);

            Assert.That(look.Look().ShareOf(glass.gameObject), Is.EqualTo(1).Within(1e-6));
        }

        [Test]
        public void APatchOfTwo_IsDivided()
        {
            using LookStage look = new();
            var left = look.AddTarget(new Rect(16, 16, 8, 16));
            var below = look.AddTarget(new Rect(24, 28, 8, 4));
            look.Stage.HeatPatch(1, 1);

            // The model's grid is known with its first result.
            look.Look();
            var report = look.Look();

            Assert.That(report.ShareOf(left.gameObject), Is.EqualTo(0.5f).Within(1e-6));
            Assert.That(report.ShareOf(below.gameObject), Is.EqualTo(0.125f).Within(1e-6));
            Assert.That(report.Background, Is.EqualTo(0.375f).Within(1e-6));
            Assert.That(report.Most, Is.SameAs(left.gameObject));
        }

        [Test]
        public void TheSeenPart_IsWhatCounts()
        {
            using (LookStage cut = new(width: 128, height: 64))
            {
                // The right half of the picture.
                cut.Stage.Classifier.SourceRect = new Rect(0.5f, 0f, 0.5f, 1f);
                var target = cut.AddTarget(new Rect(64 + 48, 0, 16, 16));
                cut.AddTarget(new Rect(32, 0, 16, 16));
                cut.Stage.HeatPatch(0, 3);

                Assert.That(cut.Look().ShareOf(target.gameObject), Is.EqualTo(1).Within(1e-6), "source rectangle");
            }

            using (LookStage crop = new(CentreCrop, 128, 64))
            {
                var target = crop.AddTarget(new Rect(32, 48, 16, 16));
                crop.AddTarget(new Rect(0, 48, 16, 16));
                crop.Stage.HeatPatch(3, 0);

                Assert.That(crop.Look().ShareOf(target.gameObject), Is.EqualTo(1).Within(1e-6), "crop");
            }

            using (LookStage viewport = new(width: 128, height: 64, rect: new Rect(0.5f, 0f, 0.5f, 1f)))
            {
                var target = viewport.AddTarget(new Rect(48, 48, 16, 16));
                viewport.Stage.HeatPatch(3, 3);

                Assert.That(viewport.Look().ShareOf(target.gameObject), Is.EqualTo(1).Within(1e-6), "viewport");
            }
        }

        /// <summary>With a map that looks everywhere alike the share is the share of the picture's pixels.</summary>
        [Test]
        public void SharesOfThePicture_AreThoseOfItsPixels([Values] bool isOrthographic, [Values(3, 4, 5, 6, 7, 8)] int seed)
        {
            Random random = new(seed);
            using LookStage look = new(width: 160, height: 96);
            look.Shares.SamplesPerPatch = 8;
            look.Stage.Camera.orthographic = isOrthographic;
            look.Stage.Camera.orthographicSize = 3f;
            look.Stage.Camera.fieldOfView = 50f;
            var cut = new Rect(0.2f * random.NextSingle(), 0.2f * random.NextSingle(), 0.8f, 0.8f);
            look.Stage.Classifier.SourceRect = cut;
            look.Stage.Camera.transform.rotation = Quaternion.Euler(random.Next(-8, 8), random.Next(-8, 8), random.Next(-180, 180));
            List<GameObject> targets = [];
            for (var i = 0; i < 8; i++)
            {
                var shape = GameObject.CreatePrimitive(i % 2 == 0 ? PrimitiveType.Cube : PrimitiveType.Sphere);
                shape.transform.position = new Vector3(Between(random, -3, 3), Between(random, -2, 2), Between(random, 4, 9));
                shape.transform.rotation = Quaternion.Euler(random.Next(360), random.Next(360), random.Next(360));
                shape.transform.localScale = Vector3.one * Between(random, 0.7f, 2f);
                shape.GetComponent<Renderer>().material = new Material(Shader.Find("Unlit/Color"))
                {
                    color = new Color32((byte)(10 + i * 30), i % 3 == 0 ? (byte)255 : (byte)0, 255, 255),
                };
                if (i % 3 != 2)
                {
                    shape.AddComponent<LookTarget>();
                    targets.Add(shape);
                }
            }

            var report = look.Look();
            var picture = look.Stage.Look();

            var first = (int)MathF.Round(cut.xMin * 160);
            var last = (int)MathF.Round(cut.xMax * 160);
            var top = 96 - (int)MathF.Round(cut.yMax * 96);
            var bottom = 96 - (int)MathF.Round(cut.yMin * 96);
            foreach (var target in targets)
            {
                Color32 color = target.GetComponent<Renderer>().sharedMaterial.color;
                var pixels = 0;
                for (var y = top; y < bottom; y++)
                {
                    for (var x = first; x < last; x++)
                    {
                        pixels += Math.Abs(picture[x, y].r - color.r) < 4 && picture[x, y].b > 200 ? 1 : 0;
                    }
                }

                var share = pixels / (float)((last - first) * (bottom - top));
                Assert.That(report.ShareOf(target), Is.EqualTo(share).Within(0.012), $"{target.name} at {target.transform.position}");
            }
        }

        [Test]
        public void NestedTargets_TheNearestHasTheRenderer_AndAClassLabelIsATargetToo()
        {
            using LookStage look = new();
            GameObject parent = new("Parent", typeof(LookTarget), typeof(ClassLabel));
            GameObject middle = new("Middle");
            var own = look.Stage.AddSquare(AreaOf(0));
            var inner = look.Stage.AddSquare(AreaOf(1));
            var label = look.Stage.AddSquare(AreaOf(2));
            var deep = look.Stage.AddSquare(AreaOf(3));
            inner.AddComponent<LookTarget>();
            label.AddComponent<ClassLabel>();
            own.transform.SetParent(parent.transform, true);
            middle.transform.SetParent(parent.transform, true);
            inner.transform.SetParent(middle.transform, true);
            label.transform.SetParent(parent.transform, true);
            deep.transform.SetParent(inner.transform, true);

            var report = look.Look();

            Assert.That(report.Count, Is.EqualTo(3));
            Assert.That(report.ShareOf(parent), Is.EqualTo(1 / 16f).Within(1e-6));
            Assert.That(report.ShareOf(inner), Is.EqualTo(2 / 16f).Within(1e-6));
            Assert.That(report.ShareOf(label), Is.EqualTo(1 / 16f).Within(1e-6));
        }

        [Test]
        public void TargetsComeAndGo()
        {
            using LookStage look = new();
            look.Shares.RefreshInterval = 10f;
            look.Stage.HeatPatch(0, 0);
            Assert.That(look.Look().Background, Is.EqualTo(1));

            var target = look.AddTarget(AreaOf(0));
            List<float> told = [];
            target.Looked += told.Add;
            Assert.That(look.Look().Most, Is.SameAs(target.gameObject), "added while it runs");
            target.enabled = false;
            Assert.That(look.Look().Background, Is.EqualTo(1), "disabled");
            target.enabled = true;
            Assert.That(look.Look().Most, Is.SameAs(target.gameObject), "enabled");
            look.Stage.HeatPatch(3, 3);
            look.Look();
            look.Look();
            Assert.That(told.TakeLast(2), Is.EqualTo(new[] { 1f, 0f }), "and 0 is told once");
            look.Stage.HeatPatch(0, 0);
            look.Look();
            UnityEngine.Object.Destroy(target.gameObject);
            look.Stage.Step();
            Assert.That(look.Look().Background, Is.EqualTo(1), "destroyed");
        }

        [Test]
        public void MoreTargetsThanAByteCounts_KeepTheirNumbers()
        {
            using LookStage look = new();
            for (var i = 0; i < 300; i++)
            {
                new GameObject("Empty").AddComponent<LookTarget>();
            }

            LookTarget[] seen = [.. Enumerable.Range(0, 4).Select(patch => look.AddTarget(AreaOf(patch * 5)))];

            var report = look.Look();

            Assert.That(report.Count, Is.EqualTo(4));
            Assert.That(seen.Select(target => report.ShareOf(target.gameObject)), Is.All.EqualTo(1 / 16f).Within(1e-6));
        }

        [Test]
        public void AListenerThatThrows_KeepsTheSharesFromNobody()
        {
            using LookStage look = new();
            var (first, second) = (look.AddTarget(AreaOf(0)), look.AddTarget(AreaOf(1)));
            List<string> told = [];
            first.Looked += _ => throw new InvalidOperationException("mine");
            first.OnLooked.AddListener(_ => told.Add("inspector"));
            second.Looked += _ => told.Add("other");
            look.Shares.Looked += _ => throw new InvalidOperationException("mine too");
            look.Shares.OnLooked.AddListener(report => told.Add("all"));

            look.Look();

            Assert.That(told.Distinct(), Is.EquivalentTo(new[] { "inspector", "other", "all" }));
        }

        [Test]
        public void AResultOfAnotherFrame_IsToldAndNeverMixed()
        {
            using LookStage look = new();
            look.AddTarget(AreaOf(0));
            look.Look();
            List<string> warnings = [];
            void Note(string text, string trace, LogType type) => warnings.Add(text);
            Application.logMessageReceived += Note;
            void Move(Classification result) =>
                result.Stamp = new FrameStamp(result.Frame + 1_000_000, result.Stamp.Seconds, result.Stamp.Region);
            look.Shares.enabled = false;
            look.Stage.Classifier.Published += Move;
            look.Shares.enabled = true;
            Assert.That(
                SpinWait.SpinUntil(
                    () =>
                    {
                        look.Stage.Step();
                        return look.Shares.Missed >= 3;
                    },
                    TimeSpan.FromMinutes(1)));
            Assert.That(look.Shares.Report, Is.Null);
            Assert.That(look.Shares.Notice, Does.StartWith("A result came without the picture of the objects of its frame"));
            Assert.That(warnings.Count(text => text.Contains("AttentionShares")), Is.EqualTo(1), "told once");
            Application.logMessageReceived -= Note;
            look.Stage.Classifier.Published -= Move;
            look.Look();
        }

        [Test]
        public void ShowTargets_ColoursThem_AndGivesTheTextureBack()
        {
            using LookStage look = new();
            look.AddTarget(AreaOf(5));
            look.Look();
            Assert.That(look.Shares.TargetsTexture, Is.Null);
            look.Shares.ShowTargets = true;
            look.Shares.Opacity = 1f;
            look.Look();
            look.Stage.Step();

            var picture = look.Stage.Look();

            var (inside, outside) = (picture[24, 24], picture[8, 24]);
            Assert.That(Math.Max(inside.r, Math.Max(inside.g, inside.b)), Is.GreaterThan(200), "saturated");
            Assert.That(Math.Min(inside.r, Math.Min(inside.g, inside.b)), Is.LessThan(60), "a colour");
            Assert.That(outside.r + outside.g + outside.b, Is.Zero);
            look.Shares.ShowTargets = false;
            look.Stage.Step();
            Assert.That(look.Shares.TargetsTexture, Is.Null);
        }

        [Test]
        public void Disabled_GivesEverythingBack()
        {
            using LookStage look = new();
            look.Shares.enabled = false;
            look.AddTarget(AreaOf(5));
            look.Stage.Classify();
            var without = HostEngine.LiveGraphicsObjects;
            look.Shares.enabled = true;
            look.Look();
            look.Shares.enabled = false;
            for (var i = 0; i < 20; i++)
            {
                look.Stage.Step();
            }

            // The stand-in's own: the shader's program, and what reads back and is used again.
            Assert.That(HostEngine.LiveGraphicsObjects - without, Is.LessThanOrEqualTo(3));
            look.Shares.enabled = true;
            look.Look();
            var with = HostEngine.LiveGraphicsObjects;
            for (var i = 0; i < 5; i++)
            {
                look.Shares.enabled = false;
                look.Shares.enabled = true;
                look.Look();
            }

            Assert.That(HostEngine.LiveGraphicsObjects, Is.LessThanOrEqualTo(with + 1));
        }

        [TestCase(300)]
        [TestCase(10_000, Category = "Long")]
        public void SteadyScene_CostsNoGarbage(int frames)
        {
            using LookStage look = new();
            look.Shares.RefreshInterval = 0f;
            look.Shares.ShowTargets = true;
            for (var patch = 0; patch < 16; patch += 3)
            {
                look.AddTarget(AreaOf(patch));
            }

            look.AddWall(AreaOf(7));
            for (var i = 0; i < 40; i++)
            {
                look.Look();
            }

            // As many pictures at once as there will be, for the stand-in's own lists too.
            for (var i = 0; i < 300; i++)
            {
                look.Stage.Step();
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            var first = look.Shares.Report!.Frame;
            for (var i = 0; i < frames; i++)
            {
                look.Stage.Step();
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
            Assert.That(look.Shares.Report!.Frame, Is.GreaterThan(first));
        }

        private static Rect AreaOf(int patch) => new(patch % 4 * 16, patch / 4 * 16, 16, 16);

        private static float Between(Random random, float low, float high) => low + (high - low) * random.NextSingle();
    }
}
