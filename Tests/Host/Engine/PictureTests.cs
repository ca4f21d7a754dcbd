using System;
using System.IO;
using NUnit.Framework;
using SkiaSharp;
using UnityEngine;

namespace Saccade.Host.Tests.Engine
{
    public class PictureTests
    {
        private string _folder = "";

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade-pictures-").FullName;

        [TearDown]
        public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

        [Test]
        public void SavePng_KeepsEveryPixel_AndLeavesOnlyTheFile()
        {
            var picture = Gradient(5, 3, 0);
            var path = Path.Combine(_folder, "new", "picture.png");

            picture.SavePng(path);

            using var read = SKBitmap.Decode(path);
            for (var y = 0; y < 3; y++)
            {
                for (var x = 0; x < 5; x++)
                {
                    var pixel = read.GetPixel(x, y);
                    Assert.That(new Color32(pixel.Red, pixel.Green, pixel.Blue, pixel.Alpha), Is.EqualTo(picture[x, y]));
                }
            }

            Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Has.Length.EqualTo(1));
        }

        [Test]
        public void SavePng_WhereItCannot_NamesThePlace()
        {
            var occupied = Path.Combine(_folder, "file");
            File.WriteAllText(occupied, "");

            Assert.That(
                () => Gradient(2, 2, 0).SavePng(Path.Combine(occupied, "picture.png")),
                Throws.TypeOf<HostException>().With.Message.Contains(Path.Combine(occupied, "picture.png")));
        }

        [Test]
        public void WrongNumberOfBytes_IsRefused()
        {
            Assert.That(
                () => new Picture(2, 2, new byte[15]),
                Throws.ArgumentException.With.Message.Contains("15 bytes").And.Message.Contains("2x2"));
            Assert.That(() => Gradient(2, 2, 0)[2, 0], Throws.TypeOf<ArgumentOutOfRangeException>());
        }

        private static Picture Gradient(int width, int height, int offset)
        {
            var rgba = new byte[width * height * 4];
            for (var i = 0; i < width * height; i++)
            {
                rgba[i * 4] = (byte)(i % width * 3 + offset);
                rgba[i * 4 + 1] = (byte)(i / width * 5 + offset);
                rgba[i * 4 + 2] = (byte)(i * 7);
                rgba[i * 4 + 3] = 255;
            }

            return new Picture(width, height, rgba);
        }
    }
}
