using System;
using System.Buffers.Binary;
using System.IO;
using NUnit.Framework;
using Saccade.Training.Pictures;
using SkiaSharp;

namespace Saccade.Training.Tests.Pictures
{
    public sealed class PictureTests
    {
        private TemporaryFolder _folder = null!;
        private string _path = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _path = _folder.Combine("a.png");
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void Decode_GivesTheFilesLevels_TopRowFirst()
        {
            using var drawn = new SKBitmap(2, 2);
            drawn.SetPixel(0, 0, new SKColor(1, 2, 3));
            drawn.SetPixel(1, 0, new SKColor(4, 5, 6));
            drawn.SetPixel(0, 1, new SKColor(7, 8, 9));
            drawn.SetPixel(1, 1, new SKColor(250, 251, 252));
            SyntheticPictures.Save(drawn, _path);
            var picture = Picture.Decode(_path);
            Assert.That((picture.Width, picture.Height), Is.EqualTo((2, 2)));
            Assert.That(picture.Rgb, Is.EqualTo(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 250, 251, 252 }));
        }

        [Test]
        public void Decode_DropsAlpha_WithoutDarkening()
        {
            using var drawn = new SKBitmap(new SKImageInfo(1, 1, SKColorType.Rgba8888, SKAlphaType.Unpremul));
            drawn.SetPixel(0, 0, new SKColor(200, 100, 50, 128));
            SyntheticPictures.Save(drawn, _path);
            Assert.That(Picture.Decode(_path).Rgb, Is.EqualTo(new byte[] { 200, 100, 50 }));
        }

        [Test]
        public void Decode_OfWhatIsNoPicture_NamesTheFile()
        {
            File.WriteAllText(_path, "no picture");
            Assert.That(() => Picture.Decode(_path), Throws.TypeOf<TrainingException>().With.Message.Contains(_path));
            Assert.That(
                () => Picture.Decode(_folder.Combine("missing.png")),
                Throws.TypeOf<TrainingException>().With.Message.Contains("missing.png"));
        }

        [Test]
        public void Decode_OfAFileThatWasCutShort_NamesTheFile()
        {
            using var drawn = new SKBitmap(64, 64);
            drawn.Erase(SKColors.Red);
            using (var canvas = new SKCanvas(drawn))
            {
                canvas.DrawText("cut short", 0, 32, new SKFont(), new SKPaint { Color = SKColors.Blue });
                canvas.DrawCircle(32, 32, 20, new SKPaint { Color = SKColors.Green, IsAntialias = true });
            }

            SyntheticPictures.Save(drawn, _path);
            var bytes = File.ReadAllBytes(_path);
            File.WriteAllBytes(_path, bytes[..(bytes.Length / 2)]);
            Assert.That(() => Picture.Decode(_path), Throws.TypeOf<TrainingException>().With.Message.Contains(_path));
        }

        [Test]
        public void Decode_OfAnEmptyFileOrAFolder_SaysSo()
        {
            File.WriteAllBytes(_path, []);
            Assert.That(() => Picture.Decode(_path), Throws.TypeOf<TrainingException>().With.Message.Contains("0 bytes"));
            Assert.That(() => Picture.Decode(_folder.Path), Throws.TypeOf<TrainingException>().With.Message.Contains("folder"));
        }

        [Test]
        public void Decode_OfAHugePicture_IsRefusedByItsHeaderAlone()
        {
            var file = File.ReadAllBytes(Fixtures.Find("pictures", "rgb.bmp"));
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), 30_000);
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), 30_000);
            File.WriteAllBytes(_path, file);
            Assert.That(() => Picture.Decode(_path), Throws.TypeOf<TrainingException>().With.Message.Contains("30000 x 30000"));
        }

        [Test]
        public void Decode_OfAHundredThousandPixelsASide_IsRefused()
        {
            var file = File.ReadAllBytes(Fixtures.Find("pictures", "gray16.png"));
            byte[] header = [.. "IHDR"u8, 0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0, 8, 2, 0, 0, 0];
            header.CopyTo(file, 12);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), 0x27309C9F);
            File.WriteAllBytes(_path, file);
            Assert.That(() => Picture.Decode(_path), Throws.TypeOf<TrainingException>().With.Message.Contains("100000 x 100000"));
        }

        [Test]
        public void Decode_WithoutOrientation_LeavesThePictureAsItLies([Range(1, 8)] int orientation)
        {
            var upright = Picture.Decode(Fixtures.Find("pictures", "orientation-1.jpg"));
            var turned = Picture.Decode(Fixtures.Find("pictures", $"orientation-{orientation}.jpg"), applyOrientation: false);
            Assert.That((turned.Width, turned.Height), Is.EqualTo((upright.Width, upright.Height)));
            Assert.That(turned.Rgb, Is.EqualTo(upright.Rgb));
        }

        [TestCase("gray16.png")]
        [TestCase("orientation-6.png")]
        [TestCase("palette-transparent.png")]
        [TestCase("progressive.jpg")]
        [TestCase("orientation-6.jpg")]
        [TestCase("animated.gif")]
        [TestCase("lossy.webp")]
        public void Decode_OfADamagedFile_IsAPictureOrATrainingException(string name)
        {
            var whole = File.ReadAllBytes(Fixtures.Find("pictures", name));
            var random = new Random(20);
            for (var i = 0; i < 300; i++)
            {
                File.WriteAllBytes(_path, DamagedFile.Make(whole, random));
                try
                {
                    var picture = Picture.Decode(_path);
                    Assert.That(picture.Rgb, Has.Length.EqualTo(3 * picture.Width * picture.Height));
                }
                catch (TrainingException e)
                {
                    Assert.That(e.Message, Does.StartWith(_path));
                }
            }
        }
    }
}
