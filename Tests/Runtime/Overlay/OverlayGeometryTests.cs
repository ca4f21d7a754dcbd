using System;
using System.Collections.Generic;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Preprocessing;
using UnityEngine;

namespace Saccade.Runtime.Tests.Overlay
{
    /// <summary>
    /// The overlay lies where the model looked: an object in a corner of what the model sees makes the patch of that corner the bright
    /// one, and with that patch hot the overlay is hottest on the object. Where a patch lies is worked out here from the
    /// preprocessing rule's words alone.
    /// </summary>
    [NonParallelizable]
    public sealed class OverlayGeometryTests
    {
        private const int Input = OverlayStage.Grid * OverlayStage.Patch;

        private static readonly (string Name, int ShortestEdge)[] Rules = [("stretched", 0), ("cropped", 40), ("padded", 24)];

        private static readonly (string Name, bool IsTexture, Rect Rect)[] Targets =
        [
            ("screen", false, new Rect(0, 0, 1, 1)),
            ("part of the screen", false, new Rect(0.5f, 0.125f, 0.5f, 0.75f)),
            ("texture", true, new Rect(0, 0, 1, 1)),
            ("part of a texture", true, new Rect(0, 0.5f, 0.75f, 0.5f)),
        ];

        private static IEnumerable<TestCaseData> Cases()
        {
            foreach (var (rule, edge) in Rules)
            {
                foreach (var (target, isTexture, rect) in Targets)
                {
                    foreach (var (width, height) in new[] { (192, 96), (96, 192), (128, 128) })
                    {
                        yield return new TestCaseData(edge, isTexture, rect, width, height, new Rect(0, 0, 1, 1), false)
                            .SetArgDisplayNames(rule, target, $"{width}x{height}");
                    }

                    yield return new TestCaseData(edge, isTexture, rect, 192, 96, new Rect(0, 0, 1, 1), true)
                        .SetArgDisplayNames(rule, target, "192x96", "scriptable pipeline");
                }
            }

            yield return new TestCaseData(0, false, new Rect(0, 0, 1, 1), 192, 96, new Rect(0.5f, 0.125f, 0.375f, 0.5f), false)
                .SetArgDisplayNames("stretched", "screen", "source rectangle");
            yield return new TestCaseData(40, true, new Rect(0, 0.25f, 1, 0.75f), 128, 160, new Rect(0.125f, 0.25f, 0.625f, 0.5f), false)
                .SetArgDisplayNames("cropped", "part of a texture", "source rectangle");
        }

        [TestCaseSource(nameof(Cases))]
        public void HotPatch_IsHottestOnTheObjectThatThePatchShows(
            int shortestEdge, bool isTexture, Rect rect, int width, int height, Rect source, bool isScriptable)
        {
            var rule = shortestEdge == 0
                ? $$"""{"size": {"height": {{Input}}, "width": {{Input}}}, "resample": 2}"""
                : $$$"""
                    {"size": {"shortest_edge": {{{shortestEdge}}}}, "resample": 3, "do_center_crop": true,
                     "crop_size": {"height": {{{Input}}}, "width": {{{Input}}}}}
                    """;
            var texture = isTexture ? new RenderTexture(width, height, 24) : null;
            using OverlayStage stage =
                new(rule, isTexture ? 64 : width, isTexture ? 48 : height, texture, rect, isScriptable: isScriptable);
            var picture = stage.PictureArea;
            RectInt seen = new(
                (int)(source.x * picture.width),
                (int)(source.y * picture.height),
                (int)(source.width * picture.width),
                (int)(source.height * picture.height));
            if (source.width < 1)
            {
                stage.Region = RegionOf(seen, picture, shortestEdge);
            }

            foreach (var (row, column) in new[] { (0, 0), (0, 3), (3, 0), (3, 3) })
            {
                var patch = PatchArea(row, column, seen, shortestEdge);
                var square = stage.AddSquare(Scaled(patch, 1.3f));
                stage.Overlay.enabled = false;
                stage.Step();
                var bare = stage.Look();
                Assert.That(BrightestPatch(bare, picture, seen, stage.Rule), Is.EqualTo((row, column)), "the model's picture");

                foreach (var style in new[] { OverlayStyle.Smooth, OverlayStyle.Grid })
                {
                    stage.HeatPatch(row, column);
                    stage.Overlay.enabled = true;
                    stage.Overlay.Style = style;
                    stage.Classify();
                    stage.Step();

                    var hottest = MostChanged(bare, stage.Look());
                    Vector2 place = new(hottest.x + 0.5f - picture.x, hottest.y + 0.5f - picture.y);
                    Assert.That(patch.Contains(place), Is.True, $"{style}, patch {row}, {column}: {place} is not in {patch}");
                    Assert.That(bare[hottest.x, hottest.y].g, Is.GreaterThan(80), $"{style}: the object is not at {hottest}");
                }

                UnityEngine.Object.DestroyImmediate(square);
            }

            texture?.Release();
        }

        [Test]
        public void Padding_IsNotDrawnBesideThePicture()
        {
            // A picture in the middle of the screen, of which the model saw twice as much as there is.
            using OverlayStage stage = new(
                """{"size": {"height": 32, "width": 32}, "resample": 2}""", 120, 120, rect: new Rect(0.25f, 0.25f, 0.5f, 0.5f));
            stage.Region = new Rect(-0.5f, -0.5f, 2f, 2f);
            stage.Attention = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0];
            stage.Classify();
            stage.Step();

            var picture = stage.Look();
            for (var y = 0; y < 120; y++)
            {
                for (var x = 0; x < 120; x++)
                {
                    var isInside = x is >= 30 and < 90 && y is >= 30 and < 90;
                    Assert.That(picture[x, y].r > 0, Is.EqualTo(isInside), $"{x}, {y}");
                }
            }
        }

        // The patch's pixels in the resized picture, and those in the camera's, cut where the picture ends.
        private static Rect PatchArea(int row, int column, RectInt seen, int shortestEdge)
        {
            var (left, width) = Axis(column, seen.width, ResizedSide(seen.width, seen.height, shortestEdge), out var scaleX);
            var (top, height) = Axis(row, seen.height, ResizedSide(seen.height, seen.width, shortestEdge), out var scaleY);
            return Rect.MinMaxRect(
                seen.x + Math.Max(left * scaleX, 0),
                seen.y + Math.Max(top * scaleY, 0),
                seen.x + Math.Min((left + width) * scaleX, seen.width),
                seen.y + Math.Min((top + height) * scaleY, seen.height));
        }

        private static (int First, int Length) Axis(int patch, int side, int resized, out float scale)
        {
            scale = (float)side / resized;
            return ((int)Math.Floor((resized - Input) / 2.0) + patch * OverlayStage.Patch, OverlayStage.Patch);
        }

        private static int ResizedSide(int side, int other, int shortestEdge) =>
            shortestEdge == 0 ? Input : side <= other ? shortestEdge : (int)((long)shortestEdge * side / other);

        private static Rect RegionOf(RectInt seen, RectInt picture, int shortestEdge)
        {
            var width = ResizedSide(seen.width, seen.height, shortestEdge);
            var height = ResizedSide(seen.height, seen.width, shortestEdge);
            var scaleX = (float)seen.width / width / picture.width;
            var scaleY = (float)seen.height / height / picture.height;
            return new Rect(
                (float)seen.x / picture.width + (float)Math.Floor((width - Input) / 2.0) * scaleX,
                (float)seen.y / picture.height + (float)Math.Floor((height - Input) / 2.0) * scaleY,
                Input * scaleX,
                Input * scaleY);
        }

        private static Rect Scaled(Rect area, float factor)
        {
            var size = area.size * factor;
            return new Rect(area.center - size / 2f, size);
        }

        private static (int Row, int Column) BrightestPatch(Picture target, RectInt picture, RectInt seen, PreprocessingRule rule)
        {
            var rgb = new byte[seen.width * seen.height * 3];
            for (var y = 0; y < seen.height; y++)
            {
                for (var x = 0; x < seen.width; x++)
                {
                    var color = target[picture.x + seen.x + x, picture.y + seen.y + y];
                    var at = (y * seen.width + x) * 3;
                    (rgb[at], rgb[at + 1], rgb[at + 2]) = (color.r, color.g, color.b);
                }
            }

            var planes = new float[3 * Input * Input];
            new PixelTransform(rule).Apply(rgb, seen.width, seen.height, planes);
            var sums = new float[OverlayStage.Grid * OverlayStage.Grid];
            for (var i = 0; i < Input * Input; i++)
            {
                sums[i / Input / OverlayStage.Patch * OverlayStage.Grid + i % Input / OverlayStage.Patch] += planes[i];
            }

            var brightest = Array.IndexOf(sums, System.Linq.Enumerable.Max(sums));
            return (brightest / OverlayStage.Grid, brightest % OverlayStage.Grid);
        }

        private static Vector2Int MostChanged(Picture before, Picture after)
        {
            var most = 0;
            Vector2Int place = default;
            for (var y = 0; y < before.Height; y++)
            {
                for (var x = 0; x < before.Width; x++)
                {
                    var old = before[x, y];
                    var now = after[x, y];
                    var change = Math.Abs(now.r - old.r) + Math.Abs(now.g - old.g) + Math.Abs(now.b - old.b);
                    if (change > most)
                    {
                        (most, place) = (change, new Vector2Int(x, y));
                    }
                }
            }

            Assert.That(most, Is.GreaterThan(100), "the overlay is to be seen");
            return place;
        }
    }
}
