using System;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Core.Tests;
using Saccade.Host;
using Saccade.Runtime.Tests.Overlay;
using UnityEngine;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>The overlay on a running classifier, whose attention the test makes up.</summary>
    [NonParallelizable]
    public sealed class AttentionOverlayTests
    {
        private const string Stretch = """{"size": {"height": 32, "width": 32}, "resample": 2}""";

        private static readonly float[] Stairs = [.. Enumerable.Range(0, 16).Select(patch => patch / 15f)];

        [Test]
        public void Grid_ShowsEachPatchInItsColour_AsOpaqueAsItIsHot()
        {
            using var stage = Show(Stairs, OverlayStyle.Grid, ColorMap.Gray, 0.5f);

            var picture = stage.Look();

            for (var patch = 0; patch < 16; patch++)
            {
                // Over black: grey level times alpha, both as large as the weight.
                var expected = (int)MathF.Round(255 * Stairs[patch] * Stairs[patch] * 0.5f);
                var color = picture[patch % 4 * 16 + 8, patch / 4 * 16 + 8];
                Assert.That((int)color.r, Is.EqualTo(expected).Within(2), $"patch {patch}");
            }
        }

        [Test]
        public void Smooth_RisesWithoutSteps_FromTheColdestToTheHottest()
        {
            float[] columns = [.. Enumerable.Range(0, 16).Select(patch => patch % 4 / 3f)];
            using var stage = Show(columns, OverlayStyle.Smooth, ColorMap.Gray, 1f);

            var picture = stage.Look();

            Assert.That(picture[0, 32].r, Is.LessThan(4));
            Assert.That(picture[63, 32].r, Is.GreaterThan(250));
            for (var x = 1; x < 64; x++)
            {
                Assert.That(picture[x, 32].r - picture[x - 1, 32].r, Is.InRange(-1, 12), $"at {x}");
            }
        }

        [Test]
        public void Threshold_LeavesOutWhatIsBelowIt()
        {
            using var stage = Show(Stairs, OverlayStyle.Grid, ColorMap.Gray, 1f);
            stage.Overlay.Threshold = 0.5f;
            stage.Step();

            var picture = stage.Look();

            for (var patch = 0; patch < 16; patch++)
            {
                Assert.That(picture[patch % 4 * 16 + 8, patch / 4 * 16 + 8].r > 0, Is.EqualTo(Stairs[patch] >= 0.5f), $"patch {patch}");
            }
        }

        [TestCase(0.3f)]
        [TestCase(float.NaN)]
        public void FlatOrBrokenMap_DrawsNothingAndSaysSo(float weight)
        {
            using var stage = Show([.. Enumerable.Repeat(weight, 16)], OverlayStyle.Smooth, ColorMap.Inferno, 1f);

            Assert.That(IsBlack(stage.Look()), Is.True);
            Assert.That(stage.Overlay.Notice, Does.Contain("the same everywhere"));
        }

        [Test]
        public void Source_ChangesWhatIsShown_WithoutANewResult()
        {
            using var stage = Show(null, OverlayStyle.Grid, ColorMap.Gray, 1f);
            var heads = new float[4 * 16];
            heads[0] = 0.9f;
            heads[3 * 16 + 15] = 0.6f;
            stage.Classifier.Published += result => heads.CopyTo(result.Attention!.Buffer, 0);
            stage.Overlay.enabled = false;
            stage.Overlay.enabled = true;
            stage.Overlay.Source = AttentionSource.Mean;
            stage.Classify();

            Assert.That((Level(stage, 0), Level(stage, 15)), Is.EqualTo((255, 114)).Within(2), "two thirds, squared");
            stage.Overlay.Source = AttentionSource.Min;
            stage.Step();
            Assert.That(IsBlack(stage.Look()), Is.True, "no patch is looked at by all heads");
            stage.Overlay.Source = AttentionSource.Head;
            stage.Overlay.Head = 3;
            stage.Step();
            Assert.That((Level(stage, 0), Level(stage, 15)), Is.EqualTo((0, 255)));
            Assert.That(stage.Overlay.Notice, Is.Null);
            stage.Overlay.Head = 9;
            stage.Step();
            Assert.That((Level(stage, 0), Level(stage, 15)), Is.EqualTo((0, 255)), "the last head");
            Assert.That(stage.Overlay.Notice, Does.StartWith("Head 9: the model has heads 0 to 3."));
            stage.Overlay.Source = AttentionSource.Max;
            stage.Step();
            Assert.That((Level(stage, 0), Level(stage, 15)), Is.EqualTo((255, 114)).Within(2));
            Assert.That((stage.Overlay.Notice, stage.Overlay.Shown), Is.EqualTo(((string?)null, AttentionSource.Max)));
        }

        [Test]
        public void MissingSource_IsReplacedAndNamed()
        {
            using var stage = Show(Stairs, OverlayStyle.Grid, ColorMap.Gray, 1f);
            var hasRollout = stage.Classifier.Result!.Rollout != null;

            stage.Overlay.Source = AttentionSource.Rollout;
            stage.Step();

            Assert.That(stage.Overlay.Notice, hasRollout ? Is.Null : Does.StartWith("Rollout: the model doesn't give it, only "));
            Assert.That(Level(stage, 15), Is.EqualTo(255));
        }

        [Test]
        public void ModelWithoutAttention_SaysHowToGetIt_AndDrawsNothing()
        {
            using var engine = HostEngine.Start(new HostOptions { Width = 64, Height = 64, AntiAliasing = 1, Log = null });
            GameObject eye = new("Camera", typeof(Camera));
            eye.GetComponent<Camera>().backgroundColor = Color.black;
            var classifier = eye.AddComponent<VitClassifier>();
            var overlay = eye.AddComponent<AttentionOverlay>();
            Assert.That(overlay.Notice, Is.Null, "nothing is wrong before the first result");
            classifier.Load(Fixtures.Find("huggingface", "optimum"));
            Assert.That(
                SpinWait.SpinUntil(
                    () =>
                    {
                        engine.Step();
                        return classifier.Result != null || classifier.Error != null;
                    },
                    TimeSpan.FromMinutes(1)));

            Assert.That(overlay.Notice, Does.StartWith("The model gives no attention: export it again with ./saccade export --model "));
            Assert.That(overlay.Shown, Is.Null);
            Assert.That(IsBlack(HostScreen.Capture()), Is.True);
        }

        [Test]
        public void TextureTarget_ShowsTheOverlay_ButTheModelNeverSeesIt()
        {
            RenderTexture target = new(64, 64, 24);
            using OverlayStage stage = new(Stretch, 64, 64, target);
            stage.AddSquare(new Rect(10, 10, 20, 20));
            stage.Overlay.enabled = false;
            var before = stage.Classify().Probabilities.ToArray();

            stage.Attention = Stairs;
            stage.Overlay.enabled = true;
            stage.Overlay.Opacity = 1f;
            stage.Classify();
            var after = stage.Classify().Probabilities.ToArray();

            Assert.That(stage.Look()[56, 56].r, Is.GreaterThan(200));
            Assert.That(IsBlack(HostScreen.Capture()), Is.True, "nothing is on the screen");
            Assert.That(after, Is.EqualTo(before));
            target.Release();
        }

        [Test]
        public void SeveralCameras_ShowTheirOwn()
        {
            using OverlayStage stage = new(Stretch, 128, 64, rect: new Rect(0, 0, 0.5f, 1));
            GameObject other = new("Other", typeof(Camera));
            other.GetComponent<Camera>().rect = new Rect(0.5f, 0, 0.5f, 1);
            other.GetComponent<Camera>().backgroundColor = Color.black;
            var classifier = other.AddComponent<VitClassifier>();
            classifier.Published += result =>
            {
                Array.Clear(result.Attention!.Buffer);
                result.Relevance?.Buffer.AsSpan().Clear();
                foreach (var map in new[] { result.Attention.Buffer, result.Relevance?.Buffer ?? [], result.Rollout?.Buffer ?? [] })
                {
                    if (map.Length > 0)
                    {
                        map[12] = 1f;
                    }
                }
            };
            var overlay = other.AddComponent<AttentionOverlay>();
            overlay.Style = OverlayStyle.Grid;
            stage.Overlay.Style = OverlayStyle.Grid;
            stage.HeatPatch(0, 3);
            classifier.Load(stage.Classifier.ModelFolder);
            SpinWait.SpinUntil(
                () =>
                {
                    stage.Step();
                    return classifier.Result != null || classifier.Error != null;
                },
                TimeSpan.FromMinutes(1));
            stage.Classify();

            var picture = stage.Look();

            for (var patch = 0; patch < 32; patch++)
            {
                var isHot = patch is 3 or (16 + 12);
                var x = patch / 16 * 64 + patch % 4 * 16 + 8;
                Assert.That(picture[x, patch % 16 / 4 * 16 + 8].r > 0, Is.EqualTo(isHot), $"patch {patch}");
            }
        }

        [Test]
        public void Disabled_GivesEverythingBack()
        {
            using var stage = Show(Stairs, OverlayStyle.Smooth, ColorMap.Viridis, 1f);
            stage.Step();
            var with = HostEngine.LiveGraphicsObjects;

            stage.Overlay.enabled = false;
            stage.Step();

            Assert.That(HostEngine.LiveGraphicsObjects, Is.EqualTo(with - 4), "the map, its picture with a framebuffer, and the colours");
            Assert.That(IsBlack(stage.Look()), Is.True);
            stage.Overlay.enabled = true;
            stage.Step();
            Assert.That(HostEngine.LiveGraphicsObjects, Is.EqualTo(with), "at once, from the last result");
            Assert.That(IsBlack(stage.Look()), Is.False);
        }

        [Test]
        public void SteadyScene_CostsNoGarbage()
        {
            RenderTexture target = new(64, 64, 24);
            using var stage = Show(Stairs, OverlayStyle.Smooth, ColorMap.Inferno, 1f);
            stage.Camera.gameObject.AddComponent<ClassificationLabel>();
            foreach (var texture in new[] { null, target })
            {
                stage.Camera.targetTexture = texture;
                for (var i = 0; i < 30; i++)
                {
                    stage.Classify();
                }

                var before = GC.GetAllocatedBytesForCurrentThread();
                for (var i = 0; i < 200; i++)
                {
                    stage.Step();
                }

                Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero, texture == null ? "screen" : "texture");
            }

            target.Release();
        }

        private static OverlayStage Show(float[]? attention, OverlayStyle style, ColorMap map, float opacity)
        {
            OverlayStage stage = new(Stretch, 64, 64) { Attention = attention };
            stage.Overlay.Style = style;
            stage.Overlay.ColorMap = map;
            stage.Overlay.Opacity = opacity;
            stage.Classify();
            return stage;
        }

        private static int Level(OverlayStage stage, int patch) => stage.Look()[patch % 4 * 16 + 8, patch / 4 * 16 + 8].r;

        private static bool IsBlack(Picture picture) =>
            Enumerable.Range(0, picture.Rgba.Length).All(i => i % 4 == 3 || picture.Rgba[i] == 0);
    }
}
