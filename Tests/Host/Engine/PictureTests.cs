using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
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
            Picture picture = Gradient(5, 3, 0);
            string path = Path.Combine(_folder, "new", "picture.png");

            picture.SavePng(path);

            using SKBitmap read = SKBitmap.Decode(path);
            for (int y = 0; y < 3; y++)
            {
                for (int x = 0; x < 5; x++)
                {
                    SKColor pixel = read.GetPixel(x, y);
                    Assert.That(new Color32(pixel.Red, pixel.Green, pixel.Blue, pixel.Alpha), Is.EqualTo(picture[x, y]));
                }
            }

            Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Has.Length.EqualTo(1));
        }

        [Test]
        public void SavePng_WhereItCannot_NamesThePlace()
        {
            string occupied = Path.Combine(_folder, "file");
            File.WriteAllText(occupied, "");

            Assert.That(
                () => Gradient(2, 2, 0).SavePng(Path.Combine(occupied, "picture.png")),
                Throws.TypeOf<HostException>().With.Message.Contains(Path.Combine(occupied, "picture.png")));
        }

        [Test]
        public void WrongNumberOfBytes_IsRefused()
        {
            Assert.That(() => new Picture(2, 2, new byte[15]), Throws.ArgumentException.With.Message.Contains("15 bytes").And.Message.Contains("2x2"));
            Assert.That(() => Gradient(2, 2, 0)[2, 0], Throws.TypeOf<ArgumentOutOfRangeException>());
        }

        [Test]
        public void Animation_HoldsEveryFrame_NumberedAndChecked()
        {
            string path = Path.Combine(_folder, "animation.png");
            using (AnimatedPng animation = new AnimatedPng(path, delayMilliseconds: 40, loops: 2))
            {
                for (int i = 0; i < 3; i++)
                {
                    animation.Add(Gradient(300, 200, i * 20));
                }

                Assert.That(File.Exists(path), Is.False);
                animation.Complete();
            }

            List<(string Type, byte[] Data)> chunks = ReadChunks(File.ReadAllBytes(path));
            byte[] control = chunks.Single(chunk => chunk.Type == "acTL").Data;
            List<byte[]> frames = [.. chunks.Where(chunk => chunk.Type == "fcTL").Select(chunk => chunk.Data)];
            uint[] numbers =
            [
                .. chunks.Where(chunk => chunk.Type is "fcTL" or "fdAT").Select(chunk => BinaryPrimitives.ReadUInt32BigEndian(chunk.Data)),
            ];
            using (Assert.EnterMultipleScope())
            {
                Assert.That(chunks[0].Type, Is.EqualTo("IHDR"));
                Assert.That(chunks[^1].Type, Is.EqualTo("IEND"));
                Assert.That(BinaryPrimitives.ReadInt32BigEndian(control), Is.EqualTo(3), "frames");
                Assert.That(BinaryPrimitives.ReadInt32BigEndian(control.AsSpan(4)), Is.EqualTo(2), "loops");
                Assert.That(frames, Has.Count.EqualTo(3));
                Assert.That(BinaryPrimitives.ReadInt32BigEndian(frames[2].AsSpan(4)), Is.EqualTo(300), "width");
                Assert.That(BinaryPrimitives.ReadUInt16BigEndian(frames[2].AsSpan(20)), Is.EqualTo(40), "delay");
                Assert.That(numbers, Is.EqualTo(Enumerable.Range(0, numbers.Length).Select(i => (uint)i)));
                Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
            }
        }

        [Test]
        public void Animation_SecondFrame_DecodesToItsPixels()
        {
            string path = Path.Combine(_folder, "animation.png");
            Picture second = Gradient(30, 20, 99);
            using (AnimatedPng animation = new AnimatedPng(path, 40))
            {
                animation.Add(Gradient(30, 20, 0));
                animation.Add(second);
                animation.Complete();
            }

            // The later frame's data, put back under the names that a still picture has.
            List<(string Type, byte[] Data)> chunks = ReadChunks(File.ReadAllBytes(path));
            using MemoryStream still = new MemoryStream();
            still.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
            WriteChunk(still, "IHDR", chunks[0].Data);
            foreach ((string _, byte[] data) in chunks.Where(chunk => chunk.Type == "fdAT"))
            {
                WriteChunk(still, "IDAT", data[4..]);
            }

            WriteChunk(still, "IEND", []);
            using SKBitmap read = SKBitmap.Decode(still.ToArray());
            Assert.That(read, Is.Not.Null);
            SKColor pixel = read.GetPixel(7, 11);
            Assert.That(new Color32(pixel.Red, pixel.Green, pixel.Blue, pixel.Alpha), Is.EqualTo(second[7, 11]));
        }

        [Test]
        public void Animation_GivenUp_LeavesNothing()
        {
            using (AnimatedPng animation = new AnimatedPng(Path.Combine(_folder, "animation.png"), 40))
            {
                animation.Add(Gradient(4, 4, 0));
                Assert.That(
                    () => animation.Add(Gradient(5, 4, 0)),
                    Throws.ArgumentException.With.Message.Contains("5x4").And.Message.Contains("4x4"));
            }

            Assert.That(Directory.GetFiles(_folder), Is.Empty);
        }

        [Test]
        public void Animation_WithoutFrames_IsRefused()
        {
            using AnimatedPng animation = new AnimatedPng(Path.Combine(_folder, "animation.png"), 40);

            Assert.That(animation.Complete, Throws.InvalidOperationException);
        }

        private static Picture Gradient(int width, int height, int offset)
        {
            byte[] rgba = new byte[width * height * 4];
            for (int i = 0; i < width * height; i++)
            {
                rgba[i * 4] = (byte)(i % width * 3 + offset);
                rgba[i * 4 + 1] = (byte)(i / width * 5 + offset);
                rgba[i * 4 + 2] = (byte)(i * 7);
                rgba[i * 4 + 3] = 255;
            }

            return new Picture(width, height, rgba);
        }

        private static List<(string Type, byte[] Data)> ReadChunks(byte[] png)
        {
            List<(string Type, byte[] Data)> chunks = [];
            for (int at = 8; at < png.Length;)
            {
                int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
                ReadOnlySpan<byte> body = png.AsSpan(at + 4, length + 4);
                uint checksum = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length));
                Assert.That(checksum, Is.EqualTo(Crc32(body)), "checksum");
                chunks.Add((Encoding.ASCII.GetString(body[..4]), body[4..].ToArray()));
                at += length + 12;
            }

            return chunks;
        }

        private static void WriteChunk(MemoryStream stream, string type, byte[] data)
        {
            byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
            byte[] number = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
            stream.Write(number);
            stream.Write(body);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(body));
            stream.Write(number);
        }

        // Bit by bit, unlike the writer's table.
        private static uint Crc32(ReadOnlySpan<byte> bytes)
        {
            uint crc = uint.MaxValue;
            foreach (byte value in bytes)
            {
                crc ^= value;
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
                }
            }

            return ~crc;
        }
    }
}
