using System;
using System.Linq;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Maps;
using Saccade.Overlay;
using Saccade.Training.Drawing;
using SkiaSharp;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Runtime.Tests.Overlay
{
    /// <summary>One heat map: what the training tool draws over a picture is what the shader paints over a camera's.</summary>
    [NonParallelizable]
    public sealed class HeatPictureTests
    {
        private static readonly Color32 Under = new(90, 160, 220, 255);

        [TestCase(1, 2)]
        [TestCase(4, 4)]
        [TestCase(7, 12)]
        [TestCase(14, 14)]
        public void TrainingsPicture_IsTheShaders(int gridHeight, int gridWidth)
        {
            System.Random random = new(gridHeight * 100 + gridWidth);
            float[] weights = [.. Enumerable.Range(0, gridHeight * gridWidth).Select(_ => MathF.Pow(random.NextSingle(), 4f) * 0.01f)];

            var painted = Paint(weights, gridHeight, gridWidth);
            var drawn = Draw(weights, gridHeight, gridWidth);

            Assert.That((drawn.Width, drawn.Height), Is.EqualTo((painted.Width, painted.Height)));
            var differences = Compare(painted, drawn.Rgba);
            TestContext.Out.WriteLine($"largest difference {differences.Max()}, mean {differences.Average():0.000}");
            Assert.That(differences.Max(), Is.LessThanOrEqualTo(2), "levels");
            byte[] pixel = [Under.r, Under.g, Under.b, Under.a];
            byte[] under = [.. Enumerable.Repeat(pixel, painted.Width * painted.Height).SelectMany(rgba => rgba)];
            Assert.That(Compare(painted, under).Max(), Is.GreaterThan(100), "the map is to be seen");
        }

        private static int[] Compare(Picture picture, byte[] rgba) =>
            [.. picture.Rgba.Zip(rgba, (one, other) => Math.Abs(one - other))];

        // One pixel of the target for each of the painter's picture, so that nothing is filtered.
        private static Picture Paint(float[] weights, int gridHeight, int gridWidth)
        {
            using var engine = HostEngine.Start(new HostOptions { Width = 16, Height = 16, ValidateGraphics = true, Log = null });
            Vector2Int size = new(gridWidth * HeatMap.PixelsPerPatch, gridHeight * HeatMap.PixelsPerPatch);
            RenderTexture target = new(size.x, size.y, 0);
            Texture2D under = new(1, 1, TextureFormat.RGBA32, false);
            under.SetPixels32([Under]);
            under.Apply(false, false);
            Graphics.Blit(under, target);

            var painter = OverlayPainter.TryCreate()!;
            painter.SetMap(weights, gridHeight, gridWidth);
            painter.Paint(ColorMap.Inferno, OverlayStyle.Smooth, HeatMap.DefaultOpacity, 0f);
            using CommandBuffer commands = new();
            painter.Record(commands, target, size, new OverlayPlacement(new Rect(0, 0, size.x, size.y), new Rect(0, 0, 1, 1)));
            Graphics.ExecuteCommandBuffer(commands);
            var picture = Picture.Read(target);
            painter.Release();
            target.Release();
            return picture;
        }

        private static Picture Draw(float[] weights, int gridHeight, int gridWidth)
        {
            using var map = HeatPicture.Draw(weights, gridHeight, gridWidth);
            using SKBitmap bitmap = new(map.Width, map.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
            using SKCanvas canvas = new(bitmap);
            canvas.Clear(new SKColor(Under.r, Under.g, Under.b));
            canvas.DrawImage(map, 0, 0);
            return new Picture(map.Width, map.Height, bitmap.Bytes);
        }
    }
}
