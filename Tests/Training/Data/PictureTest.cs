using System.IO;
using NUnit.Framework;
using Saccade.Training.Data;
using SkiaSharp;

namespace Saccade.Training.Tests.Data
{
    public sealed class PictureTest
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
        public void DeleteFolder()
        {
            _folder.Dispose();
        }

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
    }
}
