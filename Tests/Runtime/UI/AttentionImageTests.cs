using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Runtime.Tests.Overlay;
using Saccade.UI;
using UnityEngine;

namespace Saccade.Runtime.Tests.UI
{
    /// <summary>The map in a canvas lies where the overlay would draw it over the same picture.</summary>
    [NonParallelizable]
    public sealed class AttentionImageTests
    {
        private static readonly float[] Stairs = [.. Enumerable.Range(0, 16).Select(patch => patch / 15f)];

        private static IEnumerable<TestCaseData> Rules()
        {
            yield return new TestCaseData("""{"size": {"height": 32, "width": 32}, "resample": 2}""").SetArgDisplayNames("stretched");
            yield return new TestCaseData(Crop(32)).SetArgDisplayNames("cropped");
            yield return new TestCaseData(Crop(16)).SetArgDisplayNames("padded");
        }

        [TestCaseSource(nameof(Rules))]
        public void Image_ShowsWhatTheOverlayDraws_InItsOwnPlace(string rule)
        {
            using OverlayStage stage = new(rule, 192, 96) { Attention = Stairs };
            stage.Overlay.Threshold = 0.2f;
            stage.Classify();
            var drawn = stage.Look();
            Assert.That(drawn.Rgba.Where((_, i) => i % 4 == 0).Max(), Is.GreaterThan(100));
            stage.Overlay.DrawsOnPicture = false;
            var image = AddImage(stage, new Vector2(0f, 0f), new Vector2(1f, 1f));
            stage.Step();

            var picture = HostScreen.Capture();

            for (var i = 0; i < picture.Rgba.Length; i++)
            {
                Assert.That((int)picture.Rgba[i], Is.EqualTo(drawn.Rgba[i]).Within(1), $"byte {i}");
            }

            image.enabled = false;
            stage.Step();
            Assert.That(HostScreen.Capture().Rgba.Where((_, i) => i % 4 != 3), Is.All.Zero);
        }

        [Test]
        public void Image_LiesInItsRectTransform()
        {
            using OverlayStage stage = new("""{"size": {"height": 32, "width": 32}, "resample": 2}""", 128, 64);
            stage.HeatPatch(0, 3);
            stage.Overlay.DrawsOnPicture = false;
            stage.Overlay.Style = OverlayStyle.Grid;
            AddImage(stage, new Vector2(0.5f, 0f), new Vector2(1f, 0.5f));
            stage.Classify();
            stage.Step();

            var picture = HostScreen.Capture();

            // Patches of 16 x 8 pixels in the lower right quarter.
            for (var y = 4; y < 64; y += 8)
            {
                for (var x = 8; x < 128; x += 16)
                {
                    Assert.That(picture[x, y].r > 0, Is.EqualTo(x > 112 && y is > 32 and < 40), $"{x}, {y}");
                }
            }
        }

        [Test]
        public void Image_WithoutAMap_ShowsNothing_AndTakesNoClicks()
        {
            using OverlayStage stage = new("""{"size": {"height": 32, "width": 32}, "resample": 2}""", 64, 64);
            stage.Camera.gameObject.tag = "MainCamera";
            var image = AddImage(stage, Vector2.zero, Vector2.one);
            image.Overlay = null;
            stage.Overlay.DrawsOnPicture = false;
            stage.Attention = new float[16];
            stage.Classify();
            stage.Step();
            Assert.That(HostScreen.Capture().Rgba.Where((_, i) => i % 4 != 3), Is.All.Zero);
            Assert.That(image.Raycast(Vector2.zero, stage.Camera), Is.False);

            stage.Attention = Stairs;
            stage.Classify();
            stage.Step();

            Assert.That(HostScreen.Capture().Rgba.Where((_, i) => i % 4 == 0).Max(), Is.GreaterThan(100), "the main camera's overlay");
        }

        [Test]
        public void SteadyScene_CostsNoGarbage()
        {
            using OverlayStage stage = new("""{"size": {"height": 32, "width": 32}, "resample": 2}""", 64, 64) { Attention = Stairs };
            AddImage(stage, Vector2.zero, Vector2.one);
            for (var i = 0; i < 30; i++)
            {
                stage.Classify();
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 200; i++)
            {
                stage.Step();
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        }

        private static AttentionImage AddImage(OverlayStage stage, Vector2 anchorMin, Vector2 anchorMax)
        {
            GameObject canvas = new("Canvas", typeof(RectTransform), typeof(Canvas));
            canvas.GetComponent<Canvas>().renderMode = RenderMode.ScreenSpaceOverlay;
            GameObject holder = new("Attention", typeof(RectTransform));
            holder.transform.SetParent(canvas.transform, false);
            var place = (RectTransform)holder.transform;
            (place.anchorMin, place.anchorMax, place.sizeDelta) = (anchorMin, anchorMax, Vector2.zero);
            var image = holder.AddComponent<AttentionImage>();
            image.Overlay = stage.Overlay;
            return image;
        }

        private static string Crop(int edge) => $$$"""
            {"size": {"shortest_edge": {{{edge}}}}, "resample": 3, "do_center_crop": true, "crop_size": {"height": 32, "width": 32}}
            """;
    }
}
