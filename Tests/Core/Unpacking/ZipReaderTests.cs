using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Unpacking;

namespace Saccade.Core.Tests.Unpacking
{
    public sealed class ZipReaderTests
    {
        [Test]
        public void Files_StoredAndDeflated_ComeBackAsTheyWere() => Prop.ForAll<byte[][], bool>((contents, isStored) =>
        {
            var files = contents.Select((content, i) => ($"folder/file {i}", content ?? [])).ToArray();
            var archive = Archives.Zip(files, isStored ? CompressionLevel.NoCompression : CompressionLevel.Optimal);

            return ReadAll(archive).SequenceEqual(files, new SameFile());
        }).QuickCheckThrowOnFailure();

        [Test]
        public void List_TakesWhatBeginsWithThePrefix_AndNoFolders()
        {
            var archive = Archives.Zip([("assets/", []), ("assets/a/x", [1]), ("assets/ab/y", [2]), ("Assets/a/z", [3]), ("b", [4])]);

            var entries = ZipReader.List(new MemoryStream(archive), "zip", "assets/a/");

            Assert.That(entries.Select(entry => entry.Name), Is.EqualTo(new[] { "assets/a/x" }));
        }

        [Test]
        public void EntryTellsChecksumAndLengths()
        {
            var archive = Archives.Zip([("check", Encoding.ASCII.GetBytes("123456789"))], CompressionLevel.NoCompression);

            var entry = ZipReader.List(new MemoryStream(archive), "zip", "").Single();

            Assert.That(
                (entry.Checksum, entry.Length, entry.PackedLength), Is.EqualTo((0xCBF43926u, 9L, 9L)), "the checksum's check value");
        }

        [Test]
        public void CommentAtTheEnd_IsPassedOver()
        {
            using MemoryStream stream = new();
            using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                archive.Comment = "PK\u0005\u0006 is no end" + new string('.', 5000);
                archive.CreateEntry("a");
            }

            Assert.That(ZipReader.List(stream, "zip", "").Select(entry => entry.Name), Is.EqualTo(new[] { "a" }));
        }

        [Test]
        public void NoArchive_IsSaid() => Assert.That(
            () => ZipReader.List(new MemoryStream(new byte[100]), "shapes.vit", ""),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("shapes.vit").And.Message.Contains("no ZIP archive"));

        [Test]
        public void Truncated_AtEveryLength_IsAModelFileException()
        {
            var archive = Archives.Zip([("a", [1, 2, 3]), ("b", new byte[300])]);
            for (var length = 0; length < archive.Length; length++)
            {
                Assert.That(() => ReadAll(archive[..length]), Throws.TypeOf<ModelFileException>(), $"{length} bytes");
            }
        }

        [Test]
        public void ChangedContent_IsToldByItsChecksum([Values] bool isStored)
        {
            var content = new byte[2000];
            new Random(3).NextBytes(content);
            var archive = Archives.Zip([("weights", content)], isStored ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
            archive[200] ^= 4;

            Assert.That(() => ReadAll(archive),
                Throws.TypeOf<ModelFileException>().With.Message.Contains("weights").Or.Message.Contains("can't be unpacked"));
        }

        [Test]
        public void DirectoryThatPromisesFewerBytesThanThereAre_IsRefused()
        {
            var archive = Archives.Zip([("bomb", new byte[100_000])]);
            var directory = Find(archive, 0x02014B50);
            BitConverter.TryWriteBytes(archive.AsSpan(directory + 24), 10);

            Assert.That(() => ReadAll(archive), Throws.TypeOf<ModelFileException>().With.Message.Contains("more than the 10 bytes"));
        }

        [Test]
        public void EncryptedOrOtherwisePacked_IsNamed()
        {
            var encrypted = Archives.Zip([("secret", [1, 2, 3])]);
            encrypted[Find(encrypted, 0x02014B50) + 8] |= 1;
            var lzma = Archives.Zip([("odd", [1, 2, 3])]);
            lzma[Find(lzma, 0x02014B50) + 10] = 14;

            Assert.That(() => ReadAll(encrypted), Throws.TypeOf<ModelFileException>().With.Message.Contains("secret is encrypted"));
            Assert.That(() => ReadAll(lzma), Throws.TypeOf<ModelFileException>().With.Message.Contains("odd is packed by method 14"));
        }

        [Test]
        public void Damaged_IsReadOrAModelFileException()
        {
            var whole = Archives.Package(("shapes", Archives.OptimumModel));
            var small =
                Archives.Zip([("config.json", new byte[400]), ("onnx/model.onnx", [.. Enumerable.Range(0, 256).Select(i => (byte)i)])]);
            Random random = new(5);
            for (var round = 0; round < 4000; round++)
            {
                var damaged = (byte[])(round % 50 == 0 ? whole : small).Clone();
                for (var changes = random.Next(1, 6); changes > 0; changes--)
                {
                    // The directory at the end is where a change does most.
                    var at = random.Next(2) == 0
                        ? random.Next(damaged.Length)
                        : damaged.Length - 1 - random.Next(Math.Min(200, damaged.Length));
                    damaged[at] = random.Next(3) switch { 0 => 0xFF, 1 => 0, _ => (byte)random.Next(256) };
                }

                try
                {
                    ReadAll(damaged);
                }
                catch (ModelFileException)
                {
                }
            }
        }

        private static List<(string Name, byte[] Content)> ReadAll(byte[] archive)
        {
            using MemoryStream stream = new(archive);
            List<(string, byte[])> files = [];
            var buffer = new byte[64];
            foreach (var entry in ZipReader.List(stream, "zip", ""))
            {
                using MemoryStream content = new();
                ZipReader.Unpack(stream, entry, "zip", content, buffer);
                files.Add((entry.Name, content.ToArray()));
            }

            return files;
        }

        private static int Find(byte[] archive, uint signature) => archive.AsSpan().IndexOf(BitConverter.GetBytes(signature));

        private sealed class SameFile : IEqualityComparer<(string Name, byte[] Content)>
        {
            public bool Equals((string Name, byte[] Content) x, (string Name, byte[] Content) y) =>
                x.Name == y.Name && x.Content.AsSpan().SequenceEqual(y.Content);

            public int GetHashCode((string Name, byte[] Content) file) => file.Name.GetHashCode(StringComparison.Ordinal);
        }
    }
}
