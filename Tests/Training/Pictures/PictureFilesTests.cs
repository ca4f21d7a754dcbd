using System.IO;
using System.Linq;
using System.Text;
using NUnit.Framework;
using Saccade.Training.Pictures;

namespace Saccade.Training.Tests.Pictures
{
    public sealed class PictureFilesTests
    {
        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [TestCase("a.tif")]
        [TestCase("b.TIFF")]
        [TestCase("c.tga")]
        [TestCase("d.ppm")]
        public void WhatIsCalledAPicture_IsOne_UntilItIsDecoded(string name)
        {
            File.WriteAllText(_folder.Combine(name), "no picture");
            Assert.That(PictureFiles.Guess(_folder.Combine(name)).Kind, Is.EqualTo(GuessedKind.Picture));
        }

        [Test]
        public void EveryPictureThatIsDecoded_IsKnownByItsContent()
        {
            var pictures = Directory.GetFiles(Fixtures.Find("pictures"))
                .Where(path => PictureFiles.RankExtension(path) < PictureFiles.Extensions.Length)
                .ToArray();
            Assert.That(pictures, Has.Length.GreaterThan(40));
            foreach (var path in pictures)
            {
                var copy = _folder.Combine("picture");
                File.Copy(path, copy, overwrite: true);
                Assert.That(PictureFiles.Guess(copy).Kind, Is.EqualTo(GuessedKind.Picture), path);
            }
        }

        [TestCase("II*\0\u0008\0\0\0", GuessedKind.Picture)]
        [TestCase("P3\n# a comment\n2 1\n255\n0 0 0 1 1 1", GuessedKind.Picture)]
        [TestCase("P3 players won", GuessedKind.Other)]
        [TestCase("BM is a way to say much in few letters, and no bitmap", GuessedKind.Other)]
        [TestCase("", GuessedKind.Other)]
        [TestCase("GI", GuessedKind.Other)]
        public void Content_TellsPicturesFromText(string content, object kind)
        {
            File.WriteAllText(_folder.Combine("file"), content, Encoding.Latin1);
            Assert.That(PictureFiles.Guess(_folder.Combine("file")).Kind, Is.EqualTo(kind));
        }

        [TestCase("\0\0\0\u0018ftypheic\0\0\0\0", "a", "HEIC")]
        [TestCase("\0\0\0\u0018ftypmif1\0\0\0\0", "a.jpg", "HEIC")]
        [TestCase("\0\0\0\u0018ftypavif\0\0\0\0", "a", "AVIF")]
        [TestCase("8BPS\0\u0001", "a.dat", "PSD")]
        [TestCase("<?xml version=\"1.0\"?>\n<svg>", "a", "SVG")]
        [TestCase("II*\0\u0008\0\0\0", "a.NEF", "camera raw")]
        [TestCase("text", "a.heic", "HEIC")]
        public void PicturesThatNobodyDecodes_AreNamed(string content, string name, string format)
        {
            var path = _folder.Combine(name);
            File.WriteAllText(path, content, Encoding.Latin1);
            Assert.That(
                () => Picture.Decode(path), Throws.TypeOf<TrainingException>().With.Message.Contains($"is {format}, expected JPEG"));
            if (name != "a.jpg")
            {
                Assert.That(PictureFiles.Guess(path), Is.EqualTo(new PictureGuess(GuessedKind.Foreign, format)));
            }
        }

        [Test]
        public void AFilm_IsNone()
        {
            File.WriteAllText(_folder.Combine("film"), "\0\0\0\u0018ftypisom\0\0\0\0");
            Assert.That(PictureFiles.Guess(_folder.Combine("film")).Kind, Is.EqualTo(GuessedKind.Other));
        }

        [Test]
        public void WhatIsNotThere_IsUnreadable() =>
            Assert.That(PictureFiles.Guess(_folder.Combine("nothing")).Kind, Is.EqualTo(GuessedKind.Unreadable));
    }
}
