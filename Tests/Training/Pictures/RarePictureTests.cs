using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NUnit.Framework;
using Saccade.Training.Pictures;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Tga;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Tiff.Constants;
using SixLabors.ImageSharp.PixelFormats;

namespace Saccade.Training.Tests.Pictures
{
    public sealed class RarePictureTests
    {
        private TemporaryFolder _folder = null!;
        private string _path = null!;

        private static IEnumerable<TestCaseData> Written()
        {
            yield return Case(new TgaEncoder { Compression = TgaCompression.None, BitsPerPixel = TgaBitsPerPixel.Pixel24 }, "tga");
            yield return Case(new TgaEncoder { Compression = TgaCompression.None, BitsPerPixel = TgaBitsPerPixel.Pixel32 }, "tga-alpha");
            yield return Case(
                new TgaEncoder { Compression = TgaCompression.RunLength, BitsPerPixel = TgaBitsPerPixel.Pixel24 }, "tga-packed");
            foreach (var compression in new[] { TiffCompression.None, TiffCompression.Lzw, TiffCompression.Deflate,
                TiffCompression.PackBits })
            {
                yield return Case(
                    new TiffEncoder { Compression = compression, BitsPerPixel = TiffBitsPerPixel.Bit24 }, $"tiff-{compression}");
            }

            static TestCaseData Case(IImageEncoder encoder, string name) => new TestCaseData(encoder).SetArgDisplayNames(name);
        }

        private static IEnumerable<TestCaseData> Netpbm()
        {
            yield return Case("P1\n# a comment\n3 1\n0 1 0\n", [], 255, 0, 255);
            yield return Case("P1 3 1 010", [], 255, 0, 255);
            yield return Case("P4\n3 2\n", [0b0100_0000, 0b1010_0000], 255, 0, 255, 0, 255, 0);
            yield return Case("P2\n2 1\n255\n3 200\n", [], 3, 200);
            yield return Case("P2 2 1 15 1 15", [], 17, 255);
            yield return Case("P5 2 1 255\n", [7, 250], 7, 250);
            yield return Case("P5\n#one\n#two\n2 1\n100\n", [50, 100], 128, 255);
            yield return Case("P5 3 1 65535\n", [0, 200, 1, 44, 0, 7], 200, 255, 7);

            static TestCaseData Case(string text, byte[] bytes, params int[] greys) =>
                new TestCaseData(new byte[][] { [.. Encoding.ASCII.GetBytes(text), .. bytes] }[0], greys)
                    .SetArgDisplayNames(text.ReplaceLineEndings(" "));
        }

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _path = _folder.Combine("a.picture");
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [TestCaseSource(nameof(Written))]
        public void Decode_GivesTheFilesLevels(IImageEncoder encoder)
        {
            using var drawn = Draw(37, 19);
            File.WriteAllBytes(_path, Encode(drawn, encoder));
            var picture = Picture.Decode(_path);
            Assert.That((picture.Width, picture.Height), Is.EqualTo((37, 19)));
            for (var y = 0; y < 19; y++)
            {
                for (var x = 0; x < 37; x++)
                {
                    var at = 3 * (37 * y + x);
                    Assert.That(picture.Rgb[at..(at + 3)], Is.EqualTo(new[] { drawn[x, y].R, drawn[x, y].G, drawn[x, y].B }), $"{x}, {y}");
                }
            }
        }

        [TestCaseSource(nameof(Netpbm))]
        public void Decode_OfNetpbm_GivesPillowsLevels(byte[] file, int[] greys)
        {
            File.WriteAllBytes(_path, file);
            Assert.That(Picture.Decode(_path).Rgb, Is.EqualTo(greys.SelectMany(grey => Enumerable.Repeat((byte)grey, 3))));
        }

        [Test]
        public void Decode_OfAColourPixmap_KeepsTheOrderOfChannels_AndTheHighByteOf16Bits()
        {
            File.WriteAllBytes(_path, [.. "P6 2 1 255\n"u8, 1, 2, 3, 4, 5, 6]);
            Assert.That(Picture.Decode(_path).Rgb, Is.EqualTo(new byte[] { 1, 2, 3, 4, 5, 6 }));
            File.WriteAllText(_path, "P3\n1 1\n255\n1 2 3\n");
            Assert.That(Picture.Decode(_path).Rgb, Is.EqualTo(new byte[] { 1, 2, 3 }));
            File.WriteAllBytes(_path, [.. "P6 1 1 65535\n"u8, 9, 9, 8, 8, 7, 7]);
            Assert.That(Picture.Decode(_path).Rgb, Is.EqualTo(new byte[] { 9, 8, 7 }));
        }

        [Test]
        public void Decode_OfATiff_HeedsGrey_Bits_AndOrientation()
        {
            Assert.That(DecodeTiff(2, 1, 8, 1, 1, [1, 200]).Rgb, Is.EqualTo(new byte[] { 1, 1, 1, 200, 200, 200 }));
            Assert.That(DecodeTiff(2, 1, 16, 1, 1, [200, 0, 44, 1]).Rgb, Is.EqualTo(new byte[] { 200, 200, 200, 255, 255, 255 }));
            Assert.That(DecodeTiff(3, 1, 1, 0, 1, [0x40]).Rgb, Is.EqualTo(new byte[] { 255, 255, 255, 0, 0, 0, 255, 255, 255 }));
            var turned = DecodeTiff(2, 1, 8, 1, 6, [1, 2]);
            Assert.That((turned.Width, turned.Height), Is.EqualTo((1, 2)));
            Assert.That(Picture.Decode(_path, applyOrientation: false).Width, Is.EqualTo(2));
        }

        [Test]
        public void Decode_OfATiffWithPages_TakesTheFirst()
        {
            using var pages = Draw(5, 4);
            pages.Frames.CreateFrame();
            var expected = pages[3, 2];
            File.WriteAllBytes(_path, Encode(pages, new TiffEncoder { BitsPerPixel = TiffBitsPerPixel.Bit24 }));
            var picture = Picture.Decode(_path);
            Assert.That(picture.Rgb[3 * (5 * 2 + 3)], Is.EqualTo(expected.R));
        }

        [Test]
        public void Decode_OfAFileThatIsCutShort_NamesTheFile([Values("tga", "tga-packed", "tiff", "P6", "P3", "P4")] string kind)
        {
            using var drawn = Draw(64, 64);
            var whole = kind switch
            {
                "tga" => Encode(drawn, new TgaEncoder { Compression = TgaCompression.None }),
                "tga-packed" => Encode(drawn, new TgaEncoder { Compression = TgaCompression.RunLength }),
                "tiff" => MakeTiff(64, 64, 8, 1, 1, new byte[64 * 64]),
                "P6" => [.. "P6 64 64 255\n"u8, .. new byte[3 * 64 * 64]],
                "P4" => [.. "P4 64 64\n"u8, .. new byte[8 * 64]],
                _ => Encoding.ASCII.GetBytes("P3 64 64 255\n" + string.Concat(Enumerable.Repeat("12 ", 3 * 64 * 64))),
            };
            File.WriteAllBytes(_path, whole);
            Assert.That(Picture.Decode(_path).Width, Is.EqualTo(64));
            foreach (var length in new[] { whole.Length * 4 / 5, whole.Length / 2, whole.Length / 4 })
            {
                File.WriteAllBytes(_path, whole[..length]);
                Assert.That(
                    () => Picture.Decode(_path),
                    Throws.TypeOf<TrainingException>().With.Message.StartsWith(_path).And.Message.Contains("cut short"));
            }
        }

        [Test]
        public void Decode_OfAHugePicture_IsRefusedByItsHeaderAlone([Values("tga", "tiff", "P5")] string kind)
        {
            var file = kind switch
            {
                "tga" => [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x30, 0x75, 0x30, 0x75, 24, 0, 1, 2, 3],
                "tiff" => MakeTiff(30_000, 30_000, 8, 1, 1, [1, 2]),
                _ => [.. "P5 30000 30000 255\n"u8, 1, 2],
            };
            File.WriteAllBytes(_path, file);
            var before = GC.GetTotalAllocatedBytes();
            Assert.That(() => Picture.Decode(_path), Throws.TypeOf<TrainingException>().With.Message.Contains("30000 x 30000"));
            Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(16 << 20));
        }

        [Test]
        public void Decode_OfADamagedFile_IsAPictureOrATrainingException(
            [Values("tga-packed", "tiff-lzw", "tiff-grey", "P6", "P3", "P1")] string kind)
        {
            using var drawn = Draw(40, 30);
            var whole = kind switch
            {
                "tga-packed" => Encode(drawn, new TgaEncoder { Compression = TgaCompression.RunLength }),
                "tiff-lzw" => Encode(drawn, new TiffEncoder { Compression = TiffCompression.Lzw, BitsPerPixel = TiffBitsPerPixel.Bit24 }),
                "tiff-grey" => MakeTiff(40, 30, 16, 1, 1, new byte[2 * 40 * 30]),
                "P6" => [.. "P6 40 30 255\n"u8, .. new byte[3 * 40 * 30]],
                "P3" => Encoding.ASCII.GetBytes("P3 40 30 255\n" + string.Concat(Enumerable.Repeat("12 ", 3 * 40 * 30))),
                _ => Encoding.ASCII.GetBytes("P1 40 30 " + new string('1', 40 * 30)),
            };
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

        private static Image<Rgba32> Draw(int width, int height)
        {
            var image = new Image<Rgba32>(width, height);
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    image[x, y] = new Rgba32((byte)(x * 5), (byte)(y * 9), (byte)(x * y), 255);
                }
            }

            return image;
        }

        private static byte[] Encode(Image image, IImageEncoder encoder)
        {
            using var stream = new MemoryStream();
            image.Save(stream, encoder);
            return stream.ToArray();
        }

        private Picture DecodeTiff(int width, int height, short bits, short photometric, short orientation, byte[] pixels)
        {
            File.WriteAllBytes(_path, MakeTiff(width, height, bits, photometric, orientation, pixels));
            return Picture.Decode(_path);
        }

        // Its directory comes first, so that a file that is cut short still has it.
        private static byte[] MakeTiff(int width, int height, int bits, int photometric, int orientation, byte[] pixels)
        {
            const int Short = 3;
            const int Long = 4;
            const int Entries = 10;
            const int Start = 8 + 2 + 12 * Entries + 4;
            using var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            writer.Write("II"u8);
            writer.Write((short)42);
            writer.Write(8);
            writer.Write((short)Entries);
            Add(256, Short, width);
            Add(257, Short, height);
            Add(258, Short, bits);
            Add(259, Short, 1);
            Add(262, Short, photometric);
            Add(273, Long, Start);
            Add(274, Short, orientation);
            Add(277, Short, 1);
            Add(278, Long, height);
            Add(279, Long, pixels.Length);
            writer.Write(0);
            writer.Write(pixels);
            return stream.ToArray();

            void Add(int tag, int type, int value)
            {
                writer.Write((short)tag);
                writer.Write((short)type);
                writer.Write(1);
                writer.Write(value);
            }
        }
    }
}
