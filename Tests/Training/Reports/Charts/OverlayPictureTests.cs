using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Maps;
using Saccade.Training.Pictures;
using Saccade.Training.Reports.Charts;
using SkiaSharp;

namespace Saccade.Training.Tests.Reports.Charts
{
    public sealed class OverlayPictureTests
    {
        private const int Side = 320;

        private static readonly (float, float, float, float) Whole = (0, 0, 1, 1);
        private static readonly SKColor Hottest = new(0xfc, 0xff, 0xa4);

        private TemporaryFolder _folder = null!;
        private string _path = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _path = _folder.Combine("overlay.png");
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [TestCase(0, 0)]
        [TestCase(0, 4)]
        [TestCase(3, 0)]
        [TestCase(3, 4)]
        public void HotPatch_InACorner_ColoursThatCornerAndNothingFarFromIt(int row, int column)
        {
            var picture = MakePicture(Side, Side);
            var weights = new float[4 * 5];
            weights[row * 5 + column] = 3;
            using var drawn = Draw(picture, Whole, weights, 4, 5);

            var (cornerX, cornerY) = (column == 0 ? 0 : Side - 1, row == 0 ? 0 : Side - 1);

            // The map is hottest at the corner itself; its outermost pixel has its centre a sixteenth of a patch inside.
            var under = GetPixel(picture, cornerX, cornerY);
            AssertNear(drawn.GetPixel(cornerX, cornerY), Blend(under, new SKColor(0xf5, 0xf9, 0x92), 0.982 * HeatMap.DefaultOpacity));
            for (var y = 0; y < Side; y++)
            {
                for (var x = 0; x < Side; x++)
                {
                    // A patch's spline ends two patches from its centre.
                    if (Math.Abs(x - cornerX) > 2.6 * Side / 5 || Math.Abs(y - cornerY) > 2.6 * Side / 4)
                    {
                        Assert.That(drawn.GetPixel(x, y), Is.EqualTo(GetPixel(picture, x, y)), $"at {x}, {y}");
                    }
                }
            }
        }

        [Test]
        public void HotPatch_Inside_IsHottestAtItsCentreAndFadesEvenly()
        {
            var picture = new Picture(Side, Side, new byte[3 * Side * Side]);
            var weights = new float[5 * 5];
            weights[1 * 5 + 3] = 1;
            using var drawn = Draw(picture, Whole, weights, 5, 5);

            // Row 1 and column 3 of patches with 64 pixels have their centre here.
            const int x = 224;
            const int y = 96;
            var brightest = drawn.Pixels.Max(pixel => pixel.Red);
            Assert.That(drawn.GetPixel(x, y).Red, Is.EqualTo(brightest).Within(2));
            foreach (var distance in new[] { 16, 32, 48, 64 })
            {
                var right = drawn.GetPixel(x + distance, y).Red;
                Assert.That(right, Is.LessThanOrEqualTo(drawn.GetPixel(x + distance - 16, y).Red));
                Assert.That(drawn.GetPixel(x - 1 - distance, y).Red, Is.EqualTo(right).Within(2));
                Assert.That(drawn.GetPixel(x, y + distance).Red, Is.EqualTo(right).Within(2));
                Assert.That(drawn.GetPixel(x, y - 1 - distance).Red, Is.EqualTo(right).Within(2));
            }

            Assert.That(drawn.GetPixel(x + 48, y).Red, Is.LessThan(0.75 * brightest));
        }

        [Test]
        public void CroppedRegion_IsColouredInside_AndDimmedOutside()
        {
            var picture = MakePicture(400, 300);
            using var drawn = Draw(picture, (0.125f, 0, 0.75f, 1), [1, 1, 1, 1, 0, 0, 0, 0], 1, 8);
            for (var y = 0; y < 300; y++)
            {
                for (var x = 0; x < 400; x++)
                {
                    var original = GetPixel(picture, x, y);
                    if (x < 50 || x >= 350)
                    {
                        AssertNear(drawn.GetPixel(x, y), Blend(original, SKColors.Black, 140 / 255.0));
                    }
                    else if (x < 100)
                    {
                        AssertNear(drawn.GetPixel(x, y), Blend(original, Hottest, HeatMap.DefaultOpacity));
                    }
                    else if (x >= 300)
                    {
                        Assert.That(drawn.GetPixel(x, y), Is.EqualTo(original), $"at {x}, {y}");
                    }
                }
            }
        }

        [Test]
        public void PaddedRegion_DrawsOnlyThePartOfTheMapThatLiesOnThePicture()
        {
            // The model saw a square as wide as two pictures: the outer columns of patches are padding.
            var picture = MakePicture(300, 600);
            using var drawn = Draw(picture, (-0.5f, 0, 2, 1), [9, 9, 9, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 1, 16);
            Assert.That((drawn.Width, drawn.Height), Is.EqualTo((300, 600)));

            // The picture begins half way down the slope from hot to cold.
            var middle = Blend(GetPixel(picture, 0, 300), new SKColor(0xba, 0x38, 0x53), HeatMap.DefaultOpacity / 2);
            AssertNear(drawn.GetPixel(0, 300), middle, 8);
            for (var x = 75; x < 300; x++)
            {
                Assert.That(drawn.GetPixel(x, 300), Is.EqualTo(GetPixel(picture, x, 300)), $"at {x}");
            }
        }

        [TestCase(0f)]
        [TestCase(0.1f)]
        [TestCase(-7f)]
        [TestCase(float.MaxValue)]
        public void FlatMap_LeavesThePictureAsItIs(float weight)
        {
            var picture = MakePicture(300, 280);
            using var drawn = Draw(picture, Whole, Enumerable.Repeat(weight, 9).ToArray(), 3, 3);
            Assert.That(drawn.Pixels, Is.EqualTo(GetPixels(picture)));
        }

        [Test]
        public void ExtremeWeights_AreScaledLikeAnyOthers()
        {
            var picture = MakePicture(256, 256);
            using var extreme = Draw(picture, Whole, [float.MinValue, float.MaxValue], 1, 2);
            using var usual = Draw(picture, Whole, [-1, 1], 1, 2);
            Assert.That(extreme.Pixels, Is.EqualTo(usual.Pixels));
        }

        [Test]
        public void Caption_IsDrawnInAStripBelow_AndHidesNothing()
        {
            var picture = MakePicture(400, 300);
            using var without = Draw(picture, Whole, [0, 1, 2, 3], 2, 2);
            using var with = Draw(picture, Whole, [0, 1, 2, 3], 2, 2, "tabby cat 93.4 %");
            Assert.That((without.Width, without.Height), Is.EqualTo((400, 300)));
            Assert.That(with.Width, Is.EqualTo(400));
            Assert.That(with.Height, Is.GreaterThan(320));
            Assert.That(with.Pixels.Take(400 * 300), Is.EqualTo(without.Pixels));
            Assert.That(with.Pixels.Skip(400 * 300).Count(IsInk), Is.GreaterThan(100));
        }

        [TestCase(256)]
        [TestCase(1600)]
        public void Caption_TooLong_StaysBetweenTheMargins(int width)
        {
            var picture = MakePicture(width, 256);
            using var drawn = Draw(picture, Whole, [0], 1, 1, string.Concat(Enumerable.Repeat("Grifola\r\nfrondosa\0", 2000)));
            Assert.That(drawn.Width, Is.EqualTo(width));
            var columns = Enumerable.Range(0, width)
                .Where(x => Enumerable.Range(256, drawn.Height - 256).Any(y => drawn.GetPixel(x, y) != SKColors.White))
                .ToArray();
            Assert.That(columns[0], Is.GreaterThan(8));
            Assert.That(columns[^1], Is.InRange(0.9 * width, width - 8));
        }

        [TestCase(32, 32, 256, 256)]
        [TestCase(1, 1, 256, 256)]
        [TestCase(100, 200, 256, 512)]
        [TestCase(256, 1600, 256, 1600)]
        [TestCase(3200, 1200, 1600, 600)]
        [TestCase(2, 4000, 1, 1600)]
        public void Size_IsBroughtIntoWhatCanBeLookedAt(int width, int height, int drawnWidth, int drawnHeight)
        {
            using var drawn = Draw(MakePicture(width, height), Whole, [0, 1], 1, 2);
            Assert.That((drawn.Width, drawn.Height), Is.EqualTo((drawnWidth, drawnHeight)));
        }

        [Test]
        public void NarrowPicture_LeavesRoomForTheCaption()
        {
            using var drawn = Draw(MakePicture(2, 4000), Whole, [0, 1], 1, 2, "tower 88.0 %");
            Assert.That(drawn.Width, Is.EqualTo(256));
            Assert.That(drawn.Pixels.Skip(256 * 1600).Count(IsInk), Is.GreaterThan(100));
        }

        [TestCase(float.NaN)]
        [TestCase(float.PositiveInfinity)]
        [TestCase(float.NegativeInfinity)]
        public void Weights_NotFinite_AreNamed(float weight)
        {
            var failure = Assert.Throws<ArgumentException>(() => Draw(MakePicture(8, 8), Whole, [0, 0, 0, weight, 0, 0], 2, 3));
            Assert.That(failure!.Message, Does.Contain($"row 1, column 0 is {weight}"));
            AssertNothingIsLeft();
        }

        [TestCase(3, 2, 5)]
        [TestCase(0, 0, 0)]
        [TestCase(-1, -4, 4)]
        [TestCase(65536, 65536, 0)]
        public void Weights_NotOneForEachPatch_AreRefused(int gridHeight, int gridWidth, int count)
        {
            var failure = Assert.Throws<ArgumentException>(
                () => Draw(MakePicture(8, 8), Whole, new float[count], gridHeight, gridWidth));
            Assert.That(failure!.Message, Does.Contain($"{count} weights for a grid of {gridHeight} x {gridWidth}"));
            AssertNothingIsLeft();
        }

        [TestCase(0, 0, 0, 1)]
        [TestCase(0, 0, 1, -1)]
        [TestCase(float.NaN, 0, 1, 1)]
        [TestCase(0, float.PositiveInfinity, 1, 1)]
        public void SeenRegion_WithoutArea_IsRefused(float left, float top, float width, float height)
        {
            var failure = Assert.Throws<ArgumentException>(() => Draw(MakePicture(8, 8), (left, top, width, height), [1], 1, 1));
            Assert.That(failure!.Message, Does.Contain("seen region"));
            AssertNothingIsLeft();
        }

        [Test]
        public void Write_ReplacesAnExistingFile_AndLeavesNothingBeside()
        {
            File.WriteAllText(_path, "old");
            Draw(MakePicture(8, 8), Whole, [0, 1], 1, 2).Dispose();
            Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.EqualTo(new[] { _path }));
        }

        [Test]
        public void Write_WhereAFolderIs_LeavesNothingBeside()
        {
            Directory.CreateDirectory(_path);
            Assert.That(
                () => Draw(MakePicture(8, 8), Whole, [0, 1], 1, 2),
                Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>());
            Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.EqualTo(new[] { _path }));
        }

        [Test]
        public void Write_WithoutTheFolder_IsAnIOException()
        {
            _path = _folder.Combine("missing", "overlay.png");
            Assert.Throws<DirectoryNotFoundException>(() => Draw(MakePicture(8, 8), Whole, [0, 1], 1, 2));
            AssertNothingIsLeft();
        }

        private static Picture MakePicture(int width, int height)
        {
            var rgb = new byte[3 * width * height];
            new Random(17).NextBytes(rgb);
            return new Picture(width, height, rgb);
        }

        private static SKColor[] GetPixels(Picture picture) => Enumerable.Range(0, picture.Width * picture.Height)
                .Select(i => GetPixel(picture, i % picture.Width, i / picture.Width))
                .ToArray();

        private static SKColor GetPixel(Picture picture, int x, int y)
        {
            var rgb = picture.Rgb.AsSpan(3 * (y * picture.Width + x), 3);
            return new SKColor(rgb[0], rgb[1], rgb[2]);
        }

        private static SKColor Blend(SKColor under, SKColor over, double opacity)
        {
            return new SKColor(Mix(under.Red, over.Red), Mix(under.Green, over.Green), Mix(under.Blue, over.Blue));

            byte Mix(byte from, byte to) => (byte)Math.Round(from + (to - from) * opacity);
        }

        private static bool IsInk(SKColor pixel) => pixel.Red < 100 && pixel.Green < 100 && pixel.Blue < 120;

        private static void AssertNear(SKColor actual, SKColor expected, int tolerance = 4)
        {
            Assert.That((int)actual.Red, Is.EqualTo((int)expected.Red).Within(tolerance), "red");
            Assert.That((int)actual.Green, Is.EqualTo((int)expected.Green).Within(tolerance), "green");
            Assert.That((int)actual.Blue, Is.EqualTo((int)expected.Blue).Within(tolerance), "blue");
        }

        private SKBitmap Draw(
            Picture picture,
            (float Left, float Top, float Width, float Height) seenRegion,
            float[] weights,
            int gridHeight,
            int gridWidth,
            string caption = "")
        {
            OverlayPicture.Write(_path, picture, seenRegion, weights, gridHeight, gridWidth, caption);
            return SKBitmap.Decode(_path);
        }

        private void AssertNothingIsLeft() => Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.Empty);
    }
}
