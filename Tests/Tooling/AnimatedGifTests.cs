using System;
using System.IO;
using NUnit.Framework;
using SkiaSharp;

namespace Saccade.Host.Tooling.Tests
{
    public class AnimatedGifTests
    {
        private string _folder = "";

        private string Target => Path.Combine(_folder, "animation.gif");

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade-gif-").FullName;

        [TearDown]
        public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

        [Test]
        public void EveryFrame_IsThere_WithItsColoursAndItsTime_AndPlaysWithoutEnd()
        {
            using (AnimatedGif animation = new(Target, 40))
            {
                for (var i = 0; i < 3; i++)
                {
                    animation.Add(Gradient(60, 40, i * 30));
                }

                Assert.That(File.Exists(Target), Is.False);
                animation.Complete();
            }

            using var codec = SKCodec.Create(Target);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(codec.EncodedFormat, Is.EqualTo(SKEncodedImageFormat.Gif));
                Assert.That(codec.FrameCount, Is.EqualTo(3));
                Assert.That(codec.RepetitionCount, Is.EqualTo(-1), "without end");
                Assert.That(codec.FrameInfo, Has.All.Matches<SKCodecFrameInfo>(frame => frame.Duration == 40));
                Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
            }

            for (var i = 0; i < 3; i++)
            {
                var expected = Gradient(60, 40, i * 30);
                using SKBitmap read = new(new SKImageInfo(60, 40, SKColorType.Rgba8888));
                Assert.That(codec.GetPixels(read.Info, read.GetPixels(), new SKCodecOptions(i)), Is.EqualTo(SKCodecResult.Success));
                double difference = 0;
                for (var at = 0; at < expected.Rgba.Length; at++)
                {
                    difference += Math.Abs(expected.Rgba[at] - read.GetPixelSpan()[at]);
                }

                Assert.That(
                    difference / expected.Rgba.Length, Is.LessThan(4), $"frame {i}: 256 colours come close to those of a smooth picture");
            }
        }

        [Test]
        public void AlphaOfAFrame_IsLeftOut()
        {
            byte[] rgba = [200, 100, 50, 0, 200, 100, 50, 0];
            using (AnimatedGif animation = new(Target, 40))
            {
                animation.Add(new Picture(2, 1, rgba));
                animation.Complete();
            }

            using var read = SKBitmap.Decode(Target);
            Assert.That(read.GetPixel(1, 0), Is.EqualTo(new SKColor(200, 100, 50)));
        }

        [Test]
        public void GivenUp_LeavesNothing()
        {
            using (AnimatedGif animation = new(Target, 40))
            {
                animation.Add(Gradient(4, 4, 0));
                Assert.That(
                    () => animation.Add(Gradient(5, 4, 0)),
                    Throws.ArgumentException.With.Message.Contains("5x4").And.Message.Contains("4x4"));
            }

            Assert.That(Directory.GetFiles(_folder), Is.Empty);
        }

        [Test]
        public void WithoutFrames_IsRefused()
        {
            using AnimatedGif animation = new(Target, 40);

            Assert.That(animation.Complete, Throws.InvalidOperationException);
        }

        [TestCase(10)]
        [TestCase(45)]
        public void DelayThatAGifCannotHold_IsRefused(int milliseconds) =>
            Assert.That(() => new AnimatedGif(Target, milliseconds).Dispose(), Throws.InstanceOf<ArgumentOutOfRangeException>());

        private static Picture Gradient(int width, int height, int offset)
        {
            var rgba = new byte[width * height * 4];
            for (var i = 0; i < width * height; i++)
            {
                rgba[i * 4] = (byte)(i % width * 3 + offset);
                rgba[i * 4 + 1] = (byte)(i / width * 5 + offset);
                rgba[i * 4 + 2] = 90;
                rgba[i * 4 + 3] = 255;
            }

            return new Picture(width, height, rgba);
        }
    }
}
