using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Host;
using UnityEngine;

namespace Saccade.Runtime.Tests.Overlay
{
    /// <summary>The overlay as a texture: laid where it says, it is what the overlay draws over the picture.</summary>
    [NonParallelizable]
    public sealed class OverlayTextureTests
    {
        private const string Stretch = """{"size": {"height": 32, "width": 32}, "resample": 2}""";

        private static readonly float[] Stairs = [.. Enumerable.Range(0, 16).Select(patch => patch / 15f)];

        private static IEnumerable<TestCaseData> Rules()
        {
            yield return new TestCaseData(Stretch, new Rect(0, 0, 1, 1), new Rect(0, 0, 1, 1)).SetArgDisplayNames("stretched");
            yield return new TestCaseData(Crop(32), new Rect(0.25f, 0, 0.5f, 1), new Rect(0, 0, 1, 1)).SetArgDisplayNames("cropped");
            yield return new TestCaseData(Crop(16), new Rect(0, 0, 1, 1), new Rect(0, 0.25f, 1, 0.5f)).SetArgDisplayNames("padded");
        }

        [TestCaseSource(nameof(Rules))]
        public void Texture_LaidOnItsArea_IsWhatIsDrawnOverThePicture(string rule, Rect area, Rect part)
        {
            using OverlayStage stage = new(rule, 192, 96) { Attention = Stairs };
            stage.Overlay.Style = OverlayStyle.Grid;
            stage.Overlay.ColorMap = ColorMap.Gray;
            stage.Overlay.Opacity = 1f;
            stage.Overlay.Threshold = 0.3f;
            stage.Classify();
            var drawn = stage.Look();

            Assert.That(stage.Overlay.TextureArea, Is.EqualTo(area));
            Assert.That(stage.Overlay.TexturePart, Is.EqualTo(part));
            var texture = Picture.Read(stage.Overlay.Texture!, opaque: false);
            var shown = 0;
            for (var y = 4; y < 96; y += 8)
            {
                for (var x = 4; x < 192; x += 8)
                {
                    Vector2 place = new((x - area.x * 192) / (area.width * 192), (96 - y - area.y * 96) / (area.height * 96));
                    var expected = 0;
                    if (place.x >= 0 && place.x < 1 && place.y >= 0 && place.y < 1)
                    {
                        var u = (part.x + place.x * part.width) * texture.Width;
                        var v = (1 - part.y - place.y * part.height) * texture.Height;
                        var color = texture[(int)u, (int)v];
                        expected = (int)MathF.Round(color.r * color.a / 255f);
                    }

                    shown += expected > 0 ? 1 : 0;
                    Assert.That((int)drawn[x, y].r, Is.EqualTo(expected).Within(2), $"{x}, {y}");
                }
            }

            Assert.That(shown, Is.GreaterThan(20));
        }

        [Test]
        public void Threshold_LeavesAlphaZero()
        {
            using OverlayStage stage = new(Stretch, 64, 64) { Attention = Stairs };
            stage.Overlay.Style = OverlayStyle.Grid;
            stage.Overlay.Threshold = 0.5f;
            stage.Classify();

            var texture = Picture.Read(stage.Overlay.Texture!, opaque: false);

            for (var patch = 0; patch < 16; patch++)
            {
                Assert.That(texture[patch % 4, patch / 4].a > 0, Is.EqualTo(Stairs[patch] >= 0.5f), $"patch {patch}");
            }
        }

        [Test]
        public void DrawsOnPicture_TurnedOff_LeavesThePictureAlone_AndTheTextureThere()
        {
            RenderTexture target = new(64, 64, 24);
            foreach (var texture in new[] { null, target })
            {
                using OverlayStage stage = new(Stretch, 64, 64, texture) { Attention = Stairs };
                stage.Overlay.DrawsOnPicture = false;
                stage.Classify();
                stage.Step();

                Assert.That(stage.Look().Rgba.Where((_, i) => i % 4 != 3), Is.All.Zero);
                Assert.That(stage.Overlay.Texture, Is.Not.Null);
            }
        }

        [Test]
        public void Texture_IsThereOnlyWhileThereIsSomethingToShow()
        {
            using OverlayStage stage = new(Stretch, 64, 64) { Attention = Stairs };
            Assert.That((stage.Overlay.Texture, stage.Overlay.TextureArea), Is.EqualTo(((RenderTexture?)null, default(Rect))));
            stage.Classify();
            var texture = stage.Overlay.Texture;
            stage.Classify();
            Assert.That(stage.Overlay.Texture, Is.SameAs(texture).And.Not.Null);

            stage.Attention = new float[16];
            stage.Classify();
            Assert.That(stage.Overlay.Texture, Is.Null, "a flat map");
            stage.Attention = Stairs;
            stage.Classify();
            Assert.That(stage.Overlay.Texture, Is.SameAs(texture));
            stage.Overlay.enabled = false;
            Assert.That((stage.Overlay.Texture, stage.Overlay.TextureArea), Is.EqualTo(((RenderTexture?)null, default(Rect))));
        }

        [Test]
        public void Quad_ShowsTheMapInTheScene_WhereTheModelSaw()
        {
            RenderTexture target = new(64, 64, 24);
            using OverlayStage stage = new(Crop(32), 128, 64, target) { Attention = Stairs };
            stage.Overlay.DrawsOnPicture = false;
            var quad = AddQuad(stage, out _);
            stage.Region = new Rect(0.25f, 0, 0.5f, 1);
            stage.HeatPatch(1, 2);
            stage.Overlay.Style = OverlayStyle.Grid;
            stage.Overlay.Opacity = 1f;
            stage.Classify();
            stage.Step();

            var picture = HostScreen.Capture();

            // A quarter of the screen is the quad's, 64 x 32 pixels in the middle; the model saw the middle half of that.
            for (var patch = 0; patch < 16; patch++)
            {
                var color = picture[32 + 16 + patch % 4 * 8 + 4, 16 + patch / 4 * 8 + 4];
                Assert.That(color.r > 100, Is.EqualTo(patch == 6), $"patch {patch}");
            }

            Assert.That(Picture.Read(target).Rgba.Where((_, i) => i % 4 != 3), Is.All.Zero, "the classifier's camera doesn't see it");
            quad.enabled = false;
            stage.Step();
            Assert.That(HostScreen.Capture().Rgba.Where((_, i) => i % 4 != 3), Is.All.Zero);
            target.Release();
        }

        [Test]
        public void TextureAndQuad_OfASteadyScene_CostNoGarbage_AndGiveAllBack()
        {
            RenderTexture target = new(64, 64, 24);
            using OverlayStage stage = new(Stretch, 128, 64, target) { Attention = Stairs };
            var live = new int[2];

            // Programs and samplers are made once, and stay.
            for (var round = 0; round < live.Length; round++)
            {
                stage.Overlay.enabled = true;
                var quad = AddQuad(stage, out var other);
                for (var i = 0; i < 30; i++)
                {
                    stage.Classify();
                }

                var before = GC.GetAllocatedBytesForCurrentThread();
                for (var i = 0; i < 100; i++)
                {
                    stage.Step();
                }

                Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
                UnityEngine.Object.Destroy(quad.gameObject);
                UnityEngine.Object.Destroy(other.gameObject);
                stage.Overlay.enabled = false;
                stage.Step();
                live[round] = HostEngine.LiveGraphicsObjects;
            }

            Assert.That(live[1], Is.EqualTo(live[0]));
            target.Release();
        }

        // Seen by a camera of its own, and hidden from the classifier's.
        private static AttentionQuad AddQuad(OverlayStage stage, out Camera other)
        {
            stage.Camera.cullingMask = ~(1 << 8);
            other = new GameObject("Other", typeof(Camera)).GetComponent<Camera>();
            other.backgroundColor = Color.black;
            other.orthographic = true;
            other.orthographicSize = 1f;
            other.transform.position = new Vector3(100, 0, -5);
            GameObject holder = new("Quad") { layer = 8 };
            var quad = holder.AddComponent<AttentionQuad>();
            quad.Overlay = stage.Overlay;
            holder.transform.position = new Vector3(100, 0, 0);
            holder.transform.localScale = new Vector3(2, 1, 1);
            return quad;
        }

        private static string Crop(int edge) => $$$"""
            {"size": {"shortest_edge": {{{edge}}}}, "resample": 3, "do_center_crop": true, "crop_size": {"height": 32, "width": 32}}
            """;
    }
}
