using System;
using System.Linq;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Inference.Onnx;
using Saccade.Preprocessing;

namespace Saccade.Core.Tests
{
    /// <summary>Pixels in memory and a label, without any GPU.</summary>
    internal sealed class VitModelTests
    {
        private const int Width = 61;
        private const int Height = 47;

        private static readonly string Folder = Fixtures.Find("exported", "vit-tiny");

        private readonly byte[] _rgb = Noise();

        [Test]
        public void Result_IsThatOfTheTrainingTransformAndTheModel()
        {
            using var reference = OnnxModel.Load(ModelFolder.Open(Folder), default);
            new PixelTransform(ModelFolder.Open(Folder).Rule).Apply(_rgb, Width, Height, reference.Input(0));
            var expected = reference.CreateResult(3);
            reference.Run(1);
            reference.Read(0, expected);
            using var model = VitModel.Load(Folder);

            var result = model.Classify(_rgb, Width, Height, PixelFormat.Rgb24);

            Assert.That(result.Probabilities.ToArray(), Is.EqualTo(expected.Probabilities.ToArray()).Within(1e-6));
            Assert.That(result.Attention!.Values.ToArray(), Is.EqualTo(expected.Attention!.Values.ToArray()).Within(1e-6));
            Assert.That(result.Top.Length, Is.EqualTo(3));
            Assert.That((result.Frame, result.Region), Is.EqualTo((0L, Region.Whole)));
            Assert.That(result.LatencySeconds, Is.GreaterThanOrEqualTo(result.InferenceSeconds).And.GreaterThan(0));
        }

        [Test]
        public void EveryFormat_GivesTheSame([Values] PixelFormat format)
        {
            using var model = VitModel.Load(Folder);
            var expected = model.Classify(_rgb, Width, Height, PixelFormat.Rgb24).Probabilities.ToArray();

            Assert.That(model.Classify(To(format), Width, Height, format).Probabilities.ToArray(), Is.EqualTo(expected));
        }

        [Test]
        public void Result_IsNotOverwrittenByTheNext()
        {
            using var model = VitModel.Load(Folder);
            var first = model.Classify(_rgb, Width, Height, PixelFormat.Rgb24);
            var before = first.Probabilities.ToArray();

            model.Classify(new byte[_rgb.Length], Width, Height, PixelFormat.Rgb24);

            Assert.That(first.Probabilities.ToArray(), Is.EqualTo(before));
        }

        [Test]
        public void BytesThatAreNoPicture_AreRefusedWithBothNumbers()
        {
            using var model = VitModel.Load(Folder);

            Assert.That(
                () => model.Classify(_rgb, Width, Height, PixelFormat.Rgba32),
                Throws.ArgumentException.With.Message.Contains(
                    "There are 8,601 bytes, but 61 x 47 pixels in the format Rgba32 have 11,468"));
            Assert.That(() => model.Classify(_rgb, 0, Height, PixelFormat.Rgb24), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => model.Classify(_rgb, Width, -1, PixelFormat.Rgb24), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(
                () => model.Classify(new byte[Width * Height * 4], Width, Height, (PixelFormat)99),
                Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("99"));
        }

        [Test]
        public void MissingModel_Throws() =>
            Assert.That(() => VitModel.Load("no-such-folder"), Throws.TypeOf<ModelFileException>().With.Message.Contains("no-such-folder"));

        [Test]
        public void TopK_BelowOne_Throws() =>
            Assert.That(() => VitModel.Load(Folder, default, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());

        [Test]
        public void Disposed_SaysSo()
        {
            var model = VitModel.Load(Folder);
            model.Dispose();
            model.Dispose();

            Assert.That(() => model.Classify(_rgb, Width, Height, PixelFormat.Rgb24), Throws.InstanceOf<ObjectDisposedException>());
        }

        private static byte[] Noise()
        {
            var rgb = new byte[Width * Height * 3];
            new Random(9).NextBytes(rgb);
            return rgb;
        }

        private byte[] To(PixelFormat format)
        {
            var isBlueFirst = format is PixelFormat.Bgr24 or PixelFormat.Bgra32;
            var hasAlpha = format is PixelFormat.Rgba32 or PixelFormat.Bgra32;
            return _rgb.Chunk(3)
                .SelectMany(pixel => isBlueFirst ? pixel.Reverse() : pixel, (_, level) => level)
                .Chunk(3)
                .SelectMany(pixel => hasAlpha ? pixel.Append((byte)77) : pixel)
                .ToArray();
        }
    }
}
