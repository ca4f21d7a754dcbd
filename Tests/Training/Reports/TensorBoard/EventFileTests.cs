using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NUnit.Framework;
using Saccade.Training.Reports.TensorBoard;

namespace Saccade.Training.Tests.Reports.TensorBoard
{
    public sealed class EventFileTests
    {
        private static readonly DateTimeOffset Started = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_500);

        private TemporaryFolder _folder = null!;
        private string _path = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _path = _folder.Combine(EventFile.MakeName(Started));
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        // RFC 3720, appendix B.4, and the check value of the CRC catalogue.
        [Test]
        public void Checksum_IsCrc32C()
        {
            var rising = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
            Assert.That(RecordFrame.Crc32C(new byte[32]), Is.EqualTo(0x8a9136aa));
            Assert.That(RecordFrame.Crc32C(Enumerable.Repeat((byte)0xff, 32).ToArray()), Is.EqualTo(0x62a8ab43));
            Assert.That(RecordFrame.Crc32C(rising), Is.EqualTo(0x46dd794e));
            Assert.That(RecordFrame.Crc32C("123456789"u8), Is.EqualTo(0xe3069283));
        }

        // Made by hand from the descriptions of TFRecord and of protocol buffers' wire format.
        [Test]
        public void Bytes_AreThoseOfTheFormat()
        {
            using (var file = EventFile.Create(_path, Started))
            {
                file.AddScalar("train/loss", 300, 0.25, DateTimeOffset.FromUnixTimeSeconds(1_700_000_001));
            }

            Assert.That(Path.GetFileName(_path), Is.EqualTo("events.out.tfevents.1700000000.saccade"));
            Assert.That(
                Convert.ToHexStringLower(File.ReadAllBytes(_path)),
                Is.EqualTo(
                    "1800000000000000a37f4b220900002040fc54d9411a0d627261696e2e4576656e743a322b353110"
                    + "2100000000000000017becf60900004040fc54d94110ac022a130a110a0a747261696e2f6c6f7373150000803e272146cf"));
        }

        [Test]
        public void Scalars_AreReadBack_WhateverTheirValues()
        {
            (string Tag, long Step, float Value)[] scalars =
            [
                ("train/loss", 1, 2.5f), ("train/loss", 2, 0), ("validation/\u00fc", long.MaxValue, float.NaN), ("x", 0, -1e-30f),
            ];
            using (var file = EventFile.Create(_path, Started))
            {
                Array.ForEach(scalars, scalar => file.AddScalar(scalar.Tag, scalar.Step, scalar.Value, Started));
                file.Flush();
                Assert.That(file.Length, Is.EqualTo(new FileInfo(_path).Length));
            }

            Assert.That(Read(), Is.EqualTo(scalars));
        }

        [Test]
        public void Resume_ThrowsAwayWhatWasWrittenLater_WholeOrNot()
        {
            long kept;
            using (var file = EventFile.Create(_path, Started))
            {
                file.AddScalar("loss", 1, 4, Started);
                kept = file.Length;
                file.AddScalar("a longer name than the one that follows", 2, 3, Started);
            }

            var whole = File.ReadAllBytes(_path);
            for (var length = (int)kept; length <= whole.Length; length++)
            {
                File.WriteAllBytes(_path, whole[..length]);
                using (var file = EventFile.Resume(_path, kept))
                {
                    Assert.That(file.Length, Is.EqualTo(kept));
                    file.AddScalar("loss", 2, 2, Started);
                }

                Assert.That(Read(), Is.EqualTo(new[] { ("loss", 1L, 4f), ("loss", 2L, 2f) }), $"cut to {length} bytes");
            }
        }

        [Test]
        public void Resume_OfWhatIsNotWholeUpToTheLength_IsRefused_AndLeavesTheFileAsItWas()
        {
            long length;
            using (var file = EventFile.Create(_path, Started))
            {
                file.AddScalar("loss", 1, 4, Started);
                length = file.Length;
            }

            var whole = File.ReadAllBytes(_path);
            void Refuses(byte[] content, long from)
            {
                File.WriteAllBytes(_path, content);
                Assert.That(
                    () => EventFile.Resume(_path, from).Dispose(),
                    Throws.TypeOf<InvalidDataException>().With.Message.Contains($"expected {from} bytes"));
                Assert.That(File.ReadAllBytes(_path), Is.EqualTo(content));
            }

            for (var i = 0; i < whole.Length; i++)
            {
                var damaged = whole.ToArray();
                damaged[i] ^= 0x40;
                Refuses(damaged, length);
                Refuses(whole[..i], length);
            }

            Refuses(whole, length - 1);
            Refuses(whole, length + 1);
            Refuses(whole, 0);
            Assert.That(() => EventFile.Resume(_folder.Combine("none"), 40), Throws.TypeOf<FileNotFoundException>());
        }

        // A reader of its own, strict: nothing but what the format asks for, in its order.
        private List<(string Tag, long Step, float Value)> Read()
        {
            var bytes = File.ReadAllBytes(_path);
            var scalars = new List<(string, long, float)>();
            for (int at = 0, record = 0; at < bytes.Length; record++)
            {
                var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
                Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 8)), Is.EqualTo(Mask(bytes.AsSpan(at, 8))));
                var content = bytes.AsSpan(at + 12, length);
                Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 12 + length)), Is.EqualTo(Mask(content)));
                if (record > 0)
                {
                    scalars.Add(ParseScalar(content.ToArray()));
                }
                else
                {
                    Assert.That(Encoding.UTF8.GetString(content[11..]), Is.EqualTo("brain.Event:2"));
                }

                at += length + 16;
            }

            return scalars;
        }

        private static (string Tag, long Step, float Value) ParseScalar(byte[] content)
        {
            using var reader = new BinaryReader(new MemoryStream(content));
            Assert.That(reader.ReadByte(), Is.EqualTo(0x09));
            Assert.That(reader.ReadDouble(), Is.EqualTo(1_700_000_000.5));
            var key = reader.ReadByte();
            var step = key == 0x10 ? reader.Read7BitEncodedInt64() : 0;
            Assert.That(key == 0x10 ? reader.ReadByte() : key, Is.EqualTo(0x2a));
            Assert.That(reader.Read7BitEncodedInt(), Is.EqualTo(reader.BaseStream.Length - reader.BaseStream.Position));
            Assert.That(reader.ReadByte(), Is.EqualTo(0x0a));
            Assert.That(reader.Read7BitEncodedInt(), Is.EqualTo(reader.BaseStream.Length - reader.BaseStream.Position));
            Assert.That(reader.ReadByte(), Is.EqualTo(0x0a));
            var tag = Encoding.UTF8.GetString(reader.ReadBytes(reader.Read7BitEncodedInt()));
            Assert.That(reader.ReadByte(), Is.EqualTo(0x15));
            var value = reader.ReadSingle();
            Assert.That(reader.BaseStream.Position, Is.EqualTo(reader.BaseStream.Length));
            return (tag, step, value);
        }

        private static uint Mask(ReadOnlySpan<byte> bytes)
        {
            var crc = uint.MaxValue;
            foreach (var value in bytes)
            {
                crc ^= value;
                for (var bit = 0; bit < 8; bit++)
                {
                    crc = (crc >> 1) ^ ((crc & 1) * 0x82f63b78);
                }
            }

            crc = ~crc;
            return ((crc >> 15) | (crc << 17)) + 0xa282ead8;
        }
    }
}
