using System;
using NUnit.Framework;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.Textures
{
    /// <summary>A webcam's picture is seen as its user sees it.</summary>
    [NonParallelizable]
    public sealed class WebCamTests
    {
        private const int Width = 60;
        private const int Height = 40;

        private static readonly byte[] Upright = TextureStage.Noise(Width, Height, 3);

        [TestCase("OpenGL", ColorSpace.Gamma)]
        [TestCase("compute shader", ColorSpace.Linear)]
        [TestCase("readback", ColorSpace.Linear)]
        public void Picture_IsTurnedUpright(string backend, ColorSpace colorSpace)
        {
            using TextureStage stage = new(colorSpace);
            TextureStage.Prefer(backend);
            using TextureClassification classification = new(TextureStage.Model);
            var expected = TextureStage.Expect(Upright, Width, Height);
            foreach (var angle in new[] { 0, 90, 180, 270, -90 })
            {
                for (var flips = 0; flips < 4; flips++)
                {
                    var (isUpsideDown, isMirrored) = (flips % 2 == 1, flips / 2 == 1);
                    WebCamTexture webcam = new();
                    var (pixels, width, height) = SeeBySensor(angle, isUpsideDown, isMirrored);
                    webcam.Feed(pixels, width, height, angle, isUpsideDown);
                    classification.Mirror = isMirrored;

                    var result = stage.Await(classification.ClassifyAsync(webcam)).Result;

                    Assert.That(
                        result.Probabilities.ToArray(), Is.EqualTo(expected).Within(1e-5), $"{angle}, {isUpsideDown}, {isMirrored}");
                    Object.DestroyImmediate(webcam);
                }
            }

            Assert.That(stage.Log, Is.Empty);
        }

        [Test]
        public void FirstPicture_IsWaitedFor()
        {
            using TextureStage stage = new();
            using TextureClassification classification = new(TextureStage.Model);
            WebCamTexture webcam = new();
            var waiting = classification.ClassifyAsync(webcam);
            stage.StepUntil(() => classification.IsReady);
            for (var i = 0; i < 20; i++)
            {
                Assert.That(classification.TryClassify(webcam), Is.False);
                stage.Engine.Step();
            }

            Assert.That(waiting.IsCompleted, Is.False);
            webcam.Feed(TextureStage.FromBottom(Upright, Width), Width, Height, 0, false);
            Assert.That(stage.Await(waiting).IsCompletedSuccessfully, Is.True);
        }

        [Test]
        public void PictureThatDidNotUpdate_IsNotClassifiedAgain()
        {
            using TextureStage stage = new();
            using TextureClassification classification = new(TextureStage.Model);
            WebCamTexture webcam = new();
            var pixels = TextureStage.FromBottom(Upright, Width);
            stage.StepUntil(() => classification.IsReady);
            for (var picture = 1; picture <= 3; picture++)
            {
                webcam.Feed(pixels, Width, Height, 0, false);
                stage.StepUntil(() => classification.TryClassify(webcam));
                stage.StepUntil(() => classification.Statistics.Classified == picture);
                for (var i = 0; i < 10; i++)
                {
                    stage.Engine.Step();
                    Assert.That(classification.TryClassify(webcam), Is.False);
                }
            }

            Assert.That(classification.Statistics.Captured, Is.EqualTo(3));
        }

        // The pixels that a sensor has, from its lowest row, so that turned as Unity says they are the upright picture: rows are turned
        // over, then all is rotated clockwise, then mirrored.
        private static (byte[] Pixels, int Width, int Height) SeeBySensor(int angle, bool isUpsideDown, bool isMirrored)
        {
            var quarters = (angle + 360) / 90 % 4;
            var (width, height) = quarters % 2 == 1 ? (Height, Width) : (Width, Height);
            var pixels = new byte[width * height * 4];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    // Here y counts from the bottom. One step clockwise takes what is at the top to the right.
                    var (seenX, seenY) = (x, isUpsideDown ? height - 1 - y : y);
                    var (across, up) = (width, height);
                    for (var i = 0; i < quarters; i++)
                    {
                        (seenX, seenY) = (seenY, across - 1 - seenX);
                        (across, up) = (up, across);
                    }

                    seenX = isMirrored ? Width - 1 - seenX : seenX;
                    Upright.AsSpan(((Height - 1 - seenY) * Width + seenX) * 4, 4).CopyTo(pixels.AsSpan((y * width + x) * 4));
                }
            }

            return (pixels, width, height);
        }
    }
}
